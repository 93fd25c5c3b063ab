//! What happens to groups, to be told in the audit log.

use std::borrow::Cow;

use super::activity;
use super::permission::Permission;
use super::subject::{About, GroupSubject, Subject};
use super::target::GroupTarget;

/// Something that happened to a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupEvent {
    /// Which.
    pub group: GroupSubject,
    /// Whether it may hold roles: then it took another right.
    pub role_assignable: bool,
    /// What.
    pub deed: GroupDeed,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GroupDeed {
    /// It was made.
    Added,
    /// Name or description were changed: which, from what, to what.
    Updated(Vec<(&'static str, String, String)>),
    /// It was deleted.
    Deleted,
    /// It was restored.
    Restored,
    /// It is gone for good.
    Purged,
    /// Somebody is in it.
    MembersAdded(Members),
    /// Somebody is not in it any more.
    MembersRemoved(Members),
    /// Somebody answers for it.
    OwnersAdded(Vec<Subject>),
    /// Somebody does not answer for it any more.
    OwnersRemoved(Vec<Subject>),
}

/// Members of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Members {
    /// People.
    People(Vec<Subject>),
    /// Groups.
    Groups(Vec<GroupSubject>),
}

impl Members {
    /// The detail that tells groups from people.
    pub const DETAIL: &'static str = "members";
    /// Its value for groups.
    pub const GROUPS: &'static str = "groups";

    const fn kind(&self) -> &'static str {
        match self {
            Self::People(_) => "people",
            Self::Groups(_) => Self::GROUPS,
        }
    }

    fn about(&self) -> Vec<About> {
        match self {
            Self::People(people) => people.iter().cloned().map(About::Person).collect(),
            Self::Groups(groups) => groups.iter().cloned().map(About::Group).collect(),
        }
    }
}

impl GroupEvent {
    /// What was done to a group.
    pub fn of(target: &GroupTarget, deed: GroupDeed) -> Self {
        Self { group: GroupSubject::from(target), role_assignable: target.role_assignable, deed }
    }

    /// The activity name.
    pub const fn activity(&self) -> &'static str {
        match &self.deed {
            GroupDeed::Added => activity::GROUP_ADDED,
            GroupDeed::Updated(_) => activity::GROUP_UPDATED,
            GroupDeed::Deleted => activity::GROUP_DELETED,
            GroupDeed::Restored => activity::GROUP_RESTORED,
            GroupDeed::Purged => activity::GROUP_PURGED,
            GroupDeed::MembersAdded(_) => activity::GROUP_MEMBER_ADDED,
            GroupDeed::MembersRemoved(_) => activity::GROUP_MEMBER_REMOVED,
            GroupDeed::OwnersAdded(_) => activity::GROUP_OWNER_ADDED,
            GroupDeed::OwnersRemoved(_) => activity::GROUP_OWNER_REMOVED,
        }
    }

    /// The permission that it may come from.
    pub const fn permission(&self) -> Permission {
        match &self.deed {
            GroupDeed::Purged => Permission::Operate,
            _ if self.role_assignable => Permission::ManageRoleGroups,
            GroupDeed::Added | GroupDeed::Deleted | GroupDeed::Restored => Permission::CreateGroups,
            GroupDeed::Updated(_)
            | GroupDeed::MembersAdded(_)
            | GroupDeed::MembersRemoved(_)
            | GroupDeed::OwnersAdded(_)
            | GroupDeed::OwnersRemoved(_) => Permission::EditGroups,
        }
    }

    /// The group, and whoever came or went.
    pub fn subjects(&self) -> Vec<About> {
        let mut about = vec![About::Group(self.group.clone())];
        match &self.deed {
            GroupDeed::MembersAdded(members) | GroupDeed::MembersRemoved(members) => about.extend(members.about()),
            GroupDeed::OwnersAdded(owners) | GroupDeed::OwnersRemoved(owners) => {
                about.extend(owners.iter().cloned().map(About::Person));
            }
            _ => {}
        }
        about
    }

    /// Names and values.
    pub fn details(&self) -> Vec<(Cow<'static, str>, String)> {
        match &self.deed {
            GroupDeed::Added => vec![("role_assignable".into(), self.role_assignable.to_string())],
            GroupDeed::Updated(changed) => changed
                .iter()
                .flat_map(|(name, from, to)| {
                    [(format!("{name}.from").into(), from.clone()), (format!("{name}.to").into(), to.clone())]
                })
                .collect(),
            GroupDeed::MembersAdded(members) | GroupDeed::MembersRemoved(members) => {
                vec![(Members::DETAIL.into(), members.kind().to_owned())]
            }
            _ => vec![],
        }
    }
}
