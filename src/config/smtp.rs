//! The server that takes our mail, as an operator writes it: one address.
use std::net::IpAddr;

use percent_encoding::percent_decode_str;
use url::{Host, Url};

use super::source::Given;
use super::{ConfigError, SecretText};

/// What `smtp_url` says.
#[derive(Debug, Clone)]
pub struct SmtpUrl {
    /// Name or address of the server.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// TLS from the first byte (`smtps://`); otherwise by STARTTLS.
    pub wrapped: bool,
    /// The server is this machine: then, and only then, mail may go without TLS.
    pub loopback: bool,
    /// As whom we sign in, and with which password.
    pub login: Option<(String, SecretText)>,
}

/// Never repeats the text, which holds a password.
pub(super) fn url(given: &Given) -> Result<SmtpUrl, ConfigError> {
    let refuse = |problem: &str| {
        ConfigError(format!(
            "{} {problem}: write it as smtps://user:password@mail.example.org:465 (TLS from the beginning) or \
             smtp://user:password@mail.example.org:587 (STARTTLS), with what is special in name or password percent-encoded.",
            given.name
        ))
    };
    let Ok(url) = Url::parse(&given.text) else { return Err(refuse("is no address of a mail server")) };
    let wrapped = match url.scheme() {
        "smtps" => true,
        "smtp" => false,
        _ => return Err(refuse("is neither smtp nor smtps")),
    };
    if !matches!(url.path(), "" | "/") || url.query().is_some() || url.fragment().is_some() {
        return Err(refuse("holds more than user, password, host and port"));
    }
    // Of schemes that it does not know, the parser leaves hosts as they are.
    let Some(host) = url.host_str().filter(|host| !host.is_empty()) else { return Err(refuse("names no host")) };
    let host = host.trim_start_matches('[').trim_end_matches(']').to_owned();
    if Host::parse(&host).is_err() && host.parse::<IpAddr>().is_err() {
        return Err(refuse("names no host"));
    }
    let loopback = host == "localhost" || host.parse().is_ok_and(|address: IpAddr| address.is_loopback());
    let plain = |text: &str| percent_decode_str(text).decode_utf8().map(std::borrow::Cow::into_owned);
    let login = match (url.username(), url.password()) {
        ("", None) => None,
        ("", Some(_)) => return Err(refuse("has a password and no user")),
        (_, None) => return Err(refuse("has a user and no password")),
        (user, Some(password)) => match (plain(user), plain(password)) {
            (Ok(user), Ok(password)) => Some((user, SecretText(password.into()))),
            _ => return Err(refuse("holds a user or password that is no text")),
        },
    };
    let port = url.port().unwrap_or(match (wrapped, loopback) {
        (true, _) => 465,
        (false, true) => 25,
        (false, false) => 587,
    });
    Ok(SmtpUrl { host, port, wrapped, loopback, login })
}
