//! `GET, POST /users/{id}/exemption`: a password that does not end by age for a time.

use actix_web::http::StatusCode;
use actix_web::web::Path;
use actix_web::{HttpResponse, ResponseError as _};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};

use crate::domain::id::UserId;
use crate::domain::organisation::Organisation;
use crate::domain::password::policy::bounds;
use crate::service::error::Error as ServiceError;
use crate::service::users::exemption::{self, Asked, Question};
use crate::web::body::Body;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::error_kind::ErrorKind;
use crate::web::field::{Complaint, Field};
use crate::web::flash::Flash;
use crate::web::me::Me;
use crate::web::page::{Page, Section};
use crate::web::view::exemption::Exemption;
use crate::web::view::password_reset::LONGEST_REASON;
use crate::web::{forms, paths};

/// How the password stands, and the form.
///
/// # Errors
/// The gate's, 404.
pub async fn show(caller: Caller, id: Path<String>) -> Result<HttpResponse, Error> {
    let (me, question) = question(&caller, &id).await?;
    let page = caller.view(&me, Section::Users, None)?;
    let status = match &question.denied {
        Some(denied) => Error::Denied(Box::new(denied.clone())).status_code(),
        None => StatusCode::OK,
    };
    caller.html(status, &view(page, question))
}

/// Decides it.
///
/// # Errors
/// The gate's, 403 and 409 by the policy, 404, 422 for a form that is not ours.
pub async fn decide(caller: Caller, id: Path<String>, body: Body) -> Result<HttpResponse, Error> {
    let (me, mut question) = question(&caller, &id).await?;
    let mut fields = body.fields()?;
    let ticket = caller.ticket(&me, forms::EXEMPTION, &mut fields)?;
    if let Some(denied) = question.denied.take() {
        return Err(caller.stopped(Some(&me), Error::Denied(Box::new(denied))).await);
    }
    let target = question.user.id;
    let mut view = view(caller.view(&me, Section::Users, Some(ticket.key))?, question);
    view.until.value = fields.take("until").unwrap_or_default();
    view.reason.value = fields.take("reason").unwrap_or_default();
    let exempts = match fields.take("deed").as_deref() {
        Some("exempt") => true,
        Some("end") => false,
        _ => return Err(ErrorKind::BadForm.into()),
    };
    fields.finish()?;
    view.refused = ticket.stale.then_some(Complaint::PageTooOld);
    let until = if exempts { end(&mut view.until, &view.page.organisation, view.page.now) } else { None };
    let reason = view.reason.value.trim().to_owned();
    if reason.is_empty() {
        view.reason.refuse(Complaint::ReasonMissing);
    } else if reason.chars().count() > LONGEST_REASON {
        view.reason.refuse(Complaint::TooLong { most: LONGEST_REASON });
    }
    if view.refused.is_some() || view.until.is_bad() || view.reason.is_bad() {
        return caller.html(StatusCode::UNPROCESSABLE_ENTITY, &view);
    }
    let actor = me.actor.clone();
    let asked = Asked { until, reason: Some(reason), key: ticket.key };
    match caller.run(&me, async move |portal| exemption::decide(portal, &actor, target, asked).await).await {
        Ok(()) => caller.tell(Flash::ExemptionSaved),
        // The first press did it, or it is so: the page shows how it is.
        Err(Error::Replayed) => {}
        Err(error) => return Err(error),
    }
    Ok(caller.go(&paths::user(target)))
}

fn view(page: Page, question: Question) -> Exemption {
    Exemption {
        page,
        user: question.user,
        standing: question.standing,
        since: question.until,
        until: Field::default(),
        reason: Field::default(),
        denial: question.denied.map(|denied| denied.denial),
        refused: None,
    }
}

/// The end of the last day, where the organisation is: from today on, and no further than a password can be valid.
fn end(field: &mut Field, organisation: &Organisation, now: Timestamp) -> Option<Timestamp> {
    let zone = &organisation.time_zone;
    let Ok(day) = Date::strptime("%Y-%m-%d", &field.value) else {
        field.refuse(Complaint::NotADate);
        return None;
    };
    let today = zone.to_datetime(now).date();
    let last = today.saturating_add(i64::from(bounds::DAYS.1).days());
    if day < today || day > last {
        field.refuse(Complaint::NotAhead { most: bounds::DAYS.1 });
        return None;
    }
    let next = day.saturating_add(1.day());
    next.to_zoned(zone.clone()).ok().map(|zoned| zoned.timestamp())
}

async fn question(caller: &Caller, id: &str) -> Result<(Me, Question), Error> {
    let id: Option<UserId> = id.parse().ok();
    let read = caller.page(async move |portal, read, me| {
        exemption::question(portal, read, &me.actor, id.ok_or(ServiceError::NotFound)?).await
    });
    read.await
}
