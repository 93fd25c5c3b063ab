//! The body of a posted form: of the right type, small, and on time.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use actix_web::dev::Payload;
use actix_web::error::PayloadError;
use actix_web::http::{Method, header};
use actix_web::{FromRequest, HttpRequest, rt};
use futures_util::StreamExt;
use zeroize::Zeroizing;

use super::error_kind::ErrorKind;
use super::form::{Fields, FormError};

/// How large and how slow a form may be; app data of the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BodyLimits {
    /// The most bytes.
    pub bytes: usize,
    /// How long the whole may take. actix itself would wait for ever.
    pub deadline: Duration,
}

impl Default for BodyLimits {
    fn default() -> Self {
        Self { bytes: 16 * 1024, deadline: Duration::from_secs(10) }
    }
}

/// So much a form holds in which administrators write texts: the longest ones with every character encoded, and as much again, so that what
/// is too long is told beside its field.
pub const TEXTS: usize = 64 * 1024;

/// A posted form as it came, of `MOST` bytes where that is more than any form may have; an extractor. Anything that is no form is refused
/// before a handler runs.
pub struct Body<const MOST: usize = 0>(Zeroizing<Vec<u8>>);

impl<const MOST: usize> fmt::Debug for Body<MOST> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Body(***)")
    }
}

impl<const MOST: usize> Body<MOST> {
    /// Its fields.
    ///
    /// # Errors
    /// [`FormError`] when the form is not one that our pages send; as an answer a 422.
    pub fn fields(&self) -> Result<Fields, FormError> {
        Fields::from_body(&self.0)
    }
}

impl<const MOST: usize> FromRequest for Body<MOST> {
    type Error = ErrorKind;
    type Future = Pin<Box<dyn Future<Output = Result<Self, ErrorKind>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let limits = request.app_data::<BodyLimits>().copied().unwrap_or_default();
        let limits = BodyLimits { bytes: limits.bytes.max(MOST), ..limits };
        let fits = admissible(request, limits);
        let payload = payload.take();
        Box::pin(async move {
            fits?;
            match rt::time::timeout(limits.deadline, whole(payload, limits.bytes)).await {
                Ok(body) => body.map(Self),
                Err(_elapsed) => Err(ErrorKind::TooSlow),
            }
        })
    }
}

/// What the headers alone already say.
fn admissible(request: &HttpRequest, limits: BodyLimits) -> Result<(), ErrorKind> {
    if request.method() != Method::POST {
        return Err(ErrorKind::MethodNotAllowed);
    }
    let mut types = request.headers().get_all(header::CONTENT_TYPE);
    let is_form = types.next().and_then(|value| value.to_str().ok()).is_some_and(is_form);
    if !is_form || types.next().is_some() || request.headers().contains_key(header::CONTENT_ENCODING) {
        return Err(ErrorKind::WrongType);
    }
    let length = request.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
    if length.is_some_and(|length: u64| length > limits.bytes as u64) {
        return Err(ErrorKind::TooLarge);
    }
    Ok(())
}

/// The one type our forms have. A charset may be named if it is the one we read.
fn is_form(content_type: &str) -> bool {
    let mut parts = content_type.split(';').map(str::trim);
    parts.next().is_some_and(|essence| essence.eq_ignore_ascii_case("application/x-www-form-urlencoded"))
        && parts.all(|part| part.is_empty() || part.eq_ignore_ascii_case("charset=utf-8"))
}

/// So much room is made before anything has come.
const AT_ONCE: usize = 64 * 1024;

/// The whole of it, up to so many bytes.
pub(super) async fn whole(mut payload: Payload, most: usize) -> Result<Zeroizing<Vec<u8>>, ErrorKind> {
    // Room for the whole of a form at once: growing would leave copies of passwords in freed memory. A picture is no secret, and grows.
    let mut body = Zeroizing::new(Vec::with_capacity(most.min(AT_ONCE)));
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|error| match error {
            PayloadError::Overflow => ErrorKind::TooLarge,
            _ => ErrorKind::BadRequest,
        })?;
        if chunk.len() > most - body.len() {
            return Err(ErrorKind::TooLarge);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_urlencoded_form_in_utf_8_is_a_form() {
        for yes in [
            "application/x-www-form-urlencoded",
            "Application/X-WWW-Form-Urlencoded; charset=UTF-8",
            "application/x-www-form-urlencoded;",
        ] {
            assert!(is_form(yes), "{yes}");
        }
        for no in [
            "",
            "text/plain",
            "multipart/form-data; boundary=x",
            "application/json",
            "application/x-www-form-urlencoded; charset=utf-16",
            "application/x-www-form-urlencoded, text/plain",
            "text/plain; application/x-www-form-urlencoded",
        ] {
            assert!(!is_form(no), "{no}");
        }
    }
}
