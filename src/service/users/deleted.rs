//! People who are deleted, as pages show them: the list, and one of them (R-128, C-26).

use crate::domain::audit::Entry;
use crate::domain::deletion::Deleted;
use crate::domain::id::UserId;
use crate::domain::paging::{Cursor, PageSize, Slice, Start};
use crate::domain::permission::Permission;
use crate::domain::permit::{Actor, Denied};
use crate::domain::profile::Profile;
use crate::domain::target::Target;
use crate::service::audit;
use crate::service::error::Error;
use crate::store::conn::Read;
use crate::store::users::deleted;

/// What the page of somebody who is deleted shows.
#[derive(Debug)]
pub struct Remains {
    /// The account as it was, and its deletion.
    pub person: Deleted,
    /// The rest.
    pub profile: Profile,
    /// Why the viewer may not restore; nothing when he may.
    pub restore_denied: Option<Denied>,
    /// Why the viewer may not remove for good; nothing when he may.
    pub purge_denied: Option<Denied>,
    /// What happened lately, as far as the viewer may see.
    pub recent: Vec<Entry>,
}

/// The page of somebody who is deleted, for whoever may see the directory.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotFound`] for everybody who is not deleted.
pub async fn remains(read: &Read<'_>, actor: &Actor, id: UserId) -> Result<Remains, Error> {
    actor.check(Permission::ViewUsers)?;
    let person = deleted::find(read, id).await?.ok_or(Error::NotFound)?;
    let profile = deleted::profile(read, id).await?.ok_or(Error::NotFound)?;
    let target = Target::from(&person);
    let [restore_denied, purge_denied] =
        [Permission::RestoreUsers, Permission::PurgeUsers].map(|permission| actor.check_on(permission, &target).err());
    let recent = audit::recent_about(read, actor, id).await?;
    Ok(Remains { person, profile, restore_denied, purge_denied, recent })
}

/// One page of the deleted, the newest first, for whoever may see the directory.
///
/// # Errors
/// [`Error::Denied`] for people without a role.
pub async fn list(read: &Read<'_>, actor: &Actor, start: &Start, size: PageSize) -> Result<Slice<Deleted>, Error> {
    actor.check(Permission::ViewUsers)?;
    Ok(deleted::page(read, start, size).await?)
}

/// Whether a cursor is a place in the list of the deleted.
pub fn is_place(cursor: &Cursor) -> bool {
    deleted::is_place(cursor)
}
