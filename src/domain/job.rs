//! Work on many people at once: ordered once, done one by one, each judged again (issue of ).

use jiff::Timestamp;

use super::access::Deed;
use super::attribute::Attribute;
use super::id::{GroupId, JobId, RequestId, SessionId, UserId};
pub use super::job_outcome::Outcome;
use super::permission::Permission;
use super::subject::Subject;

/// More people than this are not ordered at once.
pub const MOST: usize = 100_000;

/// What can be changed of many people at once, in the order of its form.
pub const PROPERTIES: [Attribute; 12] = [
    Attribute::JobTitle,
    Attribute::Department,
    Attribute::CompanyName,
    Attribute::EmployeeType,
    Attribute::HireDate,
    Attribute::Office,
    Attribute::StreetAddress,
    Attribute::PostalCode,
    Attribute::City,
    Attribute::State,
    Attribute::Country,
    Attribute::UsageLocation,
];

/// What each of many people shall have; nothing for nothing.
pub type Values = Vec<(Attribute, Option<String>)>;

/// What can be ordered for many people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Something about the access of each.
    Access(Deed),
    /// A group more for each.
    AddToGroup,
    /// Back, each of the deleted.
    Restore,
    /// Gone for good, each of the deleted.
    Purge,
    /// Properties of each.
    Edit,
    /// A letter to each who lacks proofs.
    Invite,
    /// Open to each what wrong guesses have closed.
    Unlock,
}

/// What a job does to each of its people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Work {
    /// Something about the access.
    Access(Deed),
    /// A group more.
    AddToGroup(IntoGroup),
    /// Back from the deleted.
    Restore,
    /// Gone for good from the deleted.
    Purge,
    /// These properties.
    Edit(Values),
    /// A letter to whoever lacks proofs.
    Invite,
    /// Open what wrong guesses have closed.
    Unlock,
}

/// The group that a job puts people into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IntoGroup {
    /// Which.
    pub id: GroupId,
    /// Its name when the job was ordered.
    pub name: String,
    /// May hold roles: then it takes another right.
    pub role_assignable: bool,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 12] = [
        Self::Access(Deed::Block),
        Self::Access(Deed::Unblock),
        Self::Access(Deed::SignOut),
        Self::Access(Deed::RevokePassword),
        Self::Access(Deed::ExpirePassword),
        Self::Access(Deed::Reregister),
        Self::Unlock,
        Self::AddToGroup,
        Self::Edit,
        Self::Restore,
        Self::Purge,
        Self::Invite,
    ];

    /// The stable name in the store, in addresses and in audit rows.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Access(deed) => deed.id(),
            Self::AddToGroup => "add-to-group",
            Self::Restore => "restore",
            Self::Purge => "purge",
            Self::Edit => "edit",
            Self::Invite => "invite",
            Self::Unlock => "unlock",
        }
    }

    /// Reads [`Kind::id`] back.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id() == id)
    }

    /// The rights of which any is enough to order it; whether it may be done to each is judged at the turn.
    pub const fn permissions(self) -> &'static [Permission] {
        match self {
            Self::Access(Deed::SignOut) => &[Permission::RevokeSessions],
            Self::Access(Deed::RevokePassword | Deed::ExpirePassword) => &[Permission::ResetPassword],
            Self::Access(_) => &[Permission::ChangeSensitive],
            Self::AddToGroup => &[Permission::EditGroups, Permission::ManageRoleGroups],
            Self::Restore => &[Permission::RestoreUsers],
            Self::Purge => &[Permission::PurgeUsers],
            Self::Edit => &[Permission::EditUsers],
            Self::Invite => &[Permission::ManageSettings],
            Self::Unlock => &[Permission::Unlock],
        }
    }

    /// Whether it asks for a fresh proof, as the same deed about one person does.
    pub const fn is_powerful(self) -> bool {
        matches!(self, Self::Access(deed) if deed.is_powerful())
    }

    /// Whether it is ordered from a list of people who are not deleted.
    pub const fn is_of_a_list(self) -> bool {
        !self.is_of_deleted() && !matches!(self, Self::Invite)
    }

    /// Whether it is about those who are deleted, and about nobody else.
    pub const fn is_of_deleted(self) -> bool {
        matches!(self, Self::Restore | Self::Purge)
    }
}

impl Work {
    /// Which kind it is.
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Access(deed) => Kind::Access(*deed),
            Self::AddToGroup(_) => Kind::AddToGroup,
            Self::Restore => Kind::Restore,
            Self::Purge => Kind::Purge,
            Self::Edit(_) => Kind::Edit,
            Self::Invite => Kind::Invite,
            Self::Unlock => Kind::Unlock,
        }
    }

    /// The name of the group it puts people into; empty for everything else.
    pub fn group(&self) -> &str {
        match self {
            Self::AddToGroup(group) => &group.name,
            _ => "",
        }
    }

    /// What ordering and stopping it takes.
    pub const fn permission(&self) -> Permission {
        match self {
            Self::Access(deed) => deed.permission(),
            Self::AddToGroup(IntoGroup { role_assignable: true, .. }) => Permission::ManageRoleGroups,
            Self::AddToGroup(_) => Permission::EditGroups,
            Self::Restore => Permission::RestoreUsers,
            Self::Purge => Permission::PurgeUsers,
            Self::Edit(_) => Permission::EditUsers,
            Self::Invite => Permission::ManageSettings,
            Self::Unlock => Permission::Unlock,
        }
    }
}

/// Where a job stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// People wait.
    Running,
    /// Everybody had a turn.
    Done,
    /// Somebody stopped it.
    Stopped,
}

impl State {
    /// The stable name in the store.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Done => "done",
            Self::Stopped => "stopped",
        }
    }

    /// Reads [`State::id`] back.
    pub fn from_id(id: &str) -> Option<Self> {
        [Self::Running, Self::Done, Self::Stopped].into_iter().find(|state| state.id() == id)
    }
}

/// A job.
#[derive(Debug, Clone)]
pub struct Job {
    /// Its id.
    pub id: JobId,
    /// What is done to each.
    pub work: Work,
    /// Where it stands.
    pub state: State,
    /// When it was ordered.
    pub made_at: Timestamp,
    /// By whom.
    pub made_by: Subject,
    /// Through which session.
    pub session: SessionId,
    /// By which request.
    pub request: RequestId,
    /// From where.
    pub address: Option<String>,
    /// Why.
    pub reason: String,
    /// How many people.
    pub total: u32,
    /// To how many it was done.
    pub done: u32,
    /// How many it left as they were, or did not reach.
    pub passed_over: u32,
    /// Whether somebody asked it to stop.
    pub stop_asked: bool,
    /// How often in a row it met trouble.
    pub troubles: u32,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
}

impl Job {
    /// How many had their turn.
    pub const fn turns(&self) -> u32 {
        self.done.saturating_add(self.passed_over)
    }
}

/// Somebody in a job.
#[derive(Debug, Clone)]
pub struct Person {
    /// The place in the job.
    pub position: i32,
    /// Who.
    pub id: UserId,
    /// The user name when the job was ordered.
    pub user_name: String,
    /// What came of it; nothing while the person waits.
    pub outcome: Option<Outcome>,
}
