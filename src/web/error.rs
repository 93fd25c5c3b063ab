//! What stands in the way of a page: status, page, and where to go instead. Errors are logged here, once.

use std::fmt;

use actix_web::cookie::Cookie;
use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, ResponseError};

use super::error_kind::ErrorKind;
use super::flash::Flash;
use super::form::FormError;
use super::paths;
use crate::domain::causes::told;
use crate::domain::permit::Denied;
use crate::service::error::Error as ServiceError;

/// Why a handler gave no page.
#[derive(Debug)]
pub enum Error {
    /// An error page.
    Page(ErrorKind),
    /// The policy or a state says no: a page that says who may.
    Denied(Box<Denied>),
    /// Nobody is signed in: off to the sign-in page, and back.
    SignIn {
        /// Where to come back to.
        next: String,
        /// How a session ended, if there was one.
        ended: Option<Flash>,
        /// The flash that says so on the sign-in page.
        note: Option<Box<Cookie<'static>>>,
    },
    /// The own proofs come first: off to their page, and back.
    Register {
        /// Where to come back to.
        next: String,
    },
    /// Somewhere else is the place to be.
    Elsewhere(&'static str),
    /// The form was used before.
    Replayed,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Page(kind) => kind.fmt(f),
            Self::Denied(denied) => denied.fmt(f),
            Self::SignIn { .. } => f.write_str("not signed in"),
            Self::Register { .. } => f.write_str("own proofs come first"),
            Self::Elsewhere(path) => write!(f, "off to {path}"),
            Self::Replayed => f.write_str("a form was used twice"),
        }
    }
}

impl std::error::Error for Error {}

impl ResponseError for Error {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::Page(kind) => kind.status(),
            Self::Denied(denied) if denied.denial.is_state() => StatusCode::CONFLICT,
            Self::Denied(_) => StatusCode::FORBIDDEN,
            Self::SignIn { .. } | Self::Register { .. } | Self::Elsewhere(_) => StatusCode::SEE_OTHER,
            Self::Replayed => StatusCode::CONFLICT,
        }
    }

    fn error_response(&self) -> HttpResponse {
        let to = |place: &str| HttpResponse::SeeOther().insert_header((header::LOCATION, place)).finish();
        match self {
            Self::Page(kind) => kind.response(),
            Self::Denied(denied) if denied.denial.is_state() => ErrorKind::Conflict.response(),
            Self::Denied(_) => ErrorKind::Forbidden.response(),
            Self::SignIn { next, note, .. } => {
                let mut response = to(&paths::sign_in_to(next));
                // A cookie that can not be added costs one sentence, no more.
                let _ = note.as_ref().map(|note| response.add_cookie(note));
                response
            }
            Self::Register { next } => to(&paths::registration_to(next)),
            Self::Elsewhere(path) => to(path),
            Self::Replayed => ErrorKind::Conflict.response(),
        }
    }
}

impl From<ErrorKind> for Error {
    fn from(kind: ErrorKind) -> Self {
        Self::Page(kind)
    }
}

impl From<FormError> for Error {
    fn from(_: FormError) -> Self {
        Self::Page(ErrorKind::BadForm)
    }
}

impl From<ServiceError> for Error {
    fn from(error: ServiceError) -> Self {
        match error {
            ServiceError::NotFound => Self::Page(ErrorKind::NotFound),
            ServiceError::Denied(denied) => Self::Denied(Box::new(denied)),
            ServiceError::Replayed => Self::Replayed,
            ServiceError::Busy(cause) => {
                tracing::warn!(error = %told(cause.as_ref()), "busy");
                Self::Page(ErrorKind::Busy)
            }
            ServiceError::Unanswered(cause) => {
                tracing::error!(error = %told(cause.as_ref()), "a commit got no answer");
                Self::Page(ErrorKind::Unanswered)
            }
            ServiceError::Internal(cause) => {
                tracing::error!(error = %told(cause.as_ref()), "internal error");
                Self::Page(ErrorKind::Internal)
            }
        }
    }
}
