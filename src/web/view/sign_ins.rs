//! The sign-in log, of everybody and of one person.

use askama::Template;
use jiff::civil::Weekday;

use crate::domain::activity;
use crate::domain::audit::Entry;
use crate::domain::failure::SignInFailure;
use crate::domain::paging::{PageSize, Slice, Start};
use crate::domain::people::Missed;
use crate::domain::sign_ins::Day;
use crate::i18n::t;
use crate::service::audit_names::Names;
use crate::service::sign_ins::OfPerson;
use crate::web::chart::{Chart, Series, Slot, day_name};
use crate::web::field::{Complaint, Field};
use crate::web::page::{Page, Section, Theme};
use crate::web::sentences::{activities, event_values, events, people};
use crate::web::{assets, forms, icons, paths};

use super::address::{Address, Pager};
use super::audit::{DONE, REFUSED};
use super::{VERSION, View};

/// The value of `result` in addresses: more was asked for, and this is no answer yet.
pub const INTERRUPTED: &str = "interrupted";

/// What was asked for, as typed.
#[derive(Debug, Default)]
pub struct SignInsQuery {
    /// Who: words or a user name.
    pub person: Field,
    /// [`DONE`], [`INTERRUPTED`] or [`REFUSED`].
    pub result: Field,
    /// Why not.
    pub reason: Field,
    /// The first day.
    pub from: Field,
    /// The last day.
    pub to: Field,
    /// From where.
    pub address: Field,
}

impl SignInsQuery {
    /// An address with this query.
    pub fn address(&self, path: &'static str) -> Address {
        let fields = self.fields();
        fields.iter().fold(Address::of(path), |address, (name, field)| address.with(name, &field.value))
    }

    /// The fields by name, in the order of the page.
    pub fn fields(&self) -> [(&'static str, &Field); 6] {
        [
            ("person", &self.person),
            ("result", &self.result),
            ("reason", &self.reason),
            ("from", &self.from),
            ("to", &self.to),
            ("address", &self.address),
        ]
    }
}

/// `GET /sign-ins`, and its 422 (then without rows).
#[derive(Debug, Template)]
#[template(path = "sign_ins/index.html")]
pub struct SignIns {
    /// What every page knows; section [`Section::Audit`].
    pub page: Page,
    /// What was asked for.
    pub query: SignInsQuery,
    /// How many rows.
    pub size: PageSize,
    /// Where the page starts.
    pub start: Start,
    /// The rows, newest first.
    pub entries: Slice<Entry>,
    /// Words of `person` that stand for nobody in particular.
    pub missed: Option<Missed>,
    /// The name behind an id in the query.
    pub names: Names,
}

impl View for SignIns {
    fn room(&self) -> usize {
        20 * 1024 + self.entries.rows.len() * 900
    }
}

impl SignIns {
    fn rows(&self) -> &Slice<Entry> {
        &self.entries
    }

    fn address(&self) -> Address {
        self.query.address("/sign-ins")
    }

    fn file(&self) -> String {
        self.query.address("/sign-ins/export.csv").link()
    }

    /// The name behind an id that stands in a field.
    fn behind(&self, name: &str) -> Option<&str> {
        self.names.person.as_deref().filter(|_| name == "person")
    }

    fn pager(&self) -> Pager {
        Pager::new(|| self.address(), self.size, self.entries.before.as_ref(), self.entries.after.as_ref())
    }

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
            "from" => t!(self.page, "audit-from"),
            "to" => t!(self.page, "audit-to"),
            _ => t!(self.page, "audit-event-address"),
        }
    }

    fn reasons(&self) -> Vec<(&'static str, String)> {
        let shown =
            |failure: SignInFailure| (failure.id(), activities::why(&self.page.words, activity::SIGN_IN, failure.id()));
        SignInFailure::ALL.into_iter().map(shown).collect()
    }

    /// Why there is no row.
    fn nothing(&self) -> String {
        match &self.missed {
            Some(missed) => people::missed(&self.page.words, missed),
            None if self.start != Start::First => t!(self.page, "audit-beyond-title").to_owned(),
            None => t!(self.page, "sign-ins-none").to_owned(),
        }
    }

    fn moment(&self, entry: &Entry) -> String {
        self.page.clock().within(&entry.at).text()
    }

    fn why(&self, entry: &Entry) -> Option<String> {
        entry.failure.as_deref().map(|code| activities::why(&self.page.words, &entry.activity, code))
    }

    /// Whether the visitor sees all of a row.
    fn sees(&self, entry: &Entry) -> bool {
        self.page.sees(entry)
    }

    fn short<'a>(&self, name: &'a str) -> &'a str {
        events::short(name, self.page.organisation.default_domain())
    }
}

/// `GET /users/{id}/sign-ins`.
#[derive(Debug, Template)]
#[template(path = "users/sign_ins.html")]
pub struct UserSignIns {
    /// What every page knows; section [`Section::Users`].
    pub page: Page,
    /// Who, and what there is.
    pub found: OfPerson,
    /// How many rows.
    pub size: PageSize,
}

impl View for UserSignIns {}

impl UserSignIns {
    fn rows(&self) -> &Slice<Entry> {
        &self.found.entries
    }

    fn title(&self) -> String {
        t!(self.page, "sign-ins-of", name = self.found.user.display_name.as_str())
    }

    fn pager(&self) -> Pager {
        let path = format!("/users/{}/sign-ins", self.found.user.id);
        let entries = &self.found.entries;
        Pager::new(|| Address::of(path.clone()), self.size, entries.before.as_ref(), entries.after.as_ref())
    }

    fn nothing(&self) -> String {
        t!(self.page, "sign-ins-none").to_owned()
    }

    /// Since when the chart counts everything, where it does not count all days.
    fn counted_since(&self) -> Option<String> {
        let since = self.found.counted_since.as_ref()?;
        Some(t!(self.page, "sign-ins-counted", at = self.page.clock().within(since).text()))
    }

    fn chart(&self) -> Chart {
        let slot = |day: &Day| Slot {
            label: day_name(&self.page, day.day),
            rests: matches!(day.day.weekday(), Weekday::Saturday | Weekday::Sunday),
            values: [day.succeeded, day.interrupted, day.failed].map(u64::from).into(),
        };
        let sum = |of: fn(&Day) -> u32| self.found.days.iter().map(|day| u64::from(of(day))).sum::<u64>();
        let (succeeded, failed) = (sum(|day| day.succeeded), sum(|day| day.failed));
        let interrupted = sum(|day| day.interrupted);
        let finding =
            t!(self.page, "sign-ins-chart", succeeded = succeeded, interrupted = interrupted, failed = failed);
        let series = |class, name: &str| Series { class, name: name.to_owned() };
        Chart {
            id: "sign-ins",
            title: t!(self.page, "sign-ins-fortnight").to_owned(),
            finding,
            slot_name: t!(self.page, "chart-day").to_owned(),
            series: vec![
                series("c1", t!(self.page, "audit-success")),
                series("c3", t!(self.page, "sign-ins-interrupted")),
                series("c4", t!(self.page, "audit-failure")),
            ],
            slots: self.found.days.iter().map(slot).collect(),
        }
    }

    /// Whether the visitor sees all of a row.
    fn sees(&self, entry: &Entry) -> bool {
        self.page.sees(entry)
    }

    fn moment(&self, entry: &Entry) -> String {
        self.page.clock().within(&entry.at).text()
    }

    fn why(&self, entry: &Entry) -> Option<String> {
        entry.failure.as_deref().map(|code| activities::why(&self.page.words, &entry.activity, code))
    }

    fn short<'a>(&self, name: &'a str) -> &'a str {
        events::short(name, self.page.organisation.default_domain())
    }
}
