//! `GET /static/{file}`: styles, script, fonts, icons, under names that change with their content.

use actix_web::HttpResponse;
use actix_web::http::header;

use super::caller::Caller;
use super::error::Error;
use super::error_kind::ErrorKind;
use super::{assets, brand};
use crate::service::branding;

/// What has such a name may be kept for ever.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// A file that was built in, or what administrators chose for the looks of pages; nothing else is ever read.
///
/// # Errors
/// 404.
pub async fn show(caller: Caller) -> Result<HttpResponse, Error> {
    let path = caller.http().path();
    let Some(asset) = assets::find(path) else { return chosen(&caller, path).await };
    let zipped = caller
        .http()
        .headers()
        .get(header::ACCEPT_ENCODING)
        .and_then(|accepted| accepted.to_str().ok())
        .is_some_and(|accepted| accepted.split(',').any(|coding| coding.trim().split(';').next() == Some("gzip")));
    let mut response = HttpResponse::Ok();
    response
        .insert_header((header::CONTENT_TYPE, asset.content_type))
        .insert_header((header::CACHE_CONTROL, FOR_EVER))
        .insert_header((header::VARY, "Accept-Encoding"));
    match asset.gzip.filter(|_| zipped) {
        Some(gzip) => Ok(response.insert_header((header::CONTENT_ENCODING, "gzip")).body(gzip)),
        None => Ok(response.body(asset.bytes)),
    }
}

async fn chosen(caller: &Caller, path: &str) -> Result<HttpResponse, Error> {
    let mut response = HttpResponse::Ok();
    response.insert_header((header::CACHE_CONTROL, FOR_EVER));
    if let Some(sheet) = brand::sheet_at(path) {
        return Ok(response.insert_header((header::CONTENT_TYPE, "text/css; charset=utf-8")).body(sheet));
    }
    let name = brand::logo_at(path).ok_or(ErrorKind::NotFound)?.to_owned();
    let read = async move |portal: &crate::service::portal::Portal| {
        portal.db.read(async |read| branding::logo(read, &name).await).await
    };
    let (format, bytes) = caller.app.run(read).await?.ok_or(ErrorKind::NotFound)?;
    Ok(response.insert_header((header::CONTENT_TYPE, format.content_type())).body(bytes))
}
