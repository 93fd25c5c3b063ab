//! What the policy says of one person and another: the one function behind every button, deed and answer.

use super::denial::Denial;
use super::permission::{Permission, grants, sufficient};
use super::role::{Role, Roles};
use super::target::Target;
use super::user::Source;

/// The role that allows it: one that covers everything the target is protected by.
///
/// # Errors
/// The reason why not, with the roles that would do.
pub fn verdict(roles: Roles, is_self: bool, permission: Permission, target: &Target) -> Result<Role, Denial> {
    let enough = sufficient(permission, &target.traits);
    if !roles.iter().any(|role| grants(role, permission)) {
        return Err(Denial::NeedsRole(permission.roles()));
    }
    if is_self && permission != Permission::EditUsers {
        return Err(Denial::OwnAccount);
    }
    let Some(role) = roles.iter().find(|role| enough.has(*role)) else { return Err(Denial::Protected(enough)) };
    if target.deleted && !permission.reaches_deleted() {
        return Err(Denial::Deleted);
    }
    match (permission, target.source) {
        (Permission::ResetPassword | Permission::ResetInDirectory, Source::External) => Err(Denial::External),
        (Permission::ResetPassword, Source::Directory) => Err(Denial::Directory),
        _ => Ok(role),
    }
}
