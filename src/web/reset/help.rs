//! `POST /reset-password/help`: whoever can not go on asks those who can help.

use std::time::Instant;

use actix_web::HttpResponse;

use super::{carried, guest, in_time, over};
use crate::service::self_service::help;
use crate::web::body::Body;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::flash::Flash;
use crate::web::{forms, paths};

/// Sends the request for help.
///
/// # Errors
/// 403 for a foreign form, 422 for one that is not ours.
pub async fn create(caller: Caller, body: Body) -> Result<HttpResponse, Error> {
    let started = Instant::now();
    let me = caller.enter().await?;
    let mut fields = body.fields()?;
    caller.ticket(&me, forms::RESET_HELP, &mut fields)?;
    fields.finish()?;
    let Some(token) = carried(&caller) else { return Ok(over(&caller)) };
    let guest = guest(&me);
    let goes_on = caller.run(&me, async move |portal| help::ask(portal, &guest, &token).await).await?;
    in_time(&caller, started).await;
    caller.tell(Flash::ResetHelp);
    Ok(caller.go(if goes_on { paths::RESET_VERIFY } else { paths::RESET_PASSWORD }))
}
