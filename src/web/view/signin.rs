//! Signing in, and the wall before a new password.

use askama::Template;

use crate::domain::password::expiry::Standing;
use crate::i18n::t;
use crate::web::field::{Complaint, Field};
use crate::web::page::Page;
use crate::web::sentences::rules;
use crate::web::{assets, forms, icons};

use super::View;
use super::password::NewPassword;

/// Who may stay signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Staying {
    /// Nobody: nothing is offered.
    Nobody,
    /// Everybody but administrators.
    NoAdministrators,
    /// Administrators, and nobody else.
    AdministratorsAlone,
    /// Everybody.
    Everybody,
}

/// What the page offers beside name and password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offered {
    /// Whether a forgotten password can be reset without the service desk.
    pub forgotten: bool,
    /// Who may stay signed in.
    pub staying: Staying,
}

/// `GET /sign-in`, and its 422 and 503. Why somebody was signed out is the page's flash.
#[derive(Debug, Template)]
#[template(path = "signin/password.html")]
pub struct SignIn {
    /// What every page knows.
    pub page: Page,
    /// The name that was typed.
    pub username: Field,
    /// The password; only its errors.
    pub password: Field,
    /// Where to go afterwards; empty for the usual place.
    pub next: String,
    /// What is offered.
    pub offered: Offered,
    /// Whether whoever signs in wants to stay so.
    pub stays: bool,
    /// Why the whole form was refused.
    pub refused: Option<Complaint>,
}

impl View for SignIn {
    fn room(&self) -> usize {
        10 * 1024
    }
}

impl SignIn {
    /// The empty form.
    pub fn empty(page: Page, next: String, offered: Offered) -> Self {
        let (username, password) = (Field::default(), Field::default());
        Self { page, username, password, next, offered, stays: false, refused: None }
    }

    /// Who may stay signed in, and on what; nothing where nobody may.
    fn staying_hint(&self) -> Option<&str> {
        match self.offered.staying {
            Staying::Nobody => None,
            Staying::NoAdministrators => Some(t!(self.page, "sign-in-stay-no-administrators")),
            Staying::AdministratorsAlone => Some(t!(self.page, "sign-in-stay-administrators")),
            Staying::Everybody => Some(t!(self.page, "sign-in-stay-everybody")),
        }
    }

    fn complaints(&self) -> Vec<(&'static str, Complaint)> {
        let username =
            self.refused.iter().chain(&self.username.errors).map(|complaint| ("username", complaint.clone()));
        username.chain(self.password.errors.iter().map(|complaint| ("password", complaint.clone()))).collect()
    }

    fn has_failed(&self) -> bool {
        self.refused == Some(Complaint::SignInFailed)
    }
}

/// `GET /sign-in/second-step`, and its 422.
#[derive(Debug, Template)]
#[template(path = "signin/second_step.html")]
pub struct SecondStep {
    /// What every page knows.
    pub page: Page,
    /// Where to go afterwards; empty for the usual place.
    pub next: String,
    /// Whether there is a passkey that could be used.
    pub passkeys: bool,
    /// The code; only its errors.
    pub code: Field,
    /// Why the whole form was refused.
    pub refused: Option<Complaint>,
}

impl View for SecondStep {}

impl SecondStep {
    fn complaints(&self) -> Vec<(&'static str, Complaint)> {
        self.refused.iter().chain(&self.code.errors).map(|complaint| ("code", complaint.clone())).collect()
    }
}

/// `GET /change-password`, and its 422.
#[derive(Debug, Template)]
#[template(path = "signin/forced_change.html")]
pub struct ForcedChange {
    /// What every page knows.
    pub page: Page,
    /// Whose password it is; for password managers.
    pub user_name: String,
    /// How the present password stands: why there is a wall.
    pub standing: Option<Standing>,
    /// Where to go afterwards; empty for the usual place.
    pub next: String,
    /// The new password.
    pub form: NewPassword,
    /// Why the whole form was refused.
    pub refused: Option<Complaint>,
}

impl View for ForcedChange {}

impl ForcedChange {
    fn complaints(&self) -> Vec<(&'static str, Complaint)> {
        let whole = self.refused.iter().map(|complaint| ("new_password", complaint.clone()));
        whole.chain(self.form.complaints()).collect()
    }

    /// Why a new password is asked for.
    fn lede(&self) -> String {
        match &self.standing {
            Some(Standing::Ended(end)) => {
                let at = self.page.clock().within(&end.counted_from).text();
                t!(self.page, "forced-ended", days = end.days, at = at)
            }
            Some(Standing::Demanded(_)) => t!(self.page, "forced-demanded").to_owned(),
            Some(Standing::Endless | Standing::Ends(_)) | None => t!(self.page, "forced-lede").to_owned(),
        }
    }
}
