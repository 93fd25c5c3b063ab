//! Error pages: one for every status, in the visitor's language, with the support code.

use std::sync::Arc;

use actix_web::HttpRequest;
use actix_web::HttpResponse;

use super::caller::Caller;
use super::error::Error;
use super::error_kind::ErrorKind;
use super::middleware::error_pages::Render;
use super::site::Site;
use super::view::View as _;
use super::view::errors::{ErrorView, Failure};
use super::view_of;
use crate::domain::permit::Denial;
use crate::domain::role::Roles;

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
    let denial = denial.map(|(denial, _)| denial);
    let roles = match denial {
        Some(Denial::NeedsRole(roles) | Denial::Protected(roles)) => roles,
        _ => Roles::NONE,
    };
    let failure = match (kind, denial) {
        (ErrorKind::Conflict, Some(Denial::External)) => Failure::External,
        (ErrorKind::Conflict, Some(Denial::Directory)) => Failure::Directory,
        (ErrorKind::Forbidden, Some(Denial::OwnAccount)) => Failure::OwnAccount,
        (ErrorKind::Forbidden, Some(Denial::Protected(_))) => Failure::Protected,
        (ErrorKind::BadRequest, _) => Failure::BadRequest,
        (ErrorKind::CrossSite, _) => Failure::CrossSite,
        (ErrorKind::Forbidden, _) => Failure::Forbidden,
        (ErrorKind::NotFound, _) => Failure::NotFound,
        (ErrorKind::MethodNotAllowed, _) => Failure::MethodNotAllowed,
        (ErrorKind::TooSlow, _) => Failure::TooSlow,
        (ErrorKind::Conflict, _) => Failure::Conflict,
        (ErrorKind::TooLarge, _) => Failure::TooLarge,
        (ErrorKind::WrongType, _) => Failure::WrongType,
        (ErrorKind::Misdirected, _) => Failure::Misdirected,
        (ErrorKind::BadForm, _) => Failure::BadForm,
        (ErrorKind::TooMany, _) => Failure::TooMany,
        (ErrorKind::HeadersTooLarge, _) => Failure::HeadersTooLarge,
        (ErrorKind::Internal, _) => Failure::Internal,
        (ErrorKind::Busy, _) => Failure::Busy,
    };
    ErrorView { page, status: kind.status().as_u16(), kind: failure, roles }.html().ok()
}
