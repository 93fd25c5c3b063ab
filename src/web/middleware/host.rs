//! This server answers under one name. Another name in `Host`, or in the target, is a trap for somebody's links.

use std::sync::Arc;

use actix_web::body::BoxBody;
use actix_web::dev::ServiceRequest;
use actix_web::http::header::HOST;
use actix_web::middleware::Next;

use super::layer::Answer;
use crate::web::error_kind::ErrorKind;
use crate::web::origin::PublicUrl;

/// The layer: byte for byte the public address, or 421. Forwarded headers have no say.
pub async fn host(public: Arc<PublicUrl>, request: ServiceRequest, next: Next<BoxBody>) -> Answer {
    let named = {
        let mut hosts = request.headers().get_all(HOST);
        let one = hosts.next().is_some_and(|host| host.as_bytes() == public.authority().as_bytes());
        let target = request.uri().authority().is_none_or(|target| target.as_str() == public.authority());
        one && target && hosts.next().is_none()
    };
    if named { next.call(request).await } else { Ok(request.into_response(ErrorKind::Misdirected.response())) }
}
