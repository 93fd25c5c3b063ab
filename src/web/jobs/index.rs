//! `GET /jobs`: what is or was done to many people at once.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::service::jobs;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::page::Section;
use crate::web::view::jobs::JobsIndex;

/// The list of jobs.
///
/// # Errors
/// The gate's, 422 for an address that asks for what does not exist.
pub async fn show(caller: Caller) -> Result<HttpResponse, Error> {
    let (start, size) = caller
        .query(|mut fields| {
            let place = super::place(&mut fields)?;
            fields.finish()?;
            Ok(place)
        })
        .await?;
    let (me, jobs) = caller.page(async move |_, read, me| jobs::list(read, &me.actor, &start, size).await).await?;
    caller.html(StatusCode::OK, &JobsIndex { page: caller.view(&me, Section::Jobs, None)?, jobs, size })
}
