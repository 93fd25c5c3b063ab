//! The activity names of the audit log, English and stable, in one place for rows, filters and sentences; which event has which.

use super::event::Event;
use super::permission::Permission;
use super::property::Changed;

/// Installation.
pub const INSTALLED: &str = "Install Latchkey";
/// New account.
pub const USER_CREATED: &str = "Add user";
/// Changed attributes (R-348, T-08).
pub const USER_UPDATED: &str = "Update user";
/// New role holder.
pub const ROLE_ASSIGNED: &str = "Add member to role";
/// Break-glass on the host.
pub const ADMINISTRATOR_RECOVERED: &str = "Recover administrator";
/// Demo data.
pub const DIRECTORY_FILLED: &str = "Fill directory with made-up people";
/// A new generation of keys.
pub const KEYS_ROTATED: &str = "Rotate keys";
/// Everything sealed under the newest generation.
pub const SECRETS_RESEALED: &str = "Seal secrets under new keys";
/// A copy of everything.
pub const BACKED_UP: &str = "Back up";
/// A copy put back.
pub const RESTORED: &str = "Restore backup";
/// Sign-in, done or refused.
pub const SIGN_IN: &str = "Sign in";
/// Sign-out.
pub const SIGN_OUT: &str = "Sign out";
/// Reset by an administrator.
pub const PASSWORD_RESET: &str = "Reset password (by admin)";
/// No sign-in any more.
pub const USER_BLOCKED: &str = "Disable account";
/// Sign-in again.
pub const USER_UNBLOCKED: &str = "Enable account";
/// Signed out everywhere, under the name that Azure gives it (T-57).
pub const SESSIONS_REVOKED: &str = "Update StsRefreshTokenValidFrom Timestamp";
/// The list of people, asked for as a file.
pub const DOWNLOAD_BEGUN: &str = "Download users - started (bulk)";
/// The file was sent, or broken off.
pub const DOWNLOAD_ENDED: &str = "Download users - finished (bulk)";
/// Own change.
pub const PASSWORD_CHANGE: &str = "Change password (self-service)";
/// Why a download is no success: the reader went away, or was too slow, or may not any more.
pub const BROKEN_OFF: &str = "broken-off";
/// Anything refused that has no activity of its own.
pub const REFUSED: &str = "Refused request";

/// Every name, for filters.
pub const ALL: [&str; 20] = [
    PASSWORD_RESET,
    PASSWORD_CHANGE,
    SIGN_IN,
    SIGN_OUT,
    USER_BLOCKED,
    USER_UNBLOCKED,
    SESSIONS_REVOKED,
    USER_CREATED,
    USER_UPDATED,
    ROLE_ASSIGNED,
    DOWNLOAD_BEGUN,
    DOWNLOAD_ENDED,
    ADMINISTRATOR_RECOVERED,
    DIRECTORY_FILLED,
    KEYS_ROTATED,
    SECRETS_RESEALED,
    BACKED_UP,
    RESTORED,
    INSTALLED,
    REFUSED,
];

/// The category that R-343 lists beside an activity.
pub fn category(activity: &str) -> &'static str {
    match activity {
        ROLE_ASSIGNED => "RoleManagement",
        INSTALLED | DIRECTORY_FILLED | KEYS_ROTATED | SECRETS_RESEALED | BACKED_UP | RESTORED => "DirectoryManagement",
        SIGN_IN | SIGN_OUT => "SignIn",
        REFUSED => "Authorization",
        _ => "UserManagement",
    }
}

impl Event {
    /// The activity name, English and stable.
    pub const fn activity(&self) -> &'static str {
        match self {
            Self::Installed { .. } => INSTALLED,
            Self::UserAdded { .. } | Self::UserCreated { .. } => USER_CREATED,
            Self::UserUpdated { .. } => USER_UPDATED,
            Self::RoleAssigned { .. } => ROLE_ASSIGNED,
            Self::AdministratorRecovered { .. } => ADMINISTRATOR_RECOVERED,
            Self::DirectoryFilled { .. } => DIRECTORY_FILLED,
            Self::KeysRotated { .. } => KEYS_ROTATED,
            Self::SecretsResealed { .. } => SECRETS_RESEALED,
            Self::BackedUp { .. } => BACKED_UP,
            Self::Restored { .. } => RESTORED,
            Self::SignedIn { .. } | Self::SignInFailed { .. } => SIGN_IN,
            Self::SignedOut => SIGN_OUT,
            Self::PasswordReset { .. } => PASSWORD_RESET,
            Self::UserBlocked { .. } => USER_BLOCKED,
            Self::UserUnblocked { .. } => USER_UNBLOCKED,
            Self::SessionsRevoked { .. } => SESSIONS_REVOKED,
            Self::DownloadBegun { .. } => DOWNLOAD_BEGUN,
            Self::DownloadEnded { .. } => DOWNLOAD_ENDED,
            Self::PasswordChanged { .. } | Self::PasswordChangeRefused { .. } => PASSWORD_CHANGE,
        }
    }

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
            | Self::Restored { .. } => Permission::Operate,
            Self::UserAdded { .. } => Permission::CreateUsers,
            Self::UserUpdated { changed, .. } => Changed::permission(changed),
            Self::SignedIn { .. } | Self::SignInFailed { .. } => Permission::SignIn,
            Self::SignedOut => Permission::SignOut,
            Self::PasswordReset { .. } => Permission::ResetPassword,
            Self::UserBlocked { .. } | Self::UserUnblocked { .. } => Permission::ChangeSensitive,
            Self::SessionsRevoked { .. } => Permission::RevokeSessions,
            Self::DownloadBegun { .. } | Self::DownloadEnded { .. } => Permission::ViewUsers,
            Self::PasswordChanged { .. } | Self::PasswordChangeRefused { .. } => Permission::ChangeOwnPassword,
        }
    }

    /// The reason of a failure; nothing for a success.
    pub const fn failure(&self) -> Option<&'static str> {
        match self {
            Self::SignInFailed { reason, .. } => Some(reason.id()),
            Self::PasswordChangeRefused { reason, .. } => Some(reason.id()),
            Self::DownloadEnded { whole: false, .. } => Some(BROKEN_OFF),
            _ => None,
        }
    }
}
