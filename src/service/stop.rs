//! A deed that ends by itself, with nothing done, for a reason that its page tells.

use thiserror::Error;

use super::error::Error;
use crate::domain::permit::Denied;
use crate::store::error::{MaybeDenied, StoreError};

/// Why a deed ended.
#[derive(Debug, Error)]
pub(in crate::service) enum Stop<T: std::fmt::Debug> {
    /// Why.
    #[error("{0:?}")]
    Because(T),
    /// Anything else.
    #[error(transparent)]
    Error(#[from] Error),
}

impl<T: std::fmt::Debug> From<StoreError> for Stop<T> {
    fn from(error: StoreError) -> Self {
        Self::Error(error.into())
    }
}

impl<T: std::fmt::Debug> MaybeDenied for Stop<T> {
    fn denied(&self) -> Option<&Denied> {
        match self {
            Self::Error(error) => error.denied(),
            Self::Because(_) => None,
        }
    }
}
