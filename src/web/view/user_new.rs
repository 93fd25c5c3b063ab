//! Somebody new: the form, and why there is none.

use askama::Template;

use crate::domain::denial::Denial;
use crate::domain::permission::Permission;
use crate::domain::role::Role;
use crate::i18n::t;
use crate::web::field::{Complaint, Field};
use crate::web::page::{Page, Section, Theme};
use crate::web::sentences::{denials, people, roles};
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

/// More groups than these are not asked for at once.
pub const MOST_GROUPS: usize = 20;

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
    /// How people may begin.
    pub starts: &'static [Start],
    /// Whether there is no sign-in yet.
    pub blocked: bool,
    /// The names of groups, one a line.
    pub groups: Field,
    /// The role.
    pub role: Option<Role>,
    /// Why the whole form was refused.
    pub refused: Option<Complaint>,
}

impl View for UserNew {}

impl UserNew {
    /// The empty form.
    pub fn empty(page: Page, starts: &'static [Start]) -> Self {
        let domains = &page.organisation.domains;
        let domain = domains.first().filter(|_| domains.len() > 1).cloned();
        let person = PersonForm { domain, ..PersonForm::empty() };
        let (start, groups) = (starts.first().copied().unwrap_or_default(), Field::default());
        Self { page, person, start, starts, blocked: false, groups, role: None, refused: None }
    }

    fn complaints(&self) -> Vec<(String, Complaint)> {
        let whole = self.refused.iter().map(|complaint| ("given_name".to_owned(), complaint.clone()));
        let groups = self.groups.errors.iter().map(|complaint| ("groups".to_owned(), complaint.clone()));
        whole.chain(self.person.complaints(&self.page)).chain(groups).collect()
    }

    /// The roles that the visitor may give.
    fn roles(&self) -> Vec<Role> {
        let may = |role: &Role| self.page.person().is_some_and(|visitor| visitor.may_assign(*role));
        Role::ALL.into_iter().filter(may).collect()
    }

    /// How people may begin: id, words, whether it is chosen.
    fn beginnings(&self) -> Vec<(&'static str, &str, bool)> {
        let word = |start| match start {
            Start::Temporary => t!(self.page, "new-start-temporary"),
            Start::Nothing => t!(self.page, "new-start-nothing"),
        };
        self.starts.iter().map(|start| (start.id(), word(*start), self.start == *start)).collect()
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
