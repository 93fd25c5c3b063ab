//! The audit log: a list of sentences.

use std::collections::BTreeSet;

use askama::Template;
use jiff::ToSpan as _;

use crate::domain::activity;
use crate::domain::audit::{Entry, EntryActor};
use crate::domain::audit_file::MOST_ROWS;
use crate::domain::paging::{PageSize, Slice, Start};
use crate::domain::people::Missed;
use crate::domain::permission::Permission;
use crate::domain::subject::About;
use crate::i18n::t;
use crate::service::audit_names::Names;
use crate::service::chain::Progress;
use crate::web::field::{Complaint, Field};
use crate::web::page::{Page, Section, Theme};
use crate::web::sentences::{activities, events, people};
use crate::web::{assets, forms, icons, paths};

use super::address::{Address, Pager};
use super::users::Chip;
use super::{VERSION, View};

/// The value of `result` in addresses: the deed was done.
pub const DONE: &str = "success";
/// The value of `result` in addresses: the deed was refused.
pub const REFUSED: &str = "failure";

/// What was asked for, as typed.
#[derive(Debug, Default)]
pub struct AuditQuery {
    /// Whom it is about: words or a user name.
    pub person: Field,
    /// Which group it is about: its name.
    pub group: Field,
    /// Who did it: words or a user name.
    pub actor: Field,
    /// A service.
    pub service: Field,
    /// A category.
    pub category: Field,
    /// An activity name.
    pub activity: Field,
    /// [`DONE`] or [`REFUSED`].
    pub result: Field,
    /// The first day.
    pub from: Field,
    /// The last day.
    pub to: Field,
    /// A support code.
    pub code: Field,
}

impl AuditQuery {
    /// The fields by name, in the order of the page.
    pub fn fields(&self) -> [(&'static str, &Field); 10] {
        [
            ("person", &self.person),
            ("group", &self.group),
            ("actor", &self.actor),
            ("service", &self.service),
            ("category", &self.category),
            ("activity", &self.activity),
            ("result", &self.result),
            ("from", &self.from),
            ("to", &self.to),
            ("code", &self.code),
        ]
    }

    /// The address of the page, without one part.
    pub fn address(&self, without: &str) -> Address {
        self.of("/audit", without)
    }

    fn of(&self, path: &'static str, without: &str) -> Address {
        let fields = self.fields();
        let kept = fields.iter().filter(|(name, _)| *name != without);
        kept.fold(Address::of(path), |address, (name, field)| address.with(name, &field.value))
    }

    /// Whether anything was refused.
    pub fn is_bad(&self) -> bool {
        self.fields().iter().any(|(_, field)| field.is_bad())
    }

    /// Whether nothing was asked for.
    pub fn is_open(&self) -> bool {
        self.fields().iter().all(|(_, field)| field.value.is_empty())
    }
}

/// `GET /audit`, and its 422 (then without rows).
#[derive(Debug, Template)]
#[template(path = "audit/index.html")]
pub struct AuditIndex {
    /// What every page knows; section [`Section::Audit`].
    pub page: Page,
    /// What was asked for.
    pub query: AuditQuery,
    /// How many rows.
    pub size: PageSize,
    /// Where the page starts.
    pub start: Start,
    /// The rows, newest first.
    pub entries: Slice<Entry>,
    /// Words of `person` or `actor` that stand for nobody in particular.
    pub missed: Option<Missed>,
    /// The name of a group that no group has.
    pub no_group: Option<String>,
    /// The names behind ids in the query.
    pub names: Names,
    /// What is known of the chain.
    pub proof: Option<Progress>,
}

impl View for AuditIndex {
    fn room(&self) -> usize {
        20 * 1024 + self.entries.rows.len() * 1200
    }
}

impl AuditIndex {
    fn address(&self, without: &str) -> Address {
        self.query.address(without)
    }

    fn file(&self, path: &'static str) -> String {
        self.query.of(path, "").link()
    }

    /// How many rows a file holds.
    fn most(&self) -> String {
        t!(self.page, "audit-file-most", most = self.page.number(MOST_ROWS as u64).to_string())
    }

    /// Where names are proposed for a field while one is typed.
    fn suggests(name: &str) -> Option<&'static str> {
        match name {
            "person" | "actor" => Some("/users/suggest"),
            "group" => Some("/groups/suggest"),
            _ => None,
        }
    }

    /// The names of groups on this page.
    fn suggested_groups(&self) -> BTreeSet<&str> {
        let about = self.entries.rows.iter().flat_map(|entry| &entry.subjects);
        about.filter(|about| matches!(about, About::Group(_))).map(About::name).collect()
    }

    /// The names on this page, to choose from where one is typed: whom the rows are about, and who acted.
    fn suggested(&self, actors: bool) -> BTreeSet<&str> {
        let rows = self.entries.rows.iter();
        if actors {
            let names = rows.filter_map(|entry| match &entry.actor {
                EntryActor::Person { name, .. } => Some(name.as_str()),
                _ => None,
            });
            names.collect()
        } else {
            let people = rows.flat_map(|entry| &entry.subjects).filter(|about| matches!(about, About::Person(_)));
            people.map(About::name).collect()
        }
    }

    /// The activities of a category.
    fn activities_of(&self, category: &str) -> Vec<&'static str> {
        let AuditQuery { category: of, service, activity: chosen, .. } = &self.query;
        let fits = |asked: &str, has: &str| asked.is_empty() || asked == has;
        let shown = |name: &str| fits(&of.value, category) && fits(&service.value, activity::service(name));
        // What is chosen stays to be seen, also where it is of another category: it still narrows the list.
        let of_it = activity::ALL.into_iter().filter(|name| activity::category(name) == category);
        of_it.filter(|name| shown(name) || chosen.value == *name).collect()
    }

    /// The address of the last day, or of so many days until today.
    fn since(&self, days: i64) -> String {
        let today = self.page.organisation.time_zone.to_datetime(self.page.now).date();
        let from = today.saturating_sub(days.days()).to_string();
        let fields = self.query.fields();
        let kept = fields.iter().filter(|(name, _)| !["from", "to"].contains(name));
        let address = kept.fold(Address::of("/audit"), |address, (name, field)| address.with(name, &field.value));
        address.with("from", &from).link()
    }

    fn pager(&self) -> Pager {
        Pager::new(|| self.address(""), self.size, self.entries.before.as_ref(), self.entries.after.as_ref())
    }

    fn newest(&self) -> String {
        self.address("").link()
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
            "group" => t!(self.page, "audit-group"),
            "actor" => t!(self.page, "audit-actor"),
            "service" => t!(self.page, "audit-service"),
            "category" => t!(self.page, "audit-category"),
            "activity" => t!(self.page, "audit-activity"),
            "result" => t!(self.page, "audit-result"),
            "from" => t!(self.page, "audit-from"),
            "to" => t!(self.page, "audit-to"),
            _ => t!(self.page, "audit-code"),
        }
    }

    /// The name behind an id that stands in a field.
    fn behind(&self, name: &str) -> Option<&str> {
        match name {
            "person" => self.names.person.as_deref(),
            "actor" => self.names.actor.as_deref(),
            "group" => self.names.group.as_deref(),
            _ => None,
        }
    }

    fn chips(&self) -> Vec<Chip> {
        let shown = |name: &str, value: &str| match (name, value) {
            (name, _) if self.behind(name).is_some() => self.behind(name).unwrap_or_default().to_owned(),
            ("activity", name) => activities::activity_name(&self.page.words, name).to_owned(),
            ("result", DONE) => t!(self.page, "audit-success").to_owned(),
            ("result", REFUSED) => t!(self.page, "audit-failure").to_owned(),
            (_, value) => value.to_owned(),
        };
        let fields = self.query.fields();
        fields
            .iter()
            .filter(|(_, field)| !field.value.is_empty())
            .map(|(name, field)| Chip {
                text: t!(self.page, "audit-chip", name = self.label(name), value = shown(name, &field.value)),
                href: self.address(name).link(),
            })
            .collect()
    }

    fn sees_all(&self) -> bool {
        self.page.may(Permission::ViewAudit)
    }

    /// How far the log is proven.
    fn proven(&self) -> Option<String> {
        match self.proof {
            Some(Progress::Intact(reached)) => {
                Some(t!(self.page, "audit-proof-intact", at = self.page.clock().exact(&reached.at).text()))
            }
            _ => None,
        }
    }

    fn sentence(&self, entry: &Entry) -> String {
        events::sentence(&self.page.words, self.page.organisation.default_domain(), entry)
    }

    fn moment(&self, entry: &Entry) -> String {
        self.page.clock().within(&entry.at).text()
    }

    fn short<'a>(&self, name: &'a str) -> &'a str {
        events::short(name, self.page.organisation.default_domain())
    }
}
