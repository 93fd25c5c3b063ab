//! Nothing below escapes: a panic, or an error that a layer let through, becomes an answer like any other.

use std::panic::AssertUnwindSafe;

use actix_web::HttpMessage;
use actix_web::body::BoxBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{ACCEPT_LANGUAGE, COOKIE, HeaderMap, HeaderName, HeaderValue};
use actix_web::http::{Method, Uri};
use actix_web::middleware::Next;
use actix_web::test::TestRequest;
use futures_util::FutureExt;

use super::layer::Answer;
use crate::domain::permit::Origin;
use crate::web::error_kind::ErrorKind;

/// The layer.
pub async fn recover((): (), request: ServiceRequest, next: Next<BoxBody>) -> Answer {
    let memory = Memory::of(&request);
    let failure = match AssertUnwindSafe(async move { next.call(request).await }).catch_unwind().await {
        Ok(Ok(answer)) => return Ok(answer),
        Ok(Err(error)) => error.error_response(),
        // The panic hook has already said where. What it said may hold anything, so it is not repeated.
        Err(_panic) => {
            tracing::error!("a handler panicked");
            ErrorKind::Internal.response()
        }
    };
    Ok(memory.answer(failure))
}

/// As much of a request as an error page needs: the request itself is gone with whatever failed.
struct Memory {
    method: Method,
    uri: Uri,
    cookie: Option<HeaderValue>,
    language: Option<HeaderValue>,
    origin: Option<Origin>,
}

impl Memory {
    fn of(request: &ServiceRequest) -> Self {
        let header = |name: HeaderName| request.headers().get(name).cloned();
        Self {
            method: request.method().clone(),
            uri: request.uri().clone(),
            cookie: header(COOKIE),
            language: header(ACCEPT_LANGUAGE),
            origin: request.extensions().get::<Origin>().cloned(),
        }
    }

    /// actix offers no other way to make a request that did not come over the wire.
    fn answer(self, response: actix_web::HttpResponse) -> ServiceResponse {
        let mut request = TestRequest::default().method(self.method).to_srv_request();
        let head = request.head_mut();
        head.uri = self.uri;
        head.headers = HeaderMap::new();
        for (name, value) in [(COOKIE, self.cookie), (ACCEPT_LANGUAGE, self.language)] {
            if let Some(value) = value {
                head.headers.insert(name, value);
            }
        }
        if let Some(origin) = self.origin {
            request.extensions_mut().insert(origin);
        }
        request.into_response(response)
    }
}
