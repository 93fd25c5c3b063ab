//! Changing somebody: the form, and why there is none.

use askama::Template;

use crate::domain::denial::Denial;
use crate::domain::user::User;
use crate::i18n::t;
use crate::web::field::Complaint;
use crate::web::page::{Page, Section, Theme};
use crate::web::sentences::{denials, people};
use crate::web::{assets, forms, icons};

use super::person_form::PersonForm;
use super::{VERSION, View};

/// `GET /users/{id}/edit`, and its 409 and 422.
#[derive(Debug, Template)]
#[template(path = "users/edit.html")]
pub struct UserEdit {
    /// What every page knows; section [`Section::Users`].
    pub page: Page,
    /// Whom it is about.
    pub user: User,
    /// The fields.
    pub person: PersonForm,
    /// The state that the fields show.
    pub version: i32,
    /// Why the whole form was refused.
    pub refused: Option<Complaint>,
}

impl View for UserEdit {}

impl UserEdit {
    fn complaints(&self) -> Vec<(String, Complaint)> {
        let whole = self.refused.iter().map(|complaint| ("given_name".to_owned(), complaint.clone()));
        whole.chain(self.person.complaints(&self.page)).collect()
    }

    fn title(&self) -> String {
        t!(self.page, "edit-title", name = self.user.display_name.as_str())
    }

    /// Why something is only read here, and what.
    fn locked(&self) -> Vec<String> {
        let why = |denial: &Denial| match denial {
            Denial::Directory => t!(self.page, "edit-kept-directory").to_owned(),
            Denial::External => t!(self.page, "edit-kept-external").to_owned(),
            other => denials::sentence(&self.page.words, other),
        };
        let told = |(denial, what): (Denial, String)| t!(self.page, "edit-locked", why = why(&denial), what = what);
        self.person.locked(&self.page).into_iter().map(told).collect()
    }
}

/// The same address for those who may change nothing.
#[derive(Debug, Template)]
#[template(path = "users/edit_refused.html")]
pub struct UserEditRefused {
    /// What every page knows; section [`Section::Users`].
    pub page: Page,
    /// Whom it is about.
    pub user: User,
    /// Why not.
    pub denial: Denial,
}

impl View for UserEditRefused {}

impl UserEditRefused {
    fn heading(&self) -> String {
        t!(self.page, "edit-refused", name = self.user.display_name.as_str())
    }

    fn why(&self) -> String {
        denials::sentence(&self.page.words, &self.denial)
    }
}
