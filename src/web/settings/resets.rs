//! `GET, POST /settings/resets`: how administrators reset passwords.

use actix_web::HttpResponse;

use crate::web::body::Body;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::view::settings_resets::SettingsResets;

use super::sheet;

/// The form.
///
/// # Errors
/// The gate's, 403 by the policy.
pub async fn show(caller: Caller) -> Result<HttpResponse, Error> {
    sheet::show::<SettingsResets>(caller).await
}

/// Decides it.
///
/// # Errors
/// The gate's, 403 by the policy, 422 for a form that is not ours.
pub async fn save(caller: Caller, body: Body) -> Result<HttpResponse, Error> {
    sheet::save::<SettingsResets>(caller, body).await
}
