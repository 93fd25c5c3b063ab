//! `GET /reports/registration-activity`: who registered what, when; `.csv`: the same rows as a file.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use jiff::civil::Date;

use crate::domain::download_event::File;
use crate::domain::paging::{PageSize, Start};
use crate::domain::period::Period;
use crate::domain::permission::Permission;
use crate::domain::permit::Actor;
use crate::service::portal::Portal;
use crate::service::reports::registrations::{self, Query};
use crate::web::caller::Caller;
use crate::web::days::period;
use crate::web::download::{self, Format};
use crate::web::error::Error;
use crate::web::error_kind::ErrorKind;
use crate::web::field::{Complaint, Field};
use crate::web::form::Fields;
use crate::web::page::Section;
use crate::web::place;
use crate::web::view::report_registrations::{Registrations, RegistrationsQuery};

use super::resets::LONGEST;

/// The report. A filter that makes no sense comes back with the reason beside its field.
///
/// # Errors
/// The gate's, 403 by the policy, 422 for an address that we did not write.
pub async fn show(caller: Caller) -> Result<HttpResponse, Error> {
    let (mut asked, start, size) = caller.query(asked).await?;
    let today = caller.app.site.organisation.time_zone.to_datetime((caller.app.site.now)()).date();
    let query = judged(&mut asked, today, start.clone(), size);
    let period = query.as_ref().map_or(Period::default(), |query| query.period);
    let (me, listed) = caller
        .page(async move |portal, read, me| match query {
            Some(query) => registrations::list(portal, read, &me.actor, &query).await.map(Some),
            None => Ok(me.actor.check(Permission::ViewAudit).map(|()| None)?),
        })
        .await?;
    let status = if listed.is_some() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = caller.view(&me, Section::Reports, None)?;
    caller.html(status, &Registrations { page, query: asked, period, size, start, listed })
}

/// The rows of the page with the same query, all of them.
///
/// # Errors
/// 403 by the policy and for other sites, 422 for a filter that makes no sense, 429 while the same person reads a file, 503 when too many do.
pub async fn file(caller: Caller) -> Result<HttpResponse, Error> {
    let today = caller.app.site.organisation.time_zone.to_datetime((caller.app.site.now)()).date();
    let (query, list) = caller
        .query(|fields| {
            let (mut asked, start, size) = asked(fields)?;
            let query = judged(&mut asked, today, start, size).ok_or(ErrorKind::BadForm)?;
            Ok((query, asked.address("", None).link()))
        })
        .await?;
    let (me, ()) = caller.page(async |_, _, me| Ok(me.actor.check(Permission::ViewAudit)?)).await?;
    let name = format!("{}-{today}.csv", File::Registered.id());
    let begin = async move |portal: &Portal, actor: Actor| registrations::file(portal, &actor, &query, list).await;
    download::send(&caller, &me, Format::Csv, &name, begin).await
}

fn asked(mut fields: Fields) -> Result<(RegistrationsQuery, Start, PageSize), Error> {
    let mut given = |name: &str| Field::of(fields.take(name).map(|value| value.trim().to_owned()).unwrap_or_default());
    let query =
        RegistrationsQuery { period: given("period"), person: given("person"), from: given("from"), to: given("to") };
    let (start, size) = place::taken(&mut fields)?;
    fields.finish()?;
    // Nobody types these two.
    let named = query.period.value.is_empty() || Period::from_id(&query.period.value).is_some();
    let sound = match &start {
        Start::After(cursor) | Start::Before(cursor) => cursor.moment().is_some(),
        Start::First => true,
    };
    if named && sound { Ok((query, start, size)) } else { Err(ErrorKind::BadForm.into()) }
}

/// The query as the service wants it, or nothing: then each bad field carries its reason.
fn judged(asked: &mut RegistrationsQuery, today: Date, start: Start, size: PageSize) -> Option<Query> {
    if asked.person.value.chars().count() > LONGEST {
        asked.person.refuse(Complaint::TooLong { most: LONGEST });
    }
    let period = period(Period::from_id(&asked.period.value), &mut asked.from, &mut asked.to, today);
    if asked.fields().iter().any(|(_, field)| field.is_bad()) {
        return None;
    }
    let person = Some(asked.person.value.clone()).filter(|person| !person.is_empty());
    Some(Query { period, person, start, size })
}
