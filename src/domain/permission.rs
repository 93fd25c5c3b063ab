//! Who may do what, to whom. These tables are the whole policy (R-100…R-112; `tests/policy.txt` shows every combination).

pub use super::protection::Trait;
use super::role::{Role, Roles};

/// What the policy can allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Permission {
    /// See the list of people, profiles and the role matrix.
    ViewUsers,
    /// See one's own actions in the audit log.
    ViewOwnAudit,
    /// See everybody's actions in the audit log.
    ViewAudit,
    /// Make new people.
    CreateUsers,
    /// Change what is known of a person beside what signs in or proves who somebody is.
    EditUsers,
    /// Give another person a temporary password.
    ResetPassword,
    /// Give another person, whose password lives in the directory outside, a temporary one there (R-304: whoever may reset).
    ResetInDirectory,
    /// Sign another person out everywhere (R-133: whoever may reset).
    RevokeSessions,
    /// Open a door that wrong guesses have closed (R-099: whoever may reset).
    Unlock,
    /// Give roles to other people and take them away.
    AssignRoles,
    /// Enable, disable; change phones, other mail and user name.
    ChangeSensitive,
    /// Delete somebody: gone from everywhere, restorable for a time.
    DeleteUsers,
    /// Bring somebody who was deleted back, with every role of before.
    RestoreUsers,
    /// Remove somebody who was deleted for good.
    PurgeUsers,
    /// Make groups, delete and restore them.
    CreateGroups,
    /// Change groups: name, members, owners; an owner may as well.
    EditGroups,
    /// All of that with groups that may hold roles.
    ManageRoleGroups,
    /// See what is decided for everybody.
    ViewSettings,
    /// Decide it.
    ManageSettings,
    /// Decide where the directory outside is, and what is done in it.
    ManageDirectory,
    /// Sign in: everybody.
    SignIn,
    /// Sign out of one's own session.
    SignOut,
    /// Change one's own password.
    ChangeOwnPassword,
    /// Keep one's own second step.
    ManageOwnSecurity,
    /// Reset one's own password, before anybody is signed in.
    ResetOwnPassword,
    /// Install, migrate and fill the directory: the operator on the host, never a role.
    Operate,
}

impl Permission {
    /// Every permission.
    pub const ALL: [Self; 26] = [
        Self::ViewUsers,
        Self::ViewOwnAudit,
        Self::ViewAudit,
        Self::CreateUsers,
        Self::EditUsers,
        Self::ResetPassword,
        Self::ResetInDirectory,
        Self::RevokeSessions,
        Self::Unlock,
        Self::AssignRoles,
        Self::ChangeSensitive,
        Self::DeleteUsers,
        Self::RestoreUsers,
        Self::PurgeUsers,
        Self::CreateGroups,
        Self::EditGroups,
        Self::ManageRoleGroups,
        Self::ViewSettings,
        Self::ManageSettings,
        Self::ManageDirectory,
        Self::SignIn,
        Self::SignOut,
        Self::ChangeOwnPassword,
        Self::ManageOwnSecurity,
        Self::ResetOwnPassword,
        Self::Operate,
    ];

    /// The stable name in audit rows.
    pub const fn id(self) -> &'static str {
        match self {
            Self::ViewUsers => "view-users",
            Self::ViewOwnAudit => "view-own-audit",
            Self::ViewAudit => "view-audit",
            Self::CreateUsers => "create-users",
            Self::EditUsers => "edit-users",
            Self::ResetPassword => "reset-password",
            Self::ResetInDirectory => "reset-in-directory",
            Self::RevokeSessions => "revoke-sessions",
            Self::Unlock => "unlock",
            Self::AssignRoles => "assign-roles",
            Self::ChangeSensitive => "change-sensitive",
            Self::DeleteUsers => "delete-users",
            Self::RestoreUsers => "restore-users",
            Self::PurgeUsers => "purge-users",
            Self::CreateGroups => "create-groups",
            Self::EditGroups => "edit-groups",
            Self::ManageRoleGroups => "manage-role-groups",
            Self::ViewSettings => "view-settings",
            Self::ManageSettings => "manage-settings",
            Self::ManageDirectory => "manage-directory",
            Self::SignIn => "sign-in",
            Self::SignOut => "sign-out",
            Self::ChangeOwnPassword => "change-own-password",
            Self::ManageOwnSecurity => "manage-own-security",
            Self::ResetOwnPassword => "reset-own-password",
            Self::Operate => "operate",
        }
    }

    /// Whether it is about people who are deleted, too. Everything else waits until they are restored (R-070 h, T-30).
    pub const fn reaches_deleted(self) -> bool {
        matches!(self, Self::ViewUsers | Self::RestoreUsers | Self::PurgeUsers)
    }

    /// The roles that carry this permission over at least somebody.
    pub fn roles(self) -> Roles {
        Role::ALL.into_iter().filter(|role| grants(*role, self)).collect()
    }
}

/// Which role carries which permission, over at least somebody.
pub const fn grants(role: Role, permission: Permission) -> bool {
    use Role::{
        AuthenticationPolicyAdministrator, GlobalAdministrator, GlobalReader, GroupsAdministrator,
        PrivilegedRoleAdministrator, ReportsReader, UserAdministrator,
    };
    match permission {
        Permission::ViewUsers | Permission::ViewOwnAudit => true,
        Permission::ViewAudit => matches!(role, GlobalAdministrator | GlobalReader | ReportsReader),
        Permission::CreateUsers | Permission::EditUsers => matches!(role, GlobalAdministrator | UserAdministrator),
        Permission::CreateGroups | Permission::EditGroups => {
            matches!(role, GlobalAdministrator | UserAdministrator | GroupsAdministrator)
        }
        Permission::ManageRoleGroups => matches!(role, GlobalAdministrator | PrivilegedRoleAdministrator),
        Permission::ResetPassword | Permission::ResetInDirectory | Permission::RevokeSessions | Permission::Unlock => {
            may_reset(role, Trait::Plain)
        }
        Permission::AssignRoles => matches!(role, GlobalAdministrator | PrivilegedRoleAdministrator),
        Permission::ChangeSensitive | Permission::DeleteUsers | Permission::RestoreUsers | Permission::PurgeUsers => {
            may_change_sensitive(role, Trait::Plain)
        }
        Permission::ViewSettings => {
            matches!(role, GlobalAdministrator | AuthenticationPolicyAdministrator | GlobalReader)
        }
        Permission::ManageSettings => matches!(role, GlobalAdministrator | AuthenticationPolicyAdministrator),
        Permission::ManageDirectory => matches!(role, GlobalAdministrator),
        // Not a matter of roles: everybody for himself, or the operator alone.
        Permission::SignIn
        | Permission::SignOut
        | Permission::ChangeOwnPassword
        | Permission::ManageOwnSecurity
        | Permission::ResetOwnPassword
        | Permission::Operate => false,
    }
}

/// Matrix 1.9.2: whether a holder of `acting` may reset the password of somebody with this trait.
#[rustfmt::skip]
pub const fn may_reset(acting: Role, target: Trait) -> bool {
    use Role::{
        AuthenticationAdministrator as AA, AuthenticationPolicyAdministrator, DirectoryReader, GlobalAdministrator as GA,
        GlobalReader, GroupsAdministrator, GuestInviter, HelpdeskAdministrator as HA, PasswordAdministrator as PA,
        PrivilegedAuthenticationAdministrator as PAA, PrivilegedRoleAdministrator, ReportsReader, UserAdministrator as UA,
    };
    match target {
        Trait::Plain                                    => matches!(acting, PA | HA | AA | UA | PAA | GA),
        Trait::Holds(DirectoryReader)                   => matches!(acting, PA | HA | AA | UA | PAA | GA),
        Trait::Holds(GuestInviter)                      => matches!(acting, PA | HA | AA | UA | PAA | GA),
        Trait::Holds(PA)                                => matches!(acting, PA | HA | AA | UA | PAA | GA),
        Trait::Holds(HA)                                => matches!(acting,      HA |      UA | PAA | GA),
        Trait::Holds(ReportsReader)                     => matches!(acting,      HA | AA | UA | PAA | GA),
        Trait::Holds(GroupsAdministrator)               => matches!(acting,                UA | PAA | GA),
        Trait::Holds(UA)                                => matches!(acting,                UA | PAA | GA),
        Trait::Holds(AA)                                => matches!(acting,           AA |      PAA | GA),
        Trait::Holds(AuthenticationPolicyAdministrator) => matches!(acting,                     PAA | GA),
        Trait::Holds(GlobalReader)                      => matches!(acting,                     PAA | GA),
        Trait::Holds(PAA)                               => matches!(acting,                     PAA | GA),
        Trait::Holds(PrivilegedRoleAdministrator)       => matches!(acting,                     PAA | GA),
        Trait::Holds(GA)                                => matches!(acting,                     PAA | GA),
        Trait::PrivilegedGroup                          => matches!(acting,                     PAA | GA),
        Trait::RestrictedUnit                           => matches!(acting,                     PAA | GA),
    }
}

/// Matrix 1.9.3: whether a holder of `acting` may do sensitive things to somebody with this trait.
#[rustfmt::skip]
pub const fn may_change_sensitive(acting: Role, target: Trait) -> bool {
    use Role::{
        AuthenticationAdministrator as AA, AuthenticationPolicyAdministrator, DirectoryReader, GlobalAdministrator as GA,
        GlobalReader, GroupsAdministrator, GuestInviter, HelpdeskAdministrator as HA, PasswordAdministrator as PA,
        PrivilegedAuthenticationAdministrator as PAA, PrivilegedRoleAdministrator, ReportsReader, UserAdministrator as UA,
    };
    match target {
        Trait::Plain                                    => matches!(acting, AA | UA | PAA | GA),
        Trait::Holds(DirectoryReader)                   => matches!(acting, AA | UA | PAA | GA),
        Trait::Holds(GuestInviter)                      => matches!(acting, AA | UA | PAA | GA),
        Trait::Holds(PA)                                => matches!(acting, AA | UA | PAA | GA),
        Trait::Holds(ReportsReader)                     => matches!(acting, AA | UA | PAA | GA),
        Trait::Holds(AA)                                => matches!(acting, AA |      PAA | GA),
        Trait::Holds(GroupsAdministrator)               => matches!(acting,      UA | PAA | GA),
        Trait::Holds(HA)                                => matches!(acting,      UA | PAA | GA),
        Trait::Holds(UA)                                => matches!(acting,      UA | PAA | GA),
        Trait::Holds(AuthenticationPolicyAdministrator) => matches!(acting,           PAA | GA),
        Trait::Holds(GlobalReader)                      => matches!(acting,           PAA | GA),
        Trait::Holds(PAA)                               => matches!(acting,           PAA | GA),
        Trait::Holds(PrivilegedRoleAdministrator)       => matches!(acting,           PAA | GA),
        Trait::Holds(GA)                                => matches!(acting,           PAA | GA),
        Trait::PrivilegedGroup                          => matches!(acting,           PAA | GA),
        Trait::RestrictedUnit                           => matches!(acting,           PAA | GA),
    }
}

/// Whether a holder of `acting` may give `role` to others and take it away. Nobody grants above himself: a Privileged
/// Role administrator stops at the roles whose holders may take over his own account, since he may not take over theirs.
pub const fn may_assign(acting: Role, role: Role) -> bool {
    match acting {
        Role::GlobalAdministrator => true,
        Role::PrivilegedRoleAdministrator => !may_change_sensitive(role, Trait::Holds(acting)),
        _ => false,
    }
}

impl Role {
    /// Whether it is powerful: its holders act on others' credentials or rights, set the rules for all, or read everything.
    /// Giving it and taking it away asks for the own password again.
    pub const fn is_powerful(self) -> bool {
        grants(self, Permission::ResetPassword)
            || grants(self, Permission::AssignRoles)
            || matches!(self, Self::AuthenticationPolicyAdministrator | Self::GlobalReader)
    }
}

/// Whether a holder of `acting` may use `permission` on somebody with this trait.
pub const fn covers(acting: Role, permission: Permission, target: Trait) -> bool {
    match permission {
        Permission::ResetPassword | Permission::ResetInDirectory | Permission::RevokeSessions | Permission::Unlock => {
            may_reset(acting, target)
        }
        Permission::ChangeSensitive | Permission::DeleteUsers | Permission::RestoreUsers | Permission::PurgeUsers => {
            may_change_sensitive(acting, target)
        }
        // Of everybody, administrators too.
        Permission::ViewUsers | Permission::EditUsers => grants(acting, permission),
        // Rights over no other person; which roles may be given is a matter of the role: see `may_assign`.
        Permission::CreateUsers
        | Permission::AssignRoles
        | Permission::CreateGroups
        | Permission::EditGroups
        | Permission::ManageRoleGroups
        | Permission::ViewSettings
        | Permission::ManageSettings
        | Permission::ManageDirectory
        | Permission::ViewOwnAudit
        | Permission::ViewAudit
        | Permission::SignIn
        | Permission::SignOut
        | Permission::ChangeOwnPassword
        | Permission::ManageOwnSecurity
        | Permission::ResetOwnPassword
        | Permission::Operate => false,
    }
}

/// Whether one of the `acting` roles covers all that protects somebody: the `held` roles, a privileged group.
pub fn covers_all(acting: Roles, permission: Permission, held: Roles, privileged_group: bool) -> bool {
    acting.iter().any(|role| {
        let roles = if held.is_empty() {
            covers(role, permission, Trait::Plain)
        } else {
            held.iter().all(|held| covers(role, permission, Trait::Holds(held)))
        };
        roles && (!privileged_group || covers(role, permission, Trait::PrivilegedGroup))
    })
}

/// The roles that, each alone, cover every one of `traits`.
pub fn sufficient(permission: Permission, traits: &[Trait]) -> Roles {
    Role::ALL.into_iter().filter(|acting| traits.iter().all(|target| covers(*acting, permission, *target))).collect()
}
