//! Who can help himself, and by what.

use askama::Template;

use crate::domain::audit::Entry;
use crate::domain::capability::{Capability, Proof, Standing};
use crate::domain::paging::{Count, PageSize};
use crate::i18n::{Words, t};
use crate::service::reports::registration::{Methods, Query, Report};
use crate::web::filters::Number;
use crate::web::page::{Page, Section, Theme};
use crate::web::sentences::{events, people, resets};
use crate::web::{assets, forms, icons, paths};

use super::address::Address;
use super::{VERSION, View};

/// `GET /reports/registration`.
#[derive(Debug, Template)]
#[template(path = "reports/registration.html")]
pub struct RegistrationReport {
    /// What every page knows; section [`Section::Reports`].
    pub page: Page,
    /// What was asked for.
    pub query: Query,
    /// What there is.
    pub report: Report,
}

impl View for RegistrationReport {}

/// What a group of people is called.
fn standing(words: &Words, standing: Standing) -> &str {
    match standing {
        Standing::Everybody => t!(words, "registration-everybody"),
        Standing::Registered => t!(words, "registration-registered"),
        Standing::Enabled => t!(words, "registration-enabled"),
        Standing::Capable => t!(words, "registration-capable"),
        Standing::Lacking => t!(words, "registration-lacking"),
        Standing::TwoStep => t!(words, "registration-two-step"),
        Standing::Passwordless => t!(words, "registration-passwordless"),
    }
}

impl RegistrationReport {
    /// The address of the page with this query, at its beginning.
    pub fn address_of(query: &Query) -> Address {
        Self::with(paths::REGISTRATION, query, query.standing)
    }

    fn with(path: &'static str, query: &Query, standing: Standing) -> Address {
        let view = if standing == Standing::default() { "" } else { standing.id() };
        let size = if query.size == PageSize::default() { String::new() } else { query.size.rows().to_string() };
        let [group, person] = [&query.group, &query.person].map(|name| name.as_deref().unwrap_or(""));
        let method = query.method.map_or("", Proof::id);
        let address = Address::of(path).with("view", view).with("group", group).with("person", person);
        address.with("method", method).with("size", &size)
    }

    fn of_group(group: &str, standing: Standing) -> String {
        Address::of(paths::REGISTRATION).with("view", standing.id()).with("group", group).link()
    }

    /// What these people are called.
    pub fn name(&self, of: &Standing) -> &str {
        standing(&self.page.words, *of)
    }

    /// What that means.
    pub fn explained(&self, of: &Standing) -> &str {
        match of {
            Standing::Everybody => t!(self.page, "registration-everybody"),
            Standing::Registered => t!(self.page, "registration-registered-text"),
            Standing::Enabled => t!(self.page, "registration-enabled-text"),
            Standing::Capable => t!(self.page, "registration-capable-text"),
            Standing::Lacking => t!(self.page, "registration-lacking-text"),
            Standing::TwoStep => t!(self.page, "registration-two-step-text"),
            Standing::Passwordless => t!(self.page, "registration-passwordless-text"),
        }
    }

    /// The list of them: as many as the counter says, whomever the list is narrowed to now.
    pub fn link(&self, of: &Standing) -> String {
        let all = Query { person: None, method: None, ..self.query.clone() };
        Self::with(paths::REGISTRATION, &all, *of).link()
    }

    fn of_method(method: Proof) -> String {
        Address::of(paths::REGISTRATION).with("method", method.id()).link()
    }

    /// Whether the list is narrowed to those who have this.
    pub fn is_chosen(&self, method: &Proof) -> bool {
        self.query.method == Some(*method)
    }

    /// What a proof is called.
    pub fn method_name(&self, method: &Proof) -> &str {
        resets::proof(&self.page.words, *method)
    }

    fn file(&self) -> String {
        Self::with(paths::REGISTRATION_FILE, &self.query, self.query.standing).link()
    }

    /// How many, as the page writes it, where that is known.
    pub fn number(&self, count: &Option<Count>) -> Option<Number> {
        count.as_ref().map(|count| self.page.count(count))
    }

    fn next(&self) -> Option<String> {
        let next = self.report.next.as_ref()?;
        Some(Self::address_of(&self.query).with("after", &next.encode()).link())
    }

    /// What is said where looking stopped.
    fn stopped(&self) -> Option<String> {
        let looked = self.page.number(u64::try_from(self.report.stopped?).unwrap_or(0)).to_string();
        Some(t!(self.page, "registration-stopped", number = looked))
    }

    /// Yes or no.
    pub fn yes_no(&self, value: &bool) -> &str {
        if *value { t!(self.page, "detail-yes") } else { t!(self.page, "detail-no") }
    }

    fn capable(&self, person: &Capability) -> &str {
        self.yes_no(&person.capable())
    }

    fn two_step(&self, person: &Capability) -> &str {
        self.yes_no(&person.two_step())
    }

    fn passwordless(&self, person: &Capability) -> &str {
        self.yes_no(&person.passwordless())
    }

    fn methods(&self, person: &Capability) -> String {
        let has: Vec<_> = person.methods.iter().map(|method| resets::proof(&self.page.words, *method)).collect();
        if has.is_empty() { t!(self.page, "registration-no-methods").to_owned() } else { has.join(", ") }
    }

    /// What whoever lacks proofs still has to give.
    fn missing(&self, person: &Capability) -> Option<String> {
        (person.missing > 0).then(|| t!(self.page, "registration-missing", number = person.missing))
    }

    fn short<'a>(&self, name: &'a str) -> &'a str {
        events::short(name, self.page.organisation.default_domain())
    }
}

/// `GET /reports/methods`.
#[derive(Debug, Template)]
#[template(path = "reports/methods.html")]
pub struct RegistrationMethods {
    /// What every page knows; section [`Section::Reports`].
    pub page: Page,
    /// What there is.
    pub methods: Methods,
}

impl View for RegistrationMethods {}

impl RegistrationMethods {
    fn sentence(&self, entry: &Entry) -> String {
        events::sentence(&self.page.words, self.page.organisation.default_domain(), entry)
    }

    fn name(&self, of: Standing) -> &str {
        standing(&self.page.words, of)
    }

    /// What a proof is called.
    pub fn method_name(&self, method: &Proof) -> &str {
        resets::proof(&self.page.words, *method)
    }

    /// How often, as the page writes it.
    pub fn times(&self, number: &u64) -> Number {
        self.page.number(*number)
    }

    /// How many, as the page writes it, where that is known.
    pub fn number(&self, count: &Option<Count>) -> Option<Number> {
        count.as_ref().map(|count| self.page.count(count))
    }

    /// What the numbers are of, and where those people are listed.
    fn labels(&self) -> [(&str, Option<String>); 6] {
        let words = &self.page.words;
        let [mail, sms, app, passkey, questions] =
            Proof::ALL.map(|proof| (resets::proof(words, proof), Some(RegistrationReport::of_method(proof))));
        [mail, sms, app, passkey, questions, (t!(words, "methods-several"), None)]
    }
}
