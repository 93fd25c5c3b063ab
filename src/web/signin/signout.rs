//! `POST /sign-out`: ends the session on the server, then takes it from the browser.

use actix_web::HttpResponse;
use actix_web::http::header::{HeaderName, HeaderValue};

use crate::service::signin::session;
use crate::web::body::Body;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::error_kind::ErrorKind;
use crate::web::flash::Flash;
use crate::web::{forms, paths};

/// Signs out.
///
/// # Errors
/// 403 for a foreign form.
pub async fn create(caller: Caller, body: Body) -> Result<HttpResponse, Error> {
    let said = match end(&caller, &body).await {
        Ok(()) => Flash::SignedOut,
        // The database writes nothing down now, or does not answer. Whoever leaves a shared browser must not stay in it for that: the
        // cookie goes, and the page tells that the server still holds the session. No other site gets as far as this.
        Err(Error::Page(ErrorKind::Busy | ErrorKind::Unanswered)) => Flash::SignedOutHere,
        Err(error) => return Err(error),
    };
    caller.close();
    caller.tell(said);
    let mut response = caller.go(paths::SIGN_IN);
    response
        .headers_mut()
        .insert(HeaderName::from_static("clear-site-data"), HeaderValue::from_static("\"cache\", \"storage\""));
    Ok(response)
}

/// Ends the session on the server.
async fn end(caller: &Caller, body: &Body) -> Result<(), Error> {
    let me = caller.enter().await?;
    let mut fields = body.fields()?;
    // Also from a page that was open too long: whoever asks to leave may leave.
    caller.ticket(&me, forms::SIGN_OUT, &mut fields)?;
    fields.finish()?;
    let (visitor, actor) = (me.person()?.clone(), me.actor.clone());
    caller.run(&me, async move |portal| session::sign_out(portal, &visitor, &actor).await).await
}
