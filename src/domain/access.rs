//! Who may sign in at all: what an administrator can do about it (R-129…R-133).

use super::activity;
use super::permission::Permission;

/// What can be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// No sign-in any more, and every session is over.
    Block,
    /// Sign-in again.
    Unblock,
    /// Every session is over.
    SignOut,
    /// The temporary password that waits opens nothing any more.
    RevokePassword,
    /// Another password must be chosen at the next sign-in.
    ExpirePassword,
    /// No second step any more: the device is lost.
    ClearSecondStep,
    /// No sign-in, no session, no temporary password, no recovery code: the account is in wrong hands.
    Contain,
    /// No proofs any more: all of them are asked for anew at the next sign-in (T-104).
    Reregister,
}

impl Deed {
    /// The stable name in the store, in addresses and in audit rows.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Block => "block",
            Self::Unblock => "unblock",
            Self::SignOut => "sign-out",
            Self::RevokePassword => "revoke-password",
            Self::ExpirePassword => "expire-password",
            Self::ClearSecondStep => "clear-second-step",
            Self::Contain => "contain",
            Self::Reregister => "re-register",
        }
    }

    /// What the audit log calls it, done or refused.
    pub const fn activity(self) -> &'static str {
        match self {
            Self::Block => activity::USER_BLOCKED,
            Self::Unblock => activity::USER_UNBLOCKED,
            Self::SignOut => activity::SESSIONS_REVOKED,
            Self::RevokePassword => activity::TEMPORARY_PASSWORD_REVOKED,
            Self::ExpirePassword => activity::PASSWORD_DEMANDED,
            Self::ClearSecondStep => activity::SECOND_STEP_CLEARED,
            Self::Contain => activity::CONTAINED,
            Self::Reregister => activity::REGISTRATION_DEMANDED,
        }
    }

    /// What it takes.
    pub const fn permission(self) -> Permission {
        match self {
            Self::Block | Self::Unblock | Self::ClearSecondStep | Self::Contain | Self::Reregister => {
                Permission::ChangeSensitive
            }
            Self::SignOut => Permission::RevokeSessions,
            Self::RevokePassword | Self::ExpirePassword => Permission::ResetPassword,
        }
    }

    /// Whether it asks for a fresh proof: it takes away, for good, what somebody proves the own account with.
    pub const fn is_powerful(self) -> bool {
        matches!(self, Self::ClearSecondStep | Self::Contain | Self::Reregister)
    }

    /// Whether its person does not sign in any more: then somebody else must be left who can do everything.
    pub const fn ends_sign_in(self) -> bool {
        matches!(self, Self::Block | Self::Contain)
    }

    /// Whether it must be said why.
    pub const fn asks_why(self) -> bool {
        self.is_powerful()
    }
}
