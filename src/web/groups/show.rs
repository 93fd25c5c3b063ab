//! `GET /groups/{id}`: one group.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Path;

use crate::service::groups::overview;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::page::Section;
use crate::web::view::group::GroupShow;

use super::members::parsed;

/// A group's page.
///
/// # Errors
/// The gate's, 403 for people without a role who do not answer for it, 404.
pub async fn show(caller: Caller, id: Path<String>) -> Result<HttpResponse, Error> {
    let id = parsed(&id);
    let read = caller.page(async move |_, read, me| overview::overview(read, &me.actor, id).await);
    let (me, overview) = read.await?;
    let page = caller.view(&me, Section::Groups, None)?;
    caller.html(StatusCode::OK, &GroupShow { page, overview, refused: None })
}
