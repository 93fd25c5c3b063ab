//! `GET /groups/{id}/owners`, `GET /groups/{id}/owners/add`: who answers for a group, and who could.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Path;

use crate::domain::id::GroupId;
use crate::service::groups::membership::As;
use crate::service::groups::overview;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::field::Complaint;
use crate::web::page::Section;
use crate::web::view::group_members::GroupOwners;

use super::members::{candidates, parsed, words};

/// Who answers for a group.
///
/// # Errors
/// The gate's, 403 for people without a role who do not answer for the group, 404.
pub async fn show(caller: Caller, id: Path<String>) -> Result<HttpResponse, Error> {
    list(&caller, parsed(&id), None).await
}

/// The page, also with why a form was refused.
///
/// # Errors
/// As [`show`].
pub(super) async fn list(caller: &Caller, group: GroupId, refused: Option<Complaint>) -> Result<HttpResponse, Error> {
    let read = caller.page(async move |_, read, me| overview::owners(read, &me.actor, group).await);
    let (me, (seen, owners)) = read.await?;
    let page = caller.view(&me, Section::Groups, None)?;
    let status = if refused.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    caller.html(status, &GroupOwners { page, seen, owners, refused })
}

/// Who could answer for a group.
///
/// # Errors
/// As [`show`].
pub async fn add(caller: Caller, id: Path<String>) -> Result<HttpResponse, Error> {
    let words = words(&caller).await?;
    candidates(&caller, parsed(&id), As::Owner, words, vec![], None).await
}
