//! `/healthz`, `/readyz` and `/metrics`, on the operators' own address: is it alive, may traffic come, and how much comes?

use std::future::Future;
use std::io;
use std::net::TcpListener;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use actix_web::http::header::{CACHE_CONTROL, X_CONTENT_TYPE_OPTIONS};
use actix_web::middleware::DefaultHeaders;
use actix_web::{App, HttpResponse, HttpServer, rt, web};
use serde::Serialize;

use crate::web::server::Running;

const PATIENCE: Duration = Duration::from_secs(3);

/// One thing that must be well before traffic may come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Check {
    /// What was looked at.
    pub name: &'static str,
    /// Whether it is well.
    pub ok: bool,
    /// Whether somebody should look all the same; left out where nobody need.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub warning: bool,
    /// One sentence for the operator.
    pub message: String,
}

#[derive(Serialize)]
struct Readiness {
    ready: bool,
    checks: Vec<Check>,
}

/// Looks at everything once.
pub type Look = Arc<dyn Fn() -> Pin<Box<dyn Future<Output = Vec<Check>>>> + Send + Sync>;

/// The text that Prometheus reads.
pub type Tell = Arc<dyn Fn() -> Pin<Box<dyn Future<Output = String>>> + Send + Sync>;

/// What its answer is: the text of `OpenMetrics` 1.0.
const METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// Starts the second server on the current tokio runtime.
///
/// # Errors
/// When the listener can not be used.
pub fn serve(listener: TcpListener, look: Look, tell: Tell) -> io::Result<Running> {
    let address = listener.local_addr()?;
    let server = HttpServer::new(move || {
        let (look, tell) = (Arc::clone(&look), Arc::clone(&tell));
        App::new()
            .wrap(DefaultHeaders::new().add((CACHE_CONTROL, "no-store")).add((X_CONTENT_TYPE_OPTIONS, "nosniff")))
            .route("/healthz", web::get().to(|| async { HttpResponse::Ok().content_type("text/plain").body("ok\n") }))
            .route("/readyz", web::get().to(move || ready(Arc::clone(&look))))
            .route("/metrics", web::get().to(move || metrics(Arc::clone(&tell))))
    })
    .workers(1)
    .max_connections(64)
    .backlog(64)
    .keep_alive(Duration::from_secs(5))
    .tcp_nodelay(true)
    .shutdown_timeout(1)
    .disable_signals()
    .listen(listener)?
    .run();
    Ok(Running { address, handle: server.handle(), join: tokio::spawn(server) })
}

async fn metrics(tell: Tell) -> HttpResponse {
    match rt::time::timeout(PATIENCE, tell()).await {
        Ok(text) => HttpResponse::Ok().content_type(METRICS).body(text),
        Err(_late) => HttpResponse::ServiceUnavailable().finish(),
    }
}

/// A look that hangs is an answer too.
async fn ready(look: Look) -> HttpResponse {
    let checks = rt::time::timeout(PATIENCE, look()).await.unwrap_or_else(|_elapsed| {
        vec![Check {
            name: "readiness",
            ok: false,
            warning: false,
            message: "the checks did not end in time".to_owned(),
        }]
    });
    let ready = checks.iter().all(|check| check.ok);
    let mut answer = if ready { HttpResponse::Ok() } else { HttpResponse::ServiceUnavailable() };
    answer.json(Readiness { ready, checks })
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::body::to_bytes;

    async fn answer(checks: Vec<Check>) -> (u16, String) {
        let look: Look = Arc::new(move || {
            let checks = checks.clone();
            Box::pin(async move { checks })
        });
        let response = ready(look).await;
        let status = response.status().as_u16();
        let body = to_bytes(response.into_body()).await.unwrap();
        (status, String::from_utf8(body.to_vec()).unwrap())
    }

    #[actix_web::test]
    async fn one_bad_check_makes_the_server_unready_and_says_which() {
        let good = Check { name: "database", ok: true, warning: false, message: "answers".into() };
        let odd = Check { name: "clock", ok: true, warning: true, message: "3 s ahead".into() };
        let bad = Check {
            name: "keys",
            ok: false,
            warning: false,
            message: "the master key does not open the canary".into(),
        };
        let (status, body) = answer(vec![good.clone(), odd]).await;
        assert_eq!(status, 200);
        assert_eq!(body.matches(r#""warning":true"#).count(), 1, "{body}");
        let (status, body) = answer(vec![good, bad]).await;
        assert_eq!(status, 503);
        assert!(body.contains(r#""ready":false"#) && body.contains("canary"), "{body}");
    }
}
