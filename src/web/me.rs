//! Who came in with a request.

use std::rc::Rc;

use jiff::Timestamp;

use super::error::Error;
use super::error_kind::ErrorKind;
use super::flash::Flash;
use crate::domain::permit::{Actor, Origin, Who};
use crate::service::signin::session::{Visit, Visitor};

/// Who came in.
#[derive(Debug, Clone)]
pub struct Me {
    /// The person, when there is a session.
    pub visitor: Option<Rc<Visitor>>,
    /// The same as the policy sees it.
    pub actor: Actor,
    /// The moment.
    pub now: Timestamp,
}

impl Me {
    /// From what the cookie opened; also says how a session ended, if one did.
    pub fn of(visit: Visit, origin: Origin, now: Timestamp) -> (Self, Option<Flash>) {
        let guest = |origin| Self { visitor: None, actor: Actor { who: Who::Guest, origin }, now };
        match visit {
            Visit::Nobody => (guest(origin), None),
            Visit::TimedOut(_) => (guest(origin), Some(Flash::TimedOut)),
            Visit::Ended => (guest(origin), Some(Flash::SessionEnded)),
            Visit::Known(visitor) => {
                let actor = visitor.actor(origin);
                (Self { visitor: Some(Rc::from(visitor)), actor, now }, None)
            }
        }
    }

    /// The person behind a gate that lets only people in.
    ///
    /// # Errors
    /// [`ErrorKind::Internal`] behind any other gate.
    pub fn person(&self) -> Result<&Rc<Visitor>, Error> {
        self.visitor.as_ref().ok_or(Error::Page(ErrorKind::Internal))
    }
}
