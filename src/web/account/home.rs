//! `GET /account`: who I am here.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::service::groups::mine;
use crate::service::users::profile;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::page::Section;
use crate::web::view::account::AccountHome;

/// The visitor's own page.
///
/// # Errors
/// The gate's.
pub async fn show(caller: Caller) -> Result<HttpResponse, Error> {
    let read = caller.page(async |portal, read, me| {
        Ok((profile::own(portal, read, &me.actor).await?, mine::any(read, &me.actor).await?))
    });
    let (me, (own, owns_groups)) = read.await?;
    let page = AccountHome {
        page: caller.view(&me, Section::None, None)?,
        user: own.user,
        profile: own.profile,
        contact: own.contact,
        standing: own.standing,
        owns_groups,
    };
    caller.html(StatusCode::OK, &page)
}
