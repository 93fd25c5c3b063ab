//! The audit log in sentences: what a row tells, in the reader's language.

use crate::domain::activity;
use crate::domain::audit::{Entry, EntryActor};
use crate::domain::check::Check;
use crate::domain::job::Kind;
use crate::domain::property::Property;
use crate::domain::role::Role;
use crate::domain::subject::About;
use crate::i18n::{Words, t};

use super::activities::{activity_name, why};
use super::{event_details, groups, jobs, lockout, passwords, people, resets, roles, security, self_service};

/// The event in one sentence. Names of the default domain are told without it.
pub fn sentence(words: &Words, domain: &str, entry: &Entry) -> String {
    let actor = actor(words, domain, entry);
    if entry.category == activity::GROUPS {
        return groups::sentence(words, domain, entry);
    }
    let person = entry.subjects.first().map(|subject| short(subject.name(), domain));
    let someone = person.unwrap_or_else(|| t!(words, "event-someone"));
    let why = entry.failure.as_deref().map(|code| why(words, &entry.activity, code));
    if let Some(sentence) = passwords::sentence(words, entry, actor, someone, why.as_deref()) {
        return sentence;
    }
    let of_people = security::sentence(words, actor, person, entry);
    if let Some(sentence) = of_people.or_else(|| self_service::sentence(words, actor, person, entry)) {
        return sentence;
    }
    if let Some(sentence) = lockout::sentence(words, entry, (actor, person), why.as_deref()) {
        return sentence;
    }
    if let (Some(sentence), None) = (of_the_house(words, actor, entry), &why) {
        return sentence;
    }
    let detail = |name| entry.detail(name).unwrap_or("");
    match (entry.activity.as_str(), why) {
        (activity::USER_BLOCKED, None) => t!(words, "event-blocked", actor = actor, person = someone),
        (activity::USER_UNBLOCKED, None) => t!(words, "event-unblocked", actor = actor, person = someone),
        (activity::SESSIONS_REVOKED, None) => t!(words, "event-sessions-revoked", actor = actor, person = someone),
        (activity::SESSIONS_REVOKED, Some(why)) => {
            t!(words, "event-sessions-revoked-refused", actor = actor, person = someone, why = why)
        }
        (activity::TEMPORARY_PASSWORD_REVOKED, None) => {
            t!(words, "event-temporary-password-revoked", actor = actor, person = someone)
        }
        (activity::SIGN_OUT, None) => t!(words, "event-sign-out", actor = actor),
        (activity::USER_CREATED, Some(why)) => t!(words, "event-user-created-refused", actor = actor, why = why),
        (activity::USER_CREATED, None) => t!(words, "event-user-created", actor = actor, person = someone),
        (activity::USER_UPDATED, Some(why)) => {
            t!(words, "event-user-updated-refused", actor = actor, person = someone, why = why)
        }
        (activity::USER_UPDATED, None) => {
            t!(words, "event-user-updated", actor = actor, person = someone, what = changed(words, entry))
        }
        (activity::PHOTO_SET | activity::PHOTO_REMOVED, Some(why)) => {
            t!(words, "event-photo-refused", actor = actor, person = someone, why = why)
        }
        (activity::PHOTO_SET, None) => t!(words, "event-photo-set", actor = actor, person = someone),
        (activity::PHOTO_REMOVED, None) => t!(words, "event-photo-removed", actor = actor, person = someone),
        (activity::USER_DELETED, None) => t!(words, "event-deleted", actor = actor, person = someone),
        (activity::USER_DELETED, Some(why)) => {
            t!(words, "event-deleted-refused", actor = actor, person = someone, why = why)
        }
        (activity::USER_RESTORED, None) => t!(words, "event-restored-person", actor = actor, person = someone),
        (activity::USER_RESTORED, Some(why)) => {
            t!(words, "event-restored-person-refused", actor = actor, person = someone, why = why)
        }
        (activity::USER_PURGED, None) => t!(words, "event-purged", actor = actor, person = someone),
        (activity::USER_PURGED, Some(why)) => {
            t!(words, "event-purged-refused", actor = actor, person = someone, why = why)
        }
        (activity::DOWNLOAD_BEGUN, None) => t!(words, "event-download-begun", actor = actor),
        (activity::DOWNLOAD_ENDED, None) => t!(words, "event-download-ended", actor = actor, rows = detail("rows")),
        (activity::DOWNLOAD_ENDED, Some(_)) => {
            t!(words, "event-download-broken-off", actor = actor, rows = detail("rows"))
        }
        (activity::FILE_BEGUN | activity::FILE_ENDED, _) => resets::file_sentence(words, actor, entry),
        (activity::JOB_ORDERED, None) => {
            let number = detail("people").parse().unwrap_or(0);
            let title = |kind| jobs::title(words, kind, detail("into_group"), number, detail("people"));
            let what = Kind::from_id(detail("deed")).map_or_else(String::new, title);
            t!(words, "event-job-ordered", actor = actor, what = what)
        }
        (activity::JOB_STOPPED, None) => t!(words, "event-job-stopped", actor = actor),
        (activity::JOB_ENDED, None) => {
            t!(words, "event-job-ended", done = detail("done"), over = detail("passed_over"), left = detail("left"))
        }
        (activity::ROLE_ASSIGNED, None) => {
            t!(words, "event-role-assigned", actor = actor, person = someone, role = role(words, detail("role")))
        }
        (activity::ROLE_REMOVED, None) => {
            t!(words, "event-role-removed", actor = actor, person = someone, role = role(words, detail("role")))
        }
        (activity::ROLE_ASSIGNED | activity::ROLE_REMOVED, Some(why)) => {
            t!(words, "event-role-refused", actor = actor, person = someone, why = why)
        }
        (activity::ADMINISTRATOR_RECOVERED, None) => t!(words, "event-recovered", actor = actor, person = someone),
        (activity::REFUSED, Some(why)) if person.is_none() => t!(words, "event-refused", actor = actor, why = why),
        (activity::REFUSED, Some(why)) => {
            t!(words, "event-refused-person", actor = actor, person = someone, why = why)
        }
        (_, Some(why)) => refused(words, entry, actor, person, &why),
        (other, None) => t!(words, "event-other", actor = actor, activity = activity_name(words, other)),
    }
}

/// What was done to the whole house; nothing for any other event.
fn of_the_house(words: &Words, actor: &str, entry: &Entry) -> Option<String> {
    let detail = |name| entry.detail(name).unwrap_or("");
    Some(match entry.activity.as_str() {
        activity::DIRECTORY_FILLED => t!(words, "event-filled", actor = actor, people = detail("people")),
        activity::KEYS_ROTATED => t!(words, "event-keys-rotated", actor = actor, generation = detail("generation")),
        activity::SECRETS_RESEALED => {
            let (secrets, generation) = (detail("secrets"), detail("generation"));
            match entry.detail("unopened") {
                None => t!(words, "event-secrets-resealed", actor = actor, secrets = secrets, generation = generation),
                Some(left) => t!(
                    words,
                    "event-secrets-resealed-but",
                    actor = actor,
                    secrets = secrets,
                    generation = generation,
                    left = left
                ),
            }
        }
        activity::BACKED_UP => t!(words, "event-backed-up", actor = actor),
        activity::RESTORED => t!(words, "event-restored", actor = actor, moment = detail("made_at")),
        activity::AUDIT_FORGOTTEN => {
            t!(words, "event-audit-forgotten", rows = detail("rows"), moment = detail("before"))
        }
        activity::INSTALLED => t!(words, "event-installed", actor = actor, organisation = detail("organisation")),
        _ => return None,
    })
}

/// A deed that was refused, and has no sentence of its own for that.
fn refused(words: &Words, entry: &Entry, actor: &str, person: Option<&str>, why: &str) -> String {
    let deed = activity_name(words, &entry.activity);
    if let Some(person) = person {
        t!(words, "event-deed-refused", actor = actor, deed = deed, person = person, why = why)
    } else {
        t!(words, "event-deed-refused-plain", actor = actor, deed = deed, why = why)
    }
}

/// The check and the reason of a reset, how many devices it signed out, what was changed from what to what: what stands below the sentence.
pub fn circumstances(words: &Words, entry: &Entry) -> String {
    let check =
        entry.detail("verified_by").and_then(Check::from_id).map(|check| people::check(words, &check).to_owned());
    let reason = entry.detail("reason").map(str::to_owned);
    let ended = entry
        .detail("sessions_ended")
        .and_then(|number| number.parse::<u32>().ok())
        .filter(|number| *number > 0)
        .map(|number| t!(words, "event-sessions-ended", number = number));
    let changes = event_details::changes(words, entry);
    [check, reason, ended].into_iter().flatten().chain(changes).collect::<Vec<_>>().join(" · ")
}

fn role<'a>(words: &'a Words, id: &'a str) -> &'a str {
    Role::named(id).map_or(id, |role| roles::name(words, &role))
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
        EntryActor::Program { .. } => t!(words, "event-program"),
    }
}

/// Who acted, in full.
pub fn actor_in_full(words: &Words, entry: &Entry) -> String {
    match &entry.actor {
        EntryActor::Person { name, .. } => name.clone(),
        EntryActor::Guest => t!(words, "audit-actor-guest").to_owned(),
        EntryActor::Operator { command } => t!(words, "audit-actor-operator", command = command.as_str()),
        EntryActor::Program { .. } => t!(words, "audit-actor-program").to_owned(),
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
pub fn others(entry: &Entry) -> impl Iterator<Item = &About> {
    let own = match &entry.actor {
        EntryActor::Person { id, .. } => Some(*id),
        EntryActor::Guest | EntryActor::Operator { .. } | EntryActor::Program { .. } => None,
    };
    entry.subjects.iter().filter(move |subject| own.is_none() || subject.person() != own)
}
