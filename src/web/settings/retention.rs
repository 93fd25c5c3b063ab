//! `GET, POST /settings/retention`: how long the audit log is kept.

use actix_web::HttpResponse;

use crate::domain::settings::retention::Retention;
use crate::service::retention;
use crate::web::body::Body;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::view::settings::Met;
use crate::web::view::settings_retention::SettingsRetention;

use super::sheet;

/// The form.
///
/// # Errors
/// The gate's, 403 by the policy.
pub async fn show(caller: Caller) -> Result<HttpResponse, Error> {
    sheet::show::<SettingsRetention>(caller).await
}

/// Decides it.
///
/// # Errors
/// The gate's, 403 by the policy, 422 for a form that is not ours.
pub async fn save(caller: Caller, body: Body) -> Result<HttpResponse, Error> {
    sheet::save_agreed::<SettingsRetention>(caller, body, met).await
}

/// What would be removed at once; nothing where that is nothing.
async fn met(caller: &Caller, _: &SettingsRetention, decided: &Retention) -> Result<Option<Met>, Error> {
    let decided = *decided;
    let behind = caller.page(async move |_, read, me| retention::behind(read, &me.actor, &decided).await).await?.1;
    Ok(behind.map(|rows| Met { number: rows, agreement: decided.audit_months }))
}
