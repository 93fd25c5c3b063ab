//! Writes the body of every error answer, so that none tells what happened inside.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{HttpMessage, HttpRequest};

use super::layer::Answer;
use crate::web::cookies::{FreshPre, pre};
use crate::web::error_kind::{ErrorKind, ErrorPage};

/// Draws an error page; nothing when it can not.
pub type Render = Arc<dyn Fn(&HttpRequest, ErrorKind) -> Option<String> + Send + Sync>;

/// The layer.
pub async fn error_pages(render: Render, request: ServiceRequest, next: Next<BoxBody>) -> Answer {
    let answer = next.call(request).await?;
    Ok(match kind(&answer) {
        Some(kind) => with_page(answer, kind, &render),
        None => answer,
    })
}

/// Marked answers, and errors of actix itself, which come as bare text. A page that a handler drew is left alone.
fn kind(answer: &ServiceResponse) -> Option<ErrorKind> {
    if let Some(page) = answer.response().extensions().get::<ErrorPage>() {
        return Some(page.kind);
    }
    let drawn =
        answer.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if drawn { None } else { ErrorKind::of(answer.status()) }
}

fn with_page(answer: ServiceResponse, kind: ErrorKind, render: &Render) -> ServiceResponse {
    // Nothing above this layer would catch a page that fails to be drawn.
    let drawn = catch_unwind(AssertUnwindSafe(|| render(answer.request(), kind)));
    let html = drawn.ok().flatten().unwrap_or_else(|| plain(kind));
    let mut answer = answer.map_body(|_, _| html.boxed());
    let fresh = answer.request().extensions().get::<FreshPre>().copied();
    if let Some(FreshPre(binding)) = fresh {
        // Without it the page's language switch is refused; no more is lost.
        let _ = answer.response_mut().add_cookie(&pre(&binding));
    }
    *answer.response_mut().status_mut() = kind.status();
    let headers = answer.headers_mut();
    headers.remove(header::CONTENT_LENGTH);
    headers.remove(header::CONTENT_ENCODING);
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    if matches!(kind, ErrorKind::Busy | ErrorKind::Unanswered | ErrorKind::TooMany)
        && !headers.contains_key(header::RETRY_AFTER)
    {
        headers.insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
    }
    answer
}

/// When not even the page can be drawn.
fn plain(kind: ErrorKind) -> String {
    let code = kind.status().as_u16();
    format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>{code}</title><h1>{code} {kind}</h1></html>"
    )
}
