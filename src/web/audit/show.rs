//! `GET /audit/{id}`: one row of the audit log.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Path;

use crate::domain::id::EventId;
use crate::service::audit;
use crate::service::error::Error as ServiceError;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::page::Section;
use crate::web::view::audit::AuditShow;

/// Everything that one row holds.
///
/// # Errors
/// The gate's, 404 also for rows out of sight.
pub async fn show(caller: Caller, id: Path<String>) -> Result<HttpResponse, Error> {
    let id: Option<EventId> = id.parse().ok();
    let (me, entry) = caller
        .page(async move |_, read, me| audit::find(read, &me.actor, id.ok_or(ServiceError::NotFound)?).await)
        .await?;
    caller.html(StatusCode::OK, &AuditShow { page: caller.view(&me, Section::Audit, None)?, entry })
}
