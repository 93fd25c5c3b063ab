//! The audit log in sentences: what a row tells, in the reader's language.

use std::borrow::Cow;

use crate::domain::activity;
use crate::domain::audit::{Entry, EntryActor};
use crate::domain::check::Check;
use crate::domain::denial::Denial;
use crate::domain::event::Subject;
use crate::domain::failure::{ChangeFailure, SignInFailure};
use crate::domain::password::temporary::Expires;
use crate::domain::property::Property;
use crate::domain::role::Role;
use crate::domain::session::SessionKind;
use crate::i18n::{Words, t};

use super::{people, roles};

/// The event in one sentence. Names of the default domain are told without it.
pub fn sentence(words: &Words, domain: &str, entry: &Entry) -> String {
    let actor = actor(words, domain, entry);
    let person = entry.subjects.first().map(|subject| short(&subject.name, domain));
    let someone = person.unwrap_or_else(|| t!(words, "event-someone"));
    let why = entry.failure.as_deref().map(|code| why(words, code));
    let detail = |name| entry.detail(name).unwrap_or("");
    match (entry.activity.as_str(), why) {
        (activity::PASSWORD_RESET, None) => t!(words, "event-reset", actor = actor, person = someone),
        (activity::PASSWORD_RESET, Some(why)) => {
            t!(words, "event-reset-refused", actor = actor, person = someone, why = why)
        }
        (activity::USER_BLOCKED, None) => t!(words, "event-blocked", actor = actor, person = someone),
        (activity::USER_UNBLOCKED, None) => t!(words, "event-unblocked", actor = actor, person = someone),
        (activity::SESSIONS_REVOKED, None) => t!(words, "event-sessions-revoked", actor = actor, person = someone),
        (activity::SESSIONS_REVOKED, Some(why)) => {
            t!(words, "event-sessions-revoked-refused", actor = actor, person = someone, why = why)
        }
        (activity::PASSWORD_CHANGE, None) if detail("forced") == "true" => {
            t!(words, "event-change-forced", actor = actor)
        }
        (activity::PASSWORD_CHANGE, None) => t!(words, "event-change", actor = actor),
        (activity::PASSWORD_CHANGE, Some(why)) => t!(words, "event-change-refused", actor = actor, why = why),
        (activity::SIGN_IN, None) if detail("session") == SessionKind::ForcedChange.id() => {
            t!(words, "event-sign-in-forced", person = someone)
        }
        (activity::SIGN_IN, None) => t!(words, "event-sign-in", person = someone),
        (activity::SIGN_IN, Some(_)) if person.is_none() => t!(words, "event-sign-in-unknown").to_owned(),
        (activity::SIGN_IN, Some(why)) => t!(words, "event-sign-in-failed", person = someone, why = why),
        (activity::SIGN_OUT, None) => t!(words, "event-sign-out", actor = actor),
        (activity::USER_CREATED, Some(why)) => t!(words, "event-user-created-refused", actor = actor, why = why),
        (activity::USER_CREATED, None) => t!(words, "event-user-created", actor = actor, person = someone),
        (activity::USER_UPDATED, Some(why)) => {
            t!(words, "event-user-updated-refused", actor = actor, person = someone, why = why)
        }
        (activity::USER_UPDATED, None) => {
            t!(words, "event-user-updated", actor = actor, person = someone, what = changed(words, entry))
        }
        (activity::ROLE_ASSIGNED, None) => {
            let role = detail("role");
            let role = Role::named(role).map_or(role, |role| roles::name(words, &role));
            t!(words, "event-role-assigned", actor = actor, person = someone, role = role)
        }
        (activity::ADMINISTRATOR_RECOVERED, None) => t!(words, "event-recovered", actor = actor, person = someone),
        (activity::DIRECTORY_FILLED, None) => t!(words, "event-filled", actor = actor, people = detail("people")),
        (activity::KEYS_ROTATED, None) => {
            t!(words, "event-keys-rotated", actor = actor, generation = detail("generation"))
        }
        (activity::SECRETS_RESEALED, None) => {
            t!(
                words,
                "event-secrets-resealed",
                actor = actor,
                secrets = detail("secrets"),
                generation = detail("generation")
            )
        }
        (activity::BACKED_UP, None) => t!(words, "event-backed-up", actor = actor),
        (activity::RESTORED, None) => t!(words, "event-restored", actor = actor, moment = detail("made_at")),
        (activity::INSTALLED, None) => {
            t!(words, "event-installed", actor = actor, organisation = detail("organisation"))
        }
        (activity::REFUSED, Some(why)) if person.is_none() => t!(words, "event-refused", actor = actor, why = why),
        (activity::REFUSED, Some(why)) => {
            t!(words, "event-refused-person", actor = actor, person = someone, why = why)
        }
        (other, _) => t!(words, "event-other", actor = actor, activity = activity_name(words, other)),
    }
}

/// The check and the reason of a reset, how many devices it signed out: what stands below the sentence.
pub fn circumstances(words: &Words, entry: &Entry) -> String {
    let check =
        entry.detail("verified_by").and_then(Check::from_id).map(|check| people::check(words, &check).to_owned());
    let reason = entry.detail("reason").map(str::to_owned);
    let ended = entry
        .detail("sessions_ended")
        .and_then(|number| number.parse::<u32>().ok())
        .filter(|number| *number > 0)
        .map(|number| t!(words, "event-sessions-ended", number = number));
    [check, reason, ended].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The names of what was changed, in the order of the form.
fn changed(words: &Words, entry: &Entry) -> String {
    let changed = Property::all().filter(|property| entry.detail(&format!("{}.to", property.id())).is_some());
    changed.map(|property| people::property(words, property)).collect::<Vec<_>>().join(", ")
}

/// Who acted.
pub fn actor<'a>(words: &'a Words, domain: &str, entry: &'a Entry) -> &'a str {
    match &entry.actor {
        EntryActor::Person { name, .. } => short(name, domain),
        EntryActor::Guest => t!(words, "event-guest"),
        EntryActor::Operator { .. } => t!(words, "event-operator"),
    }
}

/// Who acted, in full.
pub fn actor_in_full(words: &Words, entry: &Entry) -> String {
    match &entry.actor {
        EntryActor::Person { name, .. } => name.clone(),
        EntryActor::Guest => t!(words, "audit-actor-guest").to_owned(),
        EntryActor::Operator { command } => t!(words, "audit-actor-operator", command = command.as_str()),
    }
}

/// A user name without the default domain.
pub fn short<'a>(name: &'a str, domain: &str) -> &'a str {
    match name.split_once('@') {
        Some((local, of)) if of.eq_ignore_ascii_case(domain) => local,
        _ => name,
    }
}

/// Whom a row is about, other than who did it.
pub fn others(entry: &Entry) -> impl Iterator<Item = &Subject> {
    let own = match &entry.actor {
        EntryActor::Person { id, .. } => Some(*id),
        EntryActor::Guest | EntryActor::Operator { .. } => None,
    };
    entry.subjects.iter().filter(move |subject| Some(subject.id) != own)
}

/// The name of an activity; the stable English one where it is not known.
pub fn activity_name<'a>(words: &'a Words, name: &'a str) -> &'a str {
    match name {
        activity::PASSWORD_RESET => t!(words, "activity-password-reset"),
        activity::USER_BLOCKED => t!(words, "activity-user-blocked"),
        activity::USER_UNBLOCKED => t!(words, "activity-user-unblocked"),
        activity::SESSIONS_REVOKED => t!(words, "activity-sessions-revoked"),
        activity::PASSWORD_CHANGE => t!(words, "activity-password-change"),
        activity::SIGN_IN => t!(words, "activity-sign-in"),
        activity::SIGN_OUT => t!(words, "activity-sign-out"),
        activity::USER_CREATED => t!(words, "activity-user-created"),
        activity::USER_UPDATED => t!(words, "activity-user-updated"),
        activity::ROLE_ASSIGNED => t!(words, "activity-role-assigned"),
        activity::ADMINISTRATOR_RECOVERED => t!(words, "activity-administrator-recovered"),
        activity::DIRECTORY_FILLED => t!(words, "activity-directory-filled"),
        activity::KEYS_ROTATED => t!(words, "activity-keys-rotated"),
        activity::SECRETS_RESEALED => t!(words, "activity-secrets-resealed"),
        activity::BACKED_UP => t!(words, "activity-backed-up"),
        activity::RESTORED => t!(words, "activity-restored"),
        activity::INSTALLED => t!(words, "activity-installed"),
        activity::REFUSED => t!(words, "activity-refused"),
        other => other,
    }
}

/// Why something was refused, from its stable code.
pub fn why(words: &Words, code: &str) -> String {
    let sign_in = SignInFailure::ALL.into_iter().find(|failure| failure.id() == code);
    if let Some(failure) = sign_in {
        return sign_in_failure(words, failure).to_owned();
    }
    if code == ChangeFailure::Policy.id() {
        return t!(words, "why-policy").to_owned();
    }
    match Denial::ALL.into_iter().find(|denial| denial.id() == code) {
        Some(Denial::NeedsRole(_)) => t!(words, "why-needs-role").to_owned(),
        Some(Denial::Protected(_)) => t!(words, "why-protected").to_owned(),
        Some(Denial::OwnAccount) => t!(words, "why-own-account").to_owned(),
        Some(Denial::SignedOut) => t!(words, "why-signed-out").to_owned(),
        Some(Denial::External) => t!(words, "why-external").to_owned(),
        Some(Denial::Directory) => t!(words, "why-directory").to_owned(),
        Some(Denial::LastGlobalAdministrator) => t!(words, "why-last-global").to_owned(),
        None => t!(words, "why-other", code = code),
    }
}

fn sign_in_failure(words: &Words, failure: SignInFailure) -> &str {
    match failure {
        SignInFailure::UnknownUser => t!(words, "why-unknown-user"),
        SignInFailure::WrongPassword => t!(words, "why-wrong-password"),
        SignInFailure::Blocked => t!(words, "why-blocked"),
        SignInFailure::NoPassword => t!(words, "why-no-password"),
        SignInFailure::TemporaryPasswordOver => t!(words, "why-temporary-over"),
        SignInFailure::Superseded => t!(words, "why-superseded"),
    }
}

/// One detail of a row, name and value in words; both as recorded where they are not known.
pub fn detail<'a>(words: &'a Words, name: &'a str, value: &'a str) -> (Cow<'a, str>, &'a str) {
    if let Some((property, side)) = name.rsplit_once('.')
        && let Some(property) = Property::from_id(property)
    {
        let property = people::property(words, property);
        let name = if side == "from" {
            t!(words, "detail-from", property = property)
        } else {
            t!(words, "detail-to", property = property)
        };
        return (name.into(), if value.is_empty() { t!(words, "detail-empty") } else { value });
    }
    let (name, value) = known(words, name, value);
    (name.into(), value)
}

fn known<'a>(words: &'a Words, name: &'a str, value: &'a str) -> (&'a str, &'a str) {
    let yes_no = |value| match value {
        "true" => t!(words, "detail-yes"),
        "false" => t!(words, "detail-no"),
        other => other,
    };
    match name {
        "verified_by" => {
            (t!(words, "detail-verified-by"), Check::from_id(value).map_or(value, |check| people::check(words, &check)))
        }
        "expires" => (
            t!(words, "detail-expires"),
            Expires::from_id(value).map_or(value, |expires| people::expires(words, &expires)),
        ),
        "reason" => (t!(words, "detail-reason"), value),
        "with_password" => (t!(words, "detail-with-password"), yes_no(value)),
        "sessions_ended" => (t!(words, "detail-sessions-ended"), value),
        "forced" => (t!(words, "detail-forced"), yes_no(value)),
        "role" => (t!(words, "detail-role"), Role::named(value).map_or(value, |role| roles::name(words, &role))),
        "session" => (
            t!(words, "detail-session"),
            SessionKind::from_id(value).map_or(value, |kind| match kind {
                SessionKind::Full => t!(words, "session-full"),
                SessionKind::ForcedChange => t!(words, "session-forced-change"),
            }),
        ),
        "permission" => (t!(words, "detail-permission"), value),
        "organisation" => (t!(words, "detail-organisation"), value),
        "people" => (t!(words, "detail-people"), value),
        "generation" => (t!(words, "detail-generation"), value),
        "secrets" => (t!(words, "detail-secrets"), value),
        "rows" => (t!(words, "detail-rows"), value),
        "made_at" => (t!(words, "detail-made-at"), value),
        "lost_rows" => (t!(words, "detail-lost-rows"), value),
        "seed" => (t!(words, "detail-seed"), value),
        "unknown_name" => (t!(words, "detail-unknown-name"), value),
        other => (other, value),
    }
}
