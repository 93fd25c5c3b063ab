//! `GET /audit/{id}`: one row of the audit log.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Path;

use crate::domain::id::EventId;
use crate::service::audit_event;
use crate::service::error::Error as ServiceError;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::page::Section;
use crate::web::view::audit_event::AuditShow;

/// Everything that one row holds.
///
/// # Errors
/// The gate's, 404 also for rows out of sight.
pub async fn show(caller: Caller, id: Path<String>) -> Result<HttpResponse, Error> {
    let id: Option<EventId> = id.parse().ok();
    let (me, shown) = caller
        .page(async move |portal, read, me| {
            let id = id.ok_or(ServiceError::NotFound)?;
            audit_event::find(portal, read, &me.actor, id).await
        })
        .await?;
    caller.html(StatusCode::OK, &AuditShow { page: caller.view(&me, Section::Audit, None)?, shown })
}
