//! Unknown methods end here, with `Allow`; what no route takes is 404 or 405.

use std::sync::Arc;

use actix_web::HttpResponse;
use actix_web::body::BoxBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::ALLOW;
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;

use super::layer::Answer;
use crate::web::error_kind::ErrorKind;
use crate::web::methods::{Methods, allow};

const OURS: [Method; 2] = [Method::GET, Method::POST];

/// The layer: a method that an address does not know never reaches it. Every 405 says what is known instead.
pub async fn methods(known: Arc<Methods>, request: ServiceRequest, next: Next<BoxBody>) -> Answer {
    // No page answers these, not even one that does not exist.
    let never = matches!(*request.method(), Method::TRACE | Method::CONNECT);
    let wrong =
        request.method() != Method::GET && known.of(path(&request)).is_some_and(|m| !m.contains(request.method()));
    if never || wrong {
        let allowed = allow(known.of(path(&request)).unwrap_or(&OURS));
        return Ok(request.into_response(refusal(allowed)));
    }
    let mut answer = next.call(request).await?;
    if answer.status() == StatusCode::METHOD_NOT_ALLOWED {
        let allowed = allow(known.of(answer.request().match_info().as_str()).unwrap_or(&OURS));
        answer.headers_mut().insert(ALLOW, allowed);
    }
    Ok(answer)
}

/// What the router falls back to: 405 for an address that exists, 404 for one that does not.
pub fn unmatched(known: &Methods, request: ServiceRequest) -> ServiceResponse {
    let response = match known.of(path(&request)) {
        Some(methods) if !methods.contains(request.method()) => refusal(allow(methods)),
        _ => ErrorKind::NotFound.response(),
    };
    request.into_response(response)
}

fn path(request: &ServiceRequest) -> &str {
    request.match_info().as_str()
}

fn refusal(allowed: actix_web::http::header::HeaderValue) -> HttpResponse {
    let mut response = ErrorKind::MethodNotAllowed.response();
    response.headers_mut().insert(ALLOW, allowed);
    response
}
