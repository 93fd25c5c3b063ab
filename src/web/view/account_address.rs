//! My address for codes: given, and shown to reach me.

use askama::Template;

use crate::i18n::t;
use crate::web::field::{Complaint, Field};
use crate::web::page::{Page, Section, Theme};
use crate::web::sentences::people;
use crate::web::{assets, forms, icons};

use super::{VERSION, View};

/// `GET /account/security/address`, and the 422 of its POSTs.
#[derive(Debug, Template)]
#[template(path = "account/address.html")]
pub struct AccountAddress {
    /// What every page knows.
    pub page: Page,
    /// The address that waits for its code; without one an address is asked for.
    pub waiting: Option<String>,
    /// The address.
    pub address: Field,
    /// The code; only its errors.
    pub code: Field,
    /// Why the whole form was refused.
    pub refused: Option<Complaint>,
}

impl View for AccountAddress {}

impl AccountAddress {
    /// Nothing typed yet.
    pub fn empty(page: Page, waiting: Option<String>) -> Self {
        Self { page, waiting, address: Field::default(), code: Field::default(), refused: None }
    }

    fn complaints(&self) -> Vec<(&'static str, Complaint)> {
        let (id, field) = if self.waiting.is_some() { ("code", &self.code) } else { ("address", &self.address) };
        self.refused.iter().chain(&field.errors).map(|complaint| (id, complaint.clone())).collect()
    }
}
