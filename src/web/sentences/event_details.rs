//! The details of an event, name and value in words.

use std::borrow::Cow;

use crate::domain::activity;
use crate::domain::audit::Entry;
use crate::domain::check::Check;
use crate::domain::directory::run::Walk;
use crate::domain::directory_event::Operation;
use crate::domain::lockout::Factor;
use crate::domain::password::temporary::Expires;
use crate::domain::property::Property;
use crate::domain::registered::ADMINISTRATOR;
use crate::domain::role::Role;
use crate::domain::session::SessionKind;
use crate::domain::settings::Section;
use crate::domain::source_limit::Held;
use crate::i18n::{Words, t};

use super::{directory, event_values, groups, letters, lockout, people, resets, roles, self_service, settings};

/// A value of so many letters still stands in a list.
const SHORT: usize = 40;

/// One detail of a row, name and value in words; both as recorded where they are not known.
pub fn detail<'a>(words: &'a Words, activity: &str, name: &'a str, value: &'a str) -> (Cow<'a, str>, Cow<'a, str>) {
    if activity == activity::PASSKEY_RENAMED && matches!(name, "from" | "to") {
        return (side(words, t!(words, "detail-name"), name).into(), filled(words, value).into());
    }
    if let Some((id, of)) = name.rsplit_once('.')
        && let Some(property) = property(words, id)
    {
        let value = if Property::from_id(id).is_none() { event_values::yes_no(words, value) } else { value };
        return (side(words, &property, of).into(), filled(words, value).into());
    }
    if let Some((name, value)) = groups::detail(words, name, value) {
        return (name.into(), value.into());
    }
    let (told, plain) = known(words, name, value);
    (told.into(), event_values::value(words, name, value).unwrap_or_else(|| plain.into()))
}

/// What was changed, from what to what, where both are short: at most two of them, in the order of the row.
pub fn changes(words: &Words, entry: &Entry) -> Vec<String> {
    let changed = entry.details.iter().filter_map(|(name, before)| {
        let id = name.strip_suffix(".from")?;
        let after = entry.detail(&format!("{id}.to"))?;
        let short = [before.as_str(), after].iter().all(|value| value.chars().count() <= SHORT);
        let property = property(words, id).or_else(|| groups::property(words, id).map(Cow::Borrowed))?;
        let told = |value| if Property::from_id(id).is_none() { event_values::yes_no(words, value) } else { value };
        let (before, after) = (filled(words, told(before)), filled(words, told(after)));
        short.then(|| t!(words, "event-changed-from-to", property = property.as_ref(), before = before, after = after))
    });
    changed.take(2).collect()
}

/// The name of something that can be changed: of a person, a setting or a letter.
fn property<'a>(words: &'a Words, id: &str) -> Option<Cow<'a, str>> {
    Property::from_id(id)
        .map(|property| people::property(words, property))
        .or_else(|| settings::value(words, id))
        .map(Cow::Borrowed)
        .or_else(|| letters::value(words, id).map(Cow::Owned))
}

fn side(words: &Words, property: &str, side: &str) -> String {
    if side == "from" {
        t!(words, "detail-from", property = property)
    } else {
        t!(words, "detail-to", property = property)
    }
}

fn filled<'a>(words: &'a Words, value: &'a str) -> &'a str {
    if value.is_empty() { t!(words, "detail-empty") } else { value }
}

fn known<'a>(words: &'a Words, name: &'a str, value: &'a str) -> (&'a str, &'a str) {
    let yes_no = |value| event_values::yes_no(words, value);
    match name {
        "verified_by" => {
            (t!(words, "detail-verified-by"), Check::from_id(value).map_or(value, |check| people::check(words, &check)))
        }
        ADMINISTRATOR => (t!(words, "detail-administrator"), yes_no(value)),
        "mail_taken" => (t!(words, "detail-mail-taken"), yes_no(value)),
        "expires" => (
            t!(words, "detail-expires"),
            Expires::from_id(value).map_or(value, |expires| people::expires(words, &expires)),
        ),
        "reason" => (t!(words, "detail-reason"), value),
        "with_password" => (t!(words, "detail-with-password"), yes_no(value)),
        "sessions_ended" => (t!(words, "detail-sessions-ended"), value),
        "forced" => (t!(words, "detail-forced"), yes_no(value)),
        "temporary_password" => (t!(words, "detail-temporary-password"), yes_no(value)),
        "questions" => (t!(words, "detail-questions"), value),
        "anew" => (t!(words, "detail-anew"), yes_no(value)),
        "replaces" => (t!(words, "detail-replaces"), yes_no(value)),
        "role" => (t!(words, "detail-role"), Role::named(value).map_or(value, |role| roles::name(words, &role))),
        "session" => (
            t!(words, "detail-session"),
            SessionKind::from_id(value).map_or(value, |kind| event_values::session(words, kind)),
        ),
        "section" => (
            t!(words, "detail-section"),
            Section::from_id(value).map_or(value, |section| settings::section(words, &section)),
        ),
        "permission" => (t!(words, "detail-permission"), value),
        "organisation" => (t!(words, "detail-organisation"), value),
        "people" => (t!(words, "detail-people"), value),
        "generation" => (t!(words, "detail-generation"), value),
        "secrets" => (t!(words, "detail-secrets"), value),
        "unopened" => (t!(words, "detail-unopened"), value),
        "list" => (t!(words, "detail-list"), value),
        "file" => (t!(words, "detail-file"), resets::file(words, value)),
        "rows" => (t!(words, "detail-rows"), value),
        "cut" => (t!(words, "detail-cut"), yes_no(value)),
        "made_at" => (t!(words, "detail-made-at"), value),
        "lost_rows" => (t!(words, "detail-lost-rows"), value),
        "before" => (t!(words, "detail-before"), value),
        "until_row" => (t!(words, "detail-until-row"), value),
        "name" => (t!(words, "detail-name"), value),
        "job" => (t!(words, "detail-job"), value),
        "deed" => (t!(words, "detail-deed"), value),
        "properties" => (t!(words, "detail-properties"), value),
        "into_group" => (t!(words, "detail-into-group"), value),
        "done" => (t!(words, "detail-done"), value),
        "passed_over" => (t!(words, "detail-passed-over"), value),
        "left" => (t!(words, "detail-left"), value),
        "code" => (t!(words, "detail-code"), value),
        "entries" => (t!(words, "detail-entries"), value),
        "seed" => (t!(words, "detail-seed"), value),
        "factor" => (
            t!(words, "detail-factor"),
            Factor::from_id(value).map_or(value, |factor| match factor {
                Factor::Password => t!(words, "factor-password"),
                Factor::CurrentPassword => t!(words, "factor-current-password"),
                Factor::SecondStep => t!(words, "factor-second-step"),
            }),
        ),
        "source" => (t!(words, "detail-source"), value),
        "held" => (t!(words, "detail-held"), Held::from_id(value).map_or(value, |held| lockout::held(words, held))),
        "failures" => (t!(words, "detail-failures"), value),
        "recognised" => (t!(words, "detail-recognised"), yes_no(value)),
        "guesses" => (t!(words, "detail-guesses"), value),
        "until" => (t!(words, "detail-until"), if value.is_empty() { t!(words, "detail-until-opened") } else { value }),
        "step" => (t!(words, "detail-step"), value),
        "method" => (t!(words, "detail-method"), self_service::method(words, value)),
        "methods" => (t!(words, "detail-methods"), value),
        "doors" => (t!(words, "detail-doors"), value),
        "told" => (t!(words, "detail-told"), value),
        "walk" => (t!(words, "detail-walk"), Walk::from_id(value).map_or(value, |walk| directory::walk(words, walk))),
        "added" => (t!(words, "detail-added"), value),
        "updated" => (t!(words, "detail-updated"), value),
        "back" => (t!(words, "detail-back"), value),
        "gone" => (t!(words, "detail-gone"), value),
        "managers" => (t!(words, "detail-managers"), value),
        "groups_added" => (t!(words, "detail-groups-added"), value),
        "groups_updated" => (t!(words, "detail-groups-updated"), value),
        "groups_back" => (t!(words, "detail-groups-back"), value),
        "groups_gone" => (t!(words, "detail-groups-gone"), value),
        "members_added" => (t!(words, "detail-members-added"), value),
        "members_removed" => (t!(words, "detail-members-removed"), value),
        "operation" => (
            t!(words, "detail-operation"),
            Operation::from_id(value).map_or(value, |operation| directory::operation(words, operation)),
        ),
        "set" => (t!(words, "detail-rights-set"), directory::outcome(words, Some(value))),
        "opened" => (t!(words, "detail-rights-opened"), directory::outcome(words, Some(value))),
        "said" => (t!(words, "detail-said"), value),
        "to" | "sent_to" => (t!(words, "detail-sent-to"), value),
        "unknown_name" => (t!(words, "detail-unknown-name"), value),
        other => (other, value),
    }
}
