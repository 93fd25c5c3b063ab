//! What kind of account those have whom rows of the audit log tell of: for whoever looks into trouble.

use std::collections::BTreeMap;

use crate::domain::audit::{Entry, EntryActor};
use crate::domain::deletion::Known;
use crate::domain::id::UserId;
use crate::domain::permission::Permission;
use crate::domain::permit::Actor;
use crate::domain::subject::About;
use crate::service::error::Error;
use crate::service::somebody;
use crate::store::conn::Read;

/// Whoever did something in these rows, or is the first that one is about, as they are today. Who is gone for good is not there.
///
/// # Errors
/// The store's.
pub async fn of(read: &Read<'_>, actor: &Actor, rows: &[Entry]) -> Result<BTreeMap<UserId, Known>, Error> {
    let mut found = BTreeMap::new();
    if actor.check(Permission::ViewUsers).is_err() {
        return Ok(found);
    }
    let people = rows.iter().flat_map(|entry| {
        let by = match &entry.actor {
            EntryActor::Person { id, .. } => Some(*id),
            EntryActor::Guest | EntryActor::Operator { .. } | EntryActor::Program { .. } => None,
        };
        by.into_iter().chain(entry.subjects.first().and_then(About::person))
    });
    for person in people {
        if found.contains_key(&person) {
            continue;
        }
        match somebody::find(read, person).await {
            Ok(known) => drop(found.insert(person, known)),
            Err(Error::NotFound) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(found)
}
