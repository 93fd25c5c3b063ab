//! `GET /groups/{id}/members`, `GET /groups/{id}/members/add`: who is in a group, and who could come in.

use actix_web::http::StatusCode;
use actix_web::web::Path;
use actix_web::{HttpResponse, ResponseError as _};
use uuid::Uuid;

use crate::domain::id::GroupId;
use crate::domain::paging::{PageSize, Start};
use crate::service::groups::members::{self, Query};
use crate::service::groups::membership::As;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::error_kind::ErrorKind;
use crate::web::field::Complaint;
use crate::web::page::Section;
use crate::web::place;
use crate::web::view::group_members::{GroupAdd, GroupMembers};

/// The longest search.
const LONGEST_SEARCH: usize = 200;

/// A page of members.
///
/// # Errors
/// The gate's, 403 for people without a role who do not answer for the group, 404, 422.
pub async fn show(caller: Caller, id: Path<String>) -> Result<HttpResponse, Error> {
    let group = parsed(&id);
    let query = caller
        .query(|mut fields| {
            let effective = match fields.take("effective").unwrap_or_default().as_str() {
                "" => false,
                "yes" => true,
                _ => return Err(ErrorKind::BadForm.into()),
            };
            let (start, size) = place::taken(&mut fields)?;
            fields.finish()?;
            Ok(Query { group, effective, start, size })
        })
        .await?;
    drawn(&caller, query, None).await
}

/// The first page again, with why a form was refused.
///
/// # Errors
/// As [`show`].
pub(super) async fn refused(caller: &Caller, group: GroupId, why: Complaint) -> Result<HttpResponse, Error> {
    let query = Query { group, effective: false, start: Start::First, size: PageSize::default() };
    drawn(caller, query, Some(why)).await
}

async fn drawn(caller: &Caller, query: Query, refused: Option<Complaint>) -> Result<HttpResponse, Error> {
    let asked = query.clone();
    let (me, listed) = caller.page(async move |_, read, me| members::list(read, &me.actor, &asked).await).await?;
    let page = caller.view(&me, Section::Groups, None)?;
    let status = if refused.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let Query { effective, start, size, .. } = query;
    caller.html(status, &GroupMembers { page, listed, effective, start, size, refused })
}

/// Who could come in as a member.
///
/// # Errors
/// As [`show`].
pub async fn add(caller: Caller, id: Path<String>) -> Result<HttpResponse, Error> {
    let words = words(&caller).await?;
    candidates(&caller, parsed(&id), As::Member, words, vec![], None).await
}

/// The words of a search among people and groups.
pub(super) async fn words(caller: &Caller) -> Result<String, Error> {
    let read = caller.query(|mut fields| {
        let words = fields.take("q").unwrap_or_default().trim().to_owned();
        fields.finish()?;
        if words.chars().count() > LONGEST_SEARCH { Err(ErrorKind::BadForm.into()) } else { Ok(words) }
    });
    read.await
}

/// Who could come in, to be ticked; also with why a form was refused.
///
/// # Errors
/// As [`show`].
pub(super) async fn candidates(
    caller: &Caller,
    group: GroupId,
    role: As,
    words: String,
    ticked: Vec<Uuid>,
    refused: Option<Complaint>,
) -> Result<HttpResponse, Error> {
    let asked = words.clone();
    let read = caller
        .page(async move |portal, read, me| members::candidates(portal, read, &me.actor, group, role, &asked).await);
    let (me, found) = read.await?;
    let page = caller.view(&me, Section::Groups, None)?;
    let status = match &found.seen.edit_denied {
        Some(denied) => Error::Denied(Box::new(denied.clone())).status_code(),
        None if refused.is_some() => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    caller.html(status, &GroupAdd { page, found, role, words, ticked, refused })
}

/// To people without a role an id that is none says as little as any other.
pub(super) fn parsed(id: &str) -> GroupId {
    id.parse().unwrap_or(GroupId::from_uuid(Uuid::nil()))
}
