//! Whom an event is about.

use super::event::Event;
use super::id::UserId;
use super::target::Target;

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

impl Event {
    /// Whom the event is about.
    pub fn subjects(&self) -> Vec<Subject> {
        match self {
            Self::UserAdded { user, .. }
            | Self::UserUpdated { user, .. }
            | Self::UserCreated { user }
            | Self::RoleAssigned { user, .. }
            | Self::AdministratorRecovered { user }
            | Self::SignedIn { user, .. }
            | Self::PasswordReset { user, .. }
            | Self::UserBlocked { user, .. }
            | Self::UserUnblocked { user, .. }
            | Self::SessionsRevoked { user, .. }
            | Self::PasswordChanged { user, .. }
            | Self::PasswordChangeRefused { user, .. } => vec![user.clone()],
            Self::SignInFailed { user, .. } => user.iter().cloned().collect(),
            Self::Installed { .. }
            | Self::DirectoryFilled { .. }
            | Self::KeysRotated { .. }
            | Self::SecretsResealed { .. }
            | Self::BackedUp { .. }
            | Self::Restored { .. }
            | Self::DownloadBegun { .. }
            | Self::DownloadEnded { .. }
            | Self::SignedOut => vec![],
        }
    }
}
