//! `GET /roles`: every role, and how many hold it.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::service::roles;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::page::Section;
use crate::web::view::roles::RolesIndex;

/// The list of roles.
///
/// # Errors
/// The gate's.
pub async fn show(caller: Caller) -> Result<HttpResponse, Error> {
    let (me, counts) = caller.page(async move |_, read, me| roles::counts(read, &me.actor).await).await?;
    caller.html(StatusCode::OK, &RolesIndex { page: caller.view(&me, Section::Roles, None)?, counts })
}
