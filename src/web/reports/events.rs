//! `GET /reports/events`: proofs that were registered or given at a reset, right or wrong.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use jiff::civil::Date;

use crate::domain::paging::{PageSize, Start};
use crate::domain::period::Period;
use crate::domain::permission::Permission;
use crate::domain::proof_event::Feature;
use crate::service::reports::proof_events::{self, Query};
use crate::web::caller::Caller;
use crate::web::days::period;
use crate::web::error::Error;
use crate::web::error_kind::ErrorKind;
use crate::web::field::{Complaint, Field};
use crate::web::form::Fields;
use crate::web::page::Section;
use crate::web::place;
use crate::web::view::report_events::{EventsQuery, ProofEvents};

use super::resets::LONGEST;

/// The table. A filter that makes no sense comes back with the reason beside its field.
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
            Some(query) => proof_events::list(portal, read, &me.actor, &query).await.map(Some),
            None => Ok(me.actor.check(Permission::ViewAudit).map(|()| None)?),
        })
        .await?;
    let status = if listed.is_some() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = caller.view(&me, Section::Reports, None)?;
    caller.html(status, &ProofEvents { page, query: asked, period, size, start, listed })
}

fn asked(mut fields: Fields) -> Result<(EventsQuery, Start, PageSize), Error> {
    let mut given = |name: &str| Field::of(fields.take(name).map(|value| value.trim().to_owned()).unwrap_or_default());
    let query = EventsQuery {
        period: given("period"),
        person: given("person"),
        feature: given("feature"),
        result: given("result"),
        from: given("from"),
        to: given("to"),
    };
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
fn judged(asked: &mut EventsQuery, today: Date, start: Start, size: PageSize) -> Option<Query> {
    if asked.person.value.chars().count() > LONGEST {
        asked.person.refuse(Complaint::TooLong { most: LONGEST });
    }
    let feature = Feature::from_id(&asked.feature.value);
    if feature.is_none() && !asked.feature.value.is_empty() {
        asked.feature.refuse(Complaint::NotAChoice);
    }
    let succeeded = match asked.result.value.as_str() {
        "success" => Some(true),
        "failure" => Some(false),
        "" => None,
        _ => {
            asked.result.refuse(Complaint::NotAChoice);
            None
        }
    };
    let period = period(Period::from_id(&asked.period.value), &mut asked.from, &mut asked.to, today);
    if asked.fields().iter().any(|(_, field)| field.is_bad()) {
        return None;
    }
    let person = Some(asked.person.value.clone()).filter(|person| !person.is_empty());
    Some(Query { period, person, feature, succeeded, start, size })
}
