//! `POST /users/{id}/unlock`: opens what wrong guesses have closed, done at once and undone with one press (ux 4.10, 8.4).

use actix_web::HttpResponse;
use actix_web::web::Path;

use crate::domain::directory::outcome::Written;
use crate::domain::id::UserId;
use crate::service::directory::unlock as directory;
use crate::service::error::Error as ServiceError;
use crate::service::users::unlocking::{self, Asked, Step};
use crate::web::body::Body;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::error_kind::ErrorKind;
use crate::web::flash::Flash;
use crate::web::view::password_reset::LONGEST_REASON;
use crate::web::{forms, paths};

/// The value of `step` that closes again.
pub const LOCK_AGAIN: &str = "lock";

/// Unlocks somebody, or takes that back.
///
/// # Errors
/// The gate's, 403 and 409 by the policy, 404, 422 for a form that is not ours.
pub async fn unlock(caller: Caller, id: Path<String>, body: Body) -> Result<HttpResponse, Error> {
    let target: Option<UserId> = id.parse().ok();
    let me = caller.enter().await?;
    let mut fields = body.fields()?;
    let ticket = caller.ticket(&me, forms::UNLOCK, &mut fields)?;
    let step = match fields.take("step").as_deref() {
        None | Some("unlock") => Step::Unlock,
        Some(LOCK_AGAIN) => Step::LockAgain,
        Some(_) => return Err(ErrorKind::BadForm.into()),
    };
    let reason = fields.take("reason").map(|reason| reason.trim().to_owned()).filter(|reason| !reason.is_empty());
    fields.finish()?;
    if reason.as_ref().is_some_and(|reason| reason.chars().count() > LONGEST_REASON) {
        return Err(ErrorKind::BadForm.into());
    }
    let target = target.ok_or(ServiceError::NotFound)?;
    let actor = me.actor.clone();
    let asked = Asked { step, reason, key: ticket.key };
    let done = caller.run(&me, async move |portal| {
        if step == Step::Unlock
            && let Some(there) = Box::pin(directory::unlock(portal, &actor, target, &asked)).await?
        {
            return Ok(Some(there));
        }
        unlocking::act(portal, &actor, target, asked).await.map(|()| None)
    });
    match done.await {
        // Nobody closes an account there again.
        Ok(Some(Written::Done)) => caller.tell(Flash::UnlockedThere),
        Ok(Some(Written::Unknown(_))) => caller.tell(Flash::UnlockUnknownThere),
        Ok(Some(_)) => caller.tell(Flash::NotUnlockedThere),
        Ok(None) => match step {
            Step::Unlock => caller.tell_of(Flash::Unlocked, vec![target.to_string()]),
            Step::LockAgain => caller.tell(Flash::LockedAgain),
        },
        // The first press did it, or somebody else: the page shows how it is.
        Err(Error::Replayed) => {}
        Err(error) => return Err(error),
    }
    Ok(caller.go(&paths::user(target)))
}
