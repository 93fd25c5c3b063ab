//! `GET /account/security`: by what I prove who I am.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::service::error::Error as ServiceError;
use crate::service::second_step::own;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::page::Section;
use crate::web::view::security::Security;

/// The visitor's own second step.
///
/// # Errors
/// The gate's.
pub async fn show(caller: Caller) -> Result<HttpResponse, Error> {
    let read =
        caller.page(async |_, read, me| own::own(read, me.visitor.as_ref().ok_or(ServiceError::NotFound)?).await);
    let (me, own) = read.await?;
    let user = me.person()?.user.clone();
    let page = Security { page: caller.view(&me, Section::None, None)?, user, app: own.app, codes: own.codes };
    caller.html(StatusCode::OK, &page)
}
