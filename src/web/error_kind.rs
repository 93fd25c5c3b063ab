//! The refusals and failures that are not about one page's own form: a status each, no words and nothing internal.

use std::fmt;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError};

/// Which error page an answer is. The outermost layer that knows words turns it into a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ErrorKind {
    /// The request makes no sense.
    BadRequest,
    /// A form that another site sent, or a client that does not say where it comes from.
    CrossSite,
    /// Not allowed.
    Forbidden,
    /// Unknown, or out of sight.
    NotFound,
    /// This address knows other methods.
    MethodNotAllowed,
    /// The request's body did not arrive in time.
    TooSlow,
    /// Changed meanwhile, or already done.
    Conflict,
    /// The body is larger than any form.
    TooLarge,
    /// The body is no form.
    WrongType,
    /// Asked for under another name than the public address.
    Misdirected,
    /// The form is not one that our pages send.
    BadForm,
    /// Too often.
    TooMany,
    /// The headers are too large.
    HeadersTooLarge,
    /// Our fault.
    Internal,
    /// Our fault, and passing.
    Busy,
    /// Our fault: whether it was done is not known.
    Unanswered,
}

/// The mark in a response's extensions: its body is still to be written, as this error's page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ErrorPage {
    /// Which page.
    pub kind: ErrorKind,
}

impl ErrorKind {
    /// All of them.
    pub const ALL: [Self; 16] = [
        Self::BadRequest,
        Self::CrossSite,
        Self::Forbidden,
        Self::NotFound,
        Self::MethodNotAllowed,
        Self::TooSlow,
        Self::Conflict,
        Self::TooLarge,
        Self::WrongType,
        Self::Misdirected,
        Self::BadForm,
        Self::TooMany,
        Self::HeadersTooLarge,
        Self::Internal,
        Self::Busy,
        Self::Unanswered,
    ];

    /// The status of its answer (contract: status codes).
    pub const fn status(self) -> StatusCode {
        match self {
            Self::BadRequest => StatusCode::BAD_REQUEST,
            Self::CrossSite | Self::Forbidden => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::Conflict => StatusCode::CONFLICT,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::WrongType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Misdirected => StatusCode::MISDIRECTED_REQUEST,
            Self::BadForm => StatusCode::UNPROCESSABLE_ENTITY,
            Self::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Self::HeadersTooLarge => StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Busy | Self::Unanswered => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// The page for an error answer that nobody marked; nothing for an answer that is no error.
    pub fn of(status: StatusCode) -> Option<Self> {
        if status == StatusCode::FORBIDDEN {
            Some(Self::Forbidden)
        } else if let Some(kind) = Self::ALL.into_iter().find(|kind| kind.status() == status) {
            Some(kind)
        } else if status.is_client_error() {
            Some(Self::BadRequest)
        } else {
            status.is_server_error().then_some(Self::Internal)
        }
    }

    /// An answer without a body that carries the mark.
    pub fn response(self) -> HttpResponse {
        let mut response = HttpResponse::new(self.status());
        response.extensions_mut().insert(ErrorPage { kind: self });
        response
    }
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.status().canonical_reason().unwrap_or("Error"))
    }
}

impl std::error::Error for ErrorKind {}

impl ResponseError for ErrorKind {
    fn status_code(&self) -> StatusCode {
        self.status()
    }

    fn error_response(&self) -> HttpResponse {
        self.response()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_error_status_has_a_page_and_no_other_status_has_one() {
        for code in 100..=599 {
            let status = StatusCode::from_u16(code).unwrap();
            assert_eq!(ErrorKind::of(status).is_some(), code >= 400, "{code}");
        }
        assert_eq!(ErrorKind::of(StatusCode::IM_A_TEAPOT), Some(ErrorKind::BadRequest));
        assert_eq!(ErrorKind::of(StatusCode::BAD_GATEWAY), Some(ErrorKind::Internal));
        assert_eq!(ErrorKind::of(StatusCode::FORBIDDEN), Some(ErrorKind::Forbidden));
    }
}
