//! `GET /users/{id}/roles`, `GET, POST /users/{id}/roles/{role}/assign` and `/remove`: a person's roles, one given or taken at a time.

use actix_web::http::StatusCode;
use actix_web::web::Path;
use actix_web::{HttpResponse, ResponseError as _};

use crate::domain::id::UserId;
use crate::domain::role::Role;
use crate::domain::role_change::{RoleChange, RoleDeed};
use crate::service::error::Error as ServiceError;
use crate::service::roles::{self, Asked, Question};
use crate::web::body::Body;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::field::{Complaint, Field};
use crate::web::flash::Flash;
use crate::web::me::Me;
use crate::web::page::Section;
use crate::web::view::password_reset::LONGEST_REASON;
use crate::web::view::user_roles::{RoleAsk, RoleRefused, UserRoles, form};
use crate::web::{paths, proof};

/// Every role, and which of them a person holds.
///
/// # Errors
/// The gate's, 404.
pub async fn show(caller: Caller, id: Path<String>) -> Result<HttpResponse, Error> {
    let id: Option<UserId> = id.parse().ok();
    let (me, found) = caller
        .page(async move |_, read, me| roles::of(read, &me.actor, id.ok_or(ServiceError::NotFound)?).await)
        .await?;
    let page = caller.view(&me, Section::Users, None)?;
    let roles = found.roles.into_iter().map(|(role, holding, denied)| (role, holding, denied.map(|no| no.denial)));
    caller.html(StatusCode::OK, &UserRoles { page, user: found.user, roles: roles.collect() })
}

/// Whether somebody shall get a role.
///
/// # Errors
/// The gate's, 404.
pub async fn ask_assign(caller: Caller, place: Path<(String, String)>) -> Result<HttpResponse, Error> {
    ask(&caller, &place, RoleDeed::Assign).await
}

/// Gives somebody a role.
///
/// # Errors
/// The gate's, 403 and 409 by the policy, 404, 422 for a form that is not ours or a wrong proof.
pub async fn assign(caller: Caller, place: Path<(String, String)>, body: Body) -> Result<HttpResponse, Error> {
    act(&caller, &place, body, RoleDeed::Assign).await
}

/// Whether a role shall be taken from somebody.
///
/// # Errors
/// The gate's, 404.
pub async fn ask_remove(caller: Caller, place: Path<(String, String)>) -> Result<HttpResponse, Error> {
    ask(&caller, &place, RoleDeed::Remove).await
}

/// Takes a role from somebody.
///
/// # Errors
/// As [`assign`].
pub async fn remove(caller: Caller, place: Path<(String, String)>, body: Body) -> Result<HttpResponse, Error> {
    act(&caller, &place, body, RoleDeed::Remove).await
}

async fn ask(caller: &Caller, place: &(String, String), deed: RoleDeed) -> Result<HttpResponse, Error> {
    let (me, question, change) = question(caller, place, deed).await?;
    let page = caller.view(&me, Section::Users, None)?;
    if let Some(denied) = question.denied {
        let (user, denial) = (question.user, Some(denied.denial));
        let status = Error::Denied(Box::new(denied)).status_code();
        return caller.html(status, &RoleRefused { page, user, change, denial });
    }
    if question.so_already {
        return caller.html(StatusCode::OK, &RoleRefused { page, user: question.user, change, denial: None });
    }
    caller.html(StatusCode::OK, &RoleAsk::empty(page, question.user, change))
}

async fn act(caller: &Caller, place: &(String, String), body: Body, deed: RoleDeed) -> Result<HttpResponse, Error> {
    let (me, question, change) = question(caller, place, deed).await?;
    let mut fields = body.fields()?;
    let ticket = caller.ticket(&me, form(deed), &mut fields)?;
    if let Some(denied) = question.denied {
        return Err(caller.stopped(Some(&me), Error::Denied(Box::new(denied))).await);
    }
    if change.role.is_powerful()
        && !question.so_already
        && let Some(asked) = proof::before(caller, &me, form(deed), &ticket, &mut fields).await?
    {
        return Ok(asked);
    }
    let reason = Field::of(fields.take("reason").unwrap_or_default());
    fields.finish()?;
    let target = question.user.id;
    let page = caller.view(&me, Section::Users, Some(ticket.key))?;
    let mut ask = RoleAsk::empty(page, question.user, change);
    ask.refused = ticket.stale.then_some(Complaint::PageTooOld);
    ask.reason = reason;
    let reason = ask.reason.value.trim().to_owned();
    if reason.chars().count() > LONGEST_REASON {
        ask.reason.refuse(Complaint::TooLong { most: LONGEST_REASON });
    }
    if ask.is_bad() {
        return caller.html(StatusCode::UNPROCESSABLE_ENTITY, &ask);
    }
    let asked = Asked { reason: (!reason.is_empty()).then_some(reason), key: ticket.key };
    let (actor, so_already) = (me.actor.clone(), question.so_already);
    let done = caller.run(&me, async move |portal| {
        // The first press did it, or somebody else.
        if so_already {
            Err(ServiceError::Replayed)
        } else {
            roles::change(portal, &actor, target, change, asked).await
        }
    });
    match done.await {
        Ok(()) => caller.tell(match deed {
            RoleDeed::Assign => Flash::RoleAssigned,
            RoleDeed::Remove => Flash::RoleRemoved,
        }),
        // The page shows how it is.
        Err(Error::Replayed) => {}
        Err(error) => return Err(error),
    }
    Ok(caller.go(&paths::user_roles(target)))
}

async fn question(
    caller: &Caller,
    (id, role): &(String, String),
    deed: RoleDeed,
) -> Result<(Me, Question, RoleChange), Error> {
    let id: Option<UserId> = id.parse().ok();
    let role = Role::ALL.into_iter().find(|known| known.id() == role.as_str());
    let read = caller.page(async move |_, read, me| {
        let (Some(id), Some(role)) = (id, role) else { return Err(ServiceError::NotFound) };
        let change = RoleChange { role, deed };
        Ok((roles::question(read, &me.actor, id, change).await?, change))
    });
    let (me, (question, change)) = read.await?;
    Ok((me, question, change))
}
