//! A connection to another machine: over TLS wherever it leaves this one, and not waited for too long.

use std::sync::Arc;
use std::time::Duration;

use rustls::ClientConfig;
use rustls_pki_types::ServerName;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;

use crate::domain::carrier::{Failed, Trouble};

/// Nobody is waited for longer.
const ANSWER: Duration = Duration::from_secs(10);
/// So much of what somebody says is kept.
const SAID: usize = 200;

/// Where a connection goes.
#[derive(Debug, Clone)]
pub struct Peer {
    /// Name or address.
    pub host: String,
    /// Port.
    pub port: u16,
    /// Whom we believe; nothing where the peer is this machine and speaks in the open.
    pub tls: Option<Arc<ClientConfig>>,
}

/// Anything that is read from and written to.
pub(super) trait Stream: AsyncRead + AsyncWrite + Unpin + Send {}
impl<T: AsyncRead + AsyncWrite + Unpin + Send> Stream for T {}

/// Opens a connection.
///
/// # Errors
/// Nobody there, too slow, no safe connection.
pub(super) async fn open(peer: &Peer) -> Result<Box<dyn Stream>, Failed> {
    let connecting = async {
        let line = TcpStream::connect((peer.host.as_str(), peer.port))
            .await
            .map_err(|error| failed(Trouble::Unreachable, &error.to_string()))?;
        let Some(config) = &peer.tls else { return Ok::<Box<dyn Stream>, Failed>(Box::new(line)) };
        let name = ServerName::try_from(peer.host.clone()).map_err(|error| failed(Trouble::Tls, &error.to_string()))?;
        let safe = TlsConnector::from(Arc::clone(config)).connect(name, line).await;
        Ok(Box::new(safe.map_err(|error| failed(Trouble::Tls, &error.to_string()))?))
    };
    in_time(connecting).await
}

/// Does not wait longer than [`ANSWER`].
///
/// # Errors
/// [`Trouble::TooSlow`], and those of what is waited for.
pub(super) async fn in_time<T>(work: impl Future<Output = Result<T, Failed>>) -> Result<T, Failed> {
    timeout(ANSWER, work).await.unwrap_or_else(|_| Err(failed(Trouble::TooSlow, "")))
}

/// A failure, with the beginning of what was said.
pub(super) fn failed(trouble: Trouble, said: &str) -> Failed {
    Failed { trouble, said: said.chars().filter(|c| !c.is_control()).take(SAID).collect() }
}
