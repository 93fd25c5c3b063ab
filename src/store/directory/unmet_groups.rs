//! Groups of the directory that a whole walk has not met.

use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Bool, Text, Uuid as SqlUuid};
use diesel::{sql_query, update};
use diesel_async::RunQueryDsl;
use uuid::Uuid;

use crate::domain::fold::fold;
use crate::domain::id::GroupId;
use crate::domain::subject::GroupSubject;
use crate::store::conn::{Bookkeeping, Read, Tx};
use crate::store::error::StoreError;
use crate::store::kept::Keep as _;
use crate::store::schema::{directory_group, groups};

#[derive(QueryableByName)]
struct Numbers {
    #[diesel(sql_type = BigInt)]
    unmet: i64,
    #[diesel(sql_type = BigInt)]
    known: i64,
}

/// Among those that are not deleted: how many a whole walk has not met, and how many there are.
///
/// # Errors
/// The store's.
pub async fn numbers(read: &Read<'_>, run: i64) -> Result<(u64, u64), StoreError> {
    let query = sql_query(
        "SELECT count(*) FILTER (WHERE seen_in < $1) AS unmet, count(*) AS known FROM directory_group \
         JOIN groups ON groups.id = group_id WHERE deleted_at IS NULL",
    )
    .bind::<BigInt, _>(run);
    let numbers: Numbers = read.run(query.get_result(&mut read.conn())).await?;
    Ok((u64::try_from(numbers.unmet).unwrap_or(0), u64::try_from(numbers.known).unwrap_or(0)))
}

/// Some of those, behind one of them, each with what never changes.
///
/// # Errors
/// The store's.
pub async fn after(
    read: &Read<'_>,
    run: i64,
    after: Option<GroupId>,
    most: i64,
) -> Result<Vec<(GroupId, String)>, StoreError> {
    let query = directory_group::table
        .inner_join(groups::table)
        .filter(directory_group::seen_in.lt(run))
        .filter(directory_group::group_id.gt(after.map_or(Uuid::nil(), GroupId::uuid)))
        .filter(groups::deleted_at.is_null())
        .order(directory_group::group_id)
        .limit(most)
        .select((directory_group::group_id, directory_group::anchor));
    let found: Vec<(Uuid, String)> = read.run(query.load(&mut read.conn())).await?;
    Ok(found.into_iter().map(|(id, anchor)| (GroupId::from_uuid(id), anchor)).collect())
}

/// Notes, beside any deed, that these are there all the same.
///
/// # Errors
/// The store's.
pub async fn sighted(house: &Bookkeeping<'_>, there: &[GroupId], run: i64) -> Result<(), StoreError> {
    let ids: Vec<Uuid> = there.iter().map(|id| id.uuid()).collect();
    let there = directory_group::table.filter(directory_group::group_id.eq_any(ids));
    update(there).set(directory_group::seen_in.eq(run)).kept().execute(&mut house.conn()).await?;
    Ok(())
}

#[derive(QueryableByName)]
struct Named {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
    #[diesel(sql_type = Text)]
    name: String,
}

/// Those of some of which that is still so, locked.
///
/// # Errors
/// The store's.
pub async fn lock(tx: &Tx<'_>, run: i64, some: &[GroupId]) -> Result<Vec<GroupSubject>, StoreError> {
    let query = sql_query(
        "SELECT id, name FROM groups WHERE id IN (SELECT group_id FROM directory_group WHERE seen_in < $1 AND group_id = ANY ($2)) \
         AND deleted_at IS NULL ORDER BY id FOR NO KEY UPDATE",
    )
    .bind::<BigInt, _>(run)
    .bind::<Array<SqlUuid>, _>(some.iter().map(|id| id.uuid()).collect::<Vec<_>>())
    .kept();
    let found: Vec<Named> = query.load(&mut tx.conn()).await?;
    Ok(found.into_iter().map(|row| GroupSubject { id: GroupId::from_uuid(row.id), name: row.name }).collect())
}

/// Notes of some that are deleted that a walk did it.
///
/// # Errors
/// The store's.
pub async fn note_gone(tx: &mut Tx<'_>, gone: &[GroupSubject]) -> Result<(), StoreError> {
    let ids: Vec<Uuid> = gone.iter().map(|group| group.id.uuid()).collect();
    sql_query("UPDATE directory_group SET gone_at = deleted_at FROM groups WHERE groups.id = group_id AND group_id = ANY ($1)")
        .bind::<Array<SqlUuid>, _>(ids)
        .kept()
        .execute(&mut tx.conn())
        .await?;
    Ok(())
}

/// Notes that the members of a group that is back were read to the end.
///
/// # Errors
/// The store's.
pub async fn note_back(house: &Bookkeeping<'_>, group: GroupId) -> Result<(), StoreError> {
    let noted = "UPDATE directory_group SET gone_at = NULL FROM groups WHERE groups.id = group_id AND group_id = $1 AND deleted_at IS NULL";
    sql_query(noted).bind::<SqlUuid, _>(group.uuid()).kept().execute(&mut house.conn()).await?;
    Ok(())
}

/// Whether a group is deleted, and a walk did it: not somebody here, before or since.
///
/// # Errors
/// The store's.
pub async fn is_gone(read: &Read<'_>, group: GroupId) -> Result<bool, StoreError> {
    let query = sql_query(
        "SELECT EXISTS (SELECT FROM directory_group JOIN groups ON groups.id = group_id WHERE group_id = $1 AND gone_at = deleted_at) AS so",
    )
    .bind::<SqlUuid, _>(group.uuid());
    let found: Whether = read.run(query.get_result(&mut read.conn())).await?;
    Ok(found.so)
}

#[derive(QueryableByName)]
struct Whether {
    #[diesel(sql_type = Bool)]
    so: bool,
}

/// Whether a living group of the directory has one of these names.
///
/// # Errors
/// The store's.
pub async fn has_name(read: &Read<'_>, names: &[String]) -> Result<bool, StoreError> {
    let query = sql_query(
        "SELECT EXISTS (SELECT FROM directory_group JOIN groups ON groups.id = group_id \
         WHERE groups.name_key = ANY ($1) AND deleted_at IS NULL) AS so",
    )
    .bind::<Array<Text>, _>(names.iter().map(|name| fold(name)).collect::<Vec<_>>());
    let found: Whether = read.run(query.get_result(&mut read.conn())).await?;
    Ok(found.so)
}
