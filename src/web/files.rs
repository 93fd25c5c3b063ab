//! `GET /static/{file}`: styles, script, fonts, icons, under names that change with their content.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse};

use super::assets;
use super::error_kind::ErrorKind;

/// A file that was built in; nothing else is ever read.
///
/// # Errors
/// 404.
pub async fn show(request: HttpRequest) -> Result<HttpResponse, ErrorKind> {
    let asset = assets::find(request.path()).ok_or(ErrorKind::NotFound)?;
    let zipped = request
        .headers()
        .get(header::ACCEPT_ENCODING)
        .and_then(|accepted| accepted.to_str().ok())
        .is_some_and(|accepted| accepted.split(',').any(|coding| coding.trim().split(';').next() == Some("gzip")));
    let mut response = HttpResponse::Ok();
    response
        .insert_header((header::CONTENT_TYPE, asset.content_type))
        .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .insert_header((header::VARY, "Accept-Encoding"));
    match asset.gzip.filter(|_| zipped) {
        Some(gzip) => Ok(response.insert_header((header::CONTENT_ENCODING, "gzip")).body(gzip)),
        None => Ok(response.body(asset.bytes)),
    }
}
