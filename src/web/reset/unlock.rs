//! `POST /reset-password/unlock`: the password is known, and guesses have closed the account; behind every proof.

use std::time::Instant;

use actix_web::HttpResponse;

use super::{carried, guest, in_time, over};
use crate::service::self_service::unlock::{self, Unlocked};
use crate::web::body::Body;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::flash::Flash;
use crate::web::{cookies, forms, paths};

/// Opens the account, and leaves the password as it is. Nobody is signed in by it.
///
/// # Errors
/// 403 for a foreign form, 422 for one that is not ours.
pub async fn create(caller: Caller, body: Body) -> Result<HttpResponse, Error> {
    let started = Instant::now();
    let me = caller.enter().await?;
    let mut fields = body.fields()?;
    let ticket = caller.ticket(&me, forms::RESET_UNLOCK, &mut fields)?;
    fields.finish()?;
    let Some(token) = carried(&caller) else { return Ok(over(&caller)) };
    let guest = guest(&me);
    let key = ticket.key;
    let unlocked = caller.run(&me, async move |portal| unlock::unlock(portal, &guest, &token, key).await).await?;
    in_time(&caller, started).await;
    match unlocked {
        Unlocked::Done => {}
        Unlocked::Outside(written) => return super::new::not_opened(&caller, token, written).await,
        // Two presses: the other one was first.
        Unlocked::OutOfOrder if super::new::was_done(&caller, token, key).await?.is_some() => {}
        Unlocked::OutOfOrder => return Ok(over(&caller)),
    }
    caller.cookie(cookies::removal(cookies::RESET));
    caller.tell(Flash::SelfUnlocked);
    Ok(caller.go(paths::SIGN_IN))
}
