//! One connection to Postgres, with its limits.

use std::sync::Arc;
use std::time::Duration;

use diesel::ConnectionError;
use diesel_async::AsyncPgConnection;
use rustls::ClientConfig;
use tokio_postgres::NoTls;
use tokio_postgres::config::SslMode;
use tokio_postgres_rustls::MakeRustlsConnect;

/// All hosts of an address are tried within the time that somebody waits for a connection (`db::PATIENCE`): where the first one is
/// dark, the second one must still get its turn.
const CONNECT: Duration = Duration::from_millis(1_500);

/// Opens one connection with the limits of security 4.11.
pub(super) async fn connect(
    url: &str,
    tls: Option<Arc<ClientConfig>>,
    role: Option<&str>,
) -> Result<AsyncPgConnection, ConnectionError> {
    let refuse = |error: tokio_postgres::Error| ConnectionError::BadConnection(error.to_string());
    let mut config: tokio_postgres::Config = url.parse().map_err(refuse)?;
    let mut options = config.get_options().unwrap_or_default().to_owned();
    options
        .push_str(" -c statement_timeout=5s -c lock_timeout=2s -c idle_in_transaction_session_timeout=10s -c jit=off");
    if let Some(role) = role {
        options.push_str(" -c role=");
        options.push_str(role);
    }
    let hosts = u32::try_from(config.get_hosts().len()).unwrap_or(1).max(1);
    config.options(&options).application_name("latchkey").connect_timeout(CONNECT / hosts);
    config.tcp_user_timeout(Duration::from_secs(10));
    match tls {
        None => {
            let (client, connection) = config.connect(NoTls).await.map_err(refuse)?;
            AsyncPgConnection::try_from_client_and_connection(client, connection).await
        }
        Some(tls) => {
            // Where TLS is wanted, a server that declines it is refused.
            config.ssl_mode(SslMode::Require);
            let tls = MakeRustlsConnect::new((*tls).clone());
            let (client, connection) = config.connect(tls).await.map_err(refuse)?;
            AsyncPgConnection::try_from_client_and_connection(client, connection).await
        }
    }
}
