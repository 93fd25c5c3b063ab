//! The thirteen administrator roles (R-100…R-108, `decisions`), and sets of them.

use std::fmt;

use super::fold::fold;

/// A role that an administrator may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Role {
    /// Everything.
    GlobalAdministrator = 0,
    /// Gives and takes roles.
    PrivilegedRoleAdministrator = 1,
    /// Any credential of anybody.
    PrivilegedAuthenticationAdministrator = 2,
    /// Credentials of people without a strong role.
    AuthenticationAdministrator = 3,
    /// The policies of passwords and proofs; no person's password.
    AuthenticationPolicyAdministrator = 4,
    /// People, and passwords of weaker administrators.
    UserAdministrator = 5,
    /// Passwords and sessions.
    HelpdeskAdministrator = 6,
    /// Passwords of plain people.
    PasswordAdministrator = 7,
    /// Groups.
    GroupsAdministrator = 8,
    /// Invites guests.
    GuestInviter = 9,
    /// Reads the directory.
    DirectoryReader = 10,
    /// Reads logs and reports.
    ReportsReader = 11,
    /// Reads everything.
    GlobalReader = 12,
}

impl Role {
    /// Every role, strongest first as the pages list them.
    pub const ALL: [Self; 13] = [
        Self::GlobalAdministrator,
        Self::PrivilegedRoleAdministrator,
        Self::PrivilegedAuthenticationAdministrator,
        Self::AuthenticationAdministrator,
        Self::AuthenticationPolicyAdministrator,
        Self::UserAdministrator,
        Self::HelpdeskAdministrator,
        Self::PasswordAdministrator,
        Self::GroupsAdministrator,
        Self::GuestInviter,
        Self::DirectoryReader,
        Self::ReportsReader,
        Self::GlobalReader,
    ];

    /// The stable id of the contract.
    pub const fn id(self) -> &'static str {
        match self {
            Self::GlobalAdministrator => "global-administrator",
            Self::PrivilegedRoleAdministrator => "privileged-role-administrator",
            Self::PrivilegedAuthenticationAdministrator => "privileged-authentication-administrator",
            Self::AuthenticationAdministrator => "authentication-administrator",
            Self::AuthenticationPolicyAdministrator => "authentication-policy-administrator",
            Self::UserAdministrator => "user-administrator",
            Self::HelpdeskAdministrator => "helpdesk-administrator",
            Self::PasswordAdministrator => "password-administrator",
            Self::GroupsAdministrator => "groups-administrator",
            Self::GuestInviter => "guest-inviter",
            Self::DirectoryReader => "directory-reader",
            Self::ReportsReader => "reports-reader",
            Self::GlobalReader => "global-reader",
        }
    }

    /// Finds a role by its id or by its English name, as people write it ("Global Administrator").
    pub fn named(text: &str) -> Option<Self> {
        let wanted = fold(text).replace(' ', "-");
        Self::ALL.into_iter().find(|role| role.id() == wanted)
    }

    const fn bit(self) -> u16 {
        1 << self as u8
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

/// A set of roles, small enough to copy.
#[derive(Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Roles(u16);

impl Roles {
    /// No role at all: a plain person.
    pub const NONE: Self = Self(0);

    /// The set as the store keeps it, one bit a role.
    pub fn bits(self) -> i32 {
        i32::from(self.0)
    }

    /// The set that the store kept. Bits without a role are left out.
    pub fn from_bits(bits: i32) -> Self {
        Role::ALL.into_iter().filter(|role| bits & i32::from(role.bit()) != 0).collect()
    }

    /// Whether the set holds `role`.
    pub const fn has(self, role: Role) -> bool {
        self.0 & role.bit() != 0
    }

    /// Whether nobody's role is in it.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The roles, strongest first.
    pub fn iter(self) -> impl Iterator<Item = Role> {
        Role::ALL.into_iter().filter(move |role| self.has(*role))
    }
}

impl FromIterator<Role> for Roles {
    fn from_iter<I: IntoIterator<Item = Role>>(roles: I) -> Self {
        Self(roles.into_iter().fold(0, |set, role| set | role.bit()))
    }
}

impl fmt::Debug for Roles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_is_found_by_id_and_by_name() {
        assert_eq!(Role::named("Global Administrator"), Some(Role::GlobalAdministrator));
        assert_eq!(Role::named("global-reader"), Some(Role::GlobalReader));
        assert_eq!(Role::named("Owner"), None);
    }

    #[test]
    fn a_set_of_roles_survives_the_store() {
        let roles: Roles = [Role::DirectoryReader, Role::GuestInviter].into_iter().collect();
        assert_eq!(Roles::from_bits(roles.bits()), roles);
        assert_eq!(Roles::from_bits(-1), Role::ALL.into_iter().collect());
    }
}
