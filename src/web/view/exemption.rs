//! A password that does not end by age for a time: the form, and why there is none.

use askama::Template;
use jiff::Timestamp;

use crate::domain::denial::Denial;
use crate::domain::password::expiry::Standing;
use crate::domain::user::User;
use crate::i18n::t;
use crate::web::field::{Complaint, Field};
use crate::web::page::{Page, Section, Theme};
use crate::web::sentences::{denials, people};
use crate::web::{assets, forms, icons};

use super::password::ending;
use super::{VERSION, View};

/// `GET /users/{id}/exemption`, and the 403 and 422 there.
#[derive(Debug, Template)]
#[template(path = "users/exemption.html")]
pub struct Exemption {
    /// What every page knows; section [`Section::Users`].
    pub page: Page,
    /// Whom it is about.
    pub user: User,
    /// How the password stands; nothing where there is none here.
    pub standing: Option<Standing>,
    /// Until when it is exempt now.
    pub since: Option<Timestamp>,
    /// The last day.
    pub until: Field,
    /// Ticket or reason.
    pub reason: Field,
    /// Why there is nothing to decide.
    pub denial: Option<Denial>,
    /// Why the whole form was refused.
    pub refused: Option<Complaint>,
}

impl View for Exemption {}

impl Exemption {
    fn complaints(&self) -> Vec<(&'static str, Complaint)> {
        let until = self.refused.iter().chain(&self.until.errors).map(|complaint| ("until", complaint.clone()));
        until.chain(self.reason.errors.iter().map(|complaint| ("reason", complaint.clone()))).collect()
    }

    /// When the password ends as it is now.
    fn now(&self) -> String {
        let text = match (&self.standing, &self.since) {
            (None, _) => t!(self.page, "exemption-no-password").to_owned(),
            (Some(standing), _) => {
                ending(&self.page, Some(standing)).unwrap_or_else(|| t!(self.page, "exemption-endless").to_owned())
            }
        };
        match &self.since {
            Some(until) => {
                format!("{text} {}", t!(self.page, "exemption-until", at = self.page.clock().day(until).text()))
            }
            None => text,
        }
    }

    fn why(&self) -> Option<String> {
        self.denial.as_ref().map(|denial| denials::sentence(&self.page.words, denial))
    }
}
