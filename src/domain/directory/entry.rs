//! A person as the directory tells of her.

use std::collections::HashMap;
use std::fmt::Write as _;

use jiff::Timestamp;

use super::drift::{counted, spelled};
use super::kind::Kind;
use super::naming::{NameKey, key};
use crate::domain::attribute::{Attribute, LONGEST_DISPLAY_NAME, line};
use crate::domain::user::{UserName, UserNameError};

/// How an account stands over there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own in the directory")]
pub struct State {
    /// It may not sign in.
    pub disabled: bool,
    /// Wrong guesses have closed it.
    pub locked: bool,
    /// It is an administrator's over there: nobody writes its password from here (R-070 e).
    pub protected: bool,
    /// Its password never ends, so that a change can not be demanded.
    pub never_ends: bool,
}

/// A person in a directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What never changes, as text.
    pub anchor: String,
    /// The distinguished name of now.
    pub name: String,
    /// How writes name her: where the directory takes it, by what never changes. Whoever got her distinguished name in between is not
    /// written to.
    pub target: String,
    /// What she signs in by.
    pub login: String,
    /// The name that others see.
    pub display_name: Option<String>,
    /// What is known of her.
    pub values: Vec<(Attribute, String)>,
    /// How the account stands.
    pub state: State,
    /// Whether another password is asked for at the next sign-in there.
    pub must_change: bool,
    /// When the password was set, where the directory tells it.
    pub password_at: Option<Timestamp>,
    /// When it was last changed, in the directory's own words.
    pub changed: Option<String>,
    /// By this the manager is found.
    pub manager: Option<NameKey>,
}

/// Attributes as they came, by name in small letters; each value as bytes.
pub type Raw = HashMap<String, Vec<Vec<u8>>>;

/// The attribute that names the manager, in every kind.
const MANAGER: &str = "manager";
/// No anchor is longer.
const LONGEST_ANCHOR: usize = 64;
const DISABLED: u32 = 0x2;
const NEVER_ENDS: u32 = 0x1_0000;
/// The password policy's word for a lock that only an administrator opens.
const FOR_EVER: &str = "000001010000Z";

pub(super) fn text<'a>(raw: &'a Raw, name: &str) -> Option<&'a str> {
    let value = raw.get(&name.to_ascii_lowercase())?.first()?;
    std::str::from_utf8(value).ok().map(str::trim).filter(|text| !text.is_empty())
}

fn number(raw: &Raw, name: &str) -> i64 {
    text(raw, name).and_then(|text| text.parse().ok()).unwrap_or(0)
}

/// Whether it can be what never changes: sixteen bytes spelled out, or a UUID, and not whatever a directory likes to send.
fn is_anchor(anchor: &str) -> bool {
    (1..=LONGEST_ANCHOR).contains(&anchor.len()) && anchor.bytes().all(|byte| byte.is_ascii_graphic())
}

/// What never changes, as text.
pub fn anchor_of(kind: Kind, raw: &Raw) -> Option<String> {
    let anchor = match kind {
        Kind::ActiveDirectory => hexadecimal(raw.get("objectguid")?.first()?),
        Kind::OpenLdap | Kind::Generic => text(raw, kind.anchor())?.to_ascii_lowercase(),
    };
    is_anchor(&anchor).then_some(anchor)
}

/// A name that can be shown: what is too long, turns the line around or is no letter at all is not (T-121, A74).
fn shown(name: &str) -> Option<String> {
    line(name, LONGEST_DISPLAY_NAME).ok().filter(|name| !name.is_empty()).map(str::to_owned)
}

impl Entry {
    /// Every attribute that is asked for.
    pub fn attributes(kind: Kind) -> Vec<&'static str> {
        let fixed = [kind.anchor(), kind.changed(), kind.login(), "displayName", "cn", MANAGER];
        fixed
            .into_iter()
            .chain(kind.states().iter().copied())
            .chain(kind.map().iter().map(|(_, theirs)| *theirs))
            .collect()
    }

    /// Reads an entry; nothing where it has no anchor or nothing to sign in by.
    pub fn read(kind: Kind, name: &str, raw: &Raw) -> Option<Self> {
        let anchor = anchor_of(kind, raw)?;
        let value = |(attribute, theirs): &(Attribute, &str)| {
            let judged = attribute.judge(text(raw, theirs)?).ok().flatten()?;
            Some((*attribute, judged))
        };
        Some(Self {
            target: kind.target(&anchor, name),
            anchor,
            name: name.to_owned(),
            login: text(raw, kind.login())?.to_owned(),
            display_name: ["displayName", "cn"].into_iter().find_map(|theirs| shown(text(raw, theirs)?)),
            values: kind.map().iter().filter_map(value).collect(),
            state: State::read(kind, raw),
            must_change: match kind {
                Kind::ActiveDirectory => text(raw, "pwdLastSet") == Some("0"),
                Kind::OpenLdap => text(raw, "pwdReset").is_some_and(|reset| reset.eq_ignore_ascii_case("true")),
                Kind::Generic => false,
            },
            password_at: match kind {
                Kind::ActiveDirectory => counted(number(raw, "pwdLastSet")),
                Kind::OpenLdap | Kind::Generic => text(raw, "pwdChangedTime").and_then(spelled),
            },
            changed: text(raw, kind.changed()).map(str::to_owned),
            manager: text(raw, MANAGER).map(key),
        })
    }

    /// By this others name her.
    pub fn name_key(&self) -> NameKey {
        key(&self.name)
    }

    /// The name that she signs in by here.
    ///
    /// # Errors
    /// When it is none by the rules of R-002.
    pub fn user_name(&self, default_domain: &str) -> Result<UserName, UserNameError> {
        if self.login.contains('@') {
            return UserName::parse(&self.login);
        }
        UserName::parse(&format!("{}@{default_domain}", self.login))
    }
}

/// `msDS-User-Account-Control-Computed`, and the flag in it of an account that is locked now (MS-ADTS 2.2.16, 3.1.1.4.5.17).
const COMPUTED: &str = "msDS-User-Account-Control-Computed";
const LOCKOUT: i64 = 0x10;

impl State {
    /// Whether its password may be written from here at all: not an administrator's over there, nor one that is disabled (T-123).
    pub const fn is_writable(self) -> bool {
        !self.protected && !self.disabled
    }

    fn read(kind: Kind, raw: &Raw) -> Self {
        let number = |name| number(raw, name);
        match kind {
            Kind::ActiveDirectory => {
                let flags = u32::try_from(number("userAccountControl")).unwrap_or(0);
                Self {
                    disabled: flags & DISABLED != 0,
                    // The time of a lock stays when the lock is over; what is computed tells which one still holds.
                    locked: number("lockoutTime") != 0
                        && text(raw, COMPUTED).is_none_or(|flags| flags.parse().unwrap_or(LOCKOUT) & LOCKOUT != 0),
                    protected: number("adminCount") == 1,
                    never_ends: flags & NEVER_ENDS != 0,
                }
            }
            // The draft of password policies (draft-behera-ldap-password-policy 5.3.3), whoever follows it.
            Kind::OpenLdap | Kind::Generic => {
                let locked = text(raw, "pwdAccountLockedTime");
                Self { disabled: locked == Some(FOR_EVER), locked: locked.is_some(), ..Self::default() }
            }
        }
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").ok();
        text
    })
}

/// The bytes of an anchor that [`Entry::read`] spelled out.
pub fn anchor_bytes(anchor: &str) -> Option<Vec<u8>> {
    let pairs = anchor.as_bytes().chunks(2);
    pairs.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raw(values: &[(&str, &[u8])]) -> Raw {
        values.iter().map(|(name, value)| (name.to_ascii_lowercase(), vec![value.to_vec()])).collect()
    }

    #[test]
    fn a_person_of_active_directory_is_read_with_her_flags() {
        let found = raw(&[
            ("objectGUID", &[0xde, 0xad, 0, 1]),
            ("userPrincipalName", b"bram@noordzee.example"),
            ("displayName", b"Bram de Boer"),
            ("userAccountControl", b"66050"),
            ("adminCount", b"1"),
            ("lockoutTime", b"0"),
            ("pwdLastSet", b"0"),
            ("mail", b"bram@noordzee.example"),
        ]);
        let entry = Entry::read(Kind::ActiveDirectory, "CN=Bram,DC=x", &found).unwrap();
        assert_eq!((entry.anchor.as_str(), entry.target.as_str()), ("dead0001", "<GUID=dead0001>"));
        assert_eq!(anchor_bytes(&entry.anchor), Some(vec![0xde, 0xad, 0, 1]));
        assert_eq!(entry.state, State { disabled: true, locked: false, protected: true, never_ends: true });
        assert!(entry.must_change && !entry.state.is_writable());
        assert_eq!(entry.values, [(Attribute::Mail, "bram@noordzee.example".to_owned())]);
    }

    #[test]
    fn a_lock_of_active_directory_that_is_over_is_none() {
        let locked = |since: &[u8], computed: Option<&[u8]>| {
            let person = [("objectGUID", &[1_u8][..]), ("userPrincipalName", b"a@x"), ("lockoutTime", since)];
            let computed = computed.map(|flags| ("msDS-User-Account-Control-Computed", flags));
            let found = raw(&person.into_iter().chain(computed).collect::<Vec<_>>());
            Entry::read(Kind::ActiveDirectory, "CN=a,DC=x", &found).unwrap().state.locked
        };
        assert!(locked(b"134404168155307540", Some(b"16")) && !locked(b"134404168155307540", Some(b"0")));
        assert!(locked(b"134404168155307540", None), "a directory that computes nothing");
        assert!(!locked(b"0", Some(b"16")));
    }

    #[test]
    fn a_person_of_openldap_signs_in_below_the_default_domain() {
        let found = raw(&[
            ("entryUUID", b"A-1"),
            ("uid", b"zoe"),
            ("cn", "Zoë".as_bytes()),
            ("pwdAccountLockedTime", b"20261129000000Z"),
        ]);
        let entry = Entry::read(Kind::OpenLdap, "uid=zoe,dc=x", &found).unwrap();
        assert_eq!(entry.user_name("noordzee.example").unwrap().as_str(), "zoe@noordzee.example");
        assert_eq!(entry.state, State { locked: true, ..State::default() });
        assert!(!entry.must_change && entry.state.is_writable());
        assert_eq!(entry.display_name.as_deref(), Some("Zoë"));
        assert_eq!(entry.target, "uid=zoe,dc=x");
        assert!(Entry::read(Kind::OpenLdap, "uid=zoe,dc=x", &raw(&[("uid", b"zoe")])).is_none(), "without an anchor");
    }

    #[test]
    fn odd_bytes_are_nobodys_name_and_no_anchor() {
        let read = |anchor: &[u8], uid: &[u8], cn: &[u8]| {
            let found = raw(&[("entryUUID", anchor), ("uid", uid), ("cn", cn)]);
            Entry::read(Kind::OpenLdap, "uid=x,dc=x", &found)
        };
        for anchor in [&b""[..], b" ", b"a\0b", b"a b", &[b'a'; 65], &[0xff]] {
            assert!(read(anchor, b"zoe", b"Zoe").is_none(), "{anchor:?}");
        }
        assert!(read(b"a-1", &[0xff, 0xfe], b"Zoe").is_none(), "no text");
        for name in ["Zoe\u{202e}eoZ".as_bytes(), b"Zoe\nAdmin", b"Zoe\0", &[0xc3], &[b'z'; 257]] {
            assert_eq!(read(b"a-1", b"zoe", name).unwrap().display_name, None, "{name:?}");
        }
    }
}
