//! My proofs for a forgotten password: what is there, what is missing, and whether it can wait.

use askama::Template;

use crate::domain::registration::Interrupt;
use crate::domain::self_service::Method;
use crate::i18n::t;
use crate::service::self_service::registration::{Own, Proof};
use crate::web::field::Complaint;
use crate::web::page::{Page, Section, Theme};
use crate::web::sentences::people;
use crate::web::{assets, forms, icons, paths};

use super::{VERSION, View};

/// `GET /account/registration`, and the 422 of its POST.
#[derive(Debug, Template)]
#[template(path = "account/registration.html")]
pub struct AccountRegistration {
    /// What every page knows.
    pub page: Page,
    /// How it stands.
    pub own: Own,
    /// What the session is asked before it opens anything else.
    pub asked: Option<Interrupt>,
    /// Where to go on.
    pub next: String,
    /// Why the form was refused.
    pub refused: Option<Complaint>,
}

impl View for AccountRegistration {}

impl AccountRegistration {
    fn complaints(&self) -> Vec<(&'static str, Complaint)> {
        self.refused.iter().map(|complaint| ("proofs", complaint.clone())).collect()
    }

    /// Whether self-service reaches this person at all.
    fn is_open(&self) -> bool {
        self.own.refusal.is_none() || self.own.lacks()
    }

    fn may_wait(&self) -> bool {
        self.asked == Some(Interrupt::Ask) && self.own.lacks()
    }

    fn lede(&self) -> &str {
        match (self.is_open(), self.own.lacks(), self.asked) {
            (false, ..) => t!(self.page, "registration-closed"),
            (true, true, Some(Interrupt::Wall)) => t!(self.page, "registration-wall"),
            (true, true, _) => t!(self.page, "registration-lacks"),
            (true, false, Some(Interrupt::Confirm)) => t!(self.page, "registration-confirm"),
            (true, false, _) => t!(self.page, "registration-complete"),
        }
    }

    fn needed(&self) -> String {
        t!(self.page, "registration-needed", number = self.own.needed)
    }

    fn later(&self) -> String {
        match self.own.snooze_days {
            0 => t!(self.page, "registration-later-once").to_owned(),
            days => t!(self.page, "registration-later-days", number = days),
        }
    }

    fn name(&self, proof: &Proof) -> &str {
        match proof.method {
            Method::Mail => t!(self.page, "security-address"),
            Method::Text => t!(self.page, "security-phone"),
            Method::App => t!(self.page, "security-app"),
            Method::Passkey => t!(self.page, "registration-passkey"),
            Method::Questions => t!(self.page, "security-questions"),
        }
    }

    fn is_where(proof: &Proof) -> &'static str {
        match proof.method {
            Method::Mail => paths::ACCOUNT_ADDRESS,
            Method::Text => paths::ACCOUNT_PHONE,
            Method::App => paths::ACCOUNT_APP,
            Method::Passkey => paths::ACCOUNT_PASSKEYS,
            Method::Questions => paths::ACCOUNT_QUESTIONS,
        }
    }

    fn add(&self, proof: &Proof) -> &str {
        match proof.method {
            Method::Mail => t!(self.page, "security-address-add"),
            Method::Text => t!(self.page, "security-phone-add"),
            Method::App => t!(self.page, "security-app-add"),
            Method::Passkey => t!(self.page, "registration-passkey-add"),
            Method::Questions => t!(self.page, "security-questions-add"),
        }
    }
}
