//! Every event of the audit log: a closed list with stable English names (R-340…R-354).

use super::activity;
use super::check::Check;
use super::failure::{ChangeFailure, SignInFailure};
use super::id::UserId;
use super::permission::Permission;
use super::property::Changed;
use super::role::Role;
use super::session::SessionKind;
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

/// Something that happened, to be told in the audit log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// Latchkey was installed: keys, organisation, first administrator.
    Installed {
        /// The organisation's name.
        organisation: String,
    },
    /// An administrator made somebody.
    UserAdded {
        /// Whom.
        user: Subject,
        /// Whether there is a temporary password.
        with_password: bool,
    },
    /// What is known of somebody was changed.
    UserUpdated {
        /// Of whom; by the name of before.
        user: Subject,
        /// What, from what, to what.
        changed: Vec<Changed>,
    },
    /// An account was made.
    UserCreated {
        /// Whose.
        user: Subject,
    },
    /// A role was given.
    RoleAssigned {
        /// To whom.
        user: Subject,
        /// Which.
        role: Role,
    },
    /// The operator gave an administrator a way back in.
    AdministratorRecovered {
        /// Whom.
        user: Subject,
    },
    /// The directory was filled with made-up people.
    DirectoryFilled {
        /// How many.
        people: u64,
        /// From which seed.
        seed: u64,
    },
    /// New keys were made.
    KeysRotated {
        /// Their generation.
        generation: u8,
    },
    /// Everything is sealed under the newest keys.
    SecretsResealed {
        /// Their generation.
        generation: u8,
        /// How many secrets were sealed anew.
        secrets: u64,
    },
    /// A copy of everything was made.
    BackedUp {
        /// How many rows.
        rows: u64,
    },
    /// A copy was put back.
    Restored {
        /// The moment that it shows.
        made_at: String,
        /// How many rows of the audit log that are known to have been are not in it; `?` where that can not be told.
        lost_rows: String,
    },
    /// Somebody signed in.
    SignedIn {
        /// Who.
        user: Subject,
        /// What the session may do.
        session: SessionKind,
    },
    /// Somebody did not get in.
    SignInFailed {
        /// Who it would have been, if anybody.
        user: Option<Subject>,
        /// A keyed hash of a name that nobody has: people type passwords there.
        unknown_name: Option<String>,
        /// Why.
        reason: SignInFailure,
    },
    /// Somebody signed out.
    SignedOut,
    /// An administrator gave somebody a temporary password.
    PasswordReset {
        /// Whom.
        user: Subject,
        /// How the caller was checked.
        verified_by: Check,
        /// How long the temporary password works (`never`, `8h`…).
        expires: &'static str,
        /// Ticket or reason, as typed.
        reason: Option<String>,
        /// How many live sessions it ended.
        sessions_ended: u64,
    },
    /// Somebody may not sign in any more.
    UserBlocked {
        /// Who.
        user: Subject,
        /// Ticket or reason, as typed.
        reason: Option<String>,
        /// How many live sessions it ended.
        sessions_ended: u64,
    },
    /// Somebody may sign in again.
    UserUnblocked {
        /// Who.
        user: Subject,
        /// Ticket or reason, as typed.
        reason: Option<String>,
    },
    /// An administrator ended every session of somebody.
    SessionsRevoked {
        /// Whose.
        user: Subject,
        /// Ticket or reason, as typed.
        reason: Option<String>,
        /// How many of them were alive.
        sessions_ended: u64,
    },
    /// A person changed the own password.
    PasswordChanged {
        /// Who.
        user: Subject,
        /// Whether a temporary password demanded it.
        forced: bool,
        /// How many other sessions it ended.
        sessions_ended: u64,
    },
    /// A person's own change was refused.
    PasswordChangeRefused {
        /// Who.
        user: Subject,
        /// Why.
        reason: ChangeFailure,
    },
}

impl Event {
    /// The activity name, English and stable.
    pub const fn activity(&self) -> &'static str {
        match self {
            Self::Installed { .. } => activity::INSTALLED,
            Self::UserAdded { .. } | Self::UserCreated { .. } => activity::USER_CREATED,
            Self::UserUpdated { .. } => activity::USER_UPDATED,
            Self::RoleAssigned { .. } => activity::ROLE_ASSIGNED,
            Self::AdministratorRecovered { .. } => activity::ADMINISTRATOR_RECOVERED,
            Self::DirectoryFilled { .. } => activity::DIRECTORY_FILLED,
            Self::KeysRotated { .. } => activity::KEYS_ROTATED,
            Self::SecretsResealed { .. } => activity::SECRETS_RESEALED,
            Self::BackedUp { .. } => activity::BACKED_UP,
            Self::Restored { .. } => activity::RESTORED,
            Self::SignedIn { .. } | Self::SignInFailed { .. } => activity::SIGN_IN,
            Self::SignedOut => activity::SIGN_OUT,
            Self::PasswordReset { .. } => activity::PASSWORD_RESET,
            Self::UserBlocked { .. } => activity::USER_BLOCKED,
            Self::UserUnblocked { .. } => activity::USER_UNBLOCKED,
            Self::SessionsRevoked { .. } => activity::SESSIONS_REVOKED,
            Self::PasswordChanged { .. } | Self::PasswordChangeRefused { .. } => activity::PASSWORD_CHANGE,
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
            Self::PasswordChanged { .. } | Self::PasswordChangeRefused { .. } => Permission::ChangeOwnPassword,
        }
    }

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
            | Self::SignedOut => vec![],
        }
    }

    /// The reason of a failure; nothing for a success.
    pub const fn failure(&self) -> Option<&'static str> {
        match self {
            Self::SignInFailed { reason, .. } => Some(reason.id()),
            Self::PasswordChangeRefused { reason, .. } => Some(reason.id()),
            _ => None,
        }
    }
}
