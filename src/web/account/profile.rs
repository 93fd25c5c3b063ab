//! `GET /account/profile`: what is known of me.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::service::users::profile;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::page::Section;
use crate::web::view::account::AccountProfile;

/// The visitor's own facts.
///
/// # Errors
/// The gate's.
pub async fn show(caller: Caller) -> Result<HttpResponse, Error> {
    let (me, own) = caller.page(async |portal, read, me| profile::own(portal, read, &me.actor).await).await?;
    let page = caller.view(&me, Section::None, None)?;
    caller.html(StatusCode::OK, &AccountProfile { page, user: own.user, profile: own.profile })
}
