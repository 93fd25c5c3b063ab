//! How the directory outside is, in one of six states, with what happened of late.

use std::sync::Arc;

use askama::Template;

use crate::domain::directory::drift::ReadBack;
use crate::domain::permission::Permission;
use crate::domain::settings::Settings;
use crate::i18n::t;
use crate::service::directory::status::{State, Status};
use crate::web::page::{Page, Section, Theme};
use crate::web::sentences::{directory as words_of, people};
use crate::web::{assets, forms, icons};

use super::{VERSION, View};

/// `GET /settings/directory/status`.
#[derive(Debug, Template)]
#[template(path = "settings/directory_status.html")]
pub struct DirectoryStatus {
    /// What every page knows; section [`Section::Settings`].
    pub page: Page,
    /// How it is.
    pub status: Status,
    /// What is decided.
    pub settings: Arc<Settings>,
}

impl View for DirectoryStatus {}

impl DirectoryStatus {
    fn may(&self) -> bool {
        self.settings.directory.is_set_up() && self.page.may(Permission::ManageDirectory)
    }

    /// Whether people may be loaded, and not only counted.
    fn loads(&self) -> bool {
        self.settings.directory.is_on()
    }

    const fn tone(&self) -> &'static str {
        match self.status.state {
            State::Running => "ok",
            State::NotSetUp => "",
            State::OutOfDate | State::Unknown | State::Unable => "warn",
            State::CannotConnect => "bad",
        }
    }

    /// When it answered last, and how quickly.
    fn answered(&self) -> Option<String> {
        let (at, millis) = self.status.health.as_ref()?.answered?;
        Some(t!(self.page, "directory-answered", at = self.page.clock().within(&at).text(), millis = millis))
    }

    /// How many of the writes that were read back are there, were changed since, or are missing; nothing before any was.
    fn drifted(&self) -> Option<String> {
        let found: Vec<ReadBack> = self.status.writes.iter().filter_map(|write| write.read_back).collect();
        let number = |which: ReadBack| found.iter().filter(|found| **found == which).count();
        let (there, since) = (number(ReadBack::There), number(ReadBack::ChangedSince));
        let (all, missing) = (found.len(), number(ReadBack::Missing));
        (all > 0).then(|| t!(self.page, "directory-drift", all = all, there = there, since = since, missing = missing))
    }

    /// The last trouble.
    fn troubled(&self) -> Option<String> {
        let (at, trouble, said) = self.status.health.as_ref()?.trouble.as_ref()?;
        let why = words_of::trouble(&self.page.words, *trouble);
        let told = t!(self.page, "directory-troubled", at = self.page.clock().within(at).text(), why = why);
        Some(if said.is_empty() {
            told
        } else {
            format!("{told} {}", t!(self.page, "directory-says", said = said.as_str()))
        })
    }
}
