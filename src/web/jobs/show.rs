//! `GET /jobs/{id}`: how far a job is, and what came of each turn. `POST /jobs/{id}/stop`.

use actix_web::HttpResponse;
use actix_web::http::{StatusCode, header};
use actix_web::web::Path;

use crate::domain::id::JobId;
use crate::domain::paging::{PageSize, Slice};
use crate::service::error::Error as ServiceError;
use crate::service::jobs;
use crate::web::body::Body;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::error_kind::ErrorKind;
use crate::web::page::Section;
use crate::web::view::jobs::JobShow;
use crate::web::{forms, paths};

/// A job's page.
///
/// # Errors
/// The gate's, 404, 422 for an address that asks for what does not exist.
pub async fn show(caller: Caller, id: Path<String>) -> Result<HttpResponse, Error> {
    let id: Option<JobId> = id.parse().ok();
    let (passed_over, start, size) = caller
        .query(|mut fields| {
            let (start, size) = super::place(&mut fields)?;
            let passed_over = match fields.take("show").as_deref() {
                None | Some("") => false,
                Some("passed-over") => true,
                Some(_) => return Err(ErrorKind::BadForm.into()),
            };
            fields.finish()?;
            Ok((passed_over, start, size))
        })
        .await?;
    let (me, (job, people)) = caller
        .page(async move |_, read, me| {
            jobs::show(read, &me.actor, id.ok_or(ServiceError::NotFound)?, passed_over, &start, size).await
        })
        .await?;
    let page = caller.view(&me, Section::Jobs, None)?;
    caller.html(StatusCode::OK, &JobShow { page, job, people, passed_over, size })
}

/// How far a job is, for the page's script; without one, the page is asked for again.
///
/// # Errors
/// The gate's, 404.
pub async fn progress(caller: Caller, id: Path<String>) -> Result<HttpResponse, Error> {
    let id: Option<JobId> = id.parse().ok();
    let found =
        caller.page(async move |_, read, me| jobs::seen(read, &me.actor, id.ok_or(ServiceError::NotFound)?).await);
    let (me, job) = found.await?;
    let people = Slice { rows: vec![], before: None, after: None };
    let page = caller.view(&me, Section::Jobs, None)?;
    let told = JobShow { page, job, people, passed_over: false, size: PageSize::default() }.told();
    let body = serde_json::to_string(&told).map_err(|_| ErrorKind::Internal)?;
    Ok(HttpResponse::Ok().insert_header((header::CONTENT_TYPE, "application/json")).body(body))
}

/// Asks a job to stop.
///
/// # Errors
/// The gate's, 403 by the policy, 404, 422 for a form that is not ours.
pub async fn stop(caller: Caller, id: Path<String>, body: Body) -> Result<HttpResponse, Error> {
    let me = caller.enter().await?;
    let mut fields = body.fields()?;
    let ticket = caller.ticket(&me, forms::STOP_JOB, &mut fields)?;
    fields.finish()?;
    let id: JobId = id.parse().map_err(|_| ErrorKind::NotFound)?;
    let (actor, key) = (me.actor.clone(), ticket.key);
    // An old page may still stop: the sooner the better.
    match caller.run(&me, async move |portal| jobs::stop(portal, &actor, id, key).await).await {
        // It has ended, or was stopped: the page shows how it is.
        Ok(()) | Err(Error::Replayed) => Ok(caller.go(&paths::job(id))),
        Err(error) => Err(error),
    }
}
