//! `GET, POST /settings/lockout`: what wrong passwords cost.

use actix_web::HttpResponse;

use crate::web::body::Body;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::view::settings_lockout::SettingsLockout;

use super::sheet;

/// The form.
///
/// # Errors
/// The gate's, 403 by the policy.
pub async fn show(caller: Caller) -> Result<HttpResponse, Error> {
    sheet::show::<SettingsLockout>(caller).await
}

/// Decides it.
///
/// # Errors
/// The gate's, 403 by the policy, 422 for a form that is not ours.
pub async fn save(caller: Caller, body: Body) -> Result<HttpResponse, Error> {
    sheet::save::<SettingsLockout>(caller, body).await
}
