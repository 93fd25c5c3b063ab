//! `GET /groups`, `GET /groups/deleted`: lists of groups.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::service::groups::directory::{self, GroupFilter, Query};
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::error_kind::ErrorKind;
use crate::web::page::Section;
use crate::web::place;
use crate::web::view::groups::GroupsIndex;

/// The longest search.
const LONGEST_SEARCH: usize = 200;

/// The living groups.
///
/// # Errors
/// 403 for people without a role, 422 for an address that asks for what does not exist.
pub async fn show(caller: Caller) -> Result<HttpResponse, Error> {
    list(caller, false).await
}

/// The deleted groups that can be restored.
///
/// # Errors
/// As [`show`].
pub async fn deleted(caller: Caller) -> Result<HttpResponse, Error> {
    list(caller, true).await
}

async fn list(caller: Caller, deleted: bool) -> Result<HttpResponse, Error> {
    let query = caller
        .query(|mut fields| {
            let search = fields.take("q").map(|words| words.trim().to_owned()).filter(|words| !words.is_empty());
            let (start, size) = place::taken(&mut fields)?;
            fields.finish()?;
            match search {
                Some(words) if words.chars().count() > LONGEST_SEARCH => Err(ErrorKind::BadForm.into()),
                search => Ok(Query { filter: GroupFilter { search, deleted }, start, size }),
            }
        })
        .await?;
    let asked = query.clone();
    let (me, listed) = caller.page(async move |_, read, me| directory::list(read, &me.actor, &asked).await).await?;
    let page = caller.view(&me, Section::Groups, None)?;
    let Query { filter, start, size } = query;
    caller.html(StatusCode::OK, &GroupsIndex { page, filter, start, size, lines: listed.lines, total: listed.total })
}
