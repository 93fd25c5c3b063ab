//! `GET /reports/password-resets`: who reset whom, and how it ended; `.csv`: the same rows as a file.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use jiff::civil::Date;

use crate::domain::download_event::File;
use crate::domain::paging::{PageSize, Start};
use crate::domain::period::Period;
use crate::domain::permit::Actor;
use crate::domain::reset_report::{Kind, Outcome};
use crate::service::portal::Portal;
use crate::service::reports::password_resets::{self, Query, is_place};
use crate::web::caller::Caller;
use crate::web::days::period;
use crate::web::download::{self, Format};
use crate::web::error::Error;
use crate::web::error_kind::ErrorKind;
use crate::web::field::{Complaint, Field};
use crate::web::form::Fields;
use crate::web::page::Section;
use crate::web::view::report_query::ResetsQuery;
use crate::web::view::report_resets::PasswordResets;
use crate::web::{place, whom};

/// The longest name to look for.
pub(super) const LONGEST: usize = 200;

/// The report. A filter that makes no sense comes back with the reason beside its field.
///
/// # Errors
/// The gate's, 422 for an address that we did not write.
pub async fn show(caller: Caller) -> Result<HttpResponse, Error> {
    let (mut asked, start, size) = caller.query(asked).await?;
    let today = caller.app.site.organisation.time_zone.to_datetime((caller.app.site.now)()).date();
    let query = judged(&mut asked, today, start.clone(), size);
    let period = query.as_ref().map_or(Period::default(), |query| query.period);
    let (me, report) = caller
        .page(async move |portal, read, me| match query {
            Some(query) => password_resets::report(portal, read, &me.actor, &query).await.map(Some),
            None => Ok(None),
        })
        .await?;
    let status = if report.is_some() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = caller.view(&me, Section::Reports, None)?;
    caller.html(status, &PasswordResets { page, query: asked, period, size, start, report })
}

/// The rows of the page with the same query, all of them.
///
/// # Errors
/// 403 without a role and for other sites, 422 for a filter that makes no sense, 429 while the same person reads a file, 503 when too many do.
pub async fn file(caller: Caller) -> Result<HttpResponse, Error> {
    let today = caller.app.site.organisation.time_zone.to_datetime((caller.app.site.now)()).date();
    let (query, list) = caller
        .query(|fields| {
            let (mut asked, start, size) = asked(fields)?;
            let query = judged(&mut asked, today, start, size).ok_or(ErrorKind::BadForm)?;
            Ok((query, asked.address("", None).link()))
        })
        .await?;
    let me = caller.enter().await?;
    let name = format!("{}-{today}.csv", File::PasswordResets.id());
    let begin = async move |portal: &Portal, actor: Actor| password_resets::file(portal, &actor, &query, list).await;
    download::send(&caller, &me, Format::Csv, &name, begin).await
}

fn asked(mut fields: Fields) -> Result<(ResetsQuery, Start, PageSize), Error> {
    let by = Field::of(whom::taken(&mut fields, "by"));
    let mut given = |name: &str| Field::of(fields.take(name).map(|value| value.trim().to_owned()).unwrap_or_default());
    let query = ResetsQuery {
        period: given("period"),
        from: given("from"),
        to: given("to"),
        person: given("person"),
        by,
        kind: given("kind"),
        result: given("result"),
        order: given("order"),
    };
    let (start, size) = place::taken(&mut fields)?;
    fields.finish()?;
    // Nobody types these three.
    let named = query.period.value.is_empty() || Period::from_id(&query.period.value).is_some();
    let ordered = query.order.value.is_empty() || query.is_oldest_first();
    let sound = named
        && ordered
        && match &start {
            Start::After(cursor) | Start::Before(cursor) => is_place(cursor),
            Start::First => true,
        };
    if sound { Ok((query, start, size)) } else { Err(ErrorKind::BadForm.into()) }
}

/// The query as the service wants it, or nothing: then each bad field carries its reason.
fn judged(asked: &mut ResetsQuery, today: Date, start: Start, size: PageSize) -> Option<Query> {
    for field in [&mut asked.person, &mut asked.by] {
        if field.value.chars().count() > LONGEST {
            field.refuse(Complaint::TooLong { most: LONGEST });
        }
    }
    let kind = Kind::from_id(&asked.kind.value);
    if kind.is_none() && !asked.kind.value.is_empty() {
        asked.kind.refuse(Complaint::NotAChoice);
    }
    let outcome = Outcome::from_id(&asked.result.value);
    if outcome.is_none() && !asked.result.value.is_empty() {
        asked.result.refuse(Complaint::NotAChoice);
    }
    let period = period(Period::from_id(&asked.period.value), &mut asked.from, &mut asked.to, today);
    if asked.fields().iter().any(|(_, field)| field.is_bad()) {
        return None;
    }
    let given = |field: &Field| Some(field.value.clone()).filter(|value| !value.is_empty());
    let oldest_first = asked.is_oldest_first();
    let (person, by) = (given(&asked.person), given(&asked.by));
    Some(Query { period, kind, outcome, person, by, oldest_first, start, size })
}
