//! Registration and reset events: a row for each proof that was registered or given, right or wrong.

use askama::Template;

use crate::domain::paging::{PageSize, Start};
use crate::domain::period::Period;
use crate::domain::proof_event::{Feature, ProofEvent};
use crate::i18n::{Words, t};
use crate::service::reports::proof_events::Listed;
use crate::web::field::{Complaint, Field};
use crate::web::page::{Page, Section, Theme};
use crate::web::sentences::{activities, events, people, resets};
use crate::web::{assets, forms, icons, paths};

use super::address::{Address, Pager};
use super::report_resets::Tab;
use super::users::Chip;
use super::{VERSION, View};

/// What was asked for, as typed.
#[derive(Debug, Default)]
pub struct EventsQuery {
    /// A time that has a name.
    pub period: Field,
    /// Who: words or a user name.
    pub person: Field,
    /// What for.
    pub feature: Field,
    /// What came of it: `success` or `failure`.
    pub result: Field,
    /// The first day.
    pub from: Field,
    /// The last day.
    pub to: Field,
}

impl EventsQuery {
    /// The fields by name, in the order of the page.
    pub fn fields(&self) -> [(&'static str, &Field); 6] {
        [
            ("period", &self.period),
            ("person", &self.person),
            ("feature", &self.feature),
            ("result", &self.result),
            ("from", &self.from),
            ("to", &self.to),
        ]
    }

    /// The address of the page, without one part, or for another time.
    pub fn address(&self, without: &str, period: Option<Period>) -> Address {
        let stays = |name: &str| name != without && (period.is_none() || !matches!(name, "period" | "from" | "to"));
        let fields = self.fields();
        let kept = fields.iter().filter(|(name, _)| stays(name));
        let address =
            kept.fold(Address::of(paths::PROOF_EVENTS), |address, (name, field)| address.with(name, &field.value));
        period.iter().fold(address, |address, period| address.with("period", period.id()))
    }
}

/// `GET /reports/events`, and its 422 (then without rows).
#[derive(Debug, Template)]
#[template(path = "reports/events.html")]
pub struct ProofEvents {
    /// What every page knows; section [`Section::Reports`].
    pub page: Page,
    /// What was asked for.
    pub query: EventsQuery,
    /// The time that it is about.
    pub period: Period,
    /// How many rows.
    pub size: PageSize,
    /// Where the page starts.
    pub start: Start,
    /// What there is.
    pub listed: Option<Listed>,
}

impl View for ProofEvents {}

fn feature_name(words: &Words, feature: Feature) -> &str {
    match feature {
        Feature::Registration => t!(words, "proof-events-registration"),
        Feature::Reset => t!(words, "proof-events-reset"),
    }
}

impl ProofEvents {
    fn complaints(&self) -> Vec<(&'static str, Complaint)> {
        let fields = self.query.fields();
        fields
            .iter()
            .flat_map(|(name, field)| field.errors.iter().map(|complaint| (*name, complaint.clone())))
            .collect()
    }

    fn label(&self, name: &str) -> &str {
        match name {
            "person" => t!(self.page, "audit-person"),
            "feature" => t!(self.page, "proof-events-feature"),
            "result" => t!(self.page, "audit-result"),
            "from" => t!(self.page, "audit-from"),
            _ => t!(self.page, "audit-to"),
        }
    }

    fn is_of_days(&self) -> bool {
        matches!(self.period, Period::Days(..))
    }

    fn periods(&self) -> Vec<Tab> {
        let tab = |period: Period| Tab {
            href: self.query.address("", Some(period)).link(),
            text: resets::period(&self.page.words, &period).to_owned(),
            current: period == self.period,
        };
        Period::NAMED.into_iter().map(tab).collect()
    }

    /// A choice of the form: its value, what it is called, whether it is the one.
    fn features(&self) -> [(&'static str, &str, bool); 2] {
        let words = &self.page.words;
        Feature::ALL.map(|one| (one.id(), feature_name(words, one), self.query.feature.value == one.id()))
    }

    fn results(&self) -> [(&'static str, &str, bool); 2] {
        ["success", "failure"].map(|id| (id, self.result_name(id), self.query.result.value == id))
    }

    fn result_name(&self, id: &str) -> &str {
        if id == "success" { t!(self.page, "resets-succeeded") } else { t!(self.page, "resets-failed") }
    }

    fn chips(&self) -> Vec<Chip> {
        let shown = |name: &str, value: &str| match name {
            "feature" => Feature::from_id(value).map_or(value, |one| feature_name(&self.page.words, one)).to_owned(),
            "result" => self.result_name(value).to_owned(),
            _ => value.to_owned(),
        };
        let fields = self.query.fields();
        fields
            .iter()
            .filter(|(name, field)| *name != "period" && !field.value.is_empty())
            .map(|(name, field)| Chip {
                text: t!(self.page, "audit-chip", name = self.label(name), value = shown(name, &field.value)),
                href: self.query.address(name, None).link(),
            })
            .collect()
    }

    fn pager(&self, listed: &Listed) -> Pager {
        let (before, after) = (listed.rows.before.as_ref(), listed.rows.after.as_ref());
        Pager::new(|| self.query.address("", None), self.size, before, after)
    }

    fn newest(&self) -> String {
        self.query.address("", None).link()
    }

    fn feature(&self, row: &ProofEvent) -> &str {
        feature_name(&self.page.words, row.feature)
    }

    fn methods(&self, row: &ProofEvent) -> String {
        let names: Vec<_> = row.methods.iter().map(|method| resets::proof(&self.page.words, *method)).collect();
        if names.is_empty() { "–".to_owned() } else { names.join(" + ") }
    }

    fn result(&self, row: &ProofEvent) -> &str {
        self.result_name(if row.failure.is_none() { "success" } else { "failure" })
    }

    fn why(&self, row: &ProofEvent) -> String {
        let why = |code: &str| activities::why(&self.page.words, &row.activity, code);
        row.failure.as_deref().map(why).unwrap_or_default()
    }

    fn moment(&self, row: &ProofEvent) -> String {
        self.page.clock().within(&row.at).text()
    }

    fn short<'a>(&self, name: &'a str) -> &'a str {
        events::short(name, self.page.organisation.default_domain())
    }
}
