//! What stands in letters, in sentences.

use super::self_service;
use crate::domain::organisation::Language;
use crate::domain::settings::letters::Letters;
use crate::domain::wording::{Misfit, Place};
use crate::i18n::{Words, t};

/// A language in which people are written to.
pub fn language(words: &Words, language: Language) -> &str {
    match language {
        Language::English => t!(words, "letters-english"),
        Language::Dutch => t!(words, "letters-dutch"),
    }
}

/// What is filled in at a place.
pub fn place(words: &Words, place: Place) -> &str {
    match place {
        Place::Organisation => t!(words, "place-organisation"),
        Place::Name => t!(words, "place-name"),
        Place::Time => t!(words, "place-time"),
        Place::From => t!(words, "place-from"),
        Place::Code => t!(words, "place-code"),
        Place::Minutes => t!(words, "place-minutes"),
        Place::Until => t!(words, "place-until"),
        Place::Reason => t!(words, "place-reason"),
        Place::Link => t!(words, "place-link"),
    }
}

/// Why words of one's own do not fit.
pub(super) fn misfit(words: &Words, misfit: &Misfit) -> String {
    match misfit {
        Misfit::Missing => t!(words, "complaint-wording-missing").to_owned(),
        Misfit::TooLong(most) => t!(words, "complaint-too-long", most = *most),
        Misfit::Invisible => t!(words, "complaint-invisible").to_owned(),
        Misfit::Unknown(name) => t!(words, "complaint-wording-unknown", name = name.as_str()),
        Misfit::Needs(place) => t!(words, "complaint-wording-needs", name = place.written()),
        Misfit::Address => t!(words, "complaint-wording-address").to_owned(),
    }
}

/// The name of a part of a letter, from its name in audit rows; nothing for a name of anything else.
pub(super) fn value(words: &Words, name: &str) -> Option<String> {
    let (kind, language, part) = Letters::part_of(name)?;
    let part = if part == "subject" { t!(words, "letters-subject") } else { t!(words, "letters-text") };
    Some(format!("{}, {part} ({})", self_service::kind(words, Some(kind)), self::language(words, language)))
}
