//! My passkeys: a new one, one of them, and whether it shall go.

use askama::Template;

use crate::domain::passkey::Passkey;
use crate::i18n::t;
use crate::web::field::{Complaint, Field};
use crate::web::page::{Page, Section, Theme};
use crate::web::sentences::people;
use crate::web::{assets, forms, icons};

use super::{VERSION, View};

/// `GET /account/security/passkeys`, and its 422.
#[derive(Debug, Template)]
#[template(path = "account/add_passkey.html")]
pub struct AddPasskey {
    /// What every page knows.
    pub page: Page,
    /// There are as many as there may be.
    pub full: bool,
    /// What the new one is called.
    pub name: Field,
    /// Why the whole form was refused.
    pub refused: Option<Complaint>,
}

impl View for AddPasskey {}

impl AddPasskey {
    /// The empty form.
    pub fn empty(page: Page, full: bool) -> Self {
        Self { page, full, name: Field::default(), refused: None }
    }

    fn complaints(&self) -> Vec<(&'static str, Complaint)> {
        self.refused.iter().chain(&self.name.errors).map(|complaint| ("name", complaint.clone())).collect()
    }
}

/// `GET /account/security/passkeys/{id}`, and its 422.
#[derive(Debug, Template)]
#[template(path = "account/passkey.html")]
pub struct EditPasskey {
    /// What every page knows.
    pub page: Page,
    /// Which.
    pub passkey: Passkey,
    /// What it is called.
    pub name: Field,
    /// Why the whole form was refused.
    pub refused: Option<Complaint>,
}

impl View for EditPasskey {}

impl EditPasskey {
    fn complaints(&self) -> Vec<(&'static str, Complaint)> {
        self.refused.iter().chain(&self.name.errors).map(|complaint| ("name", complaint.clone())).collect()
    }
}

/// `GET /account/security/passkeys/{id}/remove`.
#[derive(Debug, Template)]
#[template(path = "account/remove_passkey.html")]
pub struct RemovePasskey {
    /// What every page knows.
    pub page: Page,
    /// Which.
    pub passkey: Passkey,
    /// Whether no second step is left then.
    pub last: bool,
}

impl View for RemovePasskey {}
