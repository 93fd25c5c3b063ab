//! An entry that a search brought, read by ourselves: one that is none is a fault, and no reason to fall over.

use std::collections::HashMap;

use ldap3::ResultEntry;
use ldap3::asn1::StructureTag;

use crate::domain::directory::entry::Raw;

/// A search's result entry (RFC 4511 4.5.2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// The distinguished name.
    pub(super) name: String,
    /// Every attribute by its name in small letters.
    pub(super) raw: Raw,
}

impl Found {
    /// Reads it; nothing where it is no entry: a name that is no text among others.
    pub(super) fn read(entry: ResultEntry) -> Option<Self> {
        let mut parts = entry.0.match_id(4)?.expect_constructed()?.into_iter();
        let name = text(parts.next()?)?;
        let mut raw: Raw = HashMap::new();
        for attribute in parts.next()?.expect_constructed()? {
            let mut parts = attribute.expect_constructed()?.into_iter();
            let kind = text(parts.next()?)?.to_ascii_lowercase();
            let values = parts.next()?.expect_constructed()?.into_iter().map(StructureTag::expect_primitive);
            raw.entry(kind).or_default().extend(values.collect::<Option<Vec<_>>>()?);
        }
        Some(Self { name, raw })
    }
}

fn text(part: StructureTag) -> Option<String> {
    String::from_utf8(part.expect_primitive()?).ok()
}

#[cfg(test)]
mod tests {
    use ldap3::asn1::{PL, TagClass};

    use super::*;

    fn part(id: u64, payload: PL) -> StructureTag {
        StructureTag { class: TagClass::Universal, id, payload }
    }

    fn bytes(text: &[u8]) -> StructureTag {
        part(4, PL::P(text.to_vec()))
    }

    fn list(parts: Vec<StructureTag>) -> StructureTag {
        part(16, PL::C(parts))
    }

    fn read(parts: Vec<StructureTag>) -> Option<Found> {
        let tag = StructureTag { class: TagClass::Application, id: 4, payload: PL::C(parts) };
        Found::read(ResultEntry::new(tag))
    }

    #[test]
    fn an_entry_is_read_and_what_is_none_is_nothing() {
        let values = |values: Vec<StructureTag>| list(vec![list(vec![bytes(b"objectGUID"), list(values)])]);
        let found = read(vec![bytes("cn=Zoë".as_bytes()), values(vec![bytes(&[0xff, 0]), bytes(b"text")])]).unwrap();
        assert_eq!(found.name, "cn=Zoë");
        assert_eq!(found.raw["objectguid"], [vec![0xff, 0], b"text".to_vec()]);
        assert!(read(vec![]).is_none());
        assert!(read(vec![bytes(b"cn=a")]).is_none());
        assert!(read(vec![bytes(&[0xff]), values(vec![])]).is_none(), "a name that is no text");
        assert!(read(vec![bytes(b"cn=a"), values(vec![list(vec![])])]).is_none());
        assert!(read(vec![bytes(b"cn=a"), bytes(b"b")]).is_none());
    }
}
