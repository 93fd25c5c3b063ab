//! `GET /users/{id}`: one person, or what there is of somebody who is deleted.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Path;

use crate::domain::denial::Denial;
use crate::domain::id::UserId;
use crate::domain::permit::Denied;
use crate::service::error::Error as ServiceError;
use crate::service::users::deleted::{self, Remains};
use crate::service::users::profile::{self, Overview};
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::me::Me;
use crate::web::page::Section;
use crate::web::view::deleted::DeletedShow;
use crate::web::view::user::UserShow;

/// Who is there.
enum Shown {
    There(Box<Overview>),
    Deleted(Box<Remains>),
}

/// A person's page.
///
/// # Errors
/// The gate's, 404.
pub async fn show(caller: Caller, id: Path<String>) -> Result<HttpResponse, Error> {
    let id: Option<UserId> = id.parse().ok();
    let (me, shown) = caller
        .page(async move |portal, read, me| {
            let id = id.ok_or(ServiceError::NotFound)?;
            match profile::overview(portal, read, &me.actor, id).await {
                Err(ServiceError::NotFound) => {
                    Ok(Shown::Deleted(Box::new(deleted::remains(read, &me.actor, id).await?)))
                }
                overview => Ok(Shown::There(Box::new(overview?))),
            }
        })
        .await?;
    match shown {
        Shown::There(overview) => there(&caller, &me, *overview),
        Shown::Deleted(remains) => remaining(&caller, &me, *remains),
    }
}

fn why(denied: Option<Denied>) -> Option<Denial> {
    denied.map(|denied| denied.denial)
}

fn there(caller: &Caller, me: &Me, overview: Overview) -> Result<HttpResponse, Error> {
    let page = UserShow {
        page: caller.view(me, Section::Users, None)?,
        user: overview.user,
        profile: overview.profile,
        contact: overview.contact,
        may_edit: overview.may_edit,
        no_edit: why(overview.edit_denied),
        blocking: overview.blocking,
        no_reset: why(overview.reset_denied),
        no_block: why(overview.block_denied),
        no_delete: why(overview.delete_denied),
        no_sign_out: why(overview.sign_out_denied),
        standing: overview.standing,
        no_unlock: why(overview.unlock_denied),
        doors: overview.doors,
        reset_limits: overview.reset_limits,
        opens_there: overview.opens_there,
        obstacles: overview.obstacles,
        given_by: overview.given_by,
        devices: overview.sessions,
        app: overview.app,
        passkeys: overview.passkeys,
        recent: Some(overview.recent),
    };
    caller.html(StatusCode::OK, &page)
}

fn remaining(caller: &Caller, me: &Me, remains: Remains) -> Result<HttpResponse, Error> {
    let page = DeletedShow {
        page: caller.view(me, Section::Users, None)?,
        user: remains.person.user,
        deletion: remains.person.deletion,
        profile: remains.profile,
        no_restore: why(remains.restore_denied),
        no_purge: why(remains.purge_denied),
        recent: Some(remains.recent),
    };
    caller.html(StatusCode::OK, &page)
}
