//! Where the audit log is sent to: the page.

use askama::Template;

use crate::domain::carrier::Trouble;
use crate::domain::stream::{Progress, Target};
use crate::i18n::t;
use crate::web::page::{Page, Section, Theme};
use crate::web::sentences::people;
use crate::web::{assets, forms, icons};

use super::{VERSION, View};

/// `GET /audit/streams`.
#[derive(Debug, Template)]
#[template(path = "audit/streams.html")]
pub struct AuditStreams {
    /// What every page knows; section [`Section::Audit`].
    pub page: Page,
    /// How far it has got everywhere.
    pub progress: Vec<Progress>,
}

impl View for AuditStreams {}

impl AuditStreams {
    fn name(&self, progress: &Progress) -> &str {
        match progress.target {
            Target::Syslog => t!(self.page, "stream-syslog"),
            Target::Webhook => t!(self.page, "stream-webhook"),
        }
    }

    /// In one word: it flows, it is behind, or it does not get through.
    fn state(&self, progress: &Progress) -> (&'static str, &str) {
        match (&progress.trouble, progress.waiting) {
            (Some(_), _) => ("bad", t!(self.page, "stream-stuck")),
            (None, 0) => ("ok", t!(self.page, "stream-even")),
            (None, _) => ("info", t!(self.page, "stream-behind")),
        }
    }

    fn waiting(&self, progress: &Progress) -> String {
        let shown = self.page.number(progress.waiting).to_string();
        t!(self.page, "stream-waiting", number = progress.waiting, shown = shown)
    }

    /// Why the last try failed, what was said, and when it is tried again.
    fn trouble(&self, progress: &Progress) -> Vec<String> {
        let Some((at, trouble, said)) = &progress.trouble else { return vec![] };
        let clock = self.page.clock();
        let why = match trouble {
            Trouble::Unreachable => t!(self.page, "stream-unreachable"),
            Trouble::TooSlow => t!(self.page, "stream-too-slow"),
            Trouble::Tls => t!(self.page, "stream-tls"),
            Trouble::Login => t!(self.page, "stream-login"),
            Trouble::NotNow | Trouble::Refused | Trouble::Unread | Trouble::Unfit => t!(self.page, "stream-refused"),
        };
        let mut told = vec![why.to_owned()];
        if !said.is_empty() {
            told.push(format!("“{said}”"));
        }
        told.push(t!(
            self.page,
            "stream-again",
            tries = progress.tries,
            at = clock.within(at).text(),
            next = clock.within(&progress.next_at).text()
        ));
        told
    }
}
