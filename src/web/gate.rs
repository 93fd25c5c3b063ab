//! Who may come in: each route names its gate, and the gate looks at the visitor before anything else does.

use super::error::Error;
use super::paths;
use crate::domain::permission::Permission;
use crate::domain::permit::Actor;
use crate::domain::session::SessionKind;
use crate::service::signin::session::{Visit, Visitor};

/// Whom a route lets in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gate {
    /// Everybody.
    Anyone,
    /// Everybody with a session of any kind.
    Known,
    /// People who must choose a new password first, and nobody else.
    Pending,
    /// People with a full session.
    Person,
    /// People with a full session and a role.
    Administrator,
}

impl Gate {
    /// Lets a visitor in, or says where to go instead.
    ///
    /// # Errors
    /// [`Error::SignIn`], [`Error::Elsewhere`], [`Error::Denied`].
    pub fn admit(
        self,
        visit: Visit,
        here: &str,
        actor_of: impl FnOnce(&Visitor) -> Actor,
    ) -> Result<Option<Box<Visitor>>, Error> {
        let (visitor, timed_out) = match visit {
            Visit::Known(visitor) => (Some(visitor), false),
            Visit::TimedOut => (None, true),
            Visit::Nobody => (None, false),
        };
        if self == Self::Anyone {
            return Ok(visitor);
        }
        let Some(visitor) = visitor else {
            return Err(Error::SignIn { next: here.to_owned(), timed_out, note: None });
        };
        match (self, visitor.kind) {
            (Self::Anyone | Self::Known, _) | (Self::Pending, SessionKind::ForcedChange) => Ok(Some(visitor)),
            (Self::Pending, SessionKind::Full) => Err(Error::Elsewhere(paths::ACCOUNT)),
            (Self::Person | Self::Administrator, SessionKind::ForcedChange) => {
                Err(Error::Elsewhere(paths::CHANGE_PASSWORD))
            }
            (Self::Person, SessionKind::Full) => Ok(Some(visitor)),
            (Self::Administrator, SessionKind::Full) => match actor_of(&visitor).check(Permission::ViewUsers) {
                Ok(()) => Ok(Some(visitor)),
                Err(denied) => Err(Error::Denied(Box::new(denied))),
            },
        }
    }
}
