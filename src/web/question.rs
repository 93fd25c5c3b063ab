//! What a device is asked to sign, handed to the script of a page as JSON.

use actix_web::HttpResponse;
use actix_web::http::header;

use super::body::Body;
use super::caller::Caller;
use super::error::Error;
use super::fault::PasskeyFault;
use super::field::Complaint;
use super::forms;
use crate::domain::failure::SignInFailure;
use crate::service::error::Error as ServiceError;
use crate::service::portal::Portal;
use crate::service::signin::session::Visitor;

/// Answers script that asks on behalf of the visitor. Nothing is proven by it: what comes of the answer is written down.
///
/// # Errors
/// The gate's, 403 for a foreign form, 404 for whoever has no passkey.
pub(super) async fn put(
    caller: &Caller,
    body: &Body,
    question: impl AsyncFnOnce(&Portal, &Visitor) -> Result<String, ServiceError> + 'static,
) -> Result<HttpResponse, Error> {
    let me = caller.enter().await?;
    let mut fields = body.fields()?;
    caller.ticket(&me, forms::ASK_PASSKEY, &mut fields)?;
    fields.finish()?;
    let visitor = me.person()?.clone();
    let options = caller.run(&me, async move |portal| question(portal, &visitor).await).await?;
    Ok(HttpResponse::Ok().insert_header((header::CONTENT_TYPE, "application/json")).body(options))
}

impl From<SignInFailure> for Complaint {
    /// Of a second step that was wrong.
    fn from(failure: SignInFailure) -> Self {
        match failure {
            SignInFailure::WrongPasskey => Self::Passkey(PasskeyFault::Wrong),
            SignInFailure::PasskeyOver => Self::Passkey(PasskeyFault::Over),
            SignInFailure::PasskeyCopied => Self::Passkey(PasskeyFault::Copied),
            SignInFailure::WrongPassword => Self::OwnPasswordWrong,
            _ => Self::CodeWrong,
        }
    }
}
