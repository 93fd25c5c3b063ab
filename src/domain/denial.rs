//! Why something is refused.

use super::role::Roles;

/// Why the policy, or the state of an account, says no.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Denial {
    /// None of the actor's roles carries the permission; these would.
    NeedsRole(Roles),
    /// The target is protected; these roles cover it.
    Protected(Roles),
    /// A role above the actor's own; these may give and take it.
    RoleAbove(Roles),
    /// Not on oneself.
    OwnAccount,
    /// Not without signing in.
    SignedOut,
    /// The account signs in at home (R-070 a, b).
    External,
    /// The password lives in another directory (R-070 c).
    Directory,
    /// Nobody else could administer everything any more.
    LastGlobalAdministrator,
    /// The account is deleted: it must be restored first (R-070 h).
    Deleted,
    /// The group is deleted.
    DeletedGroup,
    /// The group is kept in the directory outside.
    DirectoryGroup,
}

impl Denial {
    /// Every kind, for reading codes back.
    pub const ALL: [Self; 11] = [
        Self::NeedsRole(Roles::NONE),
        Self::Protected(Roles::NONE),
        Self::RoleAbove(Roles::NONE),
        Self::OwnAccount,
        Self::SignedOut,
        Self::External,
        Self::Directory,
        Self::LastGlobalAdministrator,
        Self::Deleted,
        Self::DeletedGroup,
        Self::DirectoryGroup,
    ];

    /// The stable code in audit rows.
    pub const fn id(self) -> &'static str {
        match self {
            Self::NeedsRole(_) => "needs-role",
            Self::Protected(_) => "protected-target",
            Self::RoleAbove(_) => "role-above",
            Self::OwnAccount => "own-account",
            Self::SignedOut => "signed-out",
            Self::External => "external-account",
            Self::Directory => "directory-account",
            Self::LastGlobalAdministrator => "last-global-administrator",
            Self::Deleted => "deleted-account",
            Self::DeletedGroup => "deleted-group",
            Self::DirectoryGroup => "directory-group",
        }
    }

    /// Whether the account's state refuses (409), not the policy (403).
    pub const fn is_state(self) -> bool {
        matches!(
            self,
            Self::External
                | Self::Directory
                | Self::LastGlobalAdministrator
                | Self::Deleted
                | Self::DeletedGroup
                | Self::DirectoryGroup
        )
    }
}
