//! `GET /reports/usage`: how people sign in, and how passwords change.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::domain::period::Period;
use crate::domain::permission::Permission;
use crate::service::reports::usage;
use crate::web::caller::Caller;
use crate::web::days::period;
use crate::web::error::Error;
use crate::web::error_kind::ErrorKind;
use crate::web::field::Field;
use crate::web::form::Fields;
use crate::web::page::Section;
use crate::web::view::report_usage::{UsageQuery, UsageReport};

/// The report. A time that makes no sense comes back with the reason beside its field.
///
/// # Errors
/// The gate's, 403 by the policy, 422 for an address that we did not write.
pub async fn show(caller: Caller) -> Result<HttpResponse, Error> {
    let mut query = caller.query(asked).await?;
    let today = caller.app.site.organisation.time_zone.to_datetime((caller.app.site.now)()).date();
    let time = period(Period::from_id(&query.period.value), &mut query.from, &mut query.to, today);
    let sound = !query.from.is_bad() && !query.to.is_bad();
    let (me, usage) = caller
        .page(async move |portal, read, me| {
            if sound {
                usage::report(portal, read, &me.actor, time).await.map(Some)
            } else {
                Ok(me.actor.check(Permission::ViewAudit).map(|()| None)?)
            }
        })
        .await?;
    let status = if sound { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = caller.view(&me, Section::Reports, None)?;
    let period = if sound { time } else { Period::default() };
    caller.html(status, &UsageReport { page, query, period, usage })
}

fn asked(mut fields: Fields) -> Result<UsageQuery, Error> {
    let mut given = |name: &str| Field::of(fields.take(name).map(|value| value.trim().to_owned()).unwrap_or_default());
    let query = UsageQuery { period: given("period"), from: given("from"), to: given("to") };
    fields.finish()?;
    // Nobody types this.
    let named = query.period.value.is_empty() || Period::from_id(&query.period.value).is_some();
    if named { Ok(query) } else { Err(ErrorKind::BadForm.into()) }
}
