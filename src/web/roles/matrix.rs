//! `GET /roles/matrix`: who may do what to whom, drawn from the policy itself.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::page::Section;
use crate::web::view::roles::RolesMatrix;

/// Both matrices.
///
/// # Errors
/// The gate's.
pub async fn show(caller: Caller) -> Result<HttpResponse, Error> {
    let me = caller.enter().await?;
    caller.html(StatusCode::OK, &RolesMatrix { page: caller.view(&me, Section::Roles, None)? })
}
