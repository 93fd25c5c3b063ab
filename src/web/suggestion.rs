//! A few names proposed while one is typed, for script. Without script the form finds them itself when it is sent.

use actix_web::HttpResponse;
use actix_web::http::header;
use serde::Serialize;

use super::error::Error;
use super::error_kind::ErrorKind;
use super::form::Fields;
use super::users::index::LONGEST_SEARCH;

/// Fewer letters find everybody.
const SHORTEST: usize = 2;

/// One proposal.
#[derive(Debug, Serialize)]
pub struct Suggestion {
    /// What the field takes.
    pub name: String,
    /// Who or what that is.
    pub label: String,
}

/// What has been typed; nothing while that is too short to find anybody by.
///
/// # Errors
/// 422 for a query that is not ours.
pub fn words(mut fields: Fields) -> Result<Option<String>, Error> {
    let words = fields.take("q").unwrap_or_default().trim().to_owned();
    fields.finish()?;
    match words.chars().count() {
        letters if letters > LONGEST_SEARCH => Err(ErrorKind::BadForm.into()),
        letters => Ok((letters >= SHORTEST).then_some(words)),
    }
}

/// The answer.
///
/// # Errors
/// None that can happen.
pub fn answer(proposed: &[Suggestion]) -> Result<HttpResponse, Error> {
    let body = serde_json::to_string(proposed).map_err(|_| ErrorKind::Internal)?;
    Ok(HttpResponse::Ok().insert_header((header::CONTENT_TYPE, "application/json")).body(body))
}
