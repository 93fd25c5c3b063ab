//! Whom or what an event is about.

use uuid::Uuid;

use super::event::Event;
use super::id::{GroupId, UserId};
use super::target::{GroupTarget, Target};

/// A person whom an event is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// Who.
    pub id: UserId,
    /// The user name at that moment; readable after a purge.
    pub name: String,
}

impl From<&Target> for Subject {
    fn from(target: &Target) -> Self {
        Self { id: target.id, name: target.name.clone() }
    }
}

/// A group that an event is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupSubject {
    /// Which.
    pub id: GroupId,
    /// The name at that moment.
    pub name: String,
}

impl From<&GroupTarget> for GroupSubject {
    fn from(target: &GroupTarget) -> Self {
        Self { id: target.id, name: target.name.clone() }
    }
}

/// Whom or what a row of the audit log is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// A person.
    Person(Subject),
    /// A group.
    Group(GroupSubject),
}

impl About {
    /// The id, whatever it is of.
    pub const fn uuid(&self) -> Uuid {
        match self {
            Self::Person(person) => person.id.uuid(),
            Self::Group(group) => group.id.uuid(),
        }
    }

    /// The name at that moment.
    pub fn name(&self) -> &str {
        match self {
            Self::Person(person) => &person.name,
            Self::Group(group) => &group.name,
        }
    }

    /// The person, when it is one.
    pub const fn person(&self) -> Option<UserId> {
        match self {
            Self::Person(person) => Some(person.id),
            Self::Group(_) => None,
        }
    }
}

impl Event {
    /// Whom or what the event is about.
    pub fn subjects(&self) -> Vec<About> {
        if let Self::Group(event) = self {
            return event.subjects();
        }
        if let Self::Password(event) = self {
            return event.subjects();
        }
        if let Self::Lockout(event) = self {
            return event.subjects();
        }
        if let Self::Directory(event) = self {
            return event.about();
        }
        self.people().into_iter().map(About::Person).collect()
    }

    fn people(&self) -> Vec<Subject> {
        match self {
            Self::UserAdded { user, .. }
            | Self::UserUpdated { user, .. }
            | Self::PhotoChanged { user, .. }
            | Self::UserCreated { user }
            | Self::RoleAssigned { user, .. }
            | Self::RoleChanged { user, .. }
            | Self::AdministratorRecovered { user }
            | Self::SignedIn { user, .. }
            | Self::PasswordReset { user, .. }
            | Self::UserBlocked { user, .. }
            | Self::UserUnblocked { user, .. }
            | Self::UserDeleted { user, .. }
            | Self::UserRestored { user, .. }
            | Self::UserPurged { user }
            | Self::SessionsRevoked { user, .. }
            | Self::TemporaryPasswordRevoked { user, .. }
            | Self::PasswordChanged { user, .. }
            | Self::PasswordChangeRefused { user, .. } => vec![user.clone()],
            Self::Security(event) => vec![event.user.clone()],
            Self::SelfService(event) => event.user.iter().cloned().collect(),
            Self::SignInFailed { user, .. } => user.iter().cloned().collect(),
            Self::Installed { .. }
            | Self::DirectoryFilled { .. }
            | Self::KeysRotated { .. }
            | Self::SecretsResealed { .. }
            | Self::BackedUp { .. }
            | Self::Restored { .. }
            | Self::AuditForgotten { .. }
            | Self::JobOrdered { .. }
            | Self::JobStopped { .. }
            | Self::JobEnded { .. }
            | Self::Group(_)
            | Self::SettingsChanged { .. }
            | Self::Password(_)
            | Self::Lockout(_)
            | Self::Directory(_)
            | Self::Download(_)
            | Self::DownloadBegun { .. }
            | Self::DownloadEnded { .. }
            | Self::SignedOut => vec![],
        }
    }
}
