//! `GET, POST /users/{id}/reset-password`. The page with the password is the answer to the POST itself, against our usual
//! redirect: a redirect would force us to keep the secret somewhere.

use actix_web::http::StatusCode;
use actix_web::web::Path;
use actix_web::{HttpResponse, ResponseError as _};

use crate::domain::check::Check;
use crate::domain::delivery::Delivery;
use crate::domain::id::{FormKey, UserId};
use crate::domain::password::temporary::Expires;
use crate::service::error::Error as ServiceError;
use crate::service::passwords::reset::{self, Fate, Outcome, Question, Reset};
use crate::web::body::Body;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::field::{Complaint, Field};
use crate::web::flash::Flash;
use crate::web::me::Me;
use crate::web::page::Section;
use crate::web::view::password_reset::{
    Aftermath, LONGEST_REASON, PasswordResetAlreadyShown, PasswordResetDone, PasswordResetNew, PasswordResetRefused,
    Rules,
};
use crate::web::{forms, paths};

/// The question, or why there is nothing to ask.
///
/// # Errors
/// The gate's, 404.
pub async fn new(caller: Caller, id: Path<String>) -> Result<HttpResponse, Error> {
    let (me, question) = question(&caller, &id).await?;
    let page = caller.view(&me, Section::Users, None)?;
    if let Some(denied) = question.denied {
        let (user, denial) = (question.user, denied.denial);
        let status = Error::Denied(Box::new(denied)).status_code();
        return caller.html(status, &PasswordResetRefused { page, user, denial });
    }
    caller.html(StatusCode::OK, &PasswordResetNew::empty(page, question, rules(&caller)))
}

/// Resets, and shows the temporary password once.
///
/// # Errors
/// The gate's, 403 and 409 by the policy, 404, 422 for a form that is not ours.
pub async fn create(caller: Caller, id: Path<String>, body: Body) -> Result<HttpResponse, Error> {
    let (me, question) = question(&caller, &id).await?;
    let mut fields = body.fields()?;
    let ticket = caller.ticket(&me, forms::RESET_PASSWORD, &mut fields)?;
    if let Some(denied) = question.denied {
        // The policy speaks before the form does: nobody mends a form that he may not send.
        return Err(caller.stopped(Some(&me), Error::Denied(Box::new(denied))).await);
    }
    let mut take = |name: &str| Field::of(fields.take(name).unwrap_or_default());
    let (verified_by, expires, reason) = (take("verified_by"), take("expires"), take("reason"));
    let delivery = take("delivery");
    fields.finish()?;
    let (target, shortest) = (question.user.id, question.shortest);
    let page = caller.view(&me, Section::Users, Some(ticket.key))?;
    let mut form = PasswordResetNew::empty(page, question, rules(&caller));
    (form.verified_by, form.expires, form.reason) = (verified_by, expires, reason);
    if !delivery.value.is_empty() {
        form.delivery = delivery;
    }
    form.refused = ticket.stale.then_some(Complaint::PageTooOld);
    let input = judged(&mut form, ticket.key);
    let Some(input) = input.filter(|_| form.refused.is_none()) else {
        return caller.html(StatusCode::UNPROCESSABLE_ENTITY, &form);
    };
    let sent = input.delivery == Delivery::Code;
    let actor = me.actor.clone();
    match caller.run(&me, async move |portal| reset::reset(portal, &actor, target, input).await).await {
        Ok(Outcome::Shown(issued)) => {
            let page = PasswordResetDone {
                page: form.page,
                user: issued.user,
                password: issued.password,
                expires_at: issued.expires_at,
                address: caller.app.site.public.authority().to_owned(),
                shortest,
            };
            caller.html(StatusCode::OK, &page)
        }
        Ok(Outcome::Sent) => {
            caller.tell(Flash::CodeSent);
            Ok(caller.go(&paths::user(target)))
        }
        Ok(Outcome::NoAddress) => {
            form.refuse_delivery();
            caller.html(StatusCode::UNPROCESSABLE_ENTITY, &form)
        }
        Ok(Outcome::DecidedOtherwise) => {
            form.refused = Some(Complaint::PageTooOld);
            caller.html(StatusCode::UNPROCESSABLE_ENTITY, &form)
        }
        // The second press of a code that was sent ends where the first one did.
        Err(Error::Replayed) if sent => Ok(caller.go(&paths::user(target))),
        Err(Error::Replayed) => already_shown(&caller, target, ticket.key).await,
        Err(error) => Err(error),
    }
}

/// The form's fields as the deed wants them; every bad field carries its reason.
fn judged(form: &mut PasswordResetNew, key: FormKey) -> Option<Reset> {
    let verified_by = Check::from_id(&form.verified_by.value).filter(|check| form.checks().contains(check));
    if verified_by.is_none() {
        let name = form.user.short_name().to_owned();
        form.verified_by.refuse(Complaint::CheckMissing { name });
    }
    let expires = match form.expires.value.as_str() {
        "" => Some(form.rules.resets.longest()),
        id => Expires::from_id(id).filter(|end| form.rules.resets.ends().contains(end)),
    };
    let delivery = Delivery::from_id(&form.delivery.value).filter(|way| form.rules.resets.ways().contains(way));
    if delivery.is_none() {
        form.delivery.refuse(Complaint::NotAChoice);
    } else if delivery == Some(Delivery::Code) && form.address.is_none() {
        form.refuse_delivery();
    }
    if expires.is_none() {
        form.expires.refuse(Complaint::ExpiresUnknown);
    }
    let reason = form.reason.value.trim().to_owned();
    if reason.chars().count() > LONGEST_REASON {
        form.reason.refuse(Complaint::TooLong { most: LONGEST_REASON });
        return None;
    }
    let reason = (!reason.is_empty()).then_some(reason);
    let delivery = delivery.filter(|_| !form.delivery.is_bad());
    Some(Reset { verified_by: verified_by?, delivery: delivery?, expires: expires?, reason, key })
}

/// Reload, Back and a second press find what became of the password that was shown.
async fn already_shown(caller: &Caller, target: UserId, key: FormKey) -> Result<HttpResponse, Error> {
    let (me, shown) =
        caller.page(async move |_, read, me| reset::already_shown(read, &me.actor, target, key).await).await?;
    let aftermath = match shown.fate {
        Fate::Waiting(until) => Aftermath::Waiting { until },
        Fate::Over => Aftermath::Over,
        Fate::Used(_) => Aftermath::Used,
        Fate::Superseded(at, by) => {
            let other = by.filter(|by| Some(by.id) != me.actor.user());
            Aftermath::Superseded { by: other.map(|by| by.user_name.to_string()), at }
        }
    };
    let page = caller.view(&me, Section::Users, None)?;
    let gone = PasswordResetAlreadyShown { page, user: shown.user, by: None, at: shown.at, aftermath };
    caller.html(StatusCode::CONFLICT, &gone)
}

/// What was decided of resets, and whether mail is sent.
fn rules(caller: &Caller) -> Rules {
    let portal = &caller.app.portal;
    Rules { resets: portal.settings().resets.clone(), has_mail: portal.has_mail }
}

async fn question(caller: &Caller, id: &str) -> Result<(Me, Question), Error> {
    let id: Option<UserId> = id.parse().ok();
    caller
        .page(async move |portal, read, me| {
            reset::question(portal, read, &me.actor, id.ok_or(ServiceError::NotFound)?).await
        })
        .await
}
