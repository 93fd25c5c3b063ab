//! What happened to groups, in sentences.

use crate::domain::activity;
use crate::domain::audit::Entry;
use crate::domain::group::Misfit;
use crate::i18n::{Words, t};

use super::activities::{activity_name, why};
use super::events::{actor, short};

/// An event about a group in one sentence.
pub fn sentence(words: &Words, domain: &str, entry: &Entry) -> String {
    let actor = actor(words, domain, entry);
    let group = entry.subjects.first().map_or_else(|| t!(words, "event-some-group"), |group| group.name());
    let others: Vec<&str> = entry.subjects.iter().skip(1).map(|about| short(about.name(), domain)).collect();
    let who = others.join(", ");
    let why = entry.failure.as_deref().map(|code| why(words, &entry.activity, code));
    match (entry.activity.as_str(), why) {
        (activity::GROUP_ADDED, Some(why)) => t!(words, "event-group-added-refused", actor = actor, why = why),
        (_, Some(why)) => t!(words, "event-group-refused", actor = actor, group = group, why = why),
        (activity::GROUP_ADDED, None) => t!(words, "event-group-added", actor = actor, group = group),
        (activity::GROUP_UPDATED, None) => t!(words, "event-group-updated", actor = actor, group = group),
        (activity::GROUP_DELETED, None) => t!(words, "event-group-deleted", actor = actor, group = group),
        (activity::GROUP_RESTORED, None) => t!(words, "event-group-restored", actor = actor, group = group),
        (activity::GROUP_PURGED, None) => t!(words, "event-group-purged", group = group),
        (activity::GROUP_MEMBER_ADDED, None) => {
            t!(words, "event-group-member-added", actor = actor, who = who, group = group)
        }
        (activity::GROUP_MEMBER_REMOVED, None) => {
            t!(words, "event-group-member-removed", actor = actor, who = who, group = group)
        }
        (activity::GROUP_OWNER_ADDED, None) => {
            t!(words, "event-group-owner-added", actor = actor, who = who, group = group)
        }
        (activity::GROUP_OWNER_REMOVED, None) => {
            t!(words, "event-group-owner-removed", actor = actor, who = who, group = group)
        }
        (other, None) => t!(words, "event-other", actor = actor, activity = activity_name(words, other)),
    }
}

/// What can be changed of a group; nothing for the name of anything else.
pub fn property<'a>(words: &'a Words, id: &str) -> Option<&'a str> {
    Some(match id {
        "group_name" => t!(words, "group-name"),
        "group_description" => t!(words, "group-description"),
        _ => return None,
    })
}

/// A detail of such an event; nothing for a detail that others have too.
pub fn detail<'a>(words: &'a Words, name: &'a str, value: &'a str) -> Option<(String, &'a str)> {
    if let Some((id, side)) = name.rsplit_once('.') {
        let property = property(words, id)?;
        let name = if side == "from" {
            t!(words, "detail-from", property = property)
        } else {
            t!(words, "detail-to", property = property)
        };
        return Some((name, if value.is_empty() { t!(words, "detail-empty") } else { value }));
    }
    match name {
        "role_assignable" => {
            let value = if value == "true" { t!(words, "detail-yes") } else { t!(words, "detail-no") };
            Some((t!(words, "group-role-assignable").to_owned(), value))
        }
        "members" => {
            let value = if value == "groups" { t!(words, "groups-title") } else { t!(words, "users-title") };
            Some((t!(words, "detail-members").to_owned(), value))
        }
        _ => None,
    }
}

/// Why a group does not fit into another one.
pub fn misfit(words: &Words, misfit: Misfit) -> String {
    use crate::domain::group::{MOST_BELOW, MOST_LEVELS};
    match misfit {
        Misfit::Circle => t!(words, "complaint-group-circle").to_owned(),
        Misfit::TooDeep => t!(words, "complaint-group-deep", most = MOST_LEVELS),
        Misfit::TooMany => t!(words, "complaint-group-many", most = MOST_BELOW),
        Misfit::RolesNeedPeople => t!(words, "complaint-group-roles-people").to_owned(),
    }
}
