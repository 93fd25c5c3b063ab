//! Which of our groups is which of theirs, and whom they name as members.

use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Binary, Bool, Text, Uuid as SqlUuid};
use diesel::{insert_into, sql_query};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use jiff_diesel::ToDiesel as _;
use uuid::Uuid;

use crate::domain::directory::naming::NameKey;
use crate::domain::fold::fold;
use crate::domain::group::Labels;
use crate::domain::id::{GroupId, UserId};
use crate::store::conn::{Bookkeeping, Read, Tx};
use crate::store::error::StoreError;
use crate::store::kept::Keep as _;
use crate::store::schema::{directory_group, groups};

/// One of our groups, over there.
#[derive(Debug, Clone)]
pub struct Linked {
    /// Which.
    pub group: GroupId,
    /// What never changes over there.
    pub anchor: String,
    /// Of its distinguished name.
    pub name_key: Vec<u8>,
    /// Of everything else that was read the last time.
    pub digest: Vec<u8>,
    /// Whether it is not deleted here.
    pub living: bool,
    /// Whether a walk has deleted it, and its members were not read to the end since.
    pub was_gone: bool,
}

type Row = (Uuid, String, Vec<u8>, Vec<u8>, bool, bool);

impl From<Row> for Linked {
    fn from((group, anchor, name_key, digest, living, was_gone): Row) -> Self {
        Self { group: GroupId::from_uuid(group), anchor, name_key, digest, living, was_gone }
    }
}

/// Those of ours that have one of these anchors.
///
/// # Errors
/// The store's.
pub async fn by_anchors(read: &Read<'_>, anchors: &[&str]) -> Result<Vec<Linked>, StoreError> {
    let query =
        directory_group::table.inner_join(groups::table).filter(directory_group::anchor.eq_any(anchors)).select((
            directory_group::group_id,
            directory_group::anchor,
            directory_group::name_key,
            directory_group::digest,
            groups::deleted_at.is_null(),
            directory_group::gone_at.is_not_null(),
        ));
    let found: Vec<Row> = read.run(query.load(&mut read.conn())).await?;
    Ok(found.into_iter().map(Linked::from).collect())
}

/// Whether another living group has a name.
///
/// # Errors
/// The store's.
pub async fn is_taken(read: &Read<'_>, name: &str, beside: Option<GroupId>) -> Result<bool, StoreError> {
    let others = groups::table
        .filter(groups::name_key.eq(fold(name)))
        .filter(groups::deleted_at.is_null())
        .filter(groups::id.ne(beside.map_or(Uuid::nil(), GroupId::uuid)));
    let query = diesel::select(diesel::dsl::exists(others));
    read.run(query.get_result(&mut read.conn())).await
}

/// Makes a group that is kept over there. It never holds roles: the table says so, too.
///
/// # Errors
/// The store's.
pub async fn create(tx: &mut Tx<'_>, id: GroupId, labels: &Labels) -> Result<(), StoreError> {
    insert_into(groups::table)
        .values((
            groups::id.eq(id.uuid()),
            groups::name.eq(&labels.name),
            groups::name_key.eq(fold(&labels.name)),
            groups::description.eq(&labels.description),
            groups::role_assignable.eq(false),
            groups::from_directory.eq(true),
            groups::created_at.eq(tx.now().to_diesel()),
        ))
        .kept()
        .execute(&mut tx.conn())
        .await?;
    Ok(())
}

/// Writes down which group is which over there.
///
/// # Errors
/// The store's.
pub async fn put(tx: &mut Tx<'_>, linked: &Linked, run: i64) -> Result<(), StoreError> {
    let values = (
        directory_group::anchor.eq(&linked.anchor),
        directory_group::name_key.eq(&linked.name_key),
        directory_group::digest.eq(&linked.digest),
        directory_group::seen_in.eq(run),
    );
    insert_into(directory_group::table)
        .values((directory_group::group_id.eq(linked.group.uuid()), values))
        .on_conflict(directory_group::group_id)
        .do_update()
        .set(values)
        .kept()
        .execute(&mut tx.conn())
        .await?;
    Ok(())
}

/// Notes, beside any deed, that a walk met these, and under which names.
///
/// # Errors
/// The store's.
pub async fn met(house: &Bookkeeping<'_>, met: &[(&str, NameKey)], run: i64) -> Result<(), StoreError> {
    note(house.conn(), met, run).await
}

/// Notes that a walk met these, and under which names.
///
/// # Errors
/// The store's.
pub async fn seen(tx: &mut Tx<'_>, met: &[(&str, NameKey)], run: i64) -> Result<(), StoreError> {
    note(tx.conn(), met, run).await
}

async fn note(conn: &AsyncPgConnection, met: &[(&str, NameKey)], run: i64) -> Result<(), StoreError> {
    let (anchors, keys): (Vec<&str>, Vec<&[u8]>) = met.iter().map(|(anchor, key)| (*anchor, key.as_slice())).unzip();
    sql_query(
        "UPDATE directory_group SET seen_in = $3, name_key = met.name_key FROM unnest($1, $2) AS met (anchor, name_key) \
         WHERE directory_group.anchor = met.anchor",
    )
    .bind::<Array<Text>, _>(anchors)
    .bind::<Array<Binary>, _>(keys)
    .bind::<BigInt, _>(run)
    .kept()
    .execute(&mut &*conn)
    .await?;
    Ok(())
}

/// Somebody or something that a directory named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resolved {
    /// One of our people.
    Person(UserId),
    /// One of our groups.
    Group(GroupId),
}

#[derive(QueryableByName)]
struct KeyRow {
    #[diesel(sql_type = Binary)]
    key: Vec<u8>,
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
    #[diesel(sql_type = Bool)]
    is_group: bool,
}

/// Who or what has these distinguished names over there, as far as it is known here. A name that was given to somebody else is that one's: whoever
/// had it before was not met since.
///
/// # Errors
/// The store's.
pub async fn named(read: &Read<'_>, keys: &[NameKey]) -> Result<Vec<(Vec<u8>, Resolved)>, StoreError> {
    let query = sql_query(
        "SELECT * FROM (SELECT DISTINCT ON (name_key) name_key AS key, user_id AS id, false AS is_group FROM directory_person \
            WHERE name_key = ANY ($1) ORDER BY name_key, seen_in DESC, user_id) AS people \
         UNION ALL SELECT directory_group.name_key, group_id, true FROM directory_group JOIN groups ON groups.id = group_id \
         WHERE directory_group.name_key = ANY ($1) AND deleted_at IS NULL",
    )
    .bind::<Array<Binary>, _>(keys.iter().map(NameKey::as_slice).collect::<Vec<_>>());
    let rows: Vec<KeyRow> = read.run(query.load(&mut read.conn())).await?;
    let resolved = |row: KeyRow| {
        let KeyRow { key, id, is_group } = row;
        (key, if is_group { Resolved::Group(GroupId::from_uuid(id)) } else { Resolved::Person(UserId::from_uuid(id)) })
    };
    Ok(rows.into_iter().map(resolved).collect())
}

#[derive(QueryableByName)]
struct IdRow {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
}

/// Who of the directory's people signs in by these canonical names.
///
/// # Errors
/// The store's.
pub async fn signing_in(read: &Read<'_>, canonicals: &[String]) -> Result<Vec<UserId>, StoreError> {
    let query = sql_query(
        "SELECT directory_person.user_id AS id FROM login_name JOIN directory_person USING (user_id) \
         WHERE canonical = ANY ($1) AND login_name.kind = 'user-name'",
    )
    .bind::<Array<Text>, _>(canonicals);
    let rows: Vec<IdRow> = read.run(query.load(&mut read.conn())).await?;
    Ok(rows.into_iter().map(|row| UserId::from_uuid(row.id)).collect())
}

#[derive(QueryableByName)]
struct MemberRow {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
    #[diesel(sql_type = Bool)]
    living: bool,
}

/// The members of a group behind one of them, in the order of their ids: deleted people too, each with whether she is not.
///
/// # Errors
/// The store's.
pub async fn members_after(
    read: &Read<'_>,
    group: GroupId,
    after: Option<UserId>,
    most: i64,
) -> Result<Vec<(UserId, bool)>, StoreError> {
    let query = sql_query(
        "SELECT user_id AS id, users.id IS NOT NULL AS living FROM group_member LEFT JOIN users ON users.id = user_id \
         WHERE group_id = $1 AND user_id > $2 ORDER BY user_id LIMIT $3",
    )
    .bind::<SqlUuid, _>(group.uuid())
    .bind::<SqlUuid, _>(after.map_or(Uuid::nil(), UserId::uuid))
    .bind::<BigInt, _>(most);
    let rows: Vec<MemberRow> = read.run(query.load(&mut read.conn())).await?;
    Ok(rows.into_iter().map(|row| (UserId::from_uuid(row.id), row.living)).collect())
}

/// The living groups in a group, directly.
///
/// # Errors
/// The store's.
pub async fn nested(read: &Read<'_>, group: GroupId) -> Result<Vec<GroupId>, StoreError> {
    let query = sql_query(
        "SELECT member_id AS id FROM group_nesting JOIN groups ON groups.id = member_id AND deleted_at IS NULL \
         WHERE group_id = $1 ORDER BY member_id",
    )
    .bind::<SqlUuid, _>(group.uuid());
    let rows: Vec<IdRow> = read.run(query.load(&mut read.conn())).await?;
    Ok(rows.into_iter().map(|row| GroupId::from_uuid(row.id)).collect())
}
