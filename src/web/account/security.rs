//! `GET /account/security`: by what I prove who I am.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::service::error::Error as ServiceError;
use crate::service::second_step::own::{self, Own};
use crate::service::self_service::address;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::page::Section;
use crate::web::view::security::Security;

/// The visitor's own second step.
///
/// # Errors
/// The gate's.
pub async fn show(caller: Caller) -> Result<HttpResponse, Error> {
    let read = caller.page(async |portal, read, me| {
        let visitor = me.visitor.as_ref().ok_or(ServiceError::NotFound)?;
        let own = own::own(read, visitor).await?;
        let address = if portal.has_mail { Some(address::own(read, visitor).await?.kept) } else { None };
        Ok((own, address, portal.passkeys.is_some()))
    });
    let (me, (own, address, has_name)) = read.await?;
    let user = me.person()?.user.clone();
    let Own { app, passkeys, codes } = own;
    let page = caller.view(&me, Section::None, None)?;
    let page = Security { page, user, app, passkeys, has_name, codes, address };
    caller.html(StatusCode::OK, &page)
}
