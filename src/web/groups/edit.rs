//! `GET /groups/{id}/edit`, `POST /groups/{id}`: name and description. Where somebody else saved meanwhile, only what both changed is
//! asked about.

use actix_web::http::StatusCode;
use actix_web::web::Path;
use actix_web::{HttpResponse, ResponseError as _};

use crate::service::error::Error as ServiceError;
use crate::service::groups::access::{self, Seen};
use crate::service::groups::edit::{self, Edit, Edited};
use crate::web::body::Body;
use crate::web::caller::{Caller, Ticket};
use crate::web::error::Error;
use crate::web::error_kind::ErrorKind;
use crate::web::field::Complaint;
use crate::web::flash::Flash;
use crate::web::me::Me;
use crate::web::page::Section;
use crate::web::view::group_form::{GroupEdit, GroupForm, GroupRefused, Sent};
use crate::web::{forms, paths};

use super::members::parsed;

/// So often the form is looked at again when somebody saves in between.
const TRIES: usize = 3;

/// The form, or why there is none.
///
/// # Errors
/// The gate's, 403 for people without a role who do not answer for the group, 404.
pub async fn show(caller: Caller, id: Path<String>) -> Result<HttpResponse, Error> {
    let (me, seen) = seen(&caller, &id).await?;
    let page = caller.view(&me, Section::Groups, None)?;
    if let Some(denied) = &seen.edit_denied {
        let (denial, status) = (denied.denial, Error::Denied(Box::new(denied.clone())).status_code());
        return caller.html(status, &GroupRefused { page, group: seen.group, denial });
    }
    let form = GroupForm::of(&seen.group);
    caller.html(StatusCode::OK, &GroupEdit { page, group: seen.group, form, refused: None })
}

/// Changes a group.
///
/// # Errors
/// The gate's, 403 and 409 by the policy, 404, 422 for a form that is not ours.
pub async fn save(caller: Caller, id: Path<String>, body: Body) -> Result<HttpResponse, Error> {
    let (me, mut found) = seen(&caller, &id).await?;
    let mut fields = body.fields()?;
    let ticket = caller.ticket(&me, forms::EDIT_GROUP, &mut fields)?;
    let version = fields.take("version").and_then(|version| version.parse().ok()).ok_or(ErrorKind::BadForm)?;
    let sent = Sent::take(&mut fields).ok_or(ErrorKind::BadForm)?;
    fields.finish()?;
    for _ in 0..TRIES {
        match saved(&caller, &me, found, version, &sent, ticket).await? {
            Some(answer) => return Ok(answer),
            None => found = seen(&caller, &id).await?.1,
        }
    }
    Err(ServiceError::Busy("a group is changed all the time".into()).into())
}

/// The answer; nothing when somebody else saved in between.
async fn saved(
    caller: &Caller,
    me: &Me,
    found: Seen,
    seen_version: i32,
    sent: &Sent,
    ticket: Ticket,
) -> Result<Option<HttpResponse>, Error> {
    let page = caller.view(me, Section::Groups, Some(ticket.key))?;
    let (group, version) = (found.group.id, found.group.version);
    let mut form = GroupForm::of(&found.group);
    let contested = form.merge(sent, seen_version != version);
    let labels = form.judged();
    let refused = ticket.stale.then_some(Complaint::PageTooOld);
    let mut view = GroupEdit { page, group: found.group, form, refused };
    // Whoever may not hears nothing of names: the deed refuses, with its row in the log.
    let allowed = found.edit_denied.is_none();
    if contested && allowed {
        return caller.html(StatusCode::CONFLICT, &view).map(Some);
    }
    let Some(labels) = labels.filter(|_| view.refused.is_none()) else {
        return caller.html(StatusCode::UNPROCESSABLE_ENTITY, &view).map(Some);
    };
    let edit = Edit { group, labels, version, key: ticket.key };
    let actor = me.actor.clone();
    match caller.run(me, async move |portal| edit::edit(portal, &actor, edit).await).await {
        Ok(Edited::Stale) => return Ok(None),
        Ok(Edited::Taken) => {
            view.form.name.field.refuse(Complaint::GroupNameTaken);
            return caller.html(StatusCode::UNPROCESSABLE_ENTITY, &view).map(Some);
        }
        Ok(Edited::Done) => caller.tell(Flash::GroupSaved),
        Ok(Edited::Same) => caller.tell(Flash::NothingChanged),
        // The first press did it: the page shows how it is.
        Err(Error::Replayed) => {}
        Err(error) => return Err(error),
    }
    Ok(Some(caller.go(&paths::group(group))))
}

async fn seen(caller: &Caller, id: &str) -> Result<(Me, Seen), Error> {
    let id = parsed(id);
    caller.page(async move |_, read, me| access::seen(read, &me.actor, id).await).await
}
