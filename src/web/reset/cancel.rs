//! `POST /reset-password/cancel`: whoever wants no new password goes back to signing in, and leaves nothing behind that works.

use std::time::Instant;

use actix_web::HttpResponse;

use super::{carried, guest, in_time};
use crate::service::self_service::cancel;
use crate::web::body::Body;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::{cookies, forms, paths};

/// Ends the reset, if there is one.
///
/// # Errors
/// 403 for a foreign form, 422 for one that is not ours.
pub async fn create(caller: Caller, body: Body) -> Result<HttpResponse, Error> {
    let started = Instant::now();
    let me = caller.enter().await?;
    let mut fields = body.fields()?;
    caller.ticket(&me, forms::RESET_CANCEL, &mut fields)?;
    fields.finish()?;
    if let Some(token) = carried(&caller) {
        let guest = guest(&me);
        caller.run(&me, async move |portal| cancel::cancel(portal, &guest, &token).await).await?;
        in_time(&caller, started).await;
    }
    caller.cookie(cookies::removal(cookies::RESET));
    Ok(caller.go(paths::SIGN_IN))
}
