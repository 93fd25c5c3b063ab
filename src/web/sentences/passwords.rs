//! What happened to passwords, in sentences.

use crate::domain::activity;
use crate::domain::audit::Entry;
use crate::i18n::{Words, t};

/// An event about a password in one sentence; nothing for any other.
pub fn sentence(words: &Words, entry: &Entry, actor: &str, person: &str, why: Option<&str>) -> Option<String> {
    let detail = |name| entry.detail(name).unwrap_or("");
    Some(match (entry.activity.as_str(), why) {
        (activity::PASSWORD_RESET, None) => t!(words, "event-reset", actor = actor, person = person),
        (activity::PASSWORD_RESET, Some(why)) => {
            t!(words, "event-reset-refused", actor = actor, person = person, why = why)
        }
        (activity::PASSWORD_CHANGE, None) if detail("forced") == "true" => {
            t!(words, "event-change-forced", actor = actor)
        }
        (activity::PASSWORD_CHANGE, None) => t!(words, "event-change", actor = actor),
        (activity::PASSWORD_CHANGE, Some(why)) => t!(words, "event-change-refused", actor = actor, why = why),
        (activity::BREACH_LIST_MADE, None) => {
            t!(words, "event-breach-list", actor = actor, entries = detail("entries"))
        }
        (activity::PASSWORD_DEMANDED, None) => t!(words, "event-password-demanded", actor = actor, person = person),
        (activity::EXEMPTED, None) => t!(words, "event-exempted", actor = actor, person = person),
        (activity::EXEMPTION_ENDED, None) => t!(words, "event-exemption-ended", actor = actor, person = person),
        (activity::PASSWORD_ENDED, None) => t!(words, "event-password-ended", person = person),
        _ => return None,
    })
}
