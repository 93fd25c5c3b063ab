//! The directory outside: where it is, as whom it is asked, what is done in it (R-303, R-307; one directory).

use serde::{Deserialize, Serialize};

use super::{Section, Settings, Settled};
use crate::domain::directory::access::{Access, Fingerprint, Security, Server, Trust, is_loopback};
use crate::domain::directory::kind::Kind;
use crate::domain::secret::BindPassword;

/// The decisions. The password of the account is none of them: it rests sealed elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a decision of its own")]
pub struct Directory {
    /// Whether people are loaded from there, and sign in there.
    pub directory_on: bool,
    /// What it is ([`Kind::id`]).
    pub kind: String,
    /// The host.
    pub host: String,
    /// The port.
    pub port: u16,
    /// How the wire is kept ([`Security::id`]).
    pub security: String,
    /// Certificates of authorities, as PEM; empty for those that this machine believes.
    pub authority: String,
    /// The fingerprint of the one certificate that is believed; empty where authorities decide.
    pub fingerprint: String,
    /// The name of our account over there.
    pub account: String,
    /// Below which name people are.
    pub base: String,
    /// Whether security groups and their members are loaded from there.
    pub groups: bool,
    /// Below which name groups are; empty where they are below that of people.
    pub group_base: String,
    /// Whether passwords are written there.
    pub writeback: bool,
    /// Whether people who forgot their password choose another one there by themselves, and open their own account there.
    pub writeback_self: bool,
    /// So many of a hundred people may be deleted at once because they are gone there.
    pub deletions_percent: u16,
}

impl Default for Directory {
    fn default() -> Self {
        Self {
            directory_on: false,
            kind: Kind::default().id().to_owned(),
            host: String::new(),
            port: 636,
            security: Security::Wrapped.id().to_owned(),
            authority: String::new(),
            fingerprint: String::new(),
            account: String::new(),
            base: String::new(),
            groups: false,
            group_base: String::new(),
            writeback: false,
            writeback_self: false,
            deletions_percent: 10,
        }
    }
}

impl Directory {
    /// The limits of the share that may be deleted at once.
    pub const DELETIONS: (u16, u16) = (0, 100);
    /// The longest host name (RFC 1035).
    pub const LONGEST_HOST: usize = 253;
    /// The longest distinguished name.
    pub const LONGEST_NAME: usize = 500;
    /// The most text of certificates.
    pub const LONGEST_AUTHORITY: usize = 8_000;

    /// What it is.
    pub fn kind(&self) -> Kind {
        Kind::from_id(&self.kind).unwrap_or_default()
    }

    /// Whether it is known where the directory is, and as whom and where to look in it.
    pub fn is_set_up(&self) -> bool {
        !self.host.is_empty() && !self.account.is_empty() && !self.base.is_empty()
    }

    /// Whether people sign in there.
    pub fn is_on(&self) -> bool {
        self.directory_on && self.is_set_up()
    }

    /// Below which name groups are; nothing where they are not loaded.
    pub fn group_base(&self) -> Option<&str> {
        let base = if self.group_base.is_empty() { &self.base } else { &self.group_base };
        self.groups.then_some(base)
    }

    /// Whether passwords are written there.
    pub fn writes(&self) -> bool {
        self.is_on() && self.writeback
    }

    /// Whether people who forgot their password choose another one there by themselves.
    pub fn writes_for_people(&self) -> bool {
        self.writes() && self.writeback_self
    }

    /// Where it is.
    pub fn server(&self) -> Server {
        let pin = Fingerprint::parse(&self.fingerprint);
        let trust = match pin {
            Some(pin) => Trust::Pinned(pin),
            None if self.authority.trim().is_empty() => Trust::System,
            None => Trust::Authority(self.authority.clone()),
        };
        let security = Security::from_id(&self.security).unwrap_or(Security::Wrapped);
        Server { host: self.host.clone(), port: self.port, security, trust }
    }

    /// Whether two decisions mean the same directory, asked as the same account below the same names. Whether groups are loaded, what may be written
    /// and how many may be deleted are other matters.
    pub fn is_same_place(&self, other: &Self) -> bool {
        self.server() == other.server()
            && self.kind() == other.kind()
            && (&self.account, &self.base, &self.group_base) == (&other.account, &other.base, &other.group_base)
    }

    /// All that it takes to work there.
    pub fn access(&self, password: BindPassword) -> Access {
        let (account, base) = (self.account.clone(), self.base.clone());
        Access { server: self.server(), kind: self.kind(), account, password, base }
    }

    /// Whether a text can be a host name or an address.
    pub fn is_host(host: &str) -> bool {
        let letters = |c: char| c.is_ascii_alphanumeric() || ".-:[]".contains(c);
        !host.is_empty() && host.len() <= Self::LONGEST_HOST && host.chars().all(letters)
    }

    /// Whether a text can be a name over there.
    pub fn is_name(name: &str) -> bool {
        !name.trim().is_empty() && name.chars().count() <= Self::LONGEST_NAME && !name.chars().any(char::is_control)
    }
}

impl Settled for Directory {
    const SECTION: Section = Section::Directory;

    fn is_sound(&self) -> bool {
        let empty_or = |text: &str, is: fn(&str) -> bool| text.is_empty() || is(text);
        let security = Security::from_id(&self.security);
        Kind::from_id(&self.kind).is_some()
            && security.is_some()
            && (security != Some(Security::Plain) || empty_or(&self.host, is_loopback))
            && self.port != 0
            && empty_or(&self.host, Self::is_host)
            && empty_or(&self.account, Self::is_name)
            && empty_or(&self.base, Self::is_name)
            && empty_or(&self.group_base, Self::is_name)
            && empty_or(&self.fingerprint, |text| Fingerprint::parse(text).is_some())
            && self.authority.len() <= Self::LONGEST_AUTHORITY
            && self.deletions_percent <= Self::DELETIONS.1
            && (self.is_set_up() || !self.directory_on)
    }

    fn of(settings: &Settings) -> &Self {
        &settings.directory
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set_up() -> Directory {
        Directory {
            host: "directory.example".into(),
            account: "cn=latchkey,dc=example".into(),
            base: "ou=people,dc=example".into(),
            ..Directory::default()
        }
    }

    #[test]
    fn nothing_is_on_before_everything_is_known() {
        assert!(Directory::default().is_sound());
        assert!(!Directory::default().is_on());
        assert!(!Directory { directory_on: true, ..Directory::default() }.is_sound());
        assert!(Directory { directory_on: true, ..set_up() }.is_sound());
        assert!(!Directory { writeback: true, ..set_up() }.writes(), "not on");
        let on = Directory { directory_on: true, writeback_self: true, ..set_up() };
        assert!(!on.writes_for_people(), "nothing is written");
        assert!(Directory { writeback: true, ..on }.writes_for_people());
    }

    #[test]
    fn groups_are_below_the_people_where_nothing_else_is_said() {
        assert_eq!(set_up().group_base(), None);
        let on = Directory { groups: true, ..set_up() };
        assert_eq!(on.group_base(), Some("ou=people,dc=example"));
        assert_eq!(Directory { group_base: "ou=groups".into(), ..on }.group_base(), Some("ou=groups"));
    }

    #[test]
    fn another_server_another_certificate_another_account_or_another_name_is_another_place() {
        let of = |change: fn(&mut Directory)| {
            let mut other = set_up();
            change(&mut other);
            set_up().is_same_place(&other)
        };
        let others: [fn(&mut Directory); 9] = [
            |it| it.host = "other.example".into(),
            |it| it.port = 389,
            |it| it.security = "starttls".into(),
            |it| it.authority = "-----BEGIN CERTIFICATE-----".into(),
            |it| it.fingerprint = "ab".repeat(32),
            |it| it.kind = "generic".into(),
            |it| it.account = "cn=other,dc=example".into(),
            |it| it.base = "ou=elsewhere,dc=example".into(),
            |it| it.group_base = "ou=groups,dc=example".into(),
        ];
        for (number, change) in others.into_iter().enumerate() {
            assert!(!of(change), "{number}");
        }
        assert!(of(|it| it.deletions_percent = 50) && of(|it| it.writeback = true) && of(|it| it.groups = true));
    }

    #[test]
    fn a_wire_without_tls_never_leaves_this_machine() {
        let plain = |host: &str| Directory { security: "plain".into(), host: host.into(), ..set_up() };
        assert!(plain("127.0.0.1").is_sound());
        assert!(plain("localhost").is_sound());
        assert!(!plain("directory.example").is_sound());
    }

    #[test]
    fn what_can_be_no_address_is_refused() {
        for host in ["a b", "a/b", "user@host", "host\n", "ldap://host", "é"] {
            assert!(!Directory { host: host.into(), ..set_up() }.is_sound(), "{host}");
        }
        assert!(!Directory { fingerprint: "ab".into(), ..set_up() }.is_sound());
        assert!(!Directory { base: "dc=\0".into(), ..set_up() }.is_sound());
        assert!(!Directory { group_base: "dc=\0".into(), ..set_up() }.is_sound());
        assert!(!Directory { port: 0, ..set_up() }.is_sound());
    }
}
