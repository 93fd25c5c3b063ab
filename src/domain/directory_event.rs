//! What happens between us and the directory outside, to be told in the audit log.

use std::borrow::Cow;

use super::activity;
use super::check::Check;
use super::directory::outcome::{Refusal, Written};
use super::directory::run::Walk;
use super::permission::Permission;
use super::subject::{About, GroupSubject, Subject};

pub use super::directory_operation::Operation;

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DirectoryEvent {
    /// An administrator gave the password of our account there.
    AccountGiven,
    /// An administrator asked for a walk over the people there.
    WalkAsked(Walk),
    /// A walk met people who are new, changed or back: one row for each page of them.
    PeopleLoaded {
        /// New here.
        added: Vec<Subject>,
        /// Changed here.
        updated: Vec<Subject>,
        /// Deleted here by a walk, and met again.
        back: Vec<Subject>,
    },
    /// A walk over all met people who are not there any more.
    PeopleGone {
        /// Who is deleted here for it.
        gone: Vec<Subject>,
    },
    /// People have another manager now, as the directory names them: one row for some of them.
    ManagersMoved(Vec<Subject>),
    /// A walk met groups that are new, changed or back: one row for each page of them.
    GroupsLoaded {
        /// New here.
        added: Vec<GroupSubject>,
        /// Changed here.
        updated: Vec<GroupSubject>,
        /// Deleted here by a walk, and met again.
        back: Vec<GroupSubject>,
    },
    /// A walk over all met groups that are not there any more.
    GroupsGone(Vec<GroupSubject>),
    /// Some came into a group, or left it, because they do so over there: one row for some of them.
    MembersMoved {
        /// Which group.
        group: GroupSubject,
        /// Into it, or out of it.
        into: bool,
        /// Who.
        people: Vec<Subject>,
        /// Which groups.
        groups: Vec<GroupSubject>,
    },
    /// A write is about to be sent (31001, 31006, 31009): whatever happens then, this row tells that it may have been.
    Begun {
        /// Whose password.
        user: Subject,
        /// What.
        operation: Operation,
    },
    /// What became of it.
    Ended {
        /// Whose password.
        user: Subject,
        /// What.
        operation: Operation,
        /// How it ended.
        outcome: Written,
        /// How many live sessions it ended here.
        sessions_ended: u64,
        /// How the caller was checked, where an administrator did it.
        verified_by: Option<Check>,
        /// Ticket or reason, as typed.
        reason: Option<String>,
    },
    /// What our account may write is about to be tried on somebody who is made for that.
    RightsTrying {
        /// Who, as she is called there.
        name: String,
        /// Who that is here, where she is known.
        user: Option<Subject>,
    },
    /// What came of it.
    RightsTried {
        /// Who, as she is called there.
        name: String,
        /// Who that is here, where she is known.
        user: Option<Subject>,
        /// Of setting a password.
        set: Written,
        /// Of opening the account, where that was tried.
        opened: Option<Written>,
        /// How many live sessions it ended here.
        sessions_ended: u64,
    },
    /// A write was begun and nobody knows its end: the program died in the middle (F33).
    Lost {
        /// Whose password.
        user: Subject,
        /// What.
        operation: Operation,
    },
    /// A write whose end nobody knew was read back and is there: all that follows from it followed now.
    Settled {
        /// Whose password.
        user: Subject,
        /// What.
        operation: Operation,
        /// How many live sessions it ended here.
        sessions_ended: u64,
    },
}

impl DirectoryEvent {
    /// The activity name.
    pub const fn activity(&self) -> &'static str {
        match self {
            Self::AccountGiven => activity::DIRECTORY_ACCOUNT,
            Self::WalkAsked(_) => activity::DIRECTORY_WALK,
            Self::PeopleLoaded { .. } | Self::PeopleGone { .. } | Self::ManagersMoved(_) => activity::DIRECTORY_PEOPLE,
            Self::GroupsLoaded { .. } | Self::GroupsGone(_) => activity::DIRECTORY_GROUPS,
            Self::MembersMoved { .. } => activity::DIRECTORY_MEMBERS,
            Self::RightsTrying { .. } | Self::RightsTried { .. } => activity::DIRECTORY_RIGHTS,
            Self::Begun { .. } => activity::WRITEBACK_BEGUN,
            Self::Ended { operation, .. } => operation.activity(),
            Self::Lost { .. } => activity::WRITEBACK_LOST,
            Self::Settled { .. } => activity::WRITEBACK_SETTLED,
        }
    }

    /// The permission that it may come from.
    pub const fn permission(&self) -> Permission {
        match self {
            Self::AccountGiven | Self::WalkAsked(_) | Self::RightsTrying { .. } | Self::RightsTried { .. } => {
                Permission::ManageDirectory
            }
            Self::PeopleLoaded { .. }
            | Self::PeopleGone { .. }
            | Self::ManagersMoved(_)
            | Self::GroupsLoaded { .. }
            | Self::GroupsGone(_)
            | Self::MembersMoved { .. }
            | Self::Lost { .. }
            | Self::Settled { .. } => Permission::Operate,
            Self::Begun { operation, .. } | Self::Ended { operation, .. } => operation.permission(),
        }
    }

    /// The reason of a failure; nothing for a success.
    pub const fn failure(&self) -> Option<&'static str> {
        match self {
            Self::Ended { outcome, .. } if outcome.is_done() => None,
            Self::Ended { outcome, .. } => Some(outcome.id()),
            Self::Lost { .. } => Some("unknown"),
            Self::RightsTried { set, .. } if !set.is_done() => Some(set.id()),
            Self::RightsTried { opened: Some(opened), .. } if !opened.is_done() => Some(opened.id()),
            _ => None,
        }
    }

    /// Whom and what it is about.
    pub fn about(&self) -> Vec<About> {
        let people = |some: &[Subject]| some.iter().cloned().map(About::Person).collect::<Vec<_>>();
        let groups = |some: &[GroupSubject]| some.iter().cloned().map(About::Group).collect::<Vec<_>>();
        match self {
            Self::AccountGiven | Self::WalkAsked(_) => vec![],
            Self::PeopleLoaded { added, updated, back } => [people(added), people(updated), people(back)].concat(),
            Self::PeopleGone { gone } => people(gone),
            Self::ManagersMoved(moved) => people(moved),
            Self::GroupsLoaded { added, updated, back } => [groups(added), groups(updated), groups(back)].concat(),
            Self::GroupsGone(gone) => groups(gone),
            Self::MembersMoved { group, people: moved, groups: nested, .. } => {
                [vec![About::Group(group.clone())], people(moved), groups(nested)].concat()
            }
            Self::RightsTrying { user, .. } | Self::RightsTried { user, .. } => {
                user.iter().cloned().map(About::Person).collect()
            }
            Self::Begun { user, .. }
            | Self::Ended { user, .. }
            | Self::Lost { user, .. }
            | Self::Settled { user, .. } => vec![About::Person(user.clone())],
        }
    }

    /// Names and values. Never a secret, nor anything of one.
    pub fn details(&self) -> Vec<(Cow<'static, str>, String)> {
        let detail = |name: &'static str, value: String| (Cow::from(name), value);
        match self {
            Self::AccountGiven => vec![],
            Self::WalkAsked(walk) => vec![detail("walk", walk.id().to_owned())],
            Self::PeopleLoaded { added, updated, back } => vec![
                detail("added", added.len().to_string()),
                detail("updated", updated.len().to_string()),
                detail("back", back.len().to_string()),
            ],
            Self::PeopleGone { gone } => vec![detail("gone", gone.len().to_string())],
            Self::ManagersMoved(moved) => vec![detail("managers", moved.len().to_string())],
            Self::GroupsLoaded { added, updated, back } => vec![
                detail("groups_added", added.len().to_string()),
                detail("groups_updated", updated.len().to_string()),
                detail("groups_back", back.len().to_string()),
            ],
            Self::GroupsGone(gone) => vec![detail("groups_gone", gone.len().to_string())],
            Self::MembersMoved { into, people, groups, .. } => {
                let name = if *into { "members_added" } else { "members_removed" };
                vec![detail(name, (people.len() + groups.len()).to_string())]
            }
            Self::RightsTrying { name, .. } => vec![detail("step", "begun".to_owned()), detail("name", name.clone())],
            Self::RightsTried { name, set, opened, sessions_ended, .. } => {
                let mut details = vec![detail("name", name.clone()), detail("set", set.id().to_owned())];
                details.extend(opened.iter().map(|opened| detail("opened", opened.id().to_owned())));
                let said = [Some(set), opened.as_ref()].into_iter().flatten().map(Written::said);
                details
                    .extend(said.filter(|said| !said.is_empty()).take(1).map(|said| detail("said", said.to_owned())));
                if *sessions_ended > 0 {
                    details.push(detail("sessions_ended", sessions_ended.to_string()));
                }
                details
            }
            Self::Begun { operation, .. } => {
                vec![detail("operation", operation.id().to_owned()), detail("code", operation.codes()[0].to_owned())]
            }
            Self::Ended { operation, outcome, sessions_ended, verified_by, reason, .. } => {
                let mut codes = vec![operation.codes()[if self.failure().is_none() { 1 } else { 2 }]];
                if let Written::Refused(refusal, _) = outcome {
                    codes.push(Refusal::code(*refusal));
                }
                let mut details = vec![detail("code", codes.join(", "))];
                if !outcome.said().is_empty() {
                    details.push(detail("said", outcome.said().to_owned()));
                }
                details.extend(verified_by.iter().map(|check| detail("verified_by", check.id().to_owned())));
                details.extend(reason.iter().map(|reason| detail("reason", reason.clone())));
                if *sessions_ended > 0 {
                    details.push(detail("sessions_ended", sessions_ended.to_string()));
                }
                details
            }
            Self::Lost { operation, .. } => vec![detail("operation", operation.id().to_owned())],
            Self::Settled { operation, sessions_ended, .. } => {
                let mut details = vec![
                    detail("operation", operation.id().to_owned()),
                    detail("code", operation.codes()[1].to_owned()),
                ];
                if *sessions_ended > 0 {
                    details.push(detail("sessions_ended", sessions_ended.to_string()));
                }
                details
            }
        }
    }
}
