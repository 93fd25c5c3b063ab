//! Handlers of every shape as one type: what the router is made of.

use std::rc::Rc;

use actix_web::dev::Payload;
use actix_web::{FromRequest, Handler, HttpRequest, HttpResponse, Responder, web};
use futures_util::future::LocalBoxFuture;

/// A handler that hides what it takes. The router keeps machinery for each type of handler, and runs it at start: of one type it is in
/// the program once, and starting reads nothing of the pages that nobody has asked for yet.
#[derive(Clone)]
pub(super) struct AnyHandler(Rc<dyn Fn(HttpRequest, Payload) -> LocalBoxFuture<'static, HttpResponse>>);

impl AnyHandler {
    /// Hides a handler. It answers as it would by itself: what can not be taken from a request is an error page.
    pub(super) fn new<H, Taken>(handler: H) -> Self
    where
        H: Handler<Taken, Output: Responder>,
        Taken: FromRequest + 'static,
    {
        Self(Rc::new(move |request, mut payload| {
            let handler = handler.clone();
            Box::pin(async move {
                match Taken::from_request(&request, &mut payload).await {
                    Ok(taken) => handler.call(taken).await.respond_to(&request).map_into_boxed_body(),
                    Err(error) => HttpResponse::from_error(error),
                }
            })
        }))
    }
}

impl Handler<(HttpRequest, web::Payload)> for AnyHandler {
    type Output = HttpResponse;
    type Future = LocalBoxFuture<'static, HttpResponse>;

    fn call(&self, (request, payload): (HttpRequest, web::Payload)) -> Self::Future {
        (self.0)(request, payload.into_inner())
    }
}
