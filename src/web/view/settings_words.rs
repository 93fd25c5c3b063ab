//! The banned words: the page of the settings.

use askama::Template;
use jiff::Timestamp;

use crate::domain::id::UserId;
use crate::domain::password::banned::MOST_TERMS;
use crate::domain::permission::Permission;
use crate::domain::settings::Section as Which;
use crate::domain::settings::banned_words::BannedWords;
use crate::i18n::t;
use crate::service::settings::Page as Found;
use crate::web::field::{Complaint, Field};
use crate::web::page::{Page, Section, Theme};
use crate::web::sentences::{people, settings as sentences};
use crate::web::{assets, forms, icons};

use super::settings::since;
use super::{VERSION, View};

/// `GET /settings/banned-words`, and the 422 of its POST.
#[derive(Debug, Template)]
#[template(path = "settings/banned_words.html")]
pub struct SettingsWords {
    /// What every page knows; section [`Section::Settings`].
    pub page: Page,
    /// The words.
    pub found: Found<BannedWords>,
    /// Whether the policy asks for them to be looked for.
    pub ban: bool,
    /// What was typed.
    pub words: Field,
    /// Why the whole form was refused.
    pub refused: Option<Complaint>,
}

impl View for SettingsWords {
    fn room(&self) -> usize {
        12 * 1024 + self.found.settings.words.len() * 32
    }
}

impl SettingsWords {
    const WHICH: &Which = &Which::BannedWords;

    fn complaints(&self) -> Vec<(&'static str, Complaint)> {
        self.refused.iter().chain(&self.words.errors).map(|complaint| ("words", complaint.clone())).collect()
    }

    fn since(&self) -> Option<(Timestamp, Option<UserId>, &str)> {
        since(&self.page, self.found.kept.as_ref())
    }

    fn may(&self) -> bool {
        self.page.may(Permission::ManageSettings)
    }

    fn number(&self) -> String {
        t!(self.page, "words-number", number = self.found.settings.words.len(), most = MOST_TERMS)
    }
}
