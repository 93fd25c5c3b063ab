//! A layer is an async function with some state of its own; this makes a middleware of it.

use std::future::Future;

use actix_web::Error;
use actix_web::body::BoxBody;
use actix_web::dev::{Service, ServiceRequest, ServiceResponse, Transform};
use actix_web::middleware::{Next, from_fn};

/// What a layer answers.
pub type Answer = Result<ServiceResponse, Error>;

/// A middleware of a state and a function that every request passes.
pub fn layer<S, State, Pass, Passing>(
    state: State,
    pass: Pass,
) -> impl Transform<S, ServiceRequest, Response = ServiceResponse, Error = Error, InitError = ()>
where
    S: Service<ServiceRequest, Response = ServiceResponse, Error = Error> + 'static,
    State: Clone + 'static,
    Pass: Fn(State, ServiceRequest, Next<BoxBody>) -> Passing + 'static,
    Passing: Future<Output = Answer> + 'static,
{
    from_fn(move |request, next| pass(state.clone(), request, next))
}
