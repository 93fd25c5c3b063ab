//! Somebody new: the form, and why there is none.

use askama::Template;

use crate::domain::denial::Denial;
use crate::i18n::t;
use crate::web::field::Complaint;
use crate::web::page::{Page, Section, Theme};
use crate::web::sentences::{denials, people};
use crate::web::{assets, forms, icons};

use super::person_form::PersonForm;
use super::{VERSION, View};

/// How somebody begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Start {
    /// With a temporary password, shown once.
    #[default]
    Temporary,
    /// Without any, so that nobody signs in yet.
    Nothing,
}

impl Start {
    /// Every choice.
    pub const ALL: [Self; 2] = [Self::Temporary, Self::Nothing];

    /// The value in the form.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Temporary => "temporary",
            Self::Nothing => "none",
        }
    }

    /// Reads [`Start::id`] back.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|start| start.id() == id)
    }
}

/// `GET /users/new`, and its 422.
#[derive(Debug, Template)]
#[template(path = "users/new.html")]
pub struct UserNew {
    /// What every page knows; section [`Section::Users`].
    pub page: Page,
    /// The fields.
    pub person: PersonForm,
    /// How the person begins.
    pub start: Start,
    /// Why the whole form was refused.
    pub refused: Option<Complaint>,
}

impl View for UserNew {}

impl UserNew {
    /// The empty form.
    pub fn empty(page: Page) -> Self {
        let domains = &page.organisation.domains;
        let domain = domains.first().filter(|_| domains.len() > 1).cloned();
        let person = PersonForm { domain, ..PersonForm::empty() };
        Self { page, person, start: Start::default(), refused: None }
    }

    fn complaints(&self) -> Vec<(String, Complaint)> {
        let whole = self.refused.iter().map(|complaint| ("given_name".to_owned(), complaint.clone()));
        whole.chain(self.person.complaints(&self.page)).collect()
    }

    fn starts(&self, start: Start) -> &str {
        match start {
            Start::Temporary => t!(self.page, "new-start-temporary"),
            Start::Nothing => t!(self.page, "new-start-nothing"),
        }
    }
}

/// The same address for those who may not.
#[derive(Debug, Template)]
#[template(path = "users/new_refused.html")]
pub struct UserNewRefused {
    /// What every page knows; section [`Section::Users`].
    pub page: Page,
    /// Why not.
    pub denial: Denial,
}

impl View for UserNewRefused {}

impl UserNewRefused {
    fn why(&self) -> String {
        denials::sentence(&self.page.words, &self.denial)
    }
}
