//! Security groups in a directory, and those in them: by ranges where the directory cuts long lists, whole where it does not.

use ldap3::{Scope, SearchOptions};

use super::visit::{AsAccount, NO_SUCH_OBJECT, raw};
use crate::domain::directory::fault::{Fault, Trouble};
use crate::domain::directory::group_entry::{GroupEntry, Members};
use crate::domain::directory::kind::Kind;

/// So many members are asked for at a time; no directory cuts shorter (Active Directory: 1,500).
const RANGE: usize = 1_000;

impl AsAccount {
    /// Those in a group, from a place on.
    pub(super) async fn members_of(&mut self, group: &str, from: usize) -> Result<Members, Fault> {
        let range = format!("member;range={from}-{}", from.saturating_add(RANGE - 1));
        let attributes = match self.kind {
            Kind::ActiveDirectory => vec![range.as_str()],
            Kind::OpenLdap | Kind::Generic => vec!["member", "uniqueMember", "memberUid"],
        };
        let limits = (SearchOptions::new().timelimit(5), 1);
        let (found, answer, _) = self.search(group, Scope::Base, "(objectClass=*)", &attributes, limits).await?;
        match answer.code {
            0 => Ok(found.first().map(|entry| Members::read(self.kind, &raw(entry))).unwrap_or_default()),
            NO_SUCH_OBJECT => Ok(Members::default()),
            // A range behind the end, where somebody left meanwhile.
            _ if from > 0 && self.kind == Kind::ActiveDirectory => Ok(Members::default()),
            code => Err(Fault::new(Trouble::Base, format!("{code} {}", answer.text))),
        }
    }

    /// Groups, as they came.
    pub(super) fn read_groups(&self, found: &[ldap3::SearchEntry]) -> Vec<GroupEntry> {
        found.iter().filter_map(|entry| GroupEntry::read(self.kind, &entry.dn, &raw(entry))).collect()
    }
}
