//! `GET /audit/export.csv`, `/audit/export.json`: the rows that the page with the same query shows, as a file.

use actix_web::HttpResponse;

use crate::domain::audit_file::MOST_ROWS;
use crate::domain::download_event::File;
use crate::domain::permit::Actor;
use crate::service::audit_file::{self, Form};
use crate::service::portal::Portal;
use crate::web::caller::Caller;
use crate::web::download::{self, Format};
use crate::web::error::Error;
use crate::web::error_kind::ErrorKind;

use super::index::{asked, judged};

/// Comma-separated.
///
/// # Errors
/// 403 without a role and for other sites, 422 for a filter that makes no sense, 429 while the same person reads a file, 503 when too many do.
pub async fn csv(caller: Caller) -> Result<HttpResponse, Error> {
    send(&caller, Form::Csv).await
}

/// An array of objects.
///
/// # Errors
/// As [`csv`].
pub async fn json(caller: Caller) -> Result<HttpResponse, Error> {
    send(&caller, Form::Json).await
}

async fn send(caller: &Caller, form: Form) -> Result<HttpResponse, Error> {
    let organisation = &caller.app.site.organisation;
    let (query, list) = caller
        .query(|fields| {
            let (mut asked, start, size) = asked(fields)?;
            let query = judged(&mut asked, organisation, start, size).ok_or(ErrorKind::BadForm)?;
            Ok((query, asked.address("").link()))
        })
        .await?;
    let me = caller.enter().await?;
    let today = organisation.time_zone.to_datetime(me.now).date();
    let (format, ending) = if form == Form::Json { (Format::Json, "json") } else { (Format::Csv, "csv") };
    let name = format!("{}-{today}-at-most-{MOST_ROWS}.{ending}", File::AuditLog.id());
    let begin = async move |portal: &Portal, actor: Actor| audit_file::file(portal, &actor, form, &query, list).await;
    download::send(caller, &me, format, &name, begin).await
}
