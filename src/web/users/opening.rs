//! `POST /users/{id}/open-reset`: opens the page for a forgotten password again, done at once.

use actix_web::HttpResponse;
use actix_web::web::Path;

use crate::domain::id::UserId;
use crate::service::error::Error as ServiceError;
use crate::service::self_service::opening;
use crate::web::body::Body;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::flash::Flash;
use crate::web::{forms, paths};

/// Forgets the wrong proofs.
///
/// # Errors
/// The gate's, 403 and 409 by the policy, 404, 422 for a form that is not ours.
pub async fn open(caller: Caller, id: Path<String>, body: Body) -> Result<HttpResponse, Error> {
    let target: Option<UserId> = id.parse().ok();
    let me = caller.enter().await?;
    let mut fields = body.fields()?;
    let ticket = caller.ticket(&me, forms::OPEN_RESET, &mut fields)?;
    fields.finish()?;
    let target = target.ok_or(ServiceError::NotFound)?;
    let actor = me.actor.clone();
    match caller.run(&me, async move |portal| opening::open(portal, &actor, target, ticket.key).await).await {
        Ok(()) => caller.tell(Flash::ResetOpened),
        // The first press did it, or time: the page shows how it is.
        Err(Error::Replayed) => {}
        Err(error) => return Err(error),
    }
    Ok(caller.go(&paths::user(target)))
}
