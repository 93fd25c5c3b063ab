//! `GET /users/{id}/sign-ins`: one person's sign-ins, with a chart of the last fortnight.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Path;

use crate::domain::id::UserId;
use crate::domain::paging::Start;
use crate::service::audit;
use crate::service::error::Error as ServiceError;
use crate::service::sign_ins;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::error_kind::ErrorKind;
use crate::web::page::Section;
use crate::web::place;
use crate::web::view::sign_ins::UserSignIns;

/// A page of them.
///
/// # Errors
/// The gate's, 403 by the policy, 404, 422.
pub async fn show(caller: Caller, id: Path<String>) -> Result<HttpResponse, Error> {
    let (start, size) = caller
        .query(|mut fields| {
            let place = place::taken(&mut fields)?;
            fields.finish()?;
            match &place.0 {
                Start::After(cursor) | Start::Before(cursor) if !audit::is_place(cursor) => {
                    Err(ErrorKind::BadForm.into())
                }
                _ => Ok(place),
            }
        })
        .await?;
    let id: Option<UserId> = id.parse().ok();
    let (me, found) = caller
        .page(async move |portal, read, me| {
            sign_ins::of_person(portal, read, &me.actor, id.ok_or(ServiceError::NotFound)?, &start, size).await
        })
        .await?;
    caller.html(StatusCode::OK, &UserSignIns { page: caller.view(&me, Section::Users, None)?, found, size })
}
