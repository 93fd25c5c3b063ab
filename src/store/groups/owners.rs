//! Who answers for a group.

use diesel::dsl::exists;
use diesel::prelude::*;
use diesel::sql_types::{Array, Text, Timestamptz, Uuid as SqlUuid};
use diesel::{select, sql_query};
use diesel_async::RunQueryDsl;
use jiff_diesel::ToDiesel;
use uuid::Uuid;

use super::GroupRow;
use super::members::{Person, subjects};
use crate::domain::fold::fold;
use crate::domain::group::{Group, MOST_OWNERS};
use crate::domain::id::{GroupId, UserId};
use crate::domain::paging::{Cursor, PageSize, Slice, Start};
use crate::domain::subject::Subject;
use crate::domain::user::User;
use crate::store::conn::{Read, Tx};
use crate::store::error::StoreError;
use crate::store::kept::Keep as _;
use crate::store::limited::Limited;
use crate::store::schema::{group_owner, groups, users};
use crate::store::users::{UserColumns, UserRow};

/// Whether somebody answers for a group.
///
/// # Errors
/// The store's.
pub async fn owns(read: &Read<'_>, group: GroupId, user: UserId) -> Result<bool, StoreError> {
    let found = select(exists(group_owner::table.find((group.uuid(), user.uuid()))));
    read.run(found.get_result(&mut read.conn())).await
}

/// Everybody who answers for a group, by name; at most [`MOST_OWNERS`].
///
/// # Errors
/// The store's.
pub async fn all(read: &Read<'_>, group: GroupId) -> Result<Vec<User>, StoreError> {
    let query = group_owner::table
        .inner_join(users::table)
        .filter(group_owner::group_id.eq(group.uuid()))
        .order((users::sort_name, users::id))
        .select(UserColumns);
    let rows: Vec<UserRow> = read.run(Limited { query, rows: MOST_OWNERS }.load(&mut read.conn())).await?;
    rows.into_iter().map(User::try_from).collect()
}

/// The living groups that somebody answers for, by name.
///
/// # Errors
/// The store's.
pub async fn owned_by(
    read: &Read<'_>,
    user: UserId,
    start: &Start,
    size: PageSize,
) -> Result<Slice<Group>, StoreError> {
    let mut query = groups::table
        .inner_join(group_owner::table)
        .filter(group_owner::user_id.eq(user.uuid()))
        .filter(groups::deleted_at.is_null())
        .select(GroupRow::as_select())
        .into_boxed();
    query = match start {
        Start::First => query.order((groups::name_key.asc(), groups::id.asc())),
        Start::After(Cursor { keys, id }) => query
            .filter(groups::name_key.ge(keys.concat()))
            .filter(groups::name_key.gt(keys.concat()).or(groups::id.gt(*id)))
            .order((groups::name_key.asc(), groups::id.asc())),
        Start::Before(Cursor { keys, id }) => query
            .filter(groups::name_key.le(keys.concat()))
            .filter(groups::name_key.lt(keys.concat()).or(groups::id.lt(*id)))
            .order((groups::name_key.desc(), groups::id.desc())),
    };
    let rows: Vec<GroupRow> = read.run(Limited { query, rows: size.rows() + 1 }.load(&mut read.conn())).await?;
    let found = rows.into_iter().map(Group::from).collect();
    Ok(Slice::cut(found, start, size, |group: &Group| Cursor { keys: vec![fold(&group.name)], id: group.id.uuid() }))
}

/// Lets people answer for a group who may sign in. Says who is new.
///
/// # Errors
/// The store's.
pub async fn add(tx: &mut Tx<'_>, group: GroupId, people: &[Person]) -> Result<Vec<Subject>, StoreError> {
    let statement = sql_query(
        "INSERT INTO group_owner (group_id, user_id, added_at) SELECT $1, who, $3 FROM unnest($2) AS added (who) \
         ON CONFLICT DO NOTHING RETURNING user_id AS id, ''::text AS user_name",
    );
    let added: Vec<super::members::Named> = statement
        .bind::<SqlUuid, _>(group.uuid())
        .bind::<Array<SqlUuid>, _>(people.iter().map(|person| person.id.uuid()).collect::<Vec<_>>())
        .bind::<Timestamptz, _>(tx.now().to_diesel())
        .kept()
        .load(&mut tx.conn())
        .await?;
    Ok(subjects(people, &added))
}

/// Takes people away who answer for a group. Says whom.
///
/// # Errors
/// The store's.
pub async fn remove(tx: &mut Tx<'_>, group: GroupId, people: &[UserId]) -> Result<Vec<Subject>, StoreError> {
    let statement = sql_query(
        "DELETE FROM group_owner USING users WHERE group_id = $1 AND user_id = ANY ($2) AND users.id = user_id \
         RETURNING user_id AS id, user_name",
    );
    let gone: Vec<super::members::Named> = statement
        .bind::<SqlUuid, _>(group.uuid())
        .bind::<Array<SqlUuid>, _>(people.iter().map(|id| id.uuid()).collect::<Vec<_>>())
        .kept()
        .load(&mut tx.conn())
        .await?;
    Ok(gone.into_iter().map(Subject::from).collect())
}

/// How many people answer for a group.
///
/// # Errors
/// The store's.
pub async fn count(tx: &mut Tx<'_>, group: GroupId) -> Result<i64, StoreError> {
    let count = group_owner::table.filter(group_owner::group_id.eq(group.uuid())).count();
    Ok(count.get_result(&mut tx.conn()).await?)
}

#[derive(QueryableByName)]
struct First {
    #[diesel(sql_type = SqlUuid)]
    group_id: Uuid,
    #[diesel(sql_type = Text)]
    display_name: String,
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    owners: i64,
}

/// For each of some groups: the first owner's name, and how many there are. Groups without one are left out.
///
/// # Errors
/// The store's.
pub async fn firsts(read: &Read<'_>, of: &[GroupId]) -> Result<Vec<(GroupId, String, u64)>, StoreError> {
    let query = sql_query(
        "SELECT DISTINCT ON (group_id) group_id, display_name, count(*) OVER (PARTITION BY group_id) AS owners \
         FROM group_owner JOIN users ON users.id = user_id WHERE group_id = ANY ($1) ORDER BY group_id, sort_name, users.id",
    );
    let query = query.bind::<Array<SqlUuid>, _>(of.iter().map(|id| id.uuid()).collect::<Vec<_>>()).kept();
    let rows: Vec<First> = read.run(query.load(&mut read.conn())).await?;
    let first = |row: First| {
        (GroupId::from_uuid(row.group_id), row.display_name, u64::try_from(row.owners).unwrap_or_default())
    };
    Ok(rows.into_iter().map(first).collect())
}
