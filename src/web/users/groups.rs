//! `GET /users/{id}/groups`: the groups that a person is in.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Path;

use crate::domain::id::UserId;
use crate::service::error::Error as ServiceError;
use crate::service::groups::person;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::page::Section;
use crate::web::place;
use crate::web::view::user_groups::UserGroups;

/// A page of a person's groups.
///
/// # Errors
/// The gate's, 404, 422.
pub async fn show(caller: Caller, id: Path<String>) -> Result<HttpResponse, Error> {
    let id: Option<UserId> = id.parse().ok();
    let (start, size) = caller
        .query(|mut fields| {
            let place = place::taken(&mut fields)?;
            fields.finish()?;
            Ok(place)
        })
        .await?;
    let read = caller.page(async move |_, read, me| {
        person::groups(read, &me.actor, id.ok_or(ServiceError::NotFound)?, &start, size).await
    });
    let (me, groups) = read.await?;
    let page = caller.view(&me, Section::Users, None)?;
    caller.html(StatusCode::OK, &UserGroups { page, user: groups.user, groups: groups.slice, size })
}
