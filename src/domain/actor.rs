//! Who acts, and what the policy asks of whoever does.

use super::id::{SessionId, UserId};
use super::origin::Origin;
use super::role::Roles;

/// Who acts.
#[derive(Debug, Clone)]
pub enum Who {
    /// A signed-in person.
    Person {
        /// Who.
        id: UserId,
        /// The user name.
        name: String,
        /// The roles held at this request.
        roles: Roles,
        /// The session it came through.
        session: SessionId,
    },
    /// Somebody who has not signed in.
    Guest,
    /// Whoever may run commands on the host.
    Operator {
        /// The command.
        command: &'static str,
    },
    /// The program by itself, when the time for something has come.
    Program {
        /// The job.
        job: &'static str,
    },
}

/// Who acts, and from where.
#[derive(Debug, Clone)]
pub struct Actor {
    /// Who.
    pub who: Who,
    /// From where.
    pub origin: Origin,
}

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
