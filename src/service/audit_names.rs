//! The names behind ids that the audit log is asked for: links carry ids, people read names.

use uuid::Uuid;

use crate::domain::audit::{Entry, EntryActor};
use crate::domain::id::{GroupId, UserId};
use crate::domain::permission::Permission;
use crate::domain::permit::Actor;
use crate::service::audit::{Query, sees_all};
use crate::service::error::Error;
use crate::service::somebody;
use crate::store::conn::Read;
use crate::store::{audit, groups};

/// The names of ids that stand in the place of names; nothing where a name was typed, or nobody knows one.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// Of whom it is about.
    pub person: Option<String>,
    /// Of who did it.
    pub actor: Option<String>,
    /// Of the group that it is about.
    pub group: Option<String>,
}

/// Looks the names up: those of today, also of who is deleted; else those that the rows tell, and for whoever sees all of the log the
/// last one that it has.
///
/// # Errors
/// The store's.
pub(in crate::service) async fn behind(
    read: &Read<'_>,
    actor: &Actor,
    query: &Query,
    rows: &[Entry],
) -> Result<Names, Error> {
    let mut names = Names::default();
    for (typed, name, acted) in [(&query.person, &mut names.person, false), (&query.actor, &mut names.actor, true)] {
        if let Some(id) = typed.as_ref().and_then(|typed| typed.parse::<UserId>().ok()) {
            *name = person(read, actor, id, (rows, acted)).await?;
        }
    }
    if let Some(id) = query.group.as_ref().and_then(|typed| typed.parse::<GroupId>().ok()) {
        names.group = group(read, actor, id, rows).await?;
    }
    Ok(names)
}

async fn person(
    read: &Read<'_>,
    actor: &Actor,
    id: UserId,
    (rows, acted): (&[Entry], bool),
) -> Result<Option<String>, Error> {
    if actor.check(Permission::ViewUsers).is_ok() {
        match somebody::find(read, id).await {
            Ok(known) => return Ok(Some(known.user.user_name.to_string())),
            Err(Error::NotFound) => {}
            Err(error) => return Err(error),
        }
    }
    let told = rows.iter().find_map(|entry| match &entry.actor {
        EntryActor::Person { id: who, name } if acted && *who == id => Some(name.clone()),
        _ => about(entry, id.uuid()),
    });
    match told {
        None if sees_all(actor) => Ok(audit::last_name(read, id.uuid()).await?),
        told => Ok(told),
    }
}

async fn group(read: &Read<'_>, actor: &Actor, id: GroupId, rows: &[Entry]) -> Result<Option<String>, Error> {
    if actor.check(Permission::ViewUsers).is_ok()
        && let Some(group) = groups::one::find(read, id).await?
    {
        return Ok(Some(group.name));
    }
    match rows.iter().find_map(|entry| about(entry, id.uuid())) {
        None if sees_all(actor) => Ok(audit::last_name(read, id.uuid()).await?),
        told => Ok(told),
    }
}

/// The name that a row has of whom or what it is about.
fn about(entry: &Entry, id: Uuid) -> Option<String> {
    entry.subjects.iter().find(|about| about.uuid() == id).map(|about| about.name().to_owned())
}
