//! Why a deed or a page did not come about.

use thiserror::Error;

use crate::domain::dice::NoDice;
use crate::domain::permit::Denied;
use crate::host::hash_pool::Busy;
use crate::host::sub_key::SealError;
use crate::store::error::{MaybeDenied, StoreError};

/// A failure that the caller turns into a page or an exit status.
#[derive(Debug, Error)]
pub enum Error {
    /// No such thing, or out of sight.
    #[error("not found")]
    NotFound,
    /// The policy or the account's state says no.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The form's single use is spent: this was done before.
    #[error("this form was used before")]
    Replayed,
    /// Too much at once: nothing was changed, try again soon.
    #[error("busy")]
    Busy(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// Whether it was done is not known: the database did not answer.
    #[error("the database did not answer; whether it was done is not known")]
    Unanswered(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// A fault of ours.
    #[error("internal error")]
    Internal(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl Error {
    /// The same; a refusal is told under the name of the deed that it would have been.
    #[must_use]
    pub fn told_as(self, activity: &'static str) -> Self {
        match self {
            Self::Denied(denied) => Self::Denied(denied.told_as(activity)),
            other => other,
        }
    }
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Busy(_) | StoreError::Unavailable(_) | StoreError::NoDice(_) => Self::Busy(Box::new(error)),
            StoreError::Unanswered(_) => Self::Unanswered(Box::new(error)),
            error => Self::Internal(Box::new(error)),
        }
    }
}

impl From<Busy> for Error {
    fn from(busy: Busy) -> Self {
        Self::Busy(Box::new(busy))
    }
}

impl From<NoDice> for Error {
    fn from(none: NoDice) -> Self {
        Self::Busy(Box::new(none))
    }
}

impl From<SealError> for Error {
    fn from(error: SealError) -> Self {
        Self::Internal(Box::new(error))
    }
}

impl MaybeDenied for Error {
    fn denied(&self) -> Option<&Denied> {
        match self {
            Self::Denied(denied) => Some(denied),
            _ => None,
        }
    }
}
