//! Requests to an address that takes them: JSON, signed so that the receiver knows who sent it and when. The audit log goes on by them.

use bytes::Bytes;
use hmac::{Hmac, KeyInit as _, Mac as _};
use http_body_util::{BodyExt as _, Full, Limited};
use hyper::header::{CONTENT_TYPE, HOST, USER_AGENT};
use hyper::{Request, StatusCode};
use hyper_util::rt::TokioIo;
use jiff::Timestamp;
use serde_json::{Value, json};
use sha2::Sha256;

use super::line::{self, Peer, failed, in_time};
use crate::domain::carrier::{Failed, Trouble};
use crate::domain::stream::{Receiver, Sent};

/// So much of an answer is read.
const MOST: usize = 4 * 1024;

/// An address that takes requests.
#[derive(Clone)]
pub struct Webhook {
    /// Where it is.
    pub peer: Peer,
    /// Host and port as the request names them.
    pub authority: String,
    /// Path and query.
    pub path: String,
    /// What both sides know and nobody else.
    pub secret: Vec<u8>,
}

impl std::fmt::Debug for Webhook {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Webhook").field("peer", &self.peer).finish_non_exhaustive()
    }
}

impl Webhook {
    /// Sends a body of JSON. What the other side answers, and the beginning of what it says.
    ///
    /// # Errors
    /// Nobody there, too slow, no safe connection.
    pub(super) async fn post(&self, body: String, now: Timestamp) -> Result<(StatusCode, Bytes), Failed> {
        let seconds = now.as_second();
        let request = Request::post(&self.path)
            .header(HOST, &self.authority)
            .header(USER_AGENT, concat!("latchkey/", env!("CARGO_PKG_VERSION")))
            .header(CONTENT_TYPE, "application/json")
            .header("latchkey-signature", signature(&self.secret, seconds, &body))
            .body(Full::new(Bytes::from(body)))
            .map_err(|error| failed(Trouble::Unfit, &error.to_string()))?;
        let stream = line::open(&self.peer).await?;
        let lost = |error: hyper::Error| failed(Trouble::Unreachable, &error.to_string());
        in_time(async {
            let (mut sender, connection) =
                hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.map_err(lost)?;
            let driving = tokio::spawn(connection);
            let answer = sender.send_request(request).await.map_err(lost)?;
            let status = answer.status();
            let said = Limited::new(answer.into_body(), MOST).collect().await.map(http_body_util::Collected::to_bytes);
            driving.abort();
            Ok((status, said.unwrap_or_default()))
        })
        .await
    }
}

impl Receiver for Webhook {
    /// Only an answer of 2xx says that the rows were taken; whoever gets them twice knows them by `id` and `sequence`.
    async fn take(&self, rows: &[Sent], now: Timestamp) -> Result<(), Failed> {
        let events: Vec<Value> = rows.iter().map(Sent::object).collect();
        let (status, said) = self.post(json!({ "events": events }).to_string(), now).await?;
        judged(status, &said)
    }
}

fn judged(status: StatusCode, said: &[u8]) -> Result<(), Failed> {
    if status.is_success() {
        return Ok(());
    }
    let trouble = match status {
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => Trouble::Login,
        _ => Trouble::NotNow,
    };
    Err(failed(trouble, &format!("{} {}", status.as_u16(), String::from_utf8_lossy(said))))
}

/// `t=` the second of the request, `v1=` HMAC-SHA-256 over that second, a dot and the body, in hexadecimal: a request that somebody
/// recorded is known by its age.
pub fn signature(secret: &[u8], seconds: i64, body: &str) -> String {
    let mut hex = String::new();
    // A key of any length will do.
    if let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret) {
        mac.update(seconds.to_string().as_bytes());
        mac.update(b".");
        mac.update(body.as_bytes());
        for byte in mac.finalize().into_bytes() {
            for half in [byte >> 4, byte & 0xf] {
                hex.extend(char::from_digit(half.into(), 16));
            }
        }
    }
    format!("t={seconds},v1={hex}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_is_the_one_that_everybody_else_computes() {
        // printf '1700000000.{}' | openssl dgst -sha256 -hmac secret
        let expected = "t=1700000000,v1=b8569b78799ff9e3cbff0fc2d63a33a2b57f3282abd07c37ae5e8e7d79a5f163";
        assert_eq!(signature(b"secret", 1_700_000_000, "{}"), expected);
    }

    #[test]
    fn only_success_is_success() {
        assert!(judged(StatusCode::NO_CONTENT, b"").is_ok());
        assert_eq!(judged(StatusCode::FORBIDDEN, b"no").map_err(|why| why.trouble), Err(Trouble::Login));
        let why = judged(StatusCode::BAD_GATEWAY, b"<b>\n").unwrap_err();
        assert_eq!((why.trouble, why.said.as_str()), (Trouble::NotNow, "502 <b>"));
    }
}
