//! `GET, POST /users/{id}/delete` and `/users/{id}/purge`: whoever does it types the user name first.

use actix_web::http::StatusCode;
use actix_web::web::Path;
use actix_web::{HttpResponse, ResponseError as _};

use crate::domain::denial::Denial;
use crate::domain::id::{FormKey, UserId};
use crate::domain::user::sign_in_name;
use crate::service::error::Error as ServiceError;
use crate::service::users::deletion::{self, Asked, Deed, Question};
use crate::web::body::Body;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::error_kind::ErrorKind;
use crate::web::field::{Complaint, Field};
use crate::web::flash::Flash;
use crate::web::me::Me;
use crate::web::page::Section;
use crate::web::paths;
use crate::web::view::deletion::{DeletionAsk, DeletionRefused, form};
use crate::web::view::password_reset::LONGEST_REASON;

/// Whether somebody shall be deleted.
///
/// # Errors
/// The gate's, 404.
pub async fn ask_delete(caller: Caller, id: Path<String>) -> Result<HttpResponse, Error> {
    ask(&caller, &id, Deed::Delete).await
}

/// Deletes somebody.
///
/// # Errors
/// The gate's, 403 and 409 by the policy, 404, 422 for a form that is not ours.
pub async fn delete(caller: Caller, id: Path<String>, body: Body) -> Result<HttpResponse, Error> {
    act(&caller, &id, &body, Deed::Delete).await
}

/// Whether somebody who is deleted shall be removed for good.
///
/// # Errors
/// The gate's, 404, 409 for somebody who is not deleted.
pub async fn ask_purge(caller: Caller, id: Path<String>) -> Result<HttpResponse, Error> {
    ask(&caller, &id, Deed::Purge).await
}

/// Removes somebody who is deleted, for good.
///
/// # Errors
/// As [`delete`].
pub async fn purge(caller: Caller, id: Path<String>, body: Body) -> Result<HttpResponse, Error> {
    act(&caller, &id, &body, Deed::Purge).await
}

async fn ask(caller: &Caller, id: &str, deed: Deed) -> Result<HttpResponse, Error> {
    let (me, question) = question(caller, id, deed).await?;
    let page = caller.view(&me, Section::Users, None)?;
    if let Some(denied) = question.denied {
        let (user, denial) = (question.known.user, denied.denial);
        let status = Error::Denied(Box::new(denied)).status_code();
        return caller.html(status, &DeletionRefused { page, user, deed, denial });
    }
    if out_of_turn(&question, deed) {
        return Err(Error::Replayed);
    }
    caller.html(StatusCode::OK, &DeletionAsk::empty(page, question.known.user, deed, question.sessions))
}

async fn act(caller: &Caller, id: &str, body: &Body, deed: Deed) -> Result<HttpResponse, Error> {
    let (me, question) = match question(caller, id, deed).await {
        Err(Error::Page(ErrorKind::NotFound)) => return gone(caller, body, deed).await,
        asked => asked?,
    };
    let mut fields = body.fields()?;
    let ticket = caller.ticket(&me, form(deed), &mut fields)?;
    let target = question.known.user.id;
    match question.denied {
        // The first press did it, or somebody else: the page shows how it is.
        Some(denied) if deed == Deed::Delete && denied.denial == Denial::Deleted => {
            return Ok(caller.go(&paths::user(target)));
        }
        Some(denied) => return Err(caller.stopped(Some(&me), Error::Denied(Box::new(denied))).await),
        None if out_of_turn(&question, deed) => return Ok(caller.go(&paths::user(target))),
        None => {}
    }
    let confirm = Field::of(fields.take("confirm").unwrap_or_default());
    let reason = if deed == Deed::Delete { fields.take("reason") } else { None };
    let reason = Field::of(reason.unwrap_or_default());
    fields.finish()?;
    let page = caller.view(&me, Section::Users, Some(ticket.key))?;
    let mut ask = DeletionAsk::empty(page, question.known.user, deed, question.sessions);
    (ask.confirm, ask.reason) = (confirm, reason);
    ask.refused = ticket.stale.then_some(Complaint::PageTooOld);
    let asked = judged(&mut ask, ticket.key);
    let Some(asked) = asked.filter(|_| ask.refused.is_none()) else {
        return caller.html(StatusCode::UNPROCESSABLE_ENTITY, &ask);
    };
    let actor = me.actor.clone();
    let done = caller.run(&me, async move |portal| match deed {
        Deed::Delete => deletion::delete(portal, &actor, target, asked).await,
        Deed::Purge => deletion::purge(portal, &actor, target, asked.key).await,
    });
    match done.await {
        Ok(()) => caller.tell(match deed {
            Deed::Delete => Flash::Deleted,
            Deed::Purge => Flash::Purged,
        }),
        Err(Error::Replayed) => {}
        Err(error) => return Err(error),
    }
    Ok(match deed {
        Deed::Delete => caller.go(&paths::user(target)),
        Deed::Purge => caller.go(paths::DELETED_USERS),
    })
}

/// Whether the person is not deleted (any more), and so can not be removed for good.
fn out_of_turn(question: &Question, deed: Deed) -> bool {
    deed == Deed::Purge && question.known.deletion.is_none()
}

/// The form as the deed wants it; every bad field carries its reason.
fn judged(ask: &mut DeletionAsk, key: FormKey) -> Option<Asked> {
    let reason = ask.reason.value.trim().to_owned();
    if reason.chars().count() > LONGEST_REASON {
        ask.reason.refuse(Complaint::TooLong { most: LONGEST_REASON });
    }
    let typed = sign_in_name(&ask.confirm.value, ask.page.organisation.default_domain());
    if typed != ask.user.user_name.canonical() {
        let name = ask.user.user_name.to_string();
        ask.confirm.refuse(Complaint::NotTheUserName { name });
    }
    let fine = !ask.reason.is_bad() && !ask.confirm.is_bad();
    fine.then_some(Asked { reason: (!reason.is_empty()).then_some(reason), key })
}

/// Nobody is there: the second press of what removed him for good ends where the first one did.
async fn gone(caller: &Caller, body: &Body, deed: Deed) -> Result<HttpResponse, Error> {
    let me = caller.enter().await?;
    let ticket = caller.ticket(&me, form(deed), &mut body.fields()?)?;
    let done = caller.page(async move |_, read, me| deletion::was_done(read, &me.actor, ticket.key).await).await?.1;
    if done && deed == Deed::Purge { Ok(caller.go(paths::DELETED_USERS)) } else { Err(ErrorKind::NotFound.into()) }
}

async fn question(caller: &Caller, id: &str, deed: Deed) -> Result<(Me, Question), Error> {
    let id: Option<UserId> = id.parse().ok();
    let read = caller.page(async move |_, read, me| {
        deletion::question(read, &me.actor, id.ok_or(ServiceError::NotFound)?, deed).await
    });
    read.await
}
