//! Who may sign in at all: what an administrator can do about it (R-129…R-133).

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
}

impl Deed {
    /// Every deed.
    pub const ALL: [Self; 5] = [Self::Block, Self::Unblock, Self::SignOut, Self::RevokePassword, Self::ExpirePassword];

    /// The stable name in the store, in addresses and in audit rows.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Block => "block",
            Self::Unblock => "unblock",
            Self::SignOut => "sign-out",
            Self::RevokePassword => "revoke-password",
            Self::ExpirePassword => "expire-password",
        }
    }

    /// Reads [`Deed::id`] back.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|deed| deed.id() == id)
    }

    /// What it takes.
    pub const fn permission(self) -> Permission {
        match self {
            Self::Block | Self::Unblock => Permission::ChangeSensitive,
            Self::SignOut => Permission::RevokeSessions,
            Self::RevokePassword | Self::ExpirePassword => Permission::ResetPassword,
        }
    }
}
