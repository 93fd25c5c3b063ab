//! Pages for when something is not right: what it is, what to do, and the support code.

use askama::Template;
use jiff::Timestamp;

use crate::domain::denial::Denial;
use crate::i18n::t;
use crate::web::page::{Page, Section, Theme};
use crate::web::sentences::{denials, people};
use crate::web::{assets, forms, icons};

use super::{VERSION, View, diagnostics};

/// What is not right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// 400: the request could not be read.
    Unreadable,
    /// 403: the policy says no.
    Denied(Denial),
    /// 403: the form came from elsewhere, or from another session.
    Foreign,
    /// 404: nothing is here.
    NotFound,
    /// 405: not with this method.
    Method,
    /// 408: the form came too slowly.
    TooSlow,
    /// 409: already done, or changed meanwhile.
    Conflict,
    /// 413: the form is too large.
    TooLarge,
    /// 415: not a form.
    ContentType,
    /// 421: not the address of the portal, which is this.
    WrongHost(String),
    /// 422: a value is missing, repeated or not one of the choices.
    Invalid,
    /// 422: the page was open too long.
    PageTooOld,
    /// 429: too often; until then, where that is known.
    TooOften(Option<Timestamp>),
    /// 431: too many or too long headers.
    HeadersTooLarge,
    /// 500: our fault.
    Broken,
    /// 503: too busy.
    Busy,
    /// 503: whether it was done is not known.
    Unanswered,
}

impl Problem {
    /// The status code.
    pub const fn status(&self) -> u16 {
        match self {
            Self::Unreadable => 400,
            Self::Denied(denial) if denial.is_state() => 409,
            Self::Denied(_) | Self::Foreign => 403,
            Self::NotFound => 404,
            Self::Method => 405,
            Self::TooSlow => 408,
            Self::Conflict => 409,
            Self::TooLarge => 413,
            Self::ContentType => 415,
            Self::WrongHost(_) => 421,
            Self::Invalid | Self::PageTooOld => 422,
            Self::TooOften(_) => 429,
            Self::HeadersTooLarge => 431,
            Self::Broken => 500,
            Self::Busy | Self::Unanswered => 503,
        }
    }

    /// The heading.
    fn title<'a>(&self, page: &'a Page) -> &'a str {
        match self {
            Self::Unreadable => t!(page, "error-400-title"),
            Self::Denied(_) => t!(page, "error-403-title"),
            Self::Foreign => t!(page, "error-403-foreign-title"),
            Self::NotFound => t!(page, "error-404-title"),
            Self::Method => t!(page, "error-405-title"),
            Self::TooSlow => t!(page, "error-408-title"),
            Self::Conflict => t!(page, "error-409-title"),
            Self::TooLarge => t!(page, "error-413-title"),
            Self::ContentType => t!(page, "error-415-title"),
            Self::WrongHost(_) => t!(page, "error-421-title"),
            Self::Invalid => t!(page, "error-422-title"),
            Self::PageTooOld => t!(page, "error-old-title"),
            Self::TooOften(_) => t!(page, "error-429-title"),
            Self::HeadersTooLarge => t!(page, "error-431-title"),
            Self::Broken => t!(page, "error-500-title"),
            Self::Busy => t!(page, "error-503-title"),
            Self::Unanswered => t!(page, "error-unanswered-title"),
        }
    }

    /// What it means, and what to do.
    fn text(&self, page: &Page) -> String {
        let plain = match self {
            Self::Denied(denial) => return denials::sentence(&page.words, denial),
            Self::TooOften(Some(until)) => {
                return t!(page, "error-429-until", until = page.clock().within(until).text());
            }
            Self::Unreadable => t!(page, "error-400-text"),
            Self::Foreign => t!(page, "error-403-foreign-text"),
            Self::NotFound => t!(page, "error-404-text"),
            Self::Method => t!(page, "error-405-text"),
            Self::TooSlow => t!(page, "error-408-text"),
            Self::Conflict => t!(page, "error-409-text"),
            Self::TooLarge => t!(page, "error-413-text"),
            Self::ContentType => t!(page, "error-415-text"),
            Self::WrongHost(_) => t!(page, "error-421-text"),
            Self::Invalid => t!(page, "error-422-text"),
            Self::PageTooOld => t!(page, "error-old-text"),
            Self::TooOften(None) => t!(page, "error-429-text"),
            Self::HeadersTooLarge => t!(page, "error-431-text"),
            Self::Broken => t!(page, "error-500-text"),
            Self::Busy => t!(page, "error-503-text"),
            Self::Unanswered => t!(page, "error-unanswered-text"),
        };
        plain.to_owned()
    }

    /// What the service desk asks for.
    fn facts(&self, page: &Page) -> String {
        diagnostics::of_failure(page, self.status())
    }

    /// The right address, where the wrong one was used.
    fn address(&self) -> Option<&str> {
        if let Self::WrongHost(address) = self { Some(address) } else { None }
    }
}

/// An error page for somebody who is not signed in, or may only change the password.
#[derive(Debug, Template)]
#[template(path = "errors/gate.html")]
struct AtTheGate {
    page: Page,
    problem: Problem,
}

/// An error page for somebody who is signed in.
#[derive(Debug, Template)]
#[template(path = "errors/portal.html")]
struct Inside {
    page: Page,
    problem: Problem,
}

impl View for AtTheGate {}
impl View for Inside {}

/// The error page for this visitor. Its status is [`Problem::status`].
///
/// # Errors
/// Only when writing to memory fails.
pub fn html(page: Page, problem: Problem) -> askama::Result<String> {
    if page.person().is_some() { Inside { page, problem }.html() } else { AtTheGate { page, problem }.html() }
}
