//! `GET /audit/streams`: where the audit log is sent to, and how far it has got there.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::service::streams;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::page::Section;
use crate::web::view::audit_streams::AuditStreams;

/// The page.
///
/// # Errors
/// The gate's, 403 by the policy.
pub async fn show(caller: Caller) -> Result<HttpResponse, Error> {
    let (me, progress) = caller.page(async |portal, read, me| streams::list(portal, read, &me.actor).await).await?;
    let page = caller.view(&me, Section::Audit, None)?;
    caller.html(StatusCode::OK, &AuditStreams { page, progress })
}
