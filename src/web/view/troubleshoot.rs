//! What to do about a code.

use std::collections::BTreeMap;

use askama::Template;

use crate::domain::audit::{Entry, EntryActor};
use crate::domain::deletion::Known;
use crate::domain::id::{RequestId, UserId};
use crate::domain::subject::About;
use crate::domain::trouble::Trouble;
use crate::i18n::t;
use crate::web::field::{Complaint, Field};
use crate::web::page::{Page, Section, Theme};
use crate::web::sentences::{activities, events, people, troubles};
use crate::web::{assets, forms, icons, paths};

use super::{VERSION, View, diagnostics};

/// What a code led to.
#[derive(Debug)]
pub enum Found {
    /// A request, with the rows of the audit log that it left, as far as the visitor sees them: the newest first, ten at most.
    Request(RequestId, Vec<Entry>),
    /// A reason.
    Code(Trouble),
}

/// `GET /troubleshoot`, and its 422.
#[derive(Debug, Template)]
#[template(path = "troubleshoot/index.html")]
pub struct Troubleshoot {
    /// What every page knows; section [`Section::Audit`].
    pub page: Page,
    /// What was typed.
    pub code: Field,
    /// What it led to.
    pub found: Option<Found>,
    /// The accounts of whoever its rows tell of, as they are today.
    pub accounts: BTreeMap<UserId, Known>,
}

impl View for Troubleshoot {}

impl Troubleshoot {
    fn complaints(&self) -> Vec<(&'static str, Complaint)> {
        self.code.errors.iter().map(|complaint| ("code", complaint.clone())).collect()
    }

    /// What is known to have gone wrong: each reason once.
    fn troubles(&self) -> Vec<Trouble> {
        match &self.found {
            Some(Found::Code(trouble)) => vec![*trouble],
            Some(Found::Request(_, entries)) => {
                let mut troubles: Vec<Trouble> = vec![];
                for trouble in
                    entries.iter().filter_map(|entry| Trouble::of_row(&entry.activity, entry.failure.as_deref()?))
                {
                    if !troubles.contains(&trouble) {
                        troubles.push(trouble);
                    }
                }
                troubles
            }
            None => vec![],
        }
    }

    /// Whether nothing went wrong: no reason stands beside any row.
    fn went_well(entries: &[Entry]) -> bool {
        entries.iter().all(|entry| entry.failure.is_none())
    }

    /// Whether the visitor sees all of a row.
    fn sees(&self, entry: &Entry) -> bool {
        self.page.sees(entry)
    }

    fn sentence(&self, entry: &Entry) -> String {
        events::sentence(&self.page.words, self.page.organisation.default_domain(), entry)
    }

    fn why(&self, entry: &Entry) -> Option<String> {
        entry.failure.as_deref().map(|code| activities::why(&self.page.words, &entry.activity, code))
    }

    /// What kind of account somebody has today.
    fn account(&self, person: UserId) -> String {
        self.accounts.get(&person).map_or_else(
            || "not known any more".to_owned(),
            |Known { user, deletion }| diagnostics::account(user.source, !user.roles.is_empty(), deletion.is_some()),
        )
    }

    /// What whoever looks into it must know: facts, one on a line, in English, as the log has them.
    fn diagnostics(&self, request: &RequestId, entries: &[Entry]) -> String {
        let mut lines = vec![
            format!("Latchkey {VERSION}"),
            format!("Support code: {request}"),
            format!("Looked up: {}", diagnostics::moment(&self.page, self.page.now)),
        ];
        for entry in entries.iter().rev() {
            let actor = match &entry.actor {
                EntryActor::Person { id, name } => format!("{name} ({id})"),
                EntryActor::Guest => "not signed in".to_owned(),
                EntryActor::Operator { command } => format!("operator: {command}"),
                EntryActor::Program { job } => format!("program: {job}"),
            };
            let about: Vec<_> =
                entry.subjects.iter().map(|about| format!("{} ({})", about.name(), about.uuid())).collect();
            lines.push(String::new());
            lines.push(format!("{}  {}", diagnostics::moment(&self.page, entry.at), entry.activity));
            lines.push(format!("  Result: {}", entry.failure.as_deref().unwrap_or("success")));
            lines.push(format!("  Done by: {actor}"));
            let by = match &entry.actor {
                EntryActor::Person { id, .. } => Some(*id),
                EntryActor::Guest | EntryActor::Operator { .. } | EntryActor::Program { .. } => None,
            };
            let whom = entry.subjects.first().and_then(About::person).filter(|person| by != Some(*person));
            lines.extend(by.map(|person| format!("  Account: {}", self.account(person))));
            if !about.is_empty() {
                lines.push(format!("  About: {}", about.join(", ")));
            }
            lines.extend(whom.map(|person| format!("  Account of {person}: {}", self.account(person))));
            lines.push(format!("  Address: {}", entry.address.as_deref().unwrap_or("none")));
            lines.push(format!("  Server: {}, event {}", entry.instance, entry.id));
            // What was typed forges no line, and of a session nobody needs the whole.
            let shown = entry.details.iter().filter(|(name, _)| name != "after");
            lines.extend(shown.map(|(name, value)| format!("  {name}: {}", value.replace(char::is_control, " "))));
        }
        lines.join("\n")
    }
}
