//! What letters say: the list of them, and one to be written.

use askama::Template;
use jiff::Timestamp;

use crate::domain::id::UserId;
use crate::domain::letter::Kind;
use crate::domain::organisation::Language;
use crate::domain::permission::Permission;
use crate::domain::settings::Section as Which;
use crate::domain::settings::letters::Letters;
use crate::domain::wording::{Misfit, Place, Wording};
use crate::i18n::letter::Drawn;
use crate::i18n::t;
use crate::service::settings::Page as Found;
use crate::web::field::{Complaint, Field};
use crate::web::page::{Page, Section, Theme};
use crate::web::sentences::{letters, people, self_service, settings as sentences};
use crate::web::{assets, forms, icons, paths};

use super::settings::since;
use super::{VERSION, View};

/// `GET /settings/letters`.
#[derive(Debug, Template)]
#[template(path = "letters/index.html")]
pub struct SettingsLetters {
    /// What every page knows; section [`Section::Settings`].
    pub page: Page,
    /// What is decided now.
    pub found: Found<Letters>,
    /// Whether mail is sent at all.
    pub has_mail: bool,
}

impl View for SettingsLetters {}

/// A letter in one language: the link to it, the language's name, whether it has words of its own.
type Shown<'a> = (String, &'a str, bool);

impl SettingsLetters {
    const WHICH: &Which = &Which::Letters;

    fn since(&self) -> Option<(Timestamp, Option<UserId>, &str)> {
        since(&self.page, self.found.kept.as_ref())
    }

    fn rows(&self) -> Vec<(&str, Vec<Shown<'_>>)> {
        let shown = |kind: Kind| {
            let one = |language: Language| {
                let own = self.found.settings.own(kind, language).is_some();
                (paths::letter(kind, language), letters::language(&self.page.words, language), own)
            };
            Language::ALL.map(one).into()
        };
        Kind::by_mail().map(|kind| (self_service::kind(&self.page.words, Some(kind)), shown(kind))).collect()
    }
}

/// `GET /settings/letters/{kind}`, and what comes of its POST.
#[derive(Debug, Template)]
#[template(path = "letters/edit.html")]
pub struct SettingsLetter {
    /// What every page knows; section [`Section::Settings`].
    pub page: Page,
    /// What is decided now.
    pub found: Found<Letters>,
    /// Which letter.
    pub kind: Kind,
    /// In which language.
    pub language: Language,
    /// The subject.
    pub subject: Field,
    /// The text.
    pub text: Field,
    /// What it looks like.
    pub preview: Option<Drawn>,
    /// Why the whole form was refused.
    pub refused: Option<Complaint>,
}

impl View for SettingsLetter {}

impl SettingsLetter {
    /// Puts beside each field what is wrong with it.
    pub fn judge(&mut self, typed: &Wording) {
        for (field, misfit) in
            [(&mut self.subject, typed.subject_misfit(self.kind)), (&mut self.text, typed.text_misfit(self.kind))]
        {
            if let Some(misfit) = misfit {
                field.refuse(match misfit {
                    Misfit::TooLong(most) => Complaint::TooLong { most },
                    Misfit::Invisible => Complaint::Invisible,
                    misfit => Complaint::Wording(misfit),
                });
            }
        }
    }

    /// Whether anything is wrong with it.
    pub fn is_bad(&self) -> bool {
        self.refused.is_some() || self.subject.is_bad() || self.text.is_bad()
    }

    fn complaints(&self) -> Vec<(&'static str, Complaint)> {
        let of = |id, field: &Field| field.errors.iter().map(|error| (id, error.clone())).collect::<Vec<_>>();
        let whole = self.refused.iter().map(|complaint| ("subject", complaint.clone()));
        whole.chain(of("subject", &self.subject)).chain(of("text", &self.text)).collect()
    }

    fn name(&self) -> &str {
        self_service::kind(&self.page.words, Some(self.kind))
    }

    fn may(&self) -> bool {
        self.page.may(Permission::ManageSettings)
    }

    fn is_own(&self) -> bool {
        self.found.settings.own(self.kind, self.language).is_some()
    }

    /// The languages: the link to the letter in it, what it calls itself, whether it is the one that is shown.
    fn languages(&self) -> [Shown<'_>; 2] {
        Language::ALL.map(|language| {
            let name = letters::language(&self.page.words, language);
            (paths::letter(self.kind, language), name, language == self.language)
        })
    }

    /// What can be filled in, and what that is.
    fn places(&self) -> Vec<(String, &str)> {
        let place = |place: &Place| (place.written(), letters::place(&self.page.words, *place));
        self.kind.places().iter().map(place).collect()
    }
}
