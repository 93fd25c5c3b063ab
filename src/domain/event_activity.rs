//! Which activity of the audit log an event is.

use super::activity::{
    ADMINISTRATOR_RECOVERED, AUDIT_FORGOTTEN, BACKED_UP, DIRECTORY_FILLED, DOWNLOAD_BEGUN, DOWNLOAD_ENDED, INSTALLED,
    JOB_ENDED, JOB_ORDERED, JOB_STOPPED, KEYS_ROTATED, PASSWORD_CHANGE, PASSWORD_RESET, PHOTO_REMOVED, PHOTO_SET,
    RESTORED, ROLE_ASSIGNED, ROLE_REMOVED, SECRETS_RESEALED, SESSIONS_REVOKED, SETTINGS_CHANGED, SIGN_IN, SIGN_OUT,
    TEMPORARY_PASSWORD_REVOKED, USER_BLOCKED, USER_CREATED, USER_DELETED, USER_PURGED, USER_RESTORED, USER_UNBLOCKED,
    USER_UPDATED,
};
use super::event::Event;
use super::role_change::RoleDeed;

impl Event {
    /// The activity name, English and stable.
    pub const fn activity(&self) -> &'static str {
        match self {
            Self::Installed { .. } => INSTALLED,
            Self::UserAdded { .. } | Self::UserCreated { .. } => USER_CREATED,
            Self::UserUpdated { .. } => USER_UPDATED,
            Self::PhotoChanged { removed: false, .. } => PHOTO_SET,
            Self::PhotoChanged { removed: true, .. } => PHOTO_REMOVED,
            Self::JobOrdered { .. } => JOB_ORDERED,
            Self::JobStopped { .. } => JOB_STOPPED,
            Self::JobEnded { .. } => JOB_ENDED,
            Self::RoleAssigned { .. } => ROLE_ASSIGNED,
            Self::RoleChanged { change, .. } => match change.deed {
                RoleDeed::Assign => ROLE_ASSIGNED,
                RoleDeed::Remove => ROLE_REMOVED,
            },
            Self::AdministratorRecovered { .. } => ADMINISTRATOR_RECOVERED,
            Self::DirectoryFilled { .. } => DIRECTORY_FILLED,
            Self::KeysRotated { .. } => KEYS_ROTATED,
            Self::SecretsResealed { .. } => SECRETS_RESEALED,
            Self::BackedUp { .. } => BACKED_UP,
            Self::Restored { .. } => RESTORED,
            Self::AuditForgotten { .. } => AUDIT_FORGOTTEN,
            Self::SignedIn { .. } | Self::SignInFailed { .. } => SIGN_IN,
            Self::SignedOut => SIGN_OUT,
            Self::PasswordReset { .. } => PASSWORD_RESET,
            Self::TemporaryPasswordRevoked { .. } => TEMPORARY_PASSWORD_REVOKED,
            Self::UserBlocked { .. } => USER_BLOCKED,
            Self::Group(event) => event.activity(),
            Self::SettingsChanged { .. } => SETTINGS_CHANGED,
            Self::Password(event) => event.activity(),
            Self::Security(event) => event.activity(),
            Self::SelfService(event) => event.activity(),
            Self::Lockout(event) => event.activity(),
            Self::Directory(event) => event.activity(),
            Self::UserUnblocked { .. } => USER_UNBLOCKED,
            Self::UserDeleted { .. } => USER_DELETED,
            Self::UserRestored { .. } => USER_RESTORED,
            Self::UserPurged { .. } => USER_PURGED,
            Self::SessionsRevoked { .. } => SESSIONS_REVOKED,
            Self::DownloadBegun { .. } => DOWNLOAD_BEGUN,
            Self::DownloadEnded { .. } => DOWNLOAD_ENDED,
            Self::Download(event) => event.activity(),
            Self::PasswordChanged { .. } | Self::PasswordChangeRefused { .. } => PASSWORD_CHANGE,
        }
    }
}
