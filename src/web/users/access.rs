//! `GET, POST /users/{id}/block`, `/sign-out` and `/expire-password`, `POST /users/{id}/unblock`: asked once, done once, undone with one press.

use actix_web::http::StatusCode;
use actix_web::web::Path;
use actix_web::{HttpResponse, ResponseError as _};

use crate::domain::id::{FormKey, UserId};
use crate::service::error::Error as ServiceError;
use crate::service::users::access::{self, Asked, Deed, Question};
use crate::web::body::Body;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::field::{Complaint, Field};
use crate::web::flash::Flash;
use crate::web::me::Me;
use crate::web::page::Section;
use crate::web::view::access::{AccessAsk, AccessRefused, form};
use crate::web::view::password_reset::LONGEST_REASON;
use crate::web::{paths, proof};

/// Whether somebody shall be blocked.
///
/// # Errors
/// The gate's, 404.
pub async fn ask_block(caller: Caller, id: Path<String>) -> Result<HttpResponse, Error> {
    ask(&caller, &id, Deed::Block).await
}

/// Blocks somebody.
///
/// # Errors
/// The gate's, 403 and 409 by the policy, 404, 422 for a form that is not ours.
pub async fn block(caller: Caller, id: Path<String>, body: Body) -> Result<HttpResponse, Error> {
    act(&caller, &id, body, Deed::Block).await
}

/// Whether somebody shall sign in again: from a list, where a press does nothing at once.
///
/// # Errors
/// The gate's, 404.
pub async fn ask_unblock(caller: Caller, id: Path<String>) -> Result<HttpResponse, Error> {
    ask(&caller, &id, Deed::Unblock).await
}

/// Lets somebody sign in again.
///
/// # Errors
/// As [`block`].
pub async fn unblock(caller: Caller, id: Path<String>, body: Body) -> Result<HttpResponse, Error> {
    act(&caller, &id, body, Deed::Unblock).await
}

/// Whether somebody shall be signed out everywhere.
///
/// # Errors
/// The gate's, 404.
pub async fn ask_sign_out(caller: Caller, id: Path<String>) -> Result<HttpResponse, Error> {
    ask(&caller, &id, Deed::SignOut).await
}

/// Signs somebody out everywhere.
///
/// # Errors
/// As [`block`].
pub async fn sign_out(caller: Caller, id: Path<String>, body: Body) -> Result<HttpResponse, Error> {
    act(&caller, &id, body, Deed::SignOut).await
}

/// Whether somebody's temporary password shall be taken back.
///
/// # Errors
/// The gate's, 404.
pub async fn ask_revoke_password(caller: Caller, id: Path<String>) -> Result<HttpResponse, Error> {
    ask(&caller, &id, Deed::RevokePassword).await
}

/// Takes somebody's temporary password back.
///
/// # Errors
/// As [`block`].
pub async fn revoke_password(caller: Caller, id: Path<String>, body: Body) -> Result<HttpResponse, Error> {
    act(&caller, &id, body, Deed::RevokePassword).await
}

/// Whether somebody shall choose another password at the next sign-in.
///
/// # Errors
/// The gate's, 404.
pub async fn ask_expire(caller: Caller, id: Path<String>) -> Result<HttpResponse, Error> {
    ask(&caller, &id, Deed::ExpirePassword).await
}

/// Asks somebody for another password at the next sign-in.
///
/// # Errors
/// As [`block`].
pub async fn expire(caller: Caller, id: Path<String>, body: Body) -> Result<HttpResponse, Error> {
    act(&caller, &id, body, Deed::ExpirePassword).await
}

/// Whether somebody's second step shall go: the device is lost.
///
/// # Errors
/// The gate's, 404.
pub async fn ask_clear(caller: Caller, id: Path<String>) -> Result<HttpResponse, Error> {
    ask(&caller, &id, Deed::ClearSecondStep).await
}

/// Takes somebody's second step away.
///
/// # Errors
/// As [`block`].
pub async fn clear(caller: Caller, id: Path<String>, body: Body) -> Result<HttpResponse, Error> {
    act(&caller, &id, body, Deed::ClearSecondStep).await
}

/// Whether an account that is in wrong hands shall be closed.
///
/// # Errors
/// The gate's, 404.
pub async fn ask_contain(caller: Caller, id: Path<String>) -> Result<HttpResponse, Error> {
    ask(&caller, &id, Deed::Contain).await
}

/// Closes it.
///
/// # Errors
/// As [`block`].
pub async fn contain(caller: Caller, id: Path<String>, body: Body) -> Result<HttpResponse, Error> {
    act(&caller, &id, body, Deed::Contain).await
}

/// Whether somebody shall be asked for all proofs anew.
///
/// # Errors
/// The gate's, 404.
pub async fn ask_reregister(caller: Caller, id: Path<String>) -> Result<HttpResponse, Error> {
    ask(&caller, &id, Deed::Reregister).await
}

/// Takes somebody's proofs away and asks for them anew.
///
/// # Errors
/// As [`block`].
pub async fn reregister(caller: Caller, id: Path<String>, body: Body) -> Result<HttpResponse, Error> {
    act(&caller, &id, body, Deed::Reregister).await
}

async fn ask(caller: &Caller, id: &str, deed: Deed) -> Result<HttpResponse, Error> {
    let (me, question) = question(caller, id, deed).await?;
    let page = caller.view(&me, Section::Users, None)?;
    if let Some(denied) = question.denied {
        let (user, denial) = (question.user, denied.denial);
        let status = Error::Denied(Box::new(denied)).status_code();
        return caller.html(status, &AccessRefused { page, user, deed, denial });
    }
    caller.html(StatusCode::OK, &AccessAsk::empty(page, question.user, deed, question.sessions))
}

async fn act(caller: &Caller, id: &str, body: Body, deed: Deed) -> Result<HttpResponse, Error> {
    let (me, question) = question(caller, id, deed).await?;
    let mut fields = body.fields()?;
    let ticket = caller.ticket(&me, form(deed), &mut fields)?;
    if let Some(denied) = question.denied {
        return Err(caller.stopped(Some(&me), Error::Denied(Box::new(denied))).await);
    }
    if deed.is_powerful()
        && let Some(asked) = proof::before(caller, &me, form(deed), &ticket, &mut fields).await?
    {
        return Ok(asked);
    }
    let reason = Field::of(fields.take("reason").unwrap_or_default());
    fields.finish()?;
    let target = question.user.id;
    let page = caller.view(&me, Section::Users, Some(ticket.key))?;
    let mut ask = AccessAsk::empty(page, question.user, deed, question.sessions);
    ask.reason = reason;
    ask.refused = ticket.stale.then_some(Complaint::PageTooOld);
    let asked = judged(&mut ask, ticket.key);
    let Some(asked) = asked.filter(|_| ask.refused.is_none()) else {
        return caller.html(StatusCode::UNPROCESSABLE_ENTITY, &ask);
    };
    let actor = me.actor.clone();
    let done = caller.run(&me, async move |portal| access::act(portal, &actor, target, deed, asked).await);
    match done.await {
        Ok(()) => caller.tell(match deed {
            Deed::Block => Flash::Blocked,
            Deed::Unblock => Flash::Unblocked,
            Deed::SignOut => Flash::SignedOutEverywhere,
            Deed::RevokePassword => Flash::PasswordRevoked,
            Deed::ExpirePassword => Flash::PasswordExpired,
            Deed::ClearSecondStep => Flash::SecondStepCleared,
            Deed::Contain => Flash::Contained,
            Deed::Reregister => Flash::RegistrationDemanded,
        }),
        // The first press did it, or somebody else: the page shows how it is.
        Err(Error::Replayed) => {}
        Err(error) => return Err(error),
    }
    Ok(caller.go(&paths::user(target)))
}

fn judged(ask: &mut AccessAsk, key: FormKey) -> Option<Asked> {
    let reason = ask.reason.value.trim().to_owned();
    if reason.chars().count() > LONGEST_REASON {
        ask.reason.refuse(Complaint::TooLong { most: LONGEST_REASON });
        return None;
    }
    if reason.is_empty() && ask.deed.asks_why() {
        ask.reason.refuse(Complaint::ReasonMissing);
        return None;
    }
    Some(Asked { reason: (!reason.is_empty()).then_some(reason), key })
}

async fn question(caller: &Caller, id: &str, deed: Deed) -> Result<(Me, Question), Error> {
    let id: Option<UserId> = id.parse().ok();
    let read = caller.page(async move |_, read, me| {
        access::question(read, &me.actor, id.ok_or(ServiceError::NotFound)?, deed).await
    });
    read.await
}
