//! The audit log: a list of sentences, and every field of one row.

use std::borrow::Cow;

use askama::Template;

use crate::domain::activity;
use crate::domain::audit::{Entry, EntryActor};
use crate::domain::paging::{PageSize, Slice, Start};
use crate::domain::permission::Permission;
use crate::i18n::t;
use crate::service::chain::Progress;
use crate::web::field::{Complaint, Field};
use crate::web::page::{Page, Section, Theme};
use crate::web::sentences::{activities, event_details, events, people};
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
    fn fields(&self) -> [(&'static str, &Field); 8] {
        [
            ("person", &self.person),
            ("group", &self.group),
            ("actor", &self.actor),
            ("activity", &self.activity),
            ("result", &self.result),
            ("from", &self.from),
            ("to", &self.to),
            ("code", &self.code),
        ]
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
    /// Words of `person` or `actor` that nobody matches.
    pub nobody: Option<String>,
    /// The name of a group that no group has.
    pub no_group: Option<String>,
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
        let fields = self.query.fields();
        fields
            .iter()
            .filter(|(name, _)| *name != without)
            .fold(Address::of("/audit"), |address, (name, field)| address.with(name, &field.value))
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
            "activity" => t!(self.page, "audit-activity"),
            "result" => t!(self.page, "audit-result"),
            "from" => t!(self.page, "audit-from"),
            "to" => t!(self.page, "audit-to"),
            _ => t!(self.page, "audit-code"),
        }
    }

    fn chips(&self) -> Vec<Chip> {
        let shown = |name: &str, value: &str| match (name, value) {
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

    /// Where the chain is broken: the first row.
    fn broken(&self) -> Option<String> {
        match self.proof {
            Some(Progress::Broken(seq)) => Some(t!(self.page, "audit-proof-broken", row = seq)),
            _ => None,
        }
    }

    /// How far the log is proven.
    fn proven(&self) -> Option<String> {
        match self.proof {
            Some(Progress::Intact(at)) => {
                Some(t!(self.page, "audit-proof-intact", at = self.page.clock().exact(&at).text()))
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

/// `GET /audit/{id}`.
#[derive(Debug, Template)]
#[template(path = "audit/show.html")]
pub struct AuditShow {
    /// What every page knows; section [`Section::Audit`].
    pub page: Page,
    /// The row.
    pub entry: Entry,
}

impl View for AuditShow {}

impl AuditShow {
    fn sentence(&self) -> String {
        events::sentence(&self.page.words, self.page.organisation.default_domain(), &self.entry)
    }

    fn same_code(&self) -> String {
        Address::of("/audit").with("code", &self.entry.request.to_string()).link()
    }

    fn why(&self) -> Option<String> {
        self.entry.failure.as_deref().map(|code| activities::why(&self.page.words, code))
    }

    /// Enough to tell two sessions of one person apart.
    fn session(&self) -> Option<String> {
        // The end of the id: it begins with the time, which is much the same for all of a day.
        self.entry.session.map(|session| session.to_string().chars().skip(28).collect())
    }

    fn details(&self) -> Vec<(Cow<'_, str>, &str)> {
        self.entry.details.iter().map(|(name, value)| event_details::detail(&self.page.words, name, value)).collect()
    }
}
