//! One group: found, locked, made, changed.

use diesel::prelude::*;
use diesel::{insert_into, update as update_of};
use diesel_async::RunQueryDsl;
use jiff_diesel::ToDiesel;

use super::GroupRow;
use crate::domain::fold::fold;
use crate::domain::group::{Group, Labels};
use crate::domain::id::{GroupId, UserId};
use crate::store::conn::{Read, Tx};
use crate::store::error::StoreError;
use crate::store::kept::Keep as _;
use crate::store::schema::groups;

/// The constraint that two living groups of one name break.
pub const NAME_TAKEN: &str = "groups_name";

/// A group by id, a deleted one too.
///
/// # Errors
/// The store's.
pub async fn find(read: &Read<'_>, id: GroupId) -> Result<Option<Group>, StoreError> {
    let found: Option<GroupRow> = read
        .run(async {
            groups::table.find(id.uuid()).select(GroupRow::as_select()).first(&mut read.conn()).await.optional()
        })
        .await?;
    Ok(found.map(Group::from))
}

/// A living group by its name, letter case and accents aside.
///
/// # Errors
/// The store's.
pub async fn named(read: &Read<'_>, name: &str) -> Result<Option<Group>, StoreError> {
    let query = groups::table.filter(groups::name_key.eq(fold(name))).filter(groups::deleted_at.is_null());
    let found: Option<GroupRow> =
        read.run(async { query.select(GroupRow::as_select()).first(&mut read.conn()).await.optional() }).await?;
    Ok(found.map(Group::from))
}

/// The group of this name that was deleted last, letter case and accents aside.
///
/// # Errors
/// The store's.
pub async fn deleted_named(read: &Read<'_>, name: &str) -> Result<Option<Group>, StoreError> {
    let query = groups::table
        .filter(groups::name_key.eq(fold(name)))
        .filter(groups::deleted_at.is_not_null())
        .order((groups::deleted_at.desc(), groups::id.desc()));
    let found: Option<GroupRow> =
        read.run(async { query.select(GroupRow::as_select()).first(&mut read.conn()).await.optional() }).await?;
    Ok(found.map(Group::from))
}

/// A group by id, locked until the deed ends: members, owners and everything else of it are changed by one deed at a time.
///
/// # Errors
/// The store's.
pub async fn lock(tx: &Tx<'_>, id: GroupId) -> Result<Option<Group>, StoreError> {
    let found: Option<GroupRow> = groups::table
        .find(id.uuid())
        .select(GroupRow::as_select())
        .for_no_key_update()
        .first(&mut tx.conn())
        .await
        .optional()?;
    Ok(found.map(Group::from))
}

/// Makes a group. A name that another living group has breaks the constraint [`NAME_TAKEN`].
///
/// # Errors
/// The store's.
pub async fn create(
    tx: &mut Tx<'_>,
    id: GroupId,
    labels: &Labels,
    role_assignable: bool,
    by: Option<UserId>,
) -> Result<(), StoreError> {
    insert_into(groups::table)
        .values((
            groups::id.eq(id.uuid()),
            groups::name.eq(&labels.name),
            groups::name_key.eq(fold(&labels.name)),
            groups::description.eq(&labels.description),
            groups::role_assignable.eq(role_assignable),
            groups::created_at.eq(tx.now().to_diesel()),
            groups::created_by.eq(by.map(UserId::uuid)),
        ))
        .kept()
        .execute(&mut tx.conn())
        .await?;
    Ok(())
}

/// Writes name and description and counts one version more. As [`create`] for a name that is taken.
///
/// # Errors
/// The store's.
pub async fn update(tx: &mut Tx<'_>, id: GroupId, labels: &Labels) -> Result<(), StoreError> {
    update_of(groups::table.find(id.uuid()))
        .set((
            groups::name.eq(&labels.name),
            groups::name_key.eq(fold(&labels.name)),
            groups::description.eq(&labels.description),
            groups::version.eq(groups::version + 1),
        ))
        .kept()
        .execute(&mut tx.conn())
        .await?;
    Ok(())
}
