//! My address or phone for codes: given, and shown to reach me.

use askama::Template;

use crate::domain::contact::Point;
use crate::i18n::t;
use crate::web::field::{Complaint, Field};
use crate::web::page::{Page, Section, Theme};
use crate::web::sentences::people;
use crate::web::{assets, forms, icons, paths};

use super::{VERSION, View};

/// `GET /account/security/address` and `/account/security/phone`, and the 422 of their POSTs.
#[derive(Debug, Template)]
#[template(path = "account/address.html")]
pub struct AccountAddress {
    /// What every page knows.
    pub page: Page,
    /// Whether it is an address or a phone.
    pub point: Point,
    /// What waits for its code; without it, an address or a number is asked for.
    pub waiting: Option<String>,
    /// The address, or the number.
    pub address: Field,
    /// The code; only its errors.
    pub code: Field,
    /// Why the whole form was refused.
    pub refused: Option<Complaint>,
}

impl View for AccountAddress {}

impl AccountAddress {
    /// Nothing typed yet.
    pub fn empty(page: Page, point: Point, waiting: Option<String>) -> Self {
        Self { page, point, waiting, address: Field::default(), code: Field::default(), refused: None }
    }

    fn is_phone(&self) -> bool {
        self.point != Point::Mail
    }

    /// The page, where its forms go.
    fn path(&self) -> &'static str {
        if self.is_phone() { paths::ACCOUNT_PHONE } else { paths::ACCOUNT_ADDRESS }
    }

    fn title(&self) -> &str {
        if self.is_phone() { t!(self.page, "phone-title") } else { t!(self.page, "address-title") }
    }

    fn lede(&self) -> &str {
        if self.is_phone() { t!(self.page, "phone-lede") } else { t!(self.page, "address-lede") }
    }

    fn text(&self) -> &str {
        if self.is_phone() { t!(self.page, "security-phone-text") } else { t!(self.page, "security-address-text") }
    }

    fn label(&self) -> &str {
        if self.is_phone() { t!(self.page, "phone-label") } else { t!(self.page, "address-label") }
    }

    fn sent(&self, to: &str) -> String {
        if self.is_phone() {
            t!(self.page, "phone-code-lede", to = to)
        } else {
            t!(self.page, "address-code-lede", to = to)
        }
    }

    fn save(&self) -> &str {
        if self.is_phone() { t!(self.page, "phone-save") } else { t!(self.page, "address-save") }
    }

    fn other(&self) -> &str {
        if self.is_phone() { t!(self.page, "phone-other") } else { t!(self.page, "address-other") }
    }

    fn complaints(&self) -> Vec<(&'static str, Complaint)> {
        let (id, field) = if self.waiting.is_some() { ("code", &self.code) } else { ("address", &self.address) };
        self.refused.iter().chain(&field.errors).map(|complaint| (id, complaint.clone())).collect()
    }
}
