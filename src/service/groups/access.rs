//! Who sees a group: whoever sees the directory, and whoever answers for the group. And the beginning of every deed about one.

use crate::domain::denial::Denial;
use crate::domain::group::Group;
use crate::domain::id::{FormKey, GroupId};
use crate::domain::permission::Permission;
use crate::domain::permit::{Actor, Denied, Permit};
use crate::domain::target::GroupTarget;
use crate::service::error::Error;
use crate::service::somebody;
use crate::store::conn::{Read, Tx};
use crate::store::forms;
use crate::store::groups::{one, owners};

/// A group as somebody sees it.
#[derive(Debug, Clone)]
pub struct Seen {
    /// The group.
    pub group: Group,
    /// The same as the policy sees it.
    pub target: GroupTarget,
    /// Why not: name, members, owners. Nothing where they may be changed.
    pub edit_denied: Option<Denied>,
    /// Why it may not be deleted or restored; nothing where it may.
    pub end_denied: Option<Denied>,
}

/// A group, for whoever may see it.
///
/// # Errors
/// [`Error::Denied`] for people without a role who do not answer for it, [`Error::NotFound`].
pub async fn seen(read: &Read<'_>, actor: &Actor, id: GroupId) -> Result<Seen, Error> {
    let owned = owned(read, actor, id).await?;
    let group = one::find(read, id).await?;
    let (group, target) = visible(actor, group, owned)?;
    let [edit_denied, end_denied] = [Permission::EditGroups, Permission::CreateGroups]
        .map(|permission| allowed(actor, &group, &target, permission, false).err());
    let end_denied = end_denied.filter(|denied| denied.denial != Denial::DeletedGroup);
    Ok(Seen { group, target, edit_denied, end_denied })
}

/// The living group, as the policy sees it, and leave to put people into it.
///
/// # Errors
/// [`Error::Denied`], [`Error::NotFound`].
pub async fn leave(read: &Read<'_>, actor: &Actor, id: GroupId) -> Result<(GroupTarget, Permit), Error> {
    let owned = owned(read, actor, id).await?;
    let (group, target) = visible(actor, one::find(read, id).await?, owned)?;
    let permit = allowed(actor, &group, &target, Permission::EditGroups, false)?;
    Ok((target, permit))
}

/// The living group, locked; leave to change it; the form used up.
pub(super) async fn begun(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: GroupId,
    wanted: Permission,
    form: (&str, FormKey),
) -> Result<(Group, GroupTarget, Permit), Error> {
    begun_in(tx, actor, id, wanted, form, false).await
}

/// As [`begun`], for a group that must be deleted, or must not.
pub(super) async fn begun_in(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: GroupId,
    wanted: Permission,
    (form, key): (&str, FormKey),
    deleted: bool,
) -> Result<(Group, GroupTarget, Permit), Error> {
    let group = one::lock(tx, id).await?;
    let actor = &somebody::as_of_now(tx, actor, wanted).await?;
    let owned = owned(&tx.reading(), actor, id).await?;
    let (group, target) = visible(actor, group, owned)?;
    let permit = allowed(actor, &group, &target, wanted, deleted)?;
    if let Some(person) = actor.user()
        && !forms::consume(tx, key, person, form, None).await?
    {
        return Err(Error::Replayed);
    }
    Ok((group, target, permit))
}

async fn owned(read: &Read<'_>, actor: &Actor, id: GroupId) -> Result<bool, Error> {
    match actor.user() {
        Some(me) => Ok(owners::owns(read, id, me).await?),
        None => Ok(false),
    }
}

fn visible(actor: &Actor, group: Option<Group>, owned: bool) -> Result<(Group, GroupTarget), Error> {
    if !owned {
        actor.check(Permission::ViewUsers)?;
    }
    let group = group.ok_or(Error::NotFound)?;
    let Group { role_assignable, from_directory, .. } = group;
    let target = GroupTarget { id: group.id, name: group.name.clone(), role_assignable, owned, from_directory };
    Ok((group, target))
}

fn allowed(
    actor: &Actor,
    group: &Group,
    target: &GroupTarget,
    wanted: Permission,
    deleted: bool,
) -> Result<Permit, Denied> {
    let permit = actor.may_to_group(wanted, target)?;
    if group.deleted.is_some() && !deleted {
        return Err(actor.refused_group(Denial::DeletedGroup, wanted, target));
    }
    Ok(permit)
}
