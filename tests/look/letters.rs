//! The pages of what letters say, in each of their states.

use std::sync::Arc;

use latchkey::domain::letter::Kind;
use latchkey::domain::notice::About;
use latchkey::domain::organisation::Language;
use latchkey::domain::role::Role;
use latchkey::domain::settings::letters::Letters;
use latchkey::domain::wording::Wording;
use latchkey::i18n::letter::Paper;
use latchkey::service::settings::Page as Found;
use latchkey::web::field::{Complaint, Field};
use latchkey::web::view::View as _;
use latchkey::web::view::settings_letters::{SettingsLetter, SettingsLetters};

use crate::people::{organisation, words};
use crate::settings::{kept, place};

pub(crate) fn samples(language: Language) -> Vec<(&'static str, String)> {
    let own = Wording { subject: "Your code".to_owned(), text: "Hello <b>,\n\n{code}".to_owned() };
    let letters = Letters::default().with(Kind::ResetCode, language, Some(own));
    let index = |settings: Letters, has_mail: bool| {
        let found = Found { settings, kept: has_mail.then(|| kept(true)) };
        SettingsLetters { page: place(language, Role::GlobalAdministrator), found, has_mail }.html().unwrap()
    };
    let letter = |role, kind: Kind, typed: Option<Wording>, refused| {
        let (page, organisation, words) = (place(language, role), Arc::new(organisation()), words(language));
        let paper = Paper {
            words: &words,
            organisation: &organisation,
            portal: "https://passwords.noordzee.example",
            help: None,
        };
        let now = page.now;
        let is_typed = typed.is_some();
        let wording = typed.unwrap_or_else(|| paper.original(kind));
        let preview = (!is_typed).then(|| paper.sample(kind, "sanne@noordzee.example", now, None).unwrap());
        let (subject, text) = (Field::of(wording.subject.clone()), Field::of(wording.text.clone()));
        let found = Found { settings: letters.clone(), kept: Some(kept(true)) };
        let mut view = SettingsLetter { page, found, kind, language, subject, text, preview, refused };
        view.judge(&wording);
        view.html().unwrap()
    };
    let typed = |subject: &str, text: &str| Some(Wording { subject: subject.to_owned(), text: text.to_owned() });
    let global = Role::GlobalAdministrator;
    vec![
        ("settings-letters", index(letters.clone(), true)),
        ("settings-letters-no-mail", index(Letters::default(), false)),
        ("settings-letter", letter(global, Kind::ResetCode, None, None)),
        ("settings-letter-invited", letter(global, Kind::Notice(About::Invited), None, None)),
        ("settings-letter-ends", letter(global, Kind::Notice(About::PasswordEnds), None, None)),
        ("settings-letter-locked", letter(global, Kind::Notice(About::AccountLocked), None, None)),
        ("settings-letter-rights", letter(global, Kind::Notice(About::RightsTried), None, None)),
        ("settings-letter-read", letter(Role::GlobalReader, Kind::Trial, None, None)),
        (
            "settings-letter-odd",
            letter(global, Kind::ResetCode, typed("{code}", "{name} {code}"), Some(Complaint::PageTooOld)),
        ),
        ("settings-letter-empty", letter(global, Kind::ResetCode, typed("", "no code"), None)),
        ("settings-letter-leads", letter(global, Kind::ResetCode, typed("x", "{code} https://x.example"), None)),
    ]
}
