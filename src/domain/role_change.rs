//! A role given to somebody, or taken away.

use super::role::Role;

/// Which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoleDeed {
    /// Given.
    Assign,
    /// Taken away.
    Remove,
}

/// Which role, and which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RoleChange {
    /// The role.
    pub role: Role,
    /// Which way.
    pub deed: RoleDeed,
}
