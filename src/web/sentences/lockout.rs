//! Sign-ins, what wrong passwords have closed, and who or what opened it: the sentences of the audit log.

use crate::domain::activity;
use crate::domain::audit::Entry;
use crate::domain::session::SessionKind;
use crate::domain::source_limit::Held;
use crate::i18n::{Words, t};

/// The sentence of such an event; nothing for any other one.
pub(super) fn sentence(
    words: &Words,
    entry: &Entry,
    (actor, known): (&str, Option<&str>),
    why: Option<&str>,
) -> Option<String> {
    let person = known.unwrap_or_else(|| t!(words, "event-someone"));
    let detail = |name| entry.detail(name).unwrap_or("");
    Some(match (entry.activity.as_str(), why) {
        (activity::SIGN_IN, None) if detail("session") == SessionKind::ForcedChange.id() => {
            t!(words, "event-sign-in-forced", person = person)
        }
        (activity::SIGN_IN, None) => t!(words, "event-sign-in", person = person),
        (activity::SIGN_IN, Some(_)) if known.is_none() => t!(words, "event-sign-in-unknown").to_owned(),
        (activity::SIGN_IN, Some(why)) => t!(words, "event-sign-in-failed", person = person, why = why),
        (activity::USER_LOCKED, None) => t!(words, "event-locked", person = person, guesses = detail("guesses")),
        (activity::USER_UNLOCKED, None) => t!(words, "event-unlocked", actor = actor, person = person),
        (activity::USER_UNLOCKED, Some(why)) => {
            t!(words, "event-unlocked-refused", actor = actor, person = person, why = why)
        }
        (activity::USER_LOCKED_AGAIN, None) => t!(words, "event-locked-again", actor = actor, person = person),
        (activity::LOCK_LAPSED, None) => t!(words, "event-lock-lapsed", person = person),
        (activity::SOURCE_HELD, None) => t!(words, "event-source-held", source = detail("source")),
        (activity::RESETS_HELD, None) => t!(words, "event-resets-held", source = detail("source")),
        (activity::SOURCE_RELEASED, None) => {
            t!(words, "event-source-released", actor = actor, source = detail("source"))
        }
        (activity::SOURCE_COUNTED, None) => {
            t!(words, "event-source-counted", number = detail("failures"), source = detail("source"))
        }
        _ => return None,
    })
}

/// What a place has to wait with.
pub fn held(words: &Words, held: Held) -> &str {
    match held {
        Held::SignIns => t!(words, "places-sign-ins"),
        Held::Resets => t!(words, "places-resets"),
    }
}
