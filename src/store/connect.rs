//! One connection to Postgres, with its limits.

use std::sync::Arc;
use std::time::Duration;

use diesel::ConnectionError;
use diesel_async::AsyncPgConnection;
use futures_util::StreamExt as _;
use futures_util::stream::FuturesUnordered;
use rustls::ClientConfig;
use tokio::time::timeout;
use tokio_postgres::config::SslMode;
use tokio_postgres::{Config, NoTls};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::hosts::one_by_one;
use crate::domain::causes::told;

/// All hosts of an address are begun with within the time that somebody waits for a connection (`db::PATIENCE`): where the first one is
/// dark, the second one must still get its turn, and where it is slow, it goes on meanwhile.
const CONNECT: Duration = Duration::from_millis(1_500);

/// Behind the last one nobody waits for a turn. Whoever starts a server in front of a silent database is told so all the same.
const LAST: Duration = Duration::from_secs(10);

/// Opens one connection with the limits of security 4.11.
pub(super) async fn connect(
    url: &str,
    tls: Option<Arc<ClientConfig>>,
    role: Option<&str>,
) -> Result<AsyncPgConnection, ConnectionError> {
    let mut config: Config = url.parse().map_err(|error| refuse(&error))?;
    let mut options = config.get_options().unwrap_or_default().to_owned();
    options
        .push_str(" -c statement_timeout=5s -c lock_timeout=2s -c idle_in_transaction_session_timeout=10s -c jit=off");
    if let Some(role) = role {
        options.push_str(" -c role=");
        options.push_str(role);
    }
    config.options(&options).application_name("latchkey").tcp_user_timeout(Duration::from_secs(10));
    if tls.is_some() {
        // Where TLS is wanted, a server that declines it is refused.
        config.ssl_mode(SslMode::Require);
    }
    let mut hosts = one_by_one(&config);
    let share = |count: usize| CONNECT / u32::try_from(count).unwrap_or(1).max(1);
    // Those that stay together have their turns inside.
    let whole = if hosts.len() == 1 { share(config.get_hosts().len()) } else { CONNECT };
    let (share, last) = (share(hosts.len()), hosts.len());
    let mut tries = Tries { under_way: FuturesUnordered::new(), refusal: None };
    for (turn, host) in hosts.iter_mut().enumerate() {
        host.connect_timeout(whole);
        tries.under_way.push(Box::pin(to(host, tls.clone())));
        // Whoever takes the connection and then says nothing is no better than whoever is not there; whoever is slow may still come first.
        let wait = if turn + 1 == last { LAST } else { share };
        match timeout(wait, tries.first()).await {
            Ok(Some(conn)) => return Ok(conn),
            Ok(None) => {}
            // What was refused meanwhile is not what took so long.
            Err(_late) => tries.refusal = None,
        }
    }
    let late = || ConnectionError::BadConnection("it did not answer in time".to_owned());
    Err(tries.refusal.unwrap_or_else(late))
}

/// Connections that are being opened, and how the last one was refused that was.
struct Tries<F> {
    under_way: FuturesUnordered<F>,
    refusal: Option<ConnectionError>,
}

impl<F: Future<Output = Result<AsyncPgConnection, ConnectionError>>> Tries<F> {
    /// The first one that opens; nothing when all were refused.
    async fn first(&mut self) -> Option<AsyncPgConnection> {
        while let Some(opened) = self.under_way.next().await {
            match opened {
                Ok(conn) => return Some(conn),
                Err(refusal) => self.refusal = Some(refusal),
            }
        }
        None
    }
}

/// With every cause: which certificate is not believed, and why, stands in the last one alone.
fn refuse(error: &tokio_postgres::Error) -> ConnectionError {
    ConnectionError::BadConnection(told(error))
}

async fn to(host: &Config, tls: Option<Arc<ClientConfig>>) -> Result<AsyncPgConnection, ConnectionError> {
    match tls {
        None => {
            let (client, connection) = host.connect(NoTls).await.map_err(|error| refuse(&error))?;
            AsyncPgConnection::try_from_client_and_connection(client, connection).await
        }
        Some(tls) => {
            let tls = MakeRustlsConnect::new((*tls).clone());
            let (client, connection) = host.connect(tls).await.map_err(|error| refuse(&error))?;
            AsyncPgConnection::try_from_client_and_connection(client, connection).await
        }
    }
}
