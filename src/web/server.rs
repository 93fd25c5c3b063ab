//! The server: its limits (security 4.11), and every layer in its order.

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use actix_web::dev::{ServerHandle, ServiceRequest, fn_service};
use actix_web::web::ServiceConfig;
use actix_web::{App, Error, HttpServer};
use tokio::task::JoinHandle;
use zeroize::Zeroizing;

use super::address::TrustedProxies;
use super::answered::Answered;
use super::body::BodyLimits;
use super::methods::Methods;
use super::middleware::cookies::cookies;
use super::middleware::error_pages::{Render, error_pages};
use super::middleware::headers::headers;
use super::middleware::host::host;
use super::middleware::language::language;
use super::middleware::layer::layer;
use super::middleware::methods::{methods, unmatched};
use super::middleware::recover::recover;
use super::middleware::request::{Identify, RequestIds, request};
use super::middleware::same_origin::same_origin;
use super::middleware::sizes::sizes;
use super::middleware::unread::unread;
use super::origin::PublicUrl;
use super::session;

/// How long the server waits for its clients.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// For the head of a connection's first request.
    pub head: Duration,
    /// For a connection's next request.
    pub keep_alive: Duration,
    /// For a client to hear that its connection ends. Not below 600 ms: actix's clock ticks twice a second, and it does
    /// not notice a deadline that has already passed.
    pub disconnect: Duration,
    /// For a client that takes nothing of its answer.
    pub unread: Duration,
    /// For running requests when the server stops; whole seconds.
    pub shutdown: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            head: Duration::from_secs(5),
            keep_alive: Duration::from_secs(5),
            disconnect: Duration::from_secs(1),
            unread: Duration::from_secs(30),
            shutdown: Duration::from_secs(20),
        }
    }
}

/// All that a server is made of, beside its routes.
pub struct ServerOptions {
    /// Bound already, so that a taken port is known before anything else starts.
    pub listener: TcpListener,
    /// How many threads answer.
    pub workers: usize,
    /// The one address it answers under.
    pub public_url: PublicUrl,
    /// The proxies whose word counts.
    pub trusted_proxies: TrustedProxies,
    /// Signs the session cookie.
    pub cookie_key: Zeroizing<[u8; 64]>,
    /// Makes request ids.
    pub request_ids: RequestIds,
    /// Which methods each address knows; the same table as the routes.
    pub methods: Methods,
    /// Draws error pages.
    pub render: Render,
    /// How large and how slow a form may be.
    pub body: BodyLimits,
    /// How long to wait.
    pub patience: Patience,
    /// Counts what is answered.
    pub answered: Arc<Answered>,
}

/// A server that runs.
pub struct Running {
    /// Where.
    pub address: SocketAddr,
    /// To stop or pause it.
    pub handle: ServerHandle,
    /// Ends when it has stopped.
    pub join: JoinHandle<io::Result<()>>,
}

impl Running {
    /// Stops gracefully: running requests end first, within the shutdown patience.
    ///
    /// # Errors
    /// What the server ended with.
    pub async fn stop(self) -> io::Result<()> {
        self.handle.stop(true).await;
        self.join.await.map_err(io::Error::other)?
    }
}

/// Starts the server on the current tokio runtime, with threads of its own. `configure` adds routes and app data.
///
/// # Errors
/// When the listener can not be used.
pub fn serve(
    options: ServerOptions,
    configure: impl Fn(&mut ServiceConfig) + Send + Clone + 'static,
) -> io::Result<Running> {
    let address = options.listener.local_addr()?;
    end_unread(&options.listener, options.patience.unread)?;
    let public = Arc::new(options.public_url);
    let known = Arc::new(options.methods);
    let identify =
        Identify { ids: options.request_ids, proxies: Arc::new(options.trusted_proxies), answered: options.answered };
    let ServerOptions { cookie_key, render, body, patience, .. } = options;
    let server = HttpServer::new(move || {
        let fallback = Arc::clone(&known);
        // The last one is the outermost.
        App::new()
            .wrap(session::middleware(&cookie_key))
            .wrap(layer((), cookies))
            .wrap(layer(Arc::clone(&public), same_origin))
            .wrap(layer(Arc::clone(&known), methods))
            .wrap(layer(Arc::clone(&public), host))
            .wrap(layer((), sizes))
            .wrap(layer((), recover))
            .wrap(layer((), language))
            .wrap(layer(Arc::clone(&render), error_pages))
            .wrap(layer((), unread))
            .wrap(layer(identify.clone(), request))
            .wrap(layer((), headers))
            .app_data(body)
            .default_service(fn_service(move |request: ServiceRequest| {
                let answer = unmatched(&fallback, request);
                async move { Ok::<_, Error>(answer) }
            }))
            .configure(configure.clone())
    })
    .workers(options.workers)
    .client_request_timeout(patience.head)
    .keep_alive(patience.keep_alive)
    .client_disconnect_timeout(patience.disconnect)
    .max_connections(1_000)
    .backlog(512)
    .tcp_nodelay(true)
    .shutdown_timeout(patience.shutdown.as_secs())
    .disable_signals()
    .listen(options.listener)?
    .run();
    Ok(Running { address, handle: server.handle(), join: tokio::spawn(server) })
}

/// Lets the system end a connection whose client takes nothing for so long. actix has no limit of its own here, and a thousand such
/// clients would keep everybody else out.
#[cfg(target_os = "linux")]
fn end_unread(listener: &TcpListener, unread: Duration) -> io::Result<()> {
    // Every accepted connection inherits it.
    let milliseconds = u32::try_from(unread.as_millis()).unwrap_or(u32::MAX);
    rustix::net::sockopt::set_tcp_user_timeout(listener, milliseconds).map_err(io::Error::from)
}

/// No other system is told: in front of those stands a proxy.
#[cfg(not(target_os = "linux"))]
fn end_unread(_: &TcpListener, _: Duration) -> io::Result<()> {
    Ok(())
}
