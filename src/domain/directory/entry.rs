//! A person as the directory tells of her.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::kind::Kind;
use crate::domain::attribute::Attribute;
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
    /// What she signs in by.
    pub login: String,
    /// The name that others see.
    pub display_name: Option<String>,
    /// What is known of her.
    pub values: Vec<(Attribute, String)>,
    /// How the account stands.
    pub state: State,
    /// When it was last changed, in the directory's own words.
    pub changed: Option<String>,
}

/// Attributes as they came, by name in small letters; each value as bytes.
pub type Raw = HashMap<String, Vec<Vec<u8>>>;

const DISABLED: u32 = 0x2;
const NEVER_ENDS: u32 = 0x1_0000;
/// The password policy's word for a lock that only an administrator opens.
const FOR_EVER: &str = "000001010000Z";

fn text<'a>(raw: &'a Raw, name: &str) -> Option<&'a str> {
    let value = raw.get(&name.to_ascii_lowercase())?.first()?;
    std::str::from_utf8(value).ok().map(str::trim).filter(|text| !text.is_empty())
}

impl Entry {
    /// Every attribute that is asked for.
    pub fn attributes(kind: Kind) -> Vec<&'static str> {
        let fixed = [kind.anchor(), kind.changed(), kind.login(), "displayName", "cn"];
        fixed
            .into_iter()
            .chain(kind.states().iter().copied())
            .chain(kind.map().iter().map(|(_, theirs)| *theirs))
            .collect()
    }

    /// Reads an entry; nothing where it has no anchor or nothing to sign in by.
    pub fn read(kind: Kind, name: &str, raw: &Raw) -> Option<Self> {
        let anchor = match kind {
            Kind::ActiveDirectory => hexadecimal(raw.get("objectguid")?.first()?),
            Kind::OpenLdap | Kind::Generic => text(raw, kind.anchor())?.to_ascii_lowercase(),
        };
        let value = |(attribute, theirs): &(Attribute, &str)| {
            let judged = attribute.judge(text(raw, theirs)?).ok().flatten()?;
            Some((*attribute, judged))
        };
        Some(Self {
            anchor,
            name: name.to_owned(),
            login: text(raw, kind.login())?.to_owned(),
            display_name: text(raw, "displayName").or(text(raw, "cn")).map(str::to_owned),
            values: kind.map().iter().filter_map(value).collect(),
            state: State::read(kind, raw),
            changed: text(raw, kind.changed()).map(str::to_owned),
        })
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

impl State {
    fn read(kind: Kind, raw: &Raw) -> Self {
        let number = |name| text(raw, name).and_then(|text| text.parse::<i64>().ok()).unwrap_or(0);
        match kind {
            Kind::ActiveDirectory => {
                let flags = u32::try_from(number("userAccountControl")).unwrap_or(0);
                Self {
                    disabled: flags & DISABLED != 0,
                    locked: number("lockoutTime") != 0,
                    protected: number("adminCount") == 1,
                    never_ends: flags & NEVER_ENDS != 0,
                }
            }
            Kind::OpenLdap => {
                let locked = text(raw, "pwdAccountLockedTime");
                Self { disabled: locked == Some(FOR_EVER), locked: locked.is_some(), ..Self::default() }
            }
            Kind::Generic => Self::default(),
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
            ("mail", b"bram@noordzee.example"),
        ]);
        let entry = Entry::read(Kind::ActiveDirectory, "CN=Bram,DC=x", &found).unwrap();
        assert_eq!(entry.anchor, "dead0001");
        assert_eq!(anchor_bytes(&entry.anchor), Some(vec![0xde, 0xad, 0, 1]));
        assert_eq!(entry.state, State { disabled: true, locked: false, protected: true, never_ends: true });
        assert_eq!(entry.values, [(Attribute::Mail, "bram@noordzee.example".to_owned())]);
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
        assert_eq!(entry.display_name.as_deref(), Some("Zoë"));
        assert!(Entry::read(Kind::OpenLdap, "uid=zoe,dc=x", &raw(&[("uid", b"zoe")])).is_none(), "without an anchor");
    }
}
