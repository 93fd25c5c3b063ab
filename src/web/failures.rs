//! Error pages: one for every status, in the visitor's language, with the support code.

use std::sync::Arc;

use actix_web::HttpRequest;
use actix_web::HttpResponse;

use super::caller::Caller;
use super::error::Error;
use super::error_kind::ErrorKind;
use super::middleware::error_pages::Render;
use super::site::Site;
use super::view::errors::{self, Problem};
use super::view_of;

/// Draws error pages for a site.
pub fn renderer(site: Arc<Site>) -> Render {
    Arc::new(move |http: &HttpRequest, kind: ErrorKind| draw(&site, http, kind))
}

/// Where nothing else answers: unknown, for whoever asks.
///
/// # Errors
/// 404, always.
pub async fn unknown(caller: Caller) -> Result<HttpResponse, Error> {
    // The visitor is looked up only to draw the page in his own frame.
    caller.enter().await?;
    Err(ErrorKind::NotFound.into())
}

fn draw(site: &Arc<Site>, http: &HttpRequest, kind: ErrorKind) -> Option<String> {
    let (page, denial) = view_of::error_frame(site, http).ok()?;
    let problem = match (kind, denial) {
        (ErrorKind::Forbidden | ErrorKind::Conflict, Some(denial)) => Problem::Denied(denial),
        (ErrorKind::BadRequest, _) => Problem::Unreadable,
        (ErrorKind::CrossSite | ErrorKind::Forbidden, _) => Problem::Foreign,
        (ErrorKind::NotFound, _) => Problem::NotFound,
        (ErrorKind::MethodNotAllowed, _) => Problem::Method,
        (ErrorKind::TooSlow, _) => Problem::TooSlow,
        (ErrorKind::Conflict, _) => Problem::Conflict,
        (ErrorKind::TooLarge, _) => Problem::TooLarge,
        (ErrorKind::WrongType, _) => Problem::ContentType,
        (ErrorKind::Misdirected, _) => Problem::WrongHost(site.public.origin().to_owned()),
        (ErrorKind::BadForm, _) => Problem::Invalid,
        (ErrorKind::TooMany, _) => Problem::TooOften(None),
        (ErrorKind::HeadersTooLarge, _) => Problem::HeadersTooLarge,
        (ErrorKind::Internal, _) => Problem::Broken,
        (ErrorKind::Busy, _) => Problem::Busy,
        (ErrorKind::Unanswered, _) => Problem::Unanswered,
    };
    errors::html(page, problem).ok()
}
