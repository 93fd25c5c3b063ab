//! The headers of every answer (security 4.3): pages, redirects, errors and files alike.

use std::sync::LazyLock;

use actix_web::body::BoxBody;
use actix_web::dev::ServiceRequest;
use actix_web::error::InternalError;
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use actix_web::middleware::Next;

use super::layer::Answer;

/// Names and values that never vary. Nothing is loaded from elsewhere, nothing runs inline, nobody frames us.
pub const FIXED: [(&str, &str); 10] = [
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; \
         form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; \
         require-trusted-types-for 'script'; trusted-types 'none'",
    ),
    ("strict-transport-security", "max-age=63072000; includeSubDomains"),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    // With `no-referrer`, browsers send `Origin: null` with our own forms.
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    (
        "permissions-policy",
        "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=(), \
         publickey-credentials-get=(self), publickey-credentials-create=(self)",
    ),
    ("x-permitted-cross-domain-policies", "none"),
    ("x-robots-tag", "noindex, nofollow"),
];

/// [`FIXED`] as answers take them: read once, not with every answer.
static READY: LazyLock<[(HeaderName, HeaderValue); FIXED.len()]> =
    LazyLock::new(|| FIXED.map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value))));

/// The layer.
pub async fn headers((): (), request: ServiceRequest, next: Next<BoxBody>) -> Answer {
    match next.call(request).await {
        Ok(mut answer) => {
            add(answer.headers_mut());
            Ok(answer)
        }
        // No layer below lets an error through; if one did, even that answer would carry them.
        Err(error) => {
            let mut response = error.error_response();
            add(response.headers_mut());
            Err(InternalError::from_response(error, response).into())
        }
    }
}

fn add(headers: &mut HeaderMap) {
    // With room for all of them the map grows once.
    headers.reserve(FIXED.len() + 1);
    for (name, value) in &*READY {
        headers.insert(name.clone(), value.clone());
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
}
