//! Under which activity the audit log tells what was refused.

use super::activity::{
    GROUP_ADDED, GROUP_UPDATED, PASSWORD_CHANGE, PASSWORD_RESET, REFUSED, SECOND_STEP_ADDED, SELF_RESET,
    SESSIONS_REVOKED, SETTINGS_CHANGED, SIGN_IN, SIGN_OUT, USER_CREATED, USER_DELETED, USER_PURGED, USER_RESTORED,
    USER_UNLOCKED, USER_UPDATED, WRITEBACK_RESET,
};
use super::permission::Permission;

/// The activity of what was not allowed; `about` somebody or something that is there.
pub const fn of_refusal(permission: Permission, about: bool) -> &'static str {
    match permission {
        Permission::CreateGroups | Permission::ManageRoleGroups if !about => GROUP_ADDED,
        Permission::CreateGroups | Permission::EditGroups | Permission::ManageRoleGroups => GROUP_UPDATED,
        Permission::ManageSettings | Permission::ManageDirectory => SETTINGS_CHANGED,
        Permission::ResetInDirectory => WRITEBACK_RESET,
        Permission::ResetPassword => PASSWORD_RESET,
        Permission::ChangeOwnPassword => PASSWORD_CHANGE,
        Permission::ManageOwnSecurity => SECOND_STEP_ADDED,
        Permission::ResetOwnPassword => SELF_RESET,
        Permission::SignIn => SIGN_IN,
        Permission::SignOut => SIGN_OUT,
        Permission::RevokeSessions => SESSIONS_REVOKED,
        Permission::CreateUsers => USER_CREATED,
        Permission::EditUsers => USER_UPDATED,
        Permission::DeleteUsers => USER_DELETED,
        Permission::RestoreUsers => USER_RESTORED,
        Permission::PurgeUsers => USER_PURGED,
        Permission::Unlock => USER_UNLOCKED,
        Permission::ViewUsers
        | Permission::ViewOwnAudit
        | Permission::ViewAudit
        | Permission::ViewSettings
        | Permission::AssignRoles
        | Permission::ChangeSensitive
        | Permission::Operate => REFUSED,
    }
}
