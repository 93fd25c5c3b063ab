//! A language that the address asks for holds on: the pages behind a link are in the language of the first one (R-267, T-102).

use actix_web::body::BoxBody;
use actix_web::dev::ServiceRequest;
use actix_web::http::header;
use actix_web::middleware::Next;

use super::layer::Answer;
use crate::web::cookies::{self, Prefs};
use crate::web::view_of::asked_for;

/// The layer.
pub async fn language((): (), request: ServiceRequest, next: Next<BoxBody>) -> Answer {
    let asked = asked_for(request.request());
    let mut answer = next.call(request).await?;
    // What others may keep carries nobody's cookie.
    let is_page = !answer.headers().contains_key(header::CACHE_CONTROL);
    if let Some(language) = asked.filter(|_| is_page) {
        let language = Some(language.tag().to_owned());
        let kept = cookies::read_prefs(answer.request());
        if kept.language != language {
            answer.response_mut().add_cookie(&cookies::prefs(&Prefs { language, theme: kept.theme }))?;
        }
    }
    Ok(answer)
}
