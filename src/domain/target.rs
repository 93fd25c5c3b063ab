//! Whom a deed is about, as far as the policy asks.

use super::deletion::{Deleted, Known};
use super::id::{GroupId, UserId};
use super::permission::Trait;
use super::role::Roles;
use super::user::{Source, User};

/// A person as the target of a deed.
#[derive(Debug, Clone)]
pub struct Target {
    /// Who.
    pub id: UserId,
    /// The name the audit row remembers (last known name, R-340).
    pub name: String,
    /// What protects the account; never empty.
    pub traits: Vec<Trait>,
    /// Where the account lives.
    pub source: Source,
    /// Whether the account is deleted.
    pub deleted: bool,
}

impl Target {
    /// The traits that a set of roles gives; [`Trait::Plain`] when there is none.
    pub fn traits_of(roles: Roles) -> Vec<Trait> {
        if roles.is_empty() { vec![Trait::Plain] } else { roles.iter().map(Trait::Holds).collect() }
    }
}

impl From<&User> for Target {
    fn from(user: &User) -> Self {
        let mut traits = Self::traits_of(user.roles);
        if user.privileged_group {
            traits.push(Trait::PrivilegedGroup);
        }
        Self { id: user.id, name: user.user_name.to_string(), traits, source: user.source, deleted: false }
    }
}

impl From<&Deleted> for Target {
    /// Protected by the roles that would come back.
    fn from(deleted: &Deleted) -> Self {
        Self { deleted: true, ..Self::from(&deleted.user) }
    }
}

impl From<&Known> for Target {
    fn from(known: &Known) -> Self {
        Self { deleted: known.deletion.is_some(), ..Self::from(&known.user) }
    }
}

/// A group as the target of a deed.
#[derive(Debug, Clone)]
pub struct GroupTarget {
    /// Which.
    pub id: GroupId,
    /// The name the audit row remembers.
    pub name: String,
    /// May hold roles, and so is kept by whoever gives roles.
    pub role_assignable: bool,
    /// Whether whoever acts answers for it.
    pub owned: bool,
    /// Whether it is kept in the directory outside.
    pub from_directory: bool,
}
