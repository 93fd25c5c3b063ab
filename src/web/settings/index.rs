//! `GET /settings`: what can be decided for everybody, since when each is as it is, and by whom.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::service::settings;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::page::Section;
use crate::web::view::settings::SettingsIndex;

/// The index.
///
/// # Errors
/// The gate's, 403 by the policy.
pub async fn show(caller: Caller) -> Result<HttpResponse, Error> {
    let (me, (sections, settings)) = caller
        .page(async |portal, read, me| Ok((settings::index(portal, read, &me.actor).await?, portal.settings())))
        .await?;
    caller.html(
        StatusCode::OK,
        &SettingsIndex {
            page: caller.view(&me, Section::Settings, None)?,
            sections,
            settings,
            has_mail: caller.app.portal.has_mail,
        },
    )
}
