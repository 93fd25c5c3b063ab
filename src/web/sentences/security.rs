//! Sign-ins and second steps, in sentences.

use super::activities::why;
use crate::domain::activity;
use crate::domain::audit::Entry;
use crate::domain::session::SessionKind;
use crate::i18n::{Words, t};

/// The sentence of a sign-in, or of what happened to a second step; nothing for any other activity.
pub fn sentence(words: &Words, actor: &str, person: Option<&str>, entry: &Entry) -> Option<String> {
    let someone = person.unwrap_or_else(|| t!(words, "event-someone"));
    let session = entry.detail("session").and_then(SessionKind::from_id);
    let why = entry.failure.as_deref().map(|code| why(words, &entry.activity, code));
    Some(match (entry.activity.as_str(), why) {
        (activity::SIGN_IN, None) => match session {
            Some(SessionKind::ForcedChange) => t!(words, "event-sign-in-forced", person = someone),
            Some(SessionKind::SecondStep) => t!(words, "event-sign-in-second-step", person = someone),
            Some(SessionKind::Full) | None => t!(words, "event-sign-in", person = someone),
        },
        (activity::SIGN_IN, Some(_)) if person.is_none() => t!(words, "event-sign-in-unknown").to_owned(),
        (activity::SIGN_IN, Some(why)) => t!(words, "event-sign-in-failed", person = someone, why = why),
        (activity::SECOND_STEP_ADDED, None) => t!(words, "event-second-step-added", actor = actor),
        (activity::SECOND_STEP_ADDED, Some(why)) => t!(words, "event-second-step-refused", actor = actor, why = why),
        (activity::SECOND_STEP_REMOVED, None) => t!(words, "event-second-step-removed", actor = actor),
        (activity::PASSKEY_ADDED, None) => {
            let name = entry.detail("name").unwrap_or_default();
            t!(words, "event-passkey-added", actor = actor, name = name)
        }
        (activity::PASSKEY_ADDED, Some(why)) => t!(words, "event-passkey-refused", actor = actor, why = why),
        (activity::PASSKEY_REMOVED, None) => {
            let name = entry.detail("name").unwrap_or_default();
            t!(words, "event-passkey-removed", actor = actor, name = name)
        }
        (activity::PASSKEY_RENAMED, None) => {
            let (from, to) = (entry.detail("from").unwrap_or_default(), entry.detail("to").unwrap_or_default());
            t!(words, "event-passkey-renamed", actor = actor, from = from, to = to)
        }
        (activity::RECOVERY_CODES_MADE, None) => t!(words, "event-recovery-codes", actor = actor),
        (activity::SECOND_STEP_CLEARED, None) => {
            t!(words, "event-second-step-cleared", actor = actor, person = someone)
        }
        (activity::CONTAINED, None) => t!(words, "event-contained", actor = actor, person = someone),
        (activity::OWN_SESSIONS_ENDED, _) => t!(words, "event-own-sessions-ended", actor = actor),
        (activity::NOT_ME, _) => t!(words, "event-not-me", actor = actor),
        (activity::PROOF, None) => t!(words, "event-proof", actor = actor),
        (activity::PROOF, Some(why)) => t!(words, "event-proof-failed", actor = actor, why = why),
        _ => return None,
    })
}
