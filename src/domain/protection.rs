//! What makes an account need protection.

use super::role::Role;

/// What makes an account need protection. Somebody may act on it when *one* of his roles covers *all* of its traits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Trait {
    /// No role, no privileged group.
    Plain,
    /// Holds a role.
    Holds(Role),
    /// Member or owner of a group that may hold roles.
    PrivilegedGroup,
    /// Holds a role over a restricted unit.
    RestrictedUnit,
}

impl Trait {
    /// Every trait, weakest first as the matrices list them.
    pub const ALL: [Self; 16] = [
        Self::Plain,
        Self::Holds(Role::DirectoryReader),
        Self::Holds(Role::GuestInviter),
        Self::Holds(Role::PasswordAdministrator),
        Self::Holds(Role::HelpdeskAdministrator),
        Self::Holds(Role::ReportsReader),
        Self::Holds(Role::GroupsAdministrator),
        Self::Holds(Role::UserAdministrator),
        Self::Holds(Role::AuthenticationAdministrator),
        Self::Holds(Role::AuthenticationPolicyAdministrator),
        Self::Holds(Role::GlobalReader),
        Self::Holds(Role::PrivilegedAuthenticationAdministrator),
        Self::Holds(Role::PrivilegedRoleAdministrator),
        Self::Holds(Role::GlobalAdministrator),
        Self::PrivilegedGroup,
        Self::RestrictedUnit,
    ];
}
