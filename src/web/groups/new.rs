//! `GET, POST /groups/new`: a new group.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError as _};

use crate::domain::permission::Permission;
use crate::domain::permit::{Actor, Denied};
use crate::service::groups::create::{self, Created, NewGroup};
use crate::web::body::Body;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::error_kind::ErrorKind;
use crate::web::field::Complaint;
use crate::web::flash::Flash;
use crate::web::page::Section;
use crate::web::view::group_form::{GroupForm, GroupNew, GroupNewRefused};
use crate::web::{forms, paths};

/// The empty form, or why there is none.
///
/// # Errors
/// The gate's.
pub async fn new(caller: Caller) -> Result<HttpResponse, Error> {
    let me = caller.enter().await?;
    let page = caller.view(&me, Section::Groups, None)?;
    if let Err(denied) = may(&me.actor) {
        let denial = denied.denial;
        let status = Error::Denied(Box::new(denied)).status_code();
        return caller.html(status, &GroupNewRefused { page, denial });
    }
    caller.html(StatusCode::OK, &GroupNew { page, form: GroupForm::default(), role_assignable: false, refused: None })
}

/// Makes a group.
///
/// # Errors
/// The gate's, 403 by the policy, 422 for a form that is not ours.
pub async fn create(caller: Caller, body: Body) -> Result<HttpResponse, Error> {
    let me = caller.enter().await?;
    let mut fields = body.fields()?;
    let ticket = caller.ticket(&me, forms::NEW_GROUP, &mut fields)?;
    let role_assignable = match fields.take("role_assignable").as_deref() {
        None => false,
        Some("yes") => true,
        Some(_) => return Err(ErrorKind::BadForm.into()),
    };
    let mut form = GroupForm::typed(&mut fields);
    fields.finish()?;
    let labels = form.judged();
    let refused = ticket.stale.then_some(Complaint::PageTooOld);
    let page = caller.view(&me, Section::Groups, Some(ticket.key))?;
    let Some(labels) = labels.filter(|_| refused.is_none()) else {
        return caller.html(StatusCode::UNPROCESSABLE_ENTITY, &GroupNew { page, form, role_assignable, refused });
    };
    let new = NewGroup { labels, role_assignable, key: ticket.key };
    let actor = me.actor.clone();
    match caller.run(&me, async move |portal| create::create(portal, &actor, new).await).await {
        Ok(Created::Done(group)) => {
            caller.tell(Flash::GroupAdded);
            Ok(caller.go(&paths::group(group)))
        }
        Ok(Created::Taken) => {
            form.name.field.refuse(Complaint::GroupNameTaken);
            caller.html(StatusCode::UNPROCESSABLE_ENTITY, &GroupNew { page, form, role_assignable, refused })
        }
        // The first press made a group: the second one ends at it.
        Err(Error::Replayed) => {
            let key = ticket.key;
            let made = caller.page(async move |_, read, me| create::made_before(read, &me.actor, key).await).await?.1;
            Ok(caller.go(&paths::group(made)))
        }
        Err(error) => Err(error),
    }
}

/// Whether somebody may make any group at all.
fn may(actor: &Actor) -> Result<(), Denied> {
    actor.check(Permission::ManageRoleGroups).or_else(|_| actor.check(Permission::CreateGroups))
}
