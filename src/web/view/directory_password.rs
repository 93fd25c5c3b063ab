//! The password of our account in the directory outside.

use askama::Template;

use crate::i18n::t;
use crate::web::field::{Complaint, Field};
use crate::web::page::{Page, Section, Theme};
use crate::web::sentences::people;
use crate::web::{assets, forms, icons};

use super::{VERSION, View};

/// `GET /settings/directory/password`, and its 422.
#[derive(Debug, Template)]
#[template(path = "settings/directory_password.html")]
pub struct DirectoryPassword {
    /// What every page knows; section [`Section::Settings`].
    pub page: Page,
    /// The password; only its errors.
    pub password: Field,
}

impl View for DirectoryPassword {}

impl DirectoryPassword {
    fn complaints(&self) -> Vec<(&'static str, Complaint)> {
        self.password.errors.iter().map(|complaint| ("account_password", complaint.clone())).collect()
    }
}
