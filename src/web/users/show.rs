//! `GET /users/{id}`: one person.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Path;

use crate::domain::id::UserId;
use crate::service::error::Error as ServiceError;
use crate::service::users::profile;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::page::Section;
use crate::web::view::user::UserShow;

/// A person's page.
///
/// # Errors
/// The gate's, 404.
pub async fn show(caller: Caller, id: Path<String>) -> Result<HttpResponse, Error> {
    let id: Option<UserId> = id.parse().ok();
    let (me, overview) = caller
        .page(async move |_, read, me| profile::overview(read, &me.actor, id.ok_or(ServiceError::NotFound)?).await)
        .await?;
    let page = UserShow {
        page: caller.view(&me, Section::Users, None)?,
        user: overview.user,
        profile: overview.profile,
        contact: overview.contact,
        may_edit: overview.may_edit,
        blocking: overview.blocking,
        no_reset: overview.reset_denied.map(|denied| denied.denial),
        no_block: overview.block_denied.map(|denied| denied.denial),
        no_sign_out: overview.sign_out_denied.map(|denied| denied.denial),
        given_by: overview.given_by,
        devices: overview.sessions,
        recent: Some(overview.recent),
    };
    caller.html(StatusCode::OK, &page)
}
