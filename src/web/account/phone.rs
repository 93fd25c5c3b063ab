//! `GET, POST /account/security/phone`, its code and its removal: the phone to which codes for a new password go.

use actix_web::HttpResponse;

use super::address::{self, Place};
use crate::domain::contact::Point;
use crate::web::body::Body;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::flash::Flash;
use crate::web::{forms, paths};

const PHONE: Place = Place {
    point: Point::Phone,
    path: paths::ACCOUNT_PHONE,
    give: forms::PHONE,
    prove: forms::PHONE_CODE,
    remove: forms::REMOVE_PHONE,
    added: Flash::PhoneAdded,
    removed: Flash::PhoneRemoved,
};

/// The number, or the code for the one that waits.
///
/// # Errors
/// The gate's; 404 where no text messages are sent.
pub async fn show(caller: Caller) -> Result<HttpResponse, Error> {
    address::page(caller, &PHONE).await
}

/// Takes a number, and sends a code to it.
///
/// # Errors
/// The gate's, 403 for a foreign form, 422 for one that is not ours.
pub async fn create(caller: Caller, body: Body) -> Result<HttpResponse, Error> {
    address::given(caller, body, &PHONE).await
}

/// Takes the code that was sent there.
///
/// # Errors
/// The gate's, 403 for a foreign form, 422 for one that is not ours.
pub async fn save(caller: Caller, body: Body) -> Result<HttpResponse, Error> {
    address::proved(caller, body, &PHONE).await
}

/// Takes the phone away.
///
/// # Errors
/// The gate's, 403 for a foreign form, 422 for one that is not ours.
pub async fn remove(caller: Caller, body: Body) -> Result<HttpResponse, Error> {
    address::removed(caller, body, &PHONE).await
}
