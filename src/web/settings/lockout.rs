//! `GET, POST /settings/lockout`: what wrong passwords cost.

use actix_web::HttpResponse;

use crate::domain::settings::lockout::Lockout;
use crate::service::lockout;
use crate::web::body::Body;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::view::settings::Met;
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
    sheet::save_agreed::<SettingsLockout>(caller, body, met).await
}

/// Whom a lower number of guesses meets; nothing where it meets nobody.
async fn met(caller: &Caller, sheet: &SettingsLockout, decided: &Lockout) -> Result<Option<Met>, Error> {
    let (before, after) = (sheet.found.settings.lockout_threshold, decided.lockout_threshold);
    if after >= before {
        return Ok(None);
    }
    let people = caller.page(async move |_, read, me| lockout::met(read, &me.actor, before, after).await).await?.1;
    Ok((people > 0).then_some(Met { number: people, agreement: after }))
}
