//! Who may come in: each route names its gate, and the gate looks at the visitor before anything else does.

use super::error::Error;
use super::flash::Flash;
use super::me::Me;
use super::paths;
use crate::domain::permission::Permission;
use crate::domain::session::SessionKind;

/// Whom a route lets in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gate {
    /// Everybody.
    Anyone,
    /// Everybody but those who must choose a new password first.
    Outside,
    /// Everybody with a session of any kind.
    Known,
    /// People who must choose a new password first, and nobody else.
    Pending,
    /// People who must prove the second step first, and nobody else.
    Step,
    /// People with a full session.
    Person,
    /// People with a full session, also those who must add a second step before anything else.
    Own,
    /// People with a full session, also those who are asked for their proofs first.
    Proofs,
    /// People with a full session and a role.
    Administrator,
}

impl Gate {
    /// Lets a visitor in, or says where to go instead.
    ///
    /// # Errors
    /// [`Error::SignIn`], [`Error::Elsewhere`], [`Error::Denied`].
    pub fn admit(self, me: &Me, ended: Option<Flash>, here: &str) -> Result<(), Error> {
        if self == Self::Anyone {
            return Ok(());
        }
        let Some(visitor) = &me.visitor else {
            if self == Self::Outside {
                return Ok(());
            }
            return Err(Error::SignIn { next: here.to_owned(), ended, note: None });
        };
        let full = visitor.kind == SessionKind::Full;
        if full && visitor.is_walled() && matches!(self, Self::Proofs | Self::Person | Self::Administrator) {
            return Err(Error::Elsewhere(paths::ACCOUNT_SECURITY));
        }
        if full && visitor.registration.is_some() && matches!(self, Self::Person | Self::Administrator) {
            return Err(Error::Register { next: here.to_owned() });
        }
        match (self, visitor.kind) {
            (Self::Anyone | Self::Known, _)
            | (Self::Outside, SessionKind::SecondStep | SessionKind::Full)
            | (Self::Pending, SessionKind::ForcedChange)
            | (Self::Step, SessionKind::SecondStep)
            | (Self::Own | Self::Proofs | Self::Person, SessionKind::Full) => Ok(()),
            (Self::Pending | Self::Step, SessionKind::Full) => Err(Error::Elsewhere(paths::ACCOUNT)),
            (
                Self::Pending | Self::Own | Self::Proofs | Self::Person | Self::Administrator,
                SessionKind::SecondStep,
            ) => Err(Error::Elsewhere(paths::SECOND_STEP)),
            (
                Self::Outside | Self::Step | Self::Own | Self::Proofs | Self::Person | Self::Administrator,
                SessionKind::ForcedChange,
            ) => Err(Error::Elsewhere(paths::CHANGE_PASSWORD)),
            (Self::Administrator, SessionKind::Full) => {
                me.actor.check(Permission::ViewUsers).map_err(|denied| Error::Denied(Box::new(denied)))
            }
        }
    }
}
