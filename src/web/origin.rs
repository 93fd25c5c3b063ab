//! Our own address, as browsers and clients must name it.

use thiserror::Error;
use url::Url;

/// Why a text is no public address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("write the public address as https://host or https://host:port, without a path")]
pub struct NotAnOrigin;

/// The one address under which this server answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicUrl {
    origin: String,
    authority: String,
}

impl PublicUrl {
    /// Reads it from the configuration.
    ///
    /// # Errors
    /// [`NotAnOrigin`] for anything but scheme, host and port.
    pub fn parse(text: &str) -> Result<Self, NotAnOrigin> {
        let url = Url::parse(text).map_err(|_| NotAnOrigin)?;
        let bare = url.path() == "/"
            && url.query().is_none()
            && url.fragment().is_none()
            && url.username().is_empty()
            && url.password().is_none();
        match (url.scheme(), url.host_str()) {
            ("http" | "https", Some(host)) if bare => {
                // Browsers leave the default port out, and so does `Url`.
                let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
                let authority = format!("{host}{port}");
                Ok(Self { origin: format!("{}://{authority}", url.scheme()), authority })
            }
            _ => Err(NotAnOrigin),
        }
    }

    /// As in the `Origin` header, and before any path of a link in a mail.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// As in the `Host` header.
    pub fn authority(&self) -> &str {
        &self.authority
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_public_address_is_scheme_host_and_port() {
        for (text, origin, authority) in [
            ("https://desk.example.org", "https://desk.example.org", "desk.example.org"),
            ("https://desk.example.org:443/", "https://desk.example.org", "desk.example.org"),
            ("HTTPS://Desk.Example.ORG:8443", "https://desk.example.org:8443", "desk.example.org:8443"),
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080", "127.0.0.1:8080"),
            ("http://[::1]:8080", "http://[::1]:8080", "[::1]:8080"),
            ("https://bücher.example", "https://xn--bcher-kva.example", "xn--bcher-kva.example"),
        ] {
            let url = PublicUrl::parse(text).unwrap();
            assert_eq!((url.origin(), url.authority()), (origin, authority));
        }
        for text in ["", "desk", "ftp://desk", "https://", "https://a/b", "https://a/?q", "https://u@a", "https://a/#f"]
        {
            assert_eq!(PublicUrl::parse(text), Err(NotAnOrigin), "{text}");
        }
    }
}
