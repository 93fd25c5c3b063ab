//! `GET /account/groups`: the groups that I answer for.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::service::groups::mine;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::page::Section;
use crate::web::place;
use crate::web::view::groups::GroupsMine;

/// A page of the visitor's own groups.
///
/// # Errors
/// The gate's, 422.
pub async fn show(caller: Caller) -> Result<HttpResponse, Error> {
    let (start, size) = caller
        .query(|mut fields| {
            let place = place::taken(&mut fields)?;
            fields.finish()?;
            Ok(place)
        })
        .await?;
    let read = caller.page(async move |_, read, me| mine::list(read, &me.actor, &start, size).await);
    let (me, lines) = read.await?;
    let page = caller.view(&me, Section::None, None)?;
    caller.html(StatusCode::OK, &GroupsMine { page, lines, size })
}
