//! Security groups in a directory, and those in them: by ranges where the directory cuts long lists, whole where it does not.

use ldap3::{Scope, SearchOptions};

use super::found::Found;
use super::visit::AsAccount;
use crate::domain::directory::answer::Answer;
use crate::domain::directory::door::GroupPage;
use crate::domain::directory::entry::Raw;
use crate::domain::directory::fault::{Fault, Trouble};
use crate::domain::directory::group_entry::{GroupEntry, Members};
use crate::domain::directory::kind::Kind;

/// So many members are asked for at a time; no directory cuts shorter (Active Directory: 1,500).
const RANGE: usize = 1_000;
/// What Active Directory says of a range behind the end (MS-ADTS 3.1.1.3.1.3.3): this code, and this error of its own first in the text
/// (`ERROR_DS_CANT_RETRIEVE_ATTS`).
const BEHIND_THE_END: (u32, &str) = (1, "00002121");

impl AsAccount {
    /// Those in a group, from a place on. Whatever is no list is a fault: who takes it for an empty one removes everybody.
    pub(super) async fn members_of(&mut self, group: &str, from: usize) -> Result<Members, Fault> {
        let range = format!("member;range={from}-{}", from.saturating_add(RANGE - 1));
        let attributes = match self.kind {
            Kind::ActiveDirectory => vec![range.as_str()],
            Kind::OpenLdap | Kind::Generic => vec!["objectClass", "member", "uniqueMember", "memberUid"],
        };
        let limits = (SearchOptions::new().timelimit(5), 1);
        let (found, answer, _) = self.search(group, Scope::Base, "(objectClass=*)", &attributes, limits).await?;
        match answer.code {
            0 => match found.first() {
                Some(entry) if self.kind != Kind::ActiveDirectory && hides_members(&entry.raw) => {
                    Err(Fault::new(Trouble::Base, format!("{group}: its members may not be read")))
                }
                Some(entry) => Ok(Members::read(self.kind, &entry.raw)),
                None => Err(Fault::new(Trouble::Base, format!("{group}: {}", answer.text))),
            },
            // Somebody left meanwhile.
            _ if from > 0 && self.kind == Kind::ActiveDirectory && is_behind_the_end(&answer) => Ok(Members::default()),
            code => Err(Fault::new(answer.trouble(), format!("{group}: {code} {}", answer.text))),
        }
    }

    /// Groups, as they came.
    pub(super) fn read_groups(&self, found: &[Found]) -> GroupPage {
        let mut page = GroupPage::default();
        for entry in found {
            match GroupEntry::read(self.kind, &entry.name, &entry.raw) {
                Some(group) => page.groups.push(group),
                None => page.hidden += 1,
            }
        }
        page
    }
}

/// Whether a group shows none that can not be without (RFC 4519 3.5, 3.6): then they may not be read.
fn hides_members(raw: &Raw) -> bool {
    let is_never_empty = raw.get("objectclass").into_iter().flatten().any(|class| {
        [&b"groupOfNames"[..], b"groupOfUniqueNames"].iter().any(|never_empty| class.eq_ignore_ascii_case(never_empty))
    });
    is_never_empty && !raw.contains_key("member") && !raw.contains_key("uniquemember")
}

fn is_behind_the_end(answer: &Answer) -> bool {
    let (code, error) = BEHIND_THE_END;
    answer.code == code && answer.text.starts_with(error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_that_can_not_be_empty_and_shows_nobody_hides_them() {
        let raw = |values: &[(&str, &str)]| -> Raw {
            values.iter().map(|(name, value)| ((*name).to_owned(), vec![value.as_bytes().to_vec()])).collect()
        };
        assert!(hides_members(&raw(&[("objectclass", "GROUPOFNAMES")])));
        assert!(hides_members(&raw(&[("objectclass", "groupOfUniqueNames"), ("memberuid", "bram")])));
        assert!(!hides_members(&raw(&[("objectclass", "groupOfNames"), ("member", "uid=bram")])));
        assert!(!hides_members(&raw(&[("objectclass", "posixGroup")])));
        assert!(!hides_members(&raw(&[])));
    }

    #[test]
    fn a_list_ends_at_one_answer_alone() {
        let says = |code, text: &str| is_behind_the_end(&Answer { code, text: text.to_owned(), policy: None });
        assert!(says(1, "00002121: SvcErr: DSID-03140384, problem 5012 (DIR_ERROR), data 8996\n\0"));
        assert!(!says(1, "000004DC: LdapErr: DSID-0C090728, comment: a successful bind must be completed, data 0"));
        for code in [3, 11, 32, 50, 51, 52, 53] {
            assert!(!says(code, "00002121: SvcErr"), "{code}");
        }
    }
}
