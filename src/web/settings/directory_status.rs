//! `GET /settings/directory/status`: how the directory outside is; `POST /settings/directory/load` asks for its people.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::domain::directory::run::Walk;
use crate::domain::permission::Permission;
use crate::service::directory::status::{self, Status};
use crate::service::directory::walk;
use crate::web::body::Body;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::error_kind::ErrorKind;
use crate::web::flash::Flash;
use crate::web::me::Me;
use crate::web::page::Section;
use crate::web::view::directory_status::DirectoryStatus;
use crate::web::{forms, paths, proof};

/// How it is.
///
/// # Errors
/// The gate's, 403 by the policy.
pub async fn show(caller: Caller) -> Result<HttpResponse, Error> {
    let (me, status) = looked_up(&caller).await?;
    let page = caller.view(&me, Section::Settings, None)?;
    let settings = caller.app.portal.settings();
    caller.html(StatusCode::OK, &DirectoryStatus { page, status, settings })
}

/// Asks for a walk over its people.
///
/// # Errors
/// The gate's, 403 by the policy, 409 while it is off, 422 for a form that is not ours.
pub async fn load(caller: Caller, body: Body) -> Result<HttpResponse, Error> {
    let (me, _) = looked_up(&caller).await?;
    let mut fields = body.fields()?;
    let ticket = caller.ticket(&me, forms::DIRECTORY_LOAD, &mut fields)?;
    if let Err(denied) = me.actor.check(Permission::ManageDirectory) {
        return Err(caller.stopped(Some(&me), Error::Denied(Box::new(denied))).await);
    }
    if let Some(asked) = proof::before(&caller, &me, forms::DIRECTORY_LOAD, &ticket, &mut fields).await? {
        return Ok(asked);
    }
    let walk = fields.take("walk").and_then(|walk| Walk::from_id(&walk)).filter(|walk| *walk != Walk::Changes);
    fields.finish()?;
    let walk = walk.filter(|_| !ticket.stale).ok_or(ErrorKind::BadForm)?;
    let settings = caller.app.portal.settings();
    if !settings.directory.is_set_up() || (walk == Walk::Whole && !settings.directory.is_on()) {
        return Err(ErrorKind::Conflict.into());
    }
    let actor = me.actor.clone();
    match caller.run(&me, async move |portal| walk::ask(portal, &actor, walk, ticket.key).await).await {
        Ok(()) => caller.tell(Flash::DirectoryWalk),
        // One is under way already.
        Err(Error::Replayed) => {}
        Err(error) => return Err(error),
    }
    Ok(caller.go(paths::DIRECTORY_STATUS))
}

async fn looked_up(caller: &Caller) -> Result<(Me, Status), Error> {
    caller.page(async |portal, read, me| status::look(portal, read, &me.actor).await).await
}
