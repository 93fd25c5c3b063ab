//! One row of the audit log, as its page shows it: with the rows beside it and its seal.

use futures_util::future::try_join;

use crate::domain::audit::{Entry, EntryActor, Filter};
use crate::domain::id::EventId;
use crate::domain::paging::Start;
use crate::domain::permission::Permission;
use crate::domain::permit::Actor;
use crate::domain::subject::About;
use crate::service::audit::sees_all;
use crate::service::error::Error;
use crate::service::portal::Portal;
use crate::service::seal::{self, Seal};
use crate::service::sign_in_steps;
use crate::store::audit;
use crate::store::conn::Read;

/// A row with what stands beside it.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The row.
    pub entry: Entry,
    /// The rows beside it in the log.
    pub beside: Beside,
    /// The rows beside it about the same person; nothing where it is about nobody.
    pub of_person: Option<Beside>,
    /// The steps of the sign-in that it belongs to, where those are several; the first one first.
    pub steps: Vec<Entry>,
    /// How it is proven, for whoever sees all of the log.
    pub seal: Option<Seal>,
}

/// The rows beside one, as far as the viewer may see.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Beside {
    /// What was written before it.
    pub previous: Option<EventId>,
    /// What was written after it.
    pub next: Option<EventId>,
}

/// One row, for whoever may see it.
///
/// # Errors
/// [`Error::NotFound`] also for rows out of sight.
pub async fn find(portal: &Portal, read: &Read<'_>, actor: &Actor, id: EventId) -> Result<Shown, Error> {
    actor.check(Permission::ViewOwnAudit)?;
    let entry = audit::find(read, id).await?.ok_or(Error::NotFound)?;
    let all = sees_all(actor);
    if !all && !is_own(&entry, actor) {
        return Err(Error::NotFound);
    }
    let actors = if all { None } else { Some(actor.user().into_iter().collect()) };
    let seen = Filter { actors, ..Filter::default() };
    let beside = beside(read, &seen, &entry).await?;
    let person = entry.subjects.iter().find_map(About::person);
    let of_person = match person {
        // Of a history that is mostly out of sight nothing is sought.
        Some(person) if all => {
            Some(self::beside(read, &Filter { subjects: Some(vec![person]), ..seen.clone() }, &entry).await?)
        }
        _ => None,
    };
    let steps = sign_in_steps::of(read, &seen, &entry).await?;
    let seal = if all { Some(seal::of(portal, read, &entry).await?) } else { None };
    Ok(Shown { entry, beside, of_person, steps, seal })
}

/// Whether the viewer did it.
pub(in crate::service) fn is_own(entry: &Entry, actor: &Actor) -> bool {
    matches!((&entry.actor, actor.user()), (EntryActor::Person { id, .. }, Some(me)) if *id == me)
}

async fn beside(read: &Read<'_>, filter: &Filter, entry: &Entry) -> Result<Beside, Error> {
    let (before, after) = (Start::Before(audit::place(entry)), Start::After(audit::place(entry)));
    let (newer, older) = try_join(audit::rows(read, filter, &before, 1), audit::rows(read, filter, &after, 1)).await?;
    let id = |rows: Vec<Entry>| rows.first().map(|entry| entry.id);
    Ok(Beside { previous: id(older), next: id(newer) })
}
