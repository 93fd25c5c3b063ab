//! `POST /preferences`: language and theme, kept in the browser.

use actix_web::HttpResponse;

use super::body::Body;
use super::caller::Caller;
use super::cookies::{self, Prefs};
use super::error::Error;
use super::error_kind::ErrorKind;
use super::page::Theme;
use super::{forms, paths};
use crate::domain::organisation::Language;

/// Takes a choice and goes back to the page it was made on.
///
/// # Errors
/// 403 for a foreign form, 422 for a choice that does not exist.
pub async fn create(caller: Caller, body: Body) -> Result<HttpResponse, Error> {
    let me = caller.enter().await?;
    let mut fields = body.fields()?;
    // An old page may still change the language: nothing is lost by it.
    caller.ticket(&me, forms::PREFERENCES, &mut fields)?;
    let (language, theme, next) = (fields.take("language"), fields.take("theme"), fields.take("next"));
    fields.finish()?;
    let known = language.as_deref().is_none_or(|language| Language::ALL.iter().any(|known| known.tag() == language))
        && theme.as_deref().is_none_or(|theme| Theme::from_id(theme).is_some());
    if !known {
        return Err(ErrorKind::BadForm.into());
    }
    let kept = cookies::read_prefs(caller.http());
    caller.cookie(cookies::prefs(&Prefs { language: language.or(kept.language), theme: theme.or(kept.theme) }));
    Ok(caller.go(next.as_deref().and_then(paths::local).unwrap_or(paths::HOME)))
}
