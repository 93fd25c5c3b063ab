//! Headers larger than any browser of ours sends get a page that says so, before actix's own, wider limit cuts them dumbly.

use actix_web::body::BoxBody;
use actix_web::dev::ServiceRequest;
use actix_web::middleware::Next;

use super::layer::Answer;
use crate::web::error_kind::ErrorKind;

/// The most bytes of header names and values together.
pub const MOST: usize = 32 * 1024;

/// The layer.
pub async fn sizes((): (), request: ServiceRequest, next: Next<BoxBody>) -> Answer {
    let size: usize = request.headers().iter().map(|(name, value)| name.as_str().len() + value.len()).sum();
    if size > MOST {
        Ok(request.into_response(ErrorKind::HeadersTooLarge.response()))
    } else {
        next.call(request).await
    }
}
