//! `GET, POST /groups/{id}/delete`, `POST /groups/{id}/restore`: the end of a group, and back.

use actix_web::http::StatusCode;
use actix_web::web::Path;
use actix_web::{HttpResponse, ResponseError as _};

use crate::domain::fold::fold;
use crate::service::groups::overview::{self, Overview};
use crate::service::groups::removal::{self, Restored};
use crate::web::body::Body;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::field::{Complaint, Field};
use crate::web::flash::Flash;
use crate::web::me::Me;
use crate::web::page::Section;
use crate::web::view::group::GroupShow;
use crate::web::view::group_form::GroupRefused;
use crate::web::view::group_removal::{GroupDelete, GroupRestoreTaken};
use crate::web::{forms, paths};

use super::members::parsed;

/// Whether a group shall be deleted.
///
/// # Errors
/// The gate's, 404.
pub async fn ask(caller: Caller, id: Path<String>) -> Result<HttpResponse, Error> {
    let (me, overview) = overview(&caller, &id).await?;
    let page = caller.view(&me, Section::Groups, None)?;
    if let Some(denied) = &overview.seen.end_denied {
        let (denial, status) = (denied.denial, Error::Denied(Box::new(denied.clone())).status_code());
        return caller.html(status, &GroupRefused { page, group: overview.seen.group, denial });
    }
    caller.html(StatusCode::OK, &GroupDelete { page, overview, confirm: Field::default(), refused: None })
}

/// Deletes a group.
///
/// # Errors
/// The gate's, 403 by the policy, 404, 422 for a form that is not ours.
pub async fn delete(caller: Caller, id: Path<String>, body: Body) -> Result<HttpResponse, Error> {
    let (me, overview) = overview(&caller, &id).await?;
    let mut fields = body.fields()?;
    let ticket = caller.ticket(&me, forms::DELETE_GROUP, &mut fields)?;
    let mut confirm = Field::of(fields.take("confirm").unwrap_or_default());
    fields.finish()?;
    let (group, allowed) = (overview.seen.group.id, overview.seen.end_denied.is_none());
    let refused = ticket.stale.then_some(Complaint::PageTooOld);
    if allowed && fold(&confirm.value) != fold(&overview.seen.group.name) {
        confirm.refuse(Complaint::NameNotTyped { name: overview.seen.group.name.clone() });
    }
    if refused.is_some() || confirm.is_bad() {
        let page = caller.view(&me, Section::Groups, Some(ticket.key))?;
        return caller.html(StatusCode::UNPROCESSABLE_ENTITY, &GroupDelete { page, overview, confirm, refused });
    }
    let (actor, key) = (me.actor.clone(), ticket.key);
    match caller.run(&me, async move |portal| removal::delete(portal, &actor, group, key).await).await {
        Ok(()) => caller.tell(Flash::GroupDeleted),
        // The first press did it, or somebody else: the page shows how it is.
        Err(Error::Replayed) => {}
        Err(error) => return Err(error),
    }
    Ok(caller.go(&paths::group(group)))
}

/// Brings a deleted group back.
///
/// # Errors
/// As [`delete`]; 409 where another group has the name by now.
pub async fn restore(caller: Caller, id: Path<String>, body: Body) -> Result<HttpResponse, Error> {
    let (me, overview) = overview(&caller, &id).await?;
    let mut fields = body.fields()?;
    let ticket = caller.ticket(&me, forms::RESTORE_GROUP, &mut fields)?;
    fields.finish()?;
    let (group, key, actor) = (overview.seen.group.id, ticket.key, me.actor.clone());
    if ticket.stale {
        let page = caller.view(&me, Section::Groups, None)?;
        let refused = Some(Complaint::PageTooOld);
        return caller.html(StatusCode::UNPROCESSABLE_ENTITY, &GroupShow { page, overview, refused });
    }
    match caller.run(&me, async move |portal| removal::restore(portal, &actor, group, key).await).await {
        Ok(Restored::Done) => caller.tell(Flash::GroupRestored),
        Ok(Restored::Taken) => {
            let page = caller.view(&me, Section::Groups, None)?;
            return caller.html(StatusCode::CONFLICT, &GroupRestoreTaken { page, group: overview.seen.group });
        }
        Err(Error::Replayed) => {}
        Err(error) => return Err(error),
    }
    Ok(caller.go(&paths::group(group)))
}

async fn overview(caller: &Caller, id: &str) -> Result<(Me, Overview), Error> {
    let id = parsed(id);
    caller.page(async move |_, read, me| overview::overview(read, &me.actor, id).await).await
}
