//! What is known of a request before anything judges it: its id, the client's address, a span and a line in the log.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;
use std::time::Instant;

use actix_web::HttpMessage;
use actix_web::body::BoxBody;
use actix_web::dev::ServiceRequest;
use actix_web::http::Method;
use actix_web::http::header::{self, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use tracing::Instrument;

use super::layer::Answer;
use crate::domain::device;
use crate::domain::dice::NoDice;
use crate::domain::id::RequestId;
use crate::domain::permit::Origin;
use crate::web::address::TrustedProxies;
use crate::web::answered::Answered;
use crate::web::error_kind::ErrorKind;

/// Makes the id of a request; whoever starts the server hands in clock and dice.
pub type RequestIds = Arc<dyn Fn() -> Result<RequestId, NoDice> + Send + Sync>;

/// The support code's header.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// What the layer needs.
#[derive(Clone)]
pub struct Identify {
    /// Makes ids.
    pub ids: RequestIds,
    /// Our own proxies.
    pub proxies: Arc<TrustedProxies>,
    /// Counts.
    pub answered: Arc<Answered>,
}

/// The mark in a request's extensions: only the head of the answer is wanted.
#[derive(Debug, Clone, Copy)]
pub struct HeadOnly;

/// The layer. Handlers find an [`Origin`] in the request's extensions.
pub async fn request(identify: Identify, mut request: ServiceRequest, next: Next<BoxBody>) -> Answer {
    let Ok(id) = (identify.ids)() else {
        tracing::error!("the operating system gave no randomness, so a request was refused");
        return Ok(request.into_response(ErrorKind::Internal.response()));
    };
    let peer = request.peer_addr().map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.ip());
    let address = Some(identify.proxies.client(peer, request.headers()));
    let device =
        request.headers().get(header::USER_AGENT).and_then(|said| said.to_str().ok()).and_then(device::describe);
    request.extensions_mut().insert(Origin { request: id, address, device });
    // The query stays out of the log: it holds what people search for.
    let span = tracing::info_span!("request", id = %id, method = %request.method(), path = shortened(request.path()));
    if request.method() == Method::HEAD {
        // The same as GET; the protocol leaves the body out.
        request.head_mut().method = Method::GET;
        request.extensions_mut().insert(HeadOnly);
    }
    async move {
        let started = Instant::now();
        let mut answer = next.call(request).await?;
        if let Ok(id) = HeaderValue::from_str(id.uuid().hyphenated().encode_lower(&mut [0; 36])) {
            answer.headers_mut().insert(REQUEST_ID, id);
        }
        let took = started.elapsed();
        identify.answered.note(answer.status().as_u16(), took);
        let microseconds = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        tracing::info!(status = answer.status().as_u16(), microseconds, "answered");
        Ok(answer)
    }
    .instrument(span)
    .await
}

/// A path may be as long as a line of the protocol; none of ours is.
fn shortened(path: &str) -> &str {
    &path[..path.floor_char_boundary(200)]
}
