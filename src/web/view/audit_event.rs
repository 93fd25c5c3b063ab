//! One row of the audit log: every field, what stands beside it, and how it is proven.

use std::borrow::Cow;

use askama::Template;
use jiff::Timestamp;

use crate::domain::activity;
use crate::domain::audit::{Entry, EntryActor};
use crate::domain::device;
use crate::domain::id::EventId;
use crate::i18n::t;
use crate::service::audit_event::Shown;
use crate::service::seal::{Log, Seal};
use crate::web::page::{Page, Section, Theme};
use crate::web::sentences::{activities, event_details, event_values, events, people};
use crate::web::{assets, forms, icons, paths};

use super::address::Address;
use super::{VERSION, View};

/// Details that are moments.
const MOMENTS: [&str; 3] = ["until", "before", "made_at"];

/// `GET /audit/{id}`.
#[derive(Debug, Template)]
#[template(path = "audit/show.html")]
pub struct AuditShow {
    /// What every page knows; section [`Section::Audit`].
    pub page: Page,
    /// The row.
    pub shown: Shown,
}

impl View for AuditShow {}

impl AuditShow {
    fn sentence(&self) -> String {
        events::sentence(&self.page.words, self.page.organisation.default_domain(), &self.shown.entry)
    }

    fn same_code(&self) -> String {
        Address::of("/audit").with("code", &self.shown.entry.request.to_string()).link()
    }

    fn why(&self) -> Option<String> {
        let entry = &self.shown.entry;
        entry.failure.as_deref().map(|code| activities::why(&self.page.words, &entry.activity, code))
    }

    /// Enough to tell two sessions of one person apart.
    fn session(&self) -> Option<String> {
        // The end of the id: it begins with the time, which is much the same for all of a day.
        self.shown.entry.session.map(|session| session.to_string().chars().skip(28).collect())
    }

    /// The name of whoever the row is about, in the two links beside it.
    fn person(&self) -> Option<String> {
        let about = self.shown.entry.subjects.iter().find(|about| about.person().is_some())?;
        Some(events::short(about.name(), self.page.organisation.default_domain()).to_owned())
    }

    fn to(id: &EventId) -> String {
        paths::event(*id)
    }

    /// What is known of a sign-in beside the rest: how many steps it asks for, browser and system.
    fn sign_in(&self) -> Vec<(&str, String)> {
        let (page, entry) = (&self.page, &self.shown.entry);
        let asked = entry.steps_asked().map(|steps| {
            let steps = if steps == 1 { t!(page, "sign-in-one-step") } else { t!(page, "sign-in-two-steps") };
            (t!(page, "sign-in-requirement"), steps.to_owned())
        });
        let (browser, system) =
            entry.detail("device").filter(|_| entry.activity == activity::SIGN_IN).map_or((None, None), device::parts);
        let browser = browser.map(|name| (t!(page, "sign-in-browser"), name.to_owned()));
        let system = system.map(|name| (t!(page, "sign-in-system"), name.to_owned()));
        [asked, browser, system].into_iter().flatten().collect()
    }

    /// By what a step of the sign-in came about.
    fn step_by<'a>(&'a self, step: &'a Entry) -> &'a str {
        step.detail("method").map_or("", |id| event_values::means(&self.page.words, id))
    }

    fn why_not(&self, step: &Entry) -> Option<String> {
        step.failure.as_deref().map(|code| activities::why(&self.page.words, &step.activity, code))
    }

    fn details(&self) -> Vec<(Cow<'_, str>, Cow<'_, str>)> {
        let told = |(name, value): &'_ (String, String)| -> Option<Cow<'_, str>> {
            let at: Timestamp = value.parse().ok().filter(|_| MOMENTS.contains(&name.as_str()))?;
            Some(self.page.clock().exact(&at).text().into())
        };
        // What is told above is not told again.
        let is_sign_in = self.shown.entry.activity == activity::SIGN_IN;
        let is_left = |(name, _): &&(String, String)| !is_sign_in || !matches!(name.as_str(), "after" | "device");
        let details = self.shown.entry.details.iter().filter(is_left).map(|detail| {
            let (name, value) =
                event_details::detail(&self.page.words, &self.shown.entry.activity, &detail.0, &detail.1);
            (name, told(detail).unwrap_or(value))
        });
        details.collect()
    }

    /// How the row is proven: colour, word, and what is known, sentence by sentence.
    fn seal(&self) -> Option<(&'static str, &str, Vec<String>)> {
        let page = &self.page;
        Some(match self.shown.seal? {
            Seal::Waiting { late: false } => {
                ("", t!(page, "seal-state-waiting"), vec![t!(page, "seal-waiting").to_owned()])
            }
            Seal::Waiting { late: true } => {
                ("warn", t!(page, "seal-state-waiting"), vec![t!(page, "seal-late").to_owned()])
            }
            Seal::Altered { row } => {
                ("bad", t!(page, "seal-state-altered"), vec![t!(page, "seal-altered", row = self.number(row))])
            }
            Seal::Sealed { row, checked, signed_at, log } => {
                let number = self.number(row);
                let own =
                    if checked { t!(page, "seal-row", row = number) } else { t!(page, "seal-unchecked", row = number) };
                let signed = signed_at.map(|at| t!(page, "seal-signed", at = page.clock().exact(&at).text()));
                let (tone, state, around) = match log {
                    Log::Broken(first) => {
                        let first_bad = self.number(first);
                        let text = if first <= row {
                            t!(page, "seal-broken-before", row = first_bad)
                        } else {
                            t!(page, "seal-broken-behind", row = first_bad)
                        };
                        ("bad", t!(page, "seal-state-broken"), text)
                    }
                    Log::Proven(until) if until >= row => {
                        ("ok", t!(page, "seal-state-proven"), t!(page, "seal-proven", row = self.number(until)))
                    }
                    Log::Proven(0) => ("ok", t!(page, "seal-state-sealed"), t!(page, "seal-not-begun").to_owned()),
                    Log::Proven(until) => {
                        ("ok", t!(page, "seal-state-sealed"), t!(page, "seal-behind", row = self.number(until)))
                    }
                };
                (tone, state, [Some(own), signed, Some(around)].into_iter().flatten().collect())
            }
        })
    }

    fn number(&self, row: i64) -> String {
        self.page.number(u64::try_from(row).unwrap_or(0)).to_string()
    }
}
