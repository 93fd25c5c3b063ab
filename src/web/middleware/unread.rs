//! A chunked body that nobody reads ends its connection. Left alone, actix drains such a body for as long as it drips.

use std::cell::RefCell;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, ready};

use actix_web::body::{BodySize, BoxBody, MessageBody};
use actix_web::dev::{Payload, ServiceRequest};
use actix_web::error::PayloadError;
use actix_web::http::header::TRANSFER_ENCODING;
use actix_web::middleware::Next;
use actix_web::web::Bytes;
use actix_web::{Error, HttpMessage};
use futures_util::Stream;

use super::layer::Answer;

/// The layer. actix closes a connection, after a short while, whose body is unread *and still held by somebody*: this
/// holds it until the answer is out.
pub async fn unread((): (), mut request: ServiceRequest, next: Next<BoxBody>) -> Answer {
    if !request.headers().contains_key(TRANSFER_ENCODING) {
        return next.call(request).await;
    }
    let shared = Shared(Rc::new(RefCell::new(request.take_payload())));
    request.set_payload(Payload::Stream { payload: Box::pin(shared.clone()) });
    let answer = next.call(request).await?;
    Ok(answer.map_body(|_, body| Holding { body, _unread: shared }.boxed()))
}

#[derive(Clone)]
struct Shared(Rc<RefCell<Payload>>);

impl Stream for Shared {
    type Item = Result<Bytes, PayloadError>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Pin::new(&mut *self.0.borrow_mut()).poll_next(context)
    }
}

struct Holding {
    body: BoxBody,
    _unread: Shared,
}

impl MessageBody for Holding {
    type Error = Error;

    fn size(&self) -> BodySize {
        self.body.size()
    }

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Self::Error>>> {
        let chunk = ready!(Pin::new(&mut self.body).poll_next(context));
        Poll::Ready(
            chunk.map(|bytes| bytes.map_err(|error| actix_web::error::ErrorInternalServerError(error.to_string()))),
        )
    }
}
