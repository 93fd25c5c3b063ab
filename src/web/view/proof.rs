//! The page that asks again who somebody is, before a powerful deed.

use askama::Template;

use crate::i18n::t;
use crate::service::second_step::proof::Asked;
use crate::web::field::{Complaint, Field};
use crate::web::page::{Page, Section, Theme};
use crate::web::sentences::people;
use crate::web::{assets, forms, icons};

use super::{VERSION, View};

/// In the place of a page or a deed whose proof is too old.
#[derive(Debug, Template)]
#[template(path = "account/proof.html")]
pub struct Proof {
    /// What every page knows.
    pub page: Page,
    /// What is asked for.
    pub asked: Asked,
    /// Where the form goes.
    pub action: String,
    /// The name of the form.
    pub form: &'static str,
    /// What was typed before, and goes on with it.
    pub carried: Vec<(String, String)>,
    /// The proof; only its errors.
    pub proof: Field,
}

impl View for Proof {}

impl Proof {
    fn by_passkey(&self) -> bool {
        self.asked == Asked::Code { passkeys: true }
    }

    fn complaints(&self) -> Vec<(&'static str, Complaint)> {
        self.proof.errors.iter().map(|complaint| ("proof", complaint.clone())).collect()
    }
}
