//! Which right an event may come from, and why it failed.

use super::activity::BROKEN_OFF;
use super::event::Event;
use super::permission::Permission;
use super::property::Changed;

impl Event {
    /// The one permission that such an event may come from.
    pub fn permission(&self) -> Permission {
        match self {
            Self::Installed { .. }
            | Self::UserCreated { .. }
            | Self::RoleAssigned { .. }
            | Self::AdministratorRecovered { .. }
            | Self::DirectoryFilled { .. }
            | Self::KeysRotated { .. }
            | Self::SecretsResealed { .. }
            | Self::BackedUp { .. }
            | Self::JobEnded { .. }
            | Self::Restored { .. }
            | Self::AuditForgotten { .. } => Permission::Operate,
            Self::JobOrdered { work, .. } | Self::JobStopped { work, .. } => work.permission(),
            Self::RoleChanged { .. } => Permission::AssignRoles,
            Self::UserAdded { .. } => Permission::CreateUsers,
            Self::Group(event) => event.permission(),
            Self::SettingsChanged { section, .. } => section.permission(),
            Self::Directory(event) => event.permission(),
            Self::Password(event) => event.permission(),
            Self::Security(event) => event.permission(),
            Self::SelfService(event) => event.permission(),
            Self::Lockout(event) => event.permission(),
            Self::PhotoChanged { is_own: true, .. } => Permission::ManageOwnSecurity,
            Self::PhotoChanged { is_own: false, .. } => Permission::EditUsers,
            Self::UserUpdated { changed, .. } => Changed::permission(changed),
            Self::SignedIn { .. } | Self::SignInFailed { .. } => Permission::SignIn,
            Self::SignedOut => Permission::SignOut,
            Self::PasswordReset { .. } | Self::TemporaryPasswordRevoked { .. } => Permission::ResetPassword,
            Self::UserBlocked { .. } | Self::UserUnblocked { .. } => Permission::ChangeSensitive,
            Self::UserDeleted { .. } => Permission::DeleteUsers,
            Self::UserRestored { .. } => Permission::RestoreUsers,
            Self::UserPurged { .. } => Permission::PurgeUsers,
            Self::SessionsRevoked { .. } => Permission::RevokeSessions,
            Self::DownloadBegun { .. } | Self::DownloadEnded { .. } => Permission::ViewUsers,
            Self::Download(event) => event.file.permission(),
            Self::PasswordChanged { .. } | Self::PasswordChangeRefused { .. } => Permission::ChangeOwnPassword,
        }
    }

    /// The reason of a failure; nothing for a success.
    pub const fn failure(&self) -> Option<&'static str> {
        match self {
            Self::SignInFailed { reason, .. } => Some(reason.id()),
            Self::PasswordChangeRefused { reason, .. } => Some(reason.id()),
            Self::DownloadEnded { whole: false, .. } => Some(BROKEN_OFF),
            Self::Download(event) => event.failure(),
            Self::Security(event) => event.failure(),
            Self::SelfService(event) => event.failure(),
            Self::Directory(event) => event.failure(),
            _ => None,
        }
    }
}
