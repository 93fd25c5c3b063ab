//! A role in somebody's hands: since when, given by whom.

use jiff::Timestamp;

use super::role::Role;
use super::subject::Subject;
use super::user::User;

/// A role that somebody holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holding {
    /// Which.
    pub role: Role,
    /// Since when.
    pub since: Timestamp,
    /// Who gave it, by the name of then; nobody where a command did.
    pub by: Option<Subject>,
}

/// Somebody who holds a role.
#[derive(Debug, Clone)]
pub struct Holder {
    /// Who.
    pub user: User,
    /// Since when, by whom.
    pub holding: Holding,
}
