//! The wire to a directory: TLS as it was decided, and nothing comes over it that nobody may read (`guard.rs`). The protocol's own reader is
//! behind a socket of this process, so that no byte reaches it unseen, not even before a certificate was looked at.

use std::os::unix::net::UnixStream as Pair;
use std::sync::Arc;
use std::time::Duration;

use rustls_pki_types::ServerName;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _, split};
use tokio::net::{TcpStream, UnixStream};
use tokio::time::timeout;
use tokio_rustls::TlsConnector;

use super::guard::Guard;
use super::trust::Verifier;
use crate::domain::directory::access::{Security, Server};
use crate::domain::directory::ber::extended_code;
use crate::domain::directory::fault::{Fault, Trouble};

/// The question for TLS (RFC 4511 4.14): `LDAPMessage { 1, ExtendedRequest { "1.3.6.1.4.1.1466.20037" } }`.
const START_TLS: &[u8] = b"\x30\x1d\x02\x01\x01\x77\x18\x80\x161.3.6.1.4.1.1466.20037";
/// Its answer is a few words.
const LONGEST_ANSWER: usize = 4_096;
/// So long somebody may take to hear that it is over.
const FAREWELL: Duration = Duration::from_secs(1);
/// So long either side may take to take what is sent.
const TAKEN: Duration = Duration::from_secs(5);
/// So much is carried at a time.
const PIECE: usize = 16 * 1024;

/// Either end of the wire.
trait Stream: AsyncRead + AsyncWrite + Unpin + Send {}
impl<T: AsyncRead + AsyncWrite + Unpin + Send> Stream for T {}

/// Opens it; the end for whoever speaks the protocol. It is carried for until either side ends.
///
/// # Errors
/// Nobody there, no TLS, a certificate that is not believed.
pub(super) async fn open(server: &Server, verifier: Option<&Arc<Verifier>>) -> Result<Pair, Fault> {
    let host = server.host.trim_start_matches('[').trim_end_matches(']');
    let unreachable = |error| Fault::new(Trouble::Unreachable, error);
    let mut line = TcpStream::connect((host, server.port)).await.map_err(unreachable)?;
    line.set_nodelay(true).map_err(unreachable)?;
    let far: Box<dyn Stream> = match verifier {
        None => Box::new(line),
        Some(verifier) => {
            if server.security == Security::Upgraded {
                start_tls(&mut line).await?;
            }
            let name = ServerName::try_from(host.to_owned()).map_err(|error| Fault::new(Trouble::Tls, error))?;
            let safe = TlsConnector::from(verifier.config()?).connect(name, line).await;
            Box::new(safe.map_err(|error| unsafe_line(&error))?)
        }
    };
    let (near, theirs) = UnixStream::pair().map_err(unreachable)?;
    let theirs = theirs.into_std().map_err(unreachable)?;
    tokio::spawn(carry(far, near));
    Ok(theirs)
}

/// Asks for TLS, in the open: what is read is one short message, and nothing behind it.
async fn start_tls(line: &mut TcpStream) -> Result<(), Fault> {
    let broken = |error| Fault::new(Trouble::Tls, error);
    line.write_all(START_TLS).await.map_err(broken)?;
    let (mut guard, mut message) = (Guard::default(), vec![]);
    while message.is_empty() || !guard.is_between() {
        let byte = line.read_u8().await.map_err(broken)?;
        guard.pass(&[byte]).map_err(|overdone| Fault::new(Trouble::Tls, overdone))?;
        message.push(byte);
        if message.len() > LONGEST_ANSWER {
            return Err(Fault::new(Trouble::Tls, "a long answer to the question for TLS"));
        }
    }
    match extended_code(&message) {
        Some(0) => Ok(()),
        Some(code) => Err(Fault::new(Trouble::Tls, format!("StartTLS: {code}"))),
        None => Err(Fault::new(Trouble::Tls, "no answer to the question for TLS")),
    }
}

fn unsafe_line(error: &std::io::Error) -> Fault {
    let trouble = match error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>()) {
        Some(rustls::Error::InvalidCertificate(_)) => Trouble::Certificate,
        Some(_) => Trouble::Tls,
        None => Trouble::Unreachable,
    };
    Fault::new(trouble, error)
}

/// Carries both ways until one side ends, or says what nobody may read.
async fn carry(far: Box<dyn Stream>, mut near: UnixStream) {
    let (mut from_far, mut to_far) = split(far);
    let (mut from_near, mut to_near) = near.split();
    let (mut guard, mut told, mut asked) = (Guard::default(), vec![0; PIECE], vec![0; PIECE]);
    loop {
        let carried = tokio::select! {
            read = from_far.read(&mut told) => {
                let Some(piece @ [_, ..]) = read.ok().and_then(|read| told.get(..read)) else { return };
                if let Err(overdone) = guard.pass(piece) {
                    tracing::warn!(%overdone, "the connection to the directory is ended");
                    return;
                }
                timeout(TAKEN, to_near.write_all(piece)).await
            }
            read = from_near.read(&mut asked) => {
                let Some(piece @ [_, ..]) = read.ok().and_then(|read| asked.get(..read)) else {
                    // A side that ends says so to the other one; whoever does not hear it is not waited for.
                    timeout(FAREWELL, to_far.shutdown()).await.ok();
                    return;
                };
                guard.asked();
                // Whoever takes nothing is not waited for: both ends would stay open for good.
                timeout(TAKEN, async {
                    to_far.write_all(piece).await?;
                    to_far.flush().await
                })
                .await
            }
        };
        if !matches!(carried, Ok(Ok(()))) {
            return;
        }
    }
}
