//! What the policy asks of whoever acts.

use super::id::{SessionId, UserId};
use super::permit::{Actor, Who};
use super::role::Roles;

impl Actor {
    /// The roles of the actor; none for guests and operators.
    pub fn roles(&self) -> Roles {
        match &self.who {
            Who::Person { roles, .. } => *roles,
            Who::Guest | Who::Operator { .. } | Who::Program { .. } => Roles::NONE,
        }
    }

    /// The person's id, when a person acts.
    pub fn user(&self) -> Option<UserId> {
        match &self.who {
            Who::Person { id, .. } => Some(*id),
            Who::Guest | Who::Operator { .. } | Who::Program { .. } => None,
        }
    }

    /// The session that a person acts through.
    pub fn session(&self) -> Option<SessionId> {
        match &self.who {
            Who::Person { session, .. } => Some(*session),
            Who::Guest | Who::Operator { .. } | Who::Program { .. } => None,
        }
    }
}
