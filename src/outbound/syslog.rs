//! The audit log to a syslog server: messages of RFC 5424 over TLS, counted octet by octet (RFC 5425).

use jiff::Timestamp;
use tokio::io::AsyncWriteExt as _;

use super::line::{self, Peer, failed, in_time};
use crate::domain::carrier::{Failed, Trouble};
use crate::domain::stream::{Receiver, Sent};

/// A syslog server.
#[derive(Debug, Clone)]
pub struct Syslog {
    /// Where it is.
    pub peer: Peer,
    /// The name of this machine, as messages tell it.
    pub host: String,
}

impl Receiver for Syslog {
    /// One connection for some rows. The protocol has no answer: what was written and the end of the connection, in order, is all that
    /// there is to know.
    async fn take(&self, rows: &[Sent], _: Timestamp) -> Result<(), Failed> {
        let mut line = line::open(&self.peer).await?;
        let mut all = Vec::new();
        for row in rows {
            let message = row.syslog(&self.host);
            all.extend_from_slice(format!("{} {message}", message.len()).as_bytes());
        }
        let lost = |error: std::io::Error| failed(Trouble::Unreachable, &error.to_string());
        in_time(async {
            line.write_all(&all).await.map_err(lost)?;
            line.flush().await.map_err(lost)?;
            line.shutdown().await.map_err(lost)
        })
        .await
    }
}
