//! `GET, POST /settings/security-questions`: which questions there are, how many are answered, how many are asked.

use actix_web::HttpResponse;

use crate::domain::settings::questions::Questions;
use crate::service::self_service::policy;
use crate::web::body::Body;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::view::settings::Met;
use crate::web::view::settings_questions::SettingsQuestions;

use super::sheet;

/// The form.
///
/// # Errors
/// The gate's, 403 by the policy.
pub async fn show(caller: Caller) -> Result<HttpResponse, Error> {
    sheet::show::<SettingsQuestions>(caller).await
}

/// Decides it; what leaves people without a reset only when whoever decides has seen how many.
///
/// # Errors
/// The gate's, 403 by the policy, 422 for a form that is not ours.
pub async fn save(caller: Caller, body: Body) -> Result<HttpResponse, Error> {
    sheet::save_agreed::<SettingsQuestions>(caller, body, met).await
}

/// Who could not reset the own password any more; nothing where that is nobody.
async fn met(caller: &Caller, sheet: &SettingsQuestions, decided: &Questions) -> Result<Option<Met>, Error> {
    let (before, after) = (sheet.found.settings.clone(), decided.clone());
    let read = caller.page(async move |portal, read, me| {
        policy::stranded(portal, read, &me.actor, [before, after], |all, it| all.questions = it).await
    });
    let least = read.await?.1.least();
    let agreement = u16::try_from(least).unwrap_or(u16::MAX);
    Ok((least > 0).then_some(Met { number: u64::from(least), agreement }))
}
