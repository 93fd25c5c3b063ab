//! One connection to Postgres, with its limits.

use std::sync::Arc;
use std::time::Duration;

use diesel::ConnectionError;
use diesel_async::AsyncPgConnection;
use rustls::ClientConfig;
use tokio::time::timeout;
use tokio_postgres::config::SslMode;
use tokio_postgres::{Config, NoTls};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::hosts::one_by_one;

/// All hosts of an address are tried within the time that somebody waits for a connection (`db::PATIENCE`): where the first one is
/// dark, the second one must still get its turn.
const CONNECT: Duration = Duration::from_millis(1_500);

/// Behind the last one nobody waits for a turn. Whoever starts a server in front of a silent database is told so all the same.
const LAST: Duration = Duration::from_secs(10);

/// Opens one connection with the limits of security 4.11.
pub(super) async fn connect(
    url: &str,
    tls: Option<Arc<ClientConfig>>,
    role: Option<&str>,
) -> Result<AsyncPgConnection, ConnectionError> {
    let refuse = |error: tokio_postgres::Error| ConnectionError::BadConnection(error.to_string());
    let mut config: Config = url.parse().map_err(refuse)?;
    let mut options = config.get_options().unwrap_or_default().to_owned();
    options
        .push_str(" -c statement_timeout=5s -c lock_timeout=2s -c idle_in_transaction_session_timeout=10s -c jit=off");
    if let Some(role) = role {
        options.push_str(" -c role=");
        options.push_str(role);
    }
    let share = CONNECT / u32::try_from(config.get_hosts().len()).unwrap_or(1).max(1);
    config.options(&options).application_name("latchkey").connect_timeout(share);
    config.tcp_user_timeout(Duration::from_secs(10));
    if tls.is_some() {
        // Where TLS is wanted, a server that declines it is refused.
        config.ssl_mode(SslMode::Require);
    }
    let mut hosts = one_by_one(&config);
    let last = hosts.pop().unwrap_or(config);
    for host in &hosts {
        // Whoever takes the connection and then says nothing is no better than whoever is not there.
        if let Ok(Ok(conn)) = timeout(share, Box::pin(to(host, tls.clone()))).await {
            return Ok(conn);
        }
    }
    let late = |_| ConnectionError::BadConnection("it did not answer in time".to_owned());
    timeout(LAST, Box::pin(to(&last, tls))).await.map_err(late)?
}

async fn to(host: &Config, tls: Option<Arc<ClientConfig>>) -> Result<AsyncPgConnection, ConnectionError> {
    let refuse = |error: tokio_postgres::Error| ConnectionError::BadConnection(error.to_string());
    match tls {
        None => {
            let (client, connection) = host.connect(NoTls).await.map_err(refuse)?;
            AsyncPgConnection::try_from_client_and_connection(client, connection).await
        }
        Some(tls) => {
            let tls = MakeRustlsConnect::new((*tls).clone());
            let (client, connection) = host.connect(tls).await.map_err(refuse)?;
            AsyncPgConnection::try_from_client_and_connection(client, connection).await
        }
    }
}
