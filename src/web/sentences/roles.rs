//! Roles as people read them.

use crate::domain::permission::{Permission, Trait};
use crate::domain::role::{Role, Roles};
use crate::i18n::{Words, t};

/// The name of a role.
pub fn name<'a>(words: &'a Words, role: &Role) -> &'a str {
    match role {
        Role::GlobalAdministrator => t!(words, "role-global-administrator"),
        Role::PrivilegedRoleAdministrator => t!(words, "role-privileged-role-administrator"),
        Role::PrivilegedAuthenticationAdministrator => t!(words, "role-privileged-authentication-administrator"),
        Role::AuthenticationAdministrator => t!(words, "role-authentication-administrator"),
        Role::AuthenticationPolicyAdministrator => t!(words, "role-authentication-policy-administrator"),
        Role::UserAdministrator => t!(words, "role-user-administrator"),
        Role::HelpdeskAdministrator => t!(words, "role-helpdesk-administrator"),
        Role::PasswordAdministrator => t!(words, "role-password-administrator"),
        Role::GroupsAdministrator => t!(words, "role-groups-administrator"),
        Role::GuestInviter => t!(words, "role-guest-inviter"),
        Role::DirectoryReader => t!(words, "role-directory-reader"),
        Role::ReportsReader => t!(words, "role-reports-reader"),
        Role::GlobalReader => t!(words, "role-global-reader"),
    }
}

/// What a role is for.
pub fn about<'a>(words: &'a Words, role: &Role) -> &'a str {
    match role {
        Role::GlobalAdministrator => t!(words, "role-about-global-administrator"),
        Role::PrivilegedRoleAdministrator => t!(words, "role-about-privileged-role-administrator"),
        Role::PrivilegedAuthenticationAdministrator => t!(words, "role-about-privileged-authentication-administrator"),
        Role::AuthenticationAdministrator => t!(words, "role-about-authentication-administrator"),
        Role::AuthenticationPolicyAdministrator => t!(words, "role-about-authentication-policy-administrator"),
        Role::UserAdministrator => t!(words, "role-about-user-administrator"),
        Role::HelpdeskAdministrator => t!(words, "role-about-helpdesk-administrator"),
        Role::PasswordAdministrator => t!(words, "role-about-password-administrator"),
        Role::GroupsAdministrator => t!(words, "role-about-groups-administrator"),
        Role::GuestInviter => t!(words, "role-about-guest-inviter"),
        Role::DirectoryReader => t!(words, "role-about-directory-reader"),
        Role::ReportsReader => t!(words, "role-about-reports-reader"),
        Role::GlobalReader => t!(words, "role-about-global-reader"),
    }
}

/// The rights that a role's page tells of, as far as roles differ in them.
pub const TOLD: [Permission; 12] = [
    Permission::ViewUsers,
    Permission::ResetPassword,
    Permission::RevokeSessions,
    Permission::Unlock,
    Permission::ChangeSensitive,
    Permission::DeleteUsers,
    Permission::CreateUsers,
    Permission::EditUsers,
    Permission::EditGroups,
    Permission::AssignRoles,
    Permission::ManageRoleGroups,
    Permission::ViewAudit,
];

/// What a permission allows; nothing for what is no matter of roles.
pub fn permission(words: &Words, permission: Permission) -> &str {
    match permission {
        Permission::ViewUsers => t!(words, "permission-view-users"),
        Permission::ResetPassword | Permission::ResetInDirectory => t!(words, "permission-reset-password"),
        Permission::RevokeSessions => t!(words, "permission-revoke-sessions"),
        Permission::Unlock => t!(words, "permission-unlock"),
        Permission::ChangeSensitive => t!(words, "permission-change-sensitive"),
        Permission::DeleteUsers | Permission::RestoreUsers | Permission::PurgeUsers => {
            t!(words, "permission-delete-users")
        }
        Permission::CreateUsers => t!(words, "permission-create-users"),
        Permission::EditUsers => t!(words, "permission-edit-users"),
        Permission::AssignRoles => t!(words, "permission-assign-roles"),
        Permission::CreateGroups | Permission::EditGroups => t!(words, "permission-edit-groups"),
        Permission::ViewSettings => t!(words, "permission-view-settings"),
        Permission::ManageSettings => t!(words, "permission-manage-settings"),
        Permission::ManageDirectory => t!(words, "permission-manage-directory"),
        Permission::ManageRoleGroups => t!(words, "permission-manage-role-groups"),
        Permission::ViewAudit | Permission::ViewOwnAudit => t!(words, "permission-view-audit"),
        Permission::SignIn
        | Permission::SignOut
        | Permission::ChangeOwnPassword
        | Permission::ManageOwnSecurity
        | Permission::ResetOwnPassword
        | Permission::Operate => "",
    }
}

/// What a target has, as the matrices list it.
pub fn held<'a>(words: &'a Words, held: &Trait) -> &'a str {
    match held {
        Trait::Plain => t!(words, "matrix-plain"),
        Trait::Holds(role) => name(words, role),
        Trait::PrivilegedGroup => t!(words, "matrix-privileged-group"),
        Trait::RestrictedUnit => t!(words, "matrix-restricted-unit"),
    }
}

/// "A, B or C".
pub fn any_of(words: &Words, roles: &Roles) -> String {
    let names: Vec<&str> = roles.iter().map(|role| name(words, &role)).collect();
    match names.as_slice() {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [most @ .., last] => format!("{} {} {last}", most.join(", "), t!(words, "denied-or")),
    }
}
