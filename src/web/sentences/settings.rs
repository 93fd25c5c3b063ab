//! The words for what is decided for everybody: sections, what they say now, and the names of their values.

use crate::domain::settings::{Section, Settings};
use crate::i18n::{Words, t};

/// The name of a section.
pub fn section<'a>(words: &'a Words, section: &Section) -> &'a str {
    match section {
        Section::Sessions => t!(words, "settings-sessions"),
    }
}

/// What a section says now, in one sentence.
pub fn sentence(words: &Words, section: &Section, settings: &Settings) -> String {
    match section {
        Section::Sessions => t!(
            words,
            "settings-sessions-now",
            idle = settings.sessions.administrators_idle_minutes,
            hours = settings.sessions.administrators_hours,
            others_idle = settings.sessions.others_idle_minutes,
            others_hours = settings.sessions.others_hours,
        ),
    }
}

/// The name of a value, from its name in audit rows; nothing for a name of anything else.
pub fn value<'a>(words: &'a Words, name: &str) -> Option<&'a str> {
    Some(match name {
        "administrators_idle_minutes" => t!(words, "settings-administrators-idle"),
        "administrators_hours" => t!(words, "settings-administrators-hours"),
        "others_idle_minutes" => t!(words, "settings-others-idle"),
        "others_hours" => t!(words, "settings-others-hours"),
        _ => return None,
    })
}
