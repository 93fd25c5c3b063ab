//! How a directory is reached: where, how safely, as whom.

use std::fmt;

use super::fault::Fault;
use super::kind::Kind;
use crate::domain::secret::BindPassword;

/// How the wire is kept from others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Security {
    /// TLS from the first byte (`ldaps`).
    Wrapped,
    /// TLS after the first question (`StartTLS`), or nothing at all.
    Upgraded,
    /// None: to this machine alone.
    Plain,
}

impl Security {
    /// Every way, the best one first.
    pub const ALL: [Self; 3] = [Self::Wrapped, Self::Upgraded, Self::Plain];

    /// The stable name in settings and forms.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Wrapped => "ldaps",
            Self::Upgraded => "starttls",
            Self::Plain => "plain",
        }
    }

    /// Reads [`Security::id`] back.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|security| security.id() == id)
    }
}

/// The SHA-256 of a certificate.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Fingerprint(pub [u8; 32]);

impl Fingerprint {
    /// From hexadecimal digits, with or without colons.
    pub fn parse(text: &str) -> Option<Self> {
        let digits: Vec<u8> = text.bytes().filter(|byte| *byte != b':' && !byte.is_ascii_whitespace()).collect();
        let mut bytes = [0; 32];
        if digits.len() != 64 {
            return None;
        }
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
        }
        Some(Self(bytes))
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, byte) in self.0.iter().enumerate() {
            write!(f, "{}{byte:02X}", if at == 0 { "" } else { ":" })?;
        }
        Ok(())
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Which certificates are believed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trust {
    /// Those of the authorities that this machine believes.
    System,
    /// Those of the authorities in this PEM text.
    Authority(String),
    /// This one certificate of the server, and no other.
    Pinned(Fingerprint),
}

/// Where a directory is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    /// A host name or an address.
    pub host: String,
    /// The port.
    pub port: u16,
    /// How the wire is kept.
    pub security: Security,
    /// Which certificates are believed.
    pub trust: Trust,
}

/// All that it takes to work in a directory.
#[derive(Debug)]
pub struct Access {
    /// Where.
    pub server: Server,
    /// What it is.
    pub kind: Kind,
    /// As whom: the distinguished name (or, for Active Directory, `name@domain`).
    pub account: String,
    /// With which password.
    pub password: BindPassword,
    /// Below which name people are.
    pub base: String,
}

/// What a server shows for itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// Its certificate; nothing on a wire without TLS.
    pub certificate: Option<Fingerprint>,
    /// Why we do not believe it; nothing where we do.
    pub distrust: Option<Fault>,
}

/// Whether a host is this machine itself, where a wire without TLS meets nobody.
pub fn is_loopback(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost")
        || host.trim_matches(['[', ']']).parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_is_read_as_it_is_shown() {
        let print = Fingerprint([0xab; 32]);
        assert_eq!(Fingerprint::parse(&print.to_string()), Some(print));
        assert_eq!(Fingerprint::parse(&"ab".repeat(32)), Some(print));
        for nonsense in ["", "ab", &"ab".repeat(33), &"zz".repeat(32), &"é".repeat(32)] {
            assert_eq!(Fingerprint::parse(nonsense), None, "{nonsense}");
        }
    }

    #[test]
    fn this_machine_is_known_by_its_names() {
        assert!(["localhost", "127.0.0.1", "::1", "[::1]"].into_iter().all(is_loopback));
        assert!(!["directory.example", "10.0.0.1", "localhost.example"].into_iter().any(is_loopback));
    }
}
