//! The end of a group, and back (R-157; kept as long as people are, R-125).

use crate::domain::denial::Denial;
use crate::domain::event::Event;
use crate::domain::group::KEPT;
use crate::domain::group_event::{GroupDeed, GroupEvent};
use crate::domain::id::{FormKey, GroupId};
use crate::domain::permission::Permission;
use crate::domain::permit::{Actor, Denied};
use crate::service::error::Error;
use crate::service::portal::Portal;
use crate::store::groups::removal;

use super::access::{begun, begun_in};
use super::create::is_taken;

/// The names of the forms, for their single use.
const DELETE: &str = "delete-group";
const RESTORE: &str = "restore-group";

/// What came of a restore.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Restored {
    /// The group is back.
    Done,
    /// Another group has its name by now.
    Taken,
}

/// Deletes a group: nobody is in it any more, until it is restored.
///
/// # Errors
/// [`Error::Denied`]; [`Error::Replayed`] when the form was used before, or it is so already.
pub async fn delete(portal: &Portal, actor: &Actor, id: GroupId, key: FormKey) -> Result<(), Error> {
    let deleted = portal.db.write(async |tx| {
        let (_, target, permit) = begun(tx, actor, id, Permission::CreateGroups, (DELETE, key)).await?;
        let until = tx.now().saturating_add(KEPT).unwrap_or_else(|_| tx.now());
        removal::delete(tx, id, until).await?;
        Ok(permit.change(&Event::Group(GroupEvent::of(&target, GroupDeed::Deleted)), ()))
    });
    match deleted.await {
        Err(Error::Denied(Denied { denial: Denial::DeletedGroup, .. })) => Err(Error::Replayed),
        done => done,
    }
}

/// Brings a deleted group back, with everybody who was in it and is still there.
///
/// # Errors
/// As [`delete`].
pub async fn restore(portal: &Portal, actor: &Actor, id: GroupId, key: FormKey) -> Result<Restored, Error> {
    let restored = portal.db.write(async |tx| {
        let (group, target, permit) = begun_in(tx, actor, id, Permission::CreateGroups, (RESTORE, key), true).await?;
        let Some(deleted) = group.deleted else { return Err(Error::Replayed) };
        if deleted.purge_at <= tx.now() {
            return Err(Error::NotFound);
        }
        removal::restore(tx, id).await?;
        Ok(permit.change(&Event::Group(GroupEvent::of(&target, GroupDeed::Restored)), Restored::Done))
    });
    match restored.await {
        Err(Error::Internal(error)) if is_taken(error.as_ref()) => Ok(Restored::Taken),
        done => done,
    }
}
