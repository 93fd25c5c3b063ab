//! Where the audit log and text messages are sent to, as an operator writes it.
use std::net::IpAddr;

use url::{Host, Url};

use super::source::Given;
use super::{ConfigError, SecretText};

/// A secret shorter than this is guessed at.
const SHORTEST_SECRET: usize = 32;

/// What `syslog_url`, `webhook_url` and `text_gateway_url` say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StreamUrl {
    /// Name or address.
    pub host: String,
    /// Port.
    pub port: u16,
    /// Whether the connection is safe; only to this machine it may be none.
    pub tls: bool,
    /// Path and query, for requests.
    pub path: String,
}

impl StreamUrl {
    /// Host and port as a request names them: an IPv6 address in brackets (RFC 3986 3.2.2).
    pub fn authority(&self) -> String {
        let Self { host, port, .. } = self;
        if host.contains(':') { format!("[{host}]:{port}") } else { format!("{host}:{port}") }
    }
}

/// `tls://host:6514`; `tcp://` to this machine alone.
pub(super) fn syslog(given: &Given) -> Result<StreamUrl, ConfigError> {
    let way = "write it as tls://logs.example.org:6514, or as tcp://127.0.0.1:514 where the server is this machine.";
    let found = read(given, ("tls", 6514), ("tcp", 514), way)?;
    if found.path != "/" {
        return Err(refuse(given, "holds more than host and port", way));
    }
    Ok(found)
}

/// `https://host/path`; `http://` to this machine alone.
pub(super) fn webhook(given: &Given) -> Result<StreamUrl, ConfigError> {
    let way = "write it as https://logs.example.org/latchkey, or with http:// where the server is this machine.";
    read(given, ("https", 443), ("http", 80), way)
}

/// The same for text messages.
pub(super) fn gateway(given: &Given) -> Result<StreamUrl, ConfigError> {
    let way = "write it as https://texts.example.org/send, or with http:// where the gateway is this machine.";
    read(given, ("https", 443), ("http", 80), way)
}

/// What signs requests.
pub(super) fn secret(given: &Given) -> Result<SecretText, ConfigError> {
    if given.text.chars().count() < SHORTEST_SECRET {
        return Err(refuse(
            given,
            "is too short",
            "take at least 32 characters, such as `openssl rand -hex 32` gives.",
        ));
    }
    Ok(SecretText(given.text.to_string().into()))
}

fn refuse(given: &Given, problem: &str, way: &str) -> ConfigError {
    ConfigError(format!("{} {problem}: {way}", given.name))
}

fn read(given: &Given, safe: (&str, u16), open: (&str, u16), way: &str) -> Result<StreamUrl, ConfigError> {
    let Ok(url) = Url::parse(&given.text) else { return Err(refuse(given, "is no address", way)) };
    let (tls, usual) = match url.scheme() {
        scheme if scheme == safe.0 => (true, safe.1),
        scheme if scheme == open.0 => (false, open.1),
        _ => return Err(refuse(given, "is of another kind", way)),
    };
    if !url.username().is_empty() || url.password().is_some() || url.fragment().is_some() {
        return Err(refuse(given, "holds a user, a password or a fragment", way));
    }
    let host = url.host_str().unwrap_or_default().trim_start_matches('[').trim_end_matches(']').to_owned();
    if host.is_empty() || (Host::parse(&host).is_err() && host.parse::<IpAddr>().is_err()) {
        return Err(refuse(given, "names no host", way));
    }
    let loopback = host == "localhost" || host.parse().is_ok_and(|address: IpAddr| address.is_loopback());
    if !tls && !loopback {
        return Err(refuse(given, "would send what it carries in the open", way));
    }
    let path = match url.query() {
        Some(query) => format!("{}?{query}", url.path()),
        None => url.path().to_owned(),
    };
    let path = if path.is_empty() { "/".to_owned() } else { path };
    Ok(StreamUrl { host, port: url.port().unwrap_or(usual), tls, path })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_of_ipv6_stands_in_brackets() {
        let url = |host: &str| StreamUrl { host: host.to_owned(), port: 8443, tls: true, path: "/".to_owned() };
        assert_eq!(url("::1").authority(), "[::1]:8443");
        assert_eq!(url("logs.example.org").authority(), "logs.example.org:8443");
    }
}
