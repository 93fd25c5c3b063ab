//! A group as the directory tells of it, and those in it.

use super::entry::{Raw, anchor_of, text};
use super::kind::Kind;
use super::naming::{NameKey, key};
use crate::domain::group::Labels;

/// A group in a directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupEntry {
    /// What never changes, as text.
    pub anchor: String,
    /// The distinguished name of now.
    pub name: String,
    /// How its members are asked for: where the directory takes it, by what never changes.
    pub target: String,
    /// What it is called; nothing where that can be no name of a group here.
    pub labels: Option<Labels>,
}

/// Somebody or something in a group, as the directory names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Member {
    /// By the distinguished name.
    Named(String),
    /// By what people sign in by (`memberUid`).
    Login(String),
}

/// Some of those in a group.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Members {
    /// These.
    pub some: Vec<Member>,
    /// Where the next ones begin; nothing behind the last.
    pub next: Option<usize>,
}

impl GroupEntry {
    /// Every attribute that is asked for. Not the members: those may be very many.
    pub fn attributes(kind: Kind) -> Vec<&'static str> {
        vec![kind.anchor(), kind.changed(), "cn", "description"]
    }

    /// Reads a group; nothing where it has no anchor.
    pub fn read(kind: Kind, name: &str, raw: &Raw) -> Option<Self> {
        let anchor = anchor_of(kind, raw)?;
        let label = text(raw, "cn").and_then(|name| Labels::name(name).ok().flatten());
        let description = text(raw, "description").and_then(|text| Labels::description(text).ok().flatten());
        Some(Self {
            target: kind.target(&anchor, name),
            anchor,
            name: name.to_owned(),
            labels: label.map(|name| Labels { name, description }),
        })
    }

    /// By this its members name it.
    pub fn name_key(&self) -> NameKey {
        key(&self.name)
    }
}

impl Members {
    /// Reads those in a group that were asked for from a place on.
    pub fn read(kind: Kind, raw: &Raw) -> Self {
        let values = |name: &str| {
            let all = raw.get(&name.to_ascii_lowercase()).into_iter().flatten();
            all.filter_map(|value| std::str::from_utf8(value).ok()).map(str::to_owned).collect::<Vec<_>>()
        };
        if kind == Kind::ActiveDirectory {
            // `member;range=0-999`, the last ones `member;range=1000-*`.
            let ranged = raw.keys().find_map(|name| Some((name, name.strip_prefix("member;range=")?)));
            let Some((name, range)) = ranged else {
                return Self { some: values("member").into_iter().map(Member::Named).collect(), next: None };
            };
            let last = range.split_once('-').and_then(|(_, last)| last.parse::<usize>().ok());
            let some = values(name).into_iter().map(Member::Named).collect();
            return Self { some, next: last.map(|last| last.saturating_add(1)) };
        }
        // A unique name may have a number behind it that tells two lives of one name apart (RFC 4517 3.3.21).
        let unique = |name: String| match name.rsplit_once("#'") {
            Some((name, bits)) if bits.ends_with("'B") => name.to_owned(),
            _ => name,
        };
        let named = values("member").into_iter().chain(values("uniqueMember").into_iter().map(unique));
        let some = named.map(Member::Named).chain(values("memberUid").into_iter().map(Member::Login)).collect();
        Self { some, next: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raw(values: &[(&str, &[&str])]) -> Raw {
        let bytes = |all: &[&str]| all.iter().map(|value| value.as_bytes().to_vec()).collect();
        values.iter().map(|(name, all)| (name.to_ascii_lowercase(), bytes(all))).collect()
    }

    #[test]
    fn members_come_by_ranges_where_the_directory_cuts_them() {
        let ad = |values: &[(&str, &[&str])]| Members::read(Kind::ActiveDirectory, &raw(values));
        let named = |name: &str| Member::Named(name.to_owned());
        assert_eq!(
            ad(&[("member;range=0-1", &["a", "b"])]),
            Members { some: vec![named("a"), named("b")], next: Some(2) }
        );
        assert_eq!(ad(&[("member;range=2-*", &["c"])]), Members { some: vec![named("c")], next: None });
        assert_eq!(ad(&[("member", &["a"])]), Members { some: vec![named("a")], next: None });
        assert_eq!(ad(&[]), Members::default());
    }

    #[test]
    fn members_are_named_in_three_ways_elsewhere() {
        let found = raw(&[
            ("member", &["uid=a,dc=x"]),
            ("uniqueMember", &["uid=b,dc=x#'0101'B", "uid=c#d,dc=x"]),
            ("memberUid", &["d"]),
        ]);
        let names = ["uid=a,dc=x", "uid=b,dc=x", "uid=c#d,dc=x"].map(|name| Member::Named(name.to_owned()));
        let mut all = names.to_vec();
        all.push(Member::Login("d".to_owned()));
        assert_eq!(Members::read(Kind::OpenLdap, &found), Members { some: all, next: None });
    }

    #[test]
    fn a_name_that_can_be_none_here_is_left_out() {
        let read = |cn: &str| GroupEntry::read(Kind::OpenLdap, "cn=x", &raw(&[("entryUUID", &["A-1"]), ("cn", &[cn])]));
        assert_eq!(read("Crane drivers").unwrap().labels.unwrap().name, "Crane drivers");
        for odd in ["a\u{202e}b", "a\nb", &"x".repeat(257)] {
            assert_eq!(read(odd).unwrap().labels, None, "{odd:?}");
        }
        assert!(GroupEntry::read(Kind::OpenLdap, "cn=x", &raw(&[("cn", &["x"])])).is_none(), "without an anchor");
    }
}
