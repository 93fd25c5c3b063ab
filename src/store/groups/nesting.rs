//! Groups in groups: looked through, and changed by one deed at a time so that there is never a circle.

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Array, BigInt, Bool, Text, Timestamptz, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use jiff_diesel::ToDiesel;
use uuid::Uuid;

use crate::domain::group::{MOST_BELOW, MOST_LEVELS, Misfit, Nested, Nesting};
use crate::domain::id::{GroupId, UserId};
use crate::domain::subject::GroupSubject;
use crate::store::conn::{Read, Tx};
use crate::store::error::StoreError;
use crate::store::kept::Keep as _;

/// The advisory lock of whoever puts a group into another one.
const NESTING: i64 = 0x6c61_7467_726f_7570;

/// So many groups of one person are looked through.
const MOST_OF_A_PERSON: usize = 1_000;

#[derive(QueryableByName)]
struct Pair {
    #[diesel(sql_type = SqlUuid)]
    group_id: Uuid,
    #[diesel(sql_type = Text)]
    group_name: String,
    #[diesel(sql_type = SqlUuid)]
    member_id: Uuid,
    #[diesel(sql_type = Text)]
    member_name: String,
}

fn nesting(rows: Vec<Pair>) -> Nesting {
    let mut nesting = Nesting::default();
    for row in rows {
        let (group, member) = (GroupId::from_uuid(row.group_id), GroupId::from_uuid(row.member_id));
        nesting.pairs.push(Nested { group, member });
        nesting.names.insert(group, row.group_name);
        nesting.names.insert(member, row.member_name);
    }
    nesting
}

/// The living groups in a group, at any depth.
///
/// # Errors
/// The store's.
pub async fn below(read: &Read<'_>, group: GroupId) -> Result<Nesting, StoreError> {
    let query = sql_query(
        "WITH RECURSIVE inner_ones AS ( \
            SELECT n.group_id, n.member_id, m.name FROM group_nesting n \
            JOIN groups m ON m.id = n.member_id AND m.deleted_at IS NULL WHERE n.group_id = $1 \
            UNION \
            SELECT n.group_id, n.member_id, m.name FROM inner_ones i JOIN group_nesting n ON n.group_id = i.member_id \
            JOIN groups m ON m.id = n.member_id AND m.deleted_at IS NULL \
         ) SELECT i.group_id, g.name AS group_name, i.member_id, i.name AS member_name \
           FROM inner_ones i JOIN groups g ON g.id = i.group_id ORDER BY g.name_key, i.name",
    );
    let rows = read.run(query.bind::<SqlUuid, _>(group.uuid()).kept().load(&mut read.conn())).await?;
    Ok(nesting(rows))
}

/// The group and every living group in it, at any depth.
///
/// # Errors
/// The store's.
pub async fn with_all_below(read: &Read<'_>, group: GroupId) -> Result<Vec<GroupId>, StoreError> {
    let below = below(read, group).await?;
    let mut all = vec![group];
    all.extend(below.names.into_keys().filter(|id| *id != group));
    Ok(all)
}

#[derive(QueryableByName)]
struct Inside {
    #[diesel(sql_type = SqlUuid)]
    top: Uuid,
    #[diesel(sql_type = SqlUuid)]
    inside: Uuid,
}

/// Some groups, each with itself and with every living group in it, at any depth.
///
/// # Errors
/// The store's.
pub async fn inside_each(read: &Read<'_>, groups: &[GroupId]) -> Result<Vec<(GroupId, GroupId)>, StoreError> {
    let query = sql_query(
        "WITH RECURSIVE inner_ones AS ( \
            SELECT id AS top, id AS inside FROM unnest($1) AS each_one (id) \
            UNION \
            SELECT i.top, n.member_id FROM inner_ones i JOIN group_nesting n ON n.group_id = i.inside \
            JOIN groups m ON m.id = n.member_id AND m.deleted_at IS NULL \
         ) SELECT top, inside FROM inner_ones",
    );
    let ids: Vec<Uuid> = groups.iter().map(|id| id.uuid()).collect();
    let rows: Vec<Inside> = read.run(query.bind::<Array<SqlUuid>, _>(ids).kept().load(&mut read.conn())).await?;
    Ok(rows.into_iter().map(|row| (GroupId::from_uuid(row.top), GroupId::from_uuid(row.inside))).collect())
}

#[derive(QueryableByName)]
struct Member {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
    #[diesel(sql_type = Text)]
    name: String,
}

impl From<Member> for GroupSubject {
    fn from(row: Member) -> Self {
        Self { id: GroupId::from_uuid(row.id), name: row.name }
    }
}

/// The living groups that a group is in, directly, by name; at most `most`.
///
/// # Errors
/// The store's.
pub async fn parents(read: &Read<'_>, group: GroupId, most: usize) -> Result<Vec<GroupSubject>, StoreError> {
    let query = sql_query(format!(
        "SELECT id, name FROM group_nesting JOIN groups ON id = group_id WHERE member_id = $1 AND deleted_at IS NULL \
         ORDER BY name_key, id LIMIT {most}"
    ));
    let rows: Vec<Member> = read.run(query.bind::<SqlUuid, _>(group.uuid()).kept().load(&mut read.conn())).await?;
    Ok(rows.into_iter().map(GroupSubject::from).collect())
}

#[derive(QueryableByName)]
struct Direct {
    #[diesel(sql_type = SqlUuid)]
    group_id: Uuid,
}

/// The living groups that a person is in, directly; and how those around them are nested.
///
/// # Errors
/// The store's.
pub async fn around(read: &Read<'_>, user: UserId) -> Result<(Vec<GroupId>, Nesting), StoreError> {
    let direct = sql_query(format!(
        "SELECT group_id FROM group_member JOIN groups ON id = group_id WHERE user_id = $1 AND deleted_at IS NULL \
         ORDER BY group_id LIMIT {MOST_OF_A_PERSON}"
    ));
    let direct: Vec<Direct> = read.run(direct.bind::<SqlUuid, _>(user.uuid()).kept().load(&mut read.conn())).await?;
    let direct: Vec<Uuid> = direct.into_iter().map(|row| row.group_id).collect();
    let query = sql_query(format!(
        "WITH RECURSIVE outer_ones AS ( \
            SELECT n.group_id, n.member_id, g.name FROM group_nesting n \
            JOIN groups g ON g.id = n.group_id AND g.deleted_at IS NULL WHERE n.member_id = ANY ($1) \
            UNION \
            SELECT n.group_id, n.member_id, g.name FROM outer_ones o JOIN group_nesting n ON n.member_id = o.group_id \
            JOIN groups g ON g.id = n.group_id AND g.deleted_at IS NULL \
         ) SELECT o.group_id, o.name AS group_name, o.member_id, m.name AS member_name \
           FROM outer_ones o JOIN groups m ON m.id = o.member_id LIMIT {MOST_OF_A_PERSON}"
    ));
    let rows = read.run(query.bind::<Array<SqlUuid>, _>(&direct).kept().load(&mut read.conn())).await?;
    Ok((direct.into_iter().map(GroupId::from_uuid).collect(), nesting(rows)))
}

/// Whether a person is in one of some groups, at any depth, through living groups: asked from those few downwards, whatever else she is in.
///
/// # Errors
/// The store's.
pub async fn is_in_any(read: &Read<'_>, user: UserId, groups: &[GroupId]) -> Result<bool, StoreError> {
    if groups.is_empty() {
        return Ok(false);
    }
    let query = sql_query(
        "WITH RECURSIVE inner_ones AS ( \
            SELECT id FROM groups WHERE id = ANY ($2) AND deleted_at IS NULL \
            UNION \
            SELECT n.member_id FROM inner_ones i JOIN group_nesting n ON n.group_id = i.id \
            JOIN groups m ON m.id = n.member_id AND m.deleted_at IS NULL \
         ) SELECT EXISTS (SELECT FROM inner_ones i JOIN group_member g ON g.group_id = i.id AND g.user_id = $1) AS is_in",
    );
    let ids: Vec<Uuid> = groups.iter().map(|id| id.uuid()).collect();
    let query = query.bind::<SqlUuid, _>(user.uuid()).bind::<Array<SqlUuid>, _>(ids).kept();
    let found: IsIn = read.run(query.get_result(&mut read.conn())).await?;
    Ok(found.is_in)
}

#[derive(QueryableByName)]
struct IsIn {
    #[diesel(sql_type = Bool)]
    is_in: bool,
}

#[derive(QueryableByName)]
struct Locked {
    #[diesel(sql_type = Bool)]
    #[expect(dead_code, reason = "only that it came counts")]
    locked: bool,
}

/// Lets one deed at a time put groups into groups, deleted ones too: what it finds stays so until it ends. Before anything is locked.
///
/// # Errors
/// The store's.
pub async fn alone(tx: &mut Tx<'_>) -> Result<(), StoreError> {
    let lock = sql_query("SELECT pg_advisory_xact_lock($1) IS NOT NULL AS locked").bind::<BigInt, _>(NESTING).kept();
    lock.load::<Locked>(&mut tx.conn()).await?;
    Ok(())
}

#[derive(QueryableByName)]
struct Shape {
    #[diesel(sql_type = Bool)]
    circle: bool,
    #[diesel(sql_type = BigInt)]
    levels: i64,
    #[diesel(sql_type = BigInt)]
    below: i64,
}

/// What would stand in one another if `$2` were in `$1`, deleted groups counted: they may come back. Depths stop one past the limit.
const SHAPE: &str = "\
    WITH RECURSIVE \
    up AS (SELECT $1 AS id, 0 AS depth UNION SELECT n.group_id, up.depth + 1 FROM up JOIN group_nesting n ON n.member_id = up.id \
        WHERE up.depth <= $3), \
    down AS (SELECT $2 AS id, 0 AS depth UNION SELECT n.member_id, down.depth + 1 FROM down JOIN group_nesting n ON n.group_id = down.id \
        WHERE down.depth <= $3), \
    inside AS (SELECT DISTINCT id AS root, id FROM up UNION SELECT inside.root, n.member_id FROM inside \
        JOIN group_nesting n ON n.group_id = inside.id) \
    SELECT EXISTS (SELECT FROM down WHERE id = $1) AS circle, \
        ((SELECT max(depth) FROM up) + (SELECT max(depth) FROM down) + 2)::bigint AS levels, \
        (SELECT max(inner_ones) FROM (SELECT count(*) AS inner_ones FROM ( \
            SELECT root, id FROM inside WHERE id <> root UNION SELECT up.id, down.id FROM up, down) AS each_one GROUP BY root) AS counted) AS below";

/// Whether a group fits into another one. Only between [`alone`] and the end of the deed.
///
/// # Errors
/// The store's.
pub async fn fits(tx: &mut Tx<'_>, group: GroupId, member: GroupId) -> Result<Option<Misfit>, StoreError> {
    let most = |limit: usize| i64::try_from(limit).unwrap_or(i64::MAX);
    let shape: Shape = sql_query(SHAPE)
        .bind::<SqlUuid, _>(group.uuid())
        .bind::<SqlUuid, _>(member.uuid())
        .bind::<BigInt, _>(most(MOST_LEVELS))
        .kept()
        .get_result(&mut tx.conn())
        .await?;
    Ok(if shape.circle {
        Some(Misfit::Circle)
    } else if shape.levels > most(MOST_LEVELS) {
        Some(Misfit::TooDeep)
    } else {
        (shape.below > most(MOST_BELOW)).then_some(Misfit::TooMany)
    })
}

/// The living ones of some groups, kept from being deleted until the deed ends.
///
/// # Errors
/// The store's.
pub async fn hold(tx: &Tx<'_>, groups: &[GroupId]) -> Result<Vec<GroupSubject>, StoreError> {
    let query =
        sql_query("SELECT id, name FROM groups WHERE id = ANY ($1) AND deleted_at IS NULL ORDER BY id FOR SHARE");
    let ids: Vec<Uuid> = groups.iter().map(|id| id.uuid()).collect();
    let rows: Vec<Member> = query.bind::<Array<SqlUuid>, _>(ids).kept().load(&mut tx.conn()).await?;
    Ok(rows.into_iter().map(GroupSubject::from).collect())
}

/// Puts a group into another one. Says whether it was not in it.
///
/// # Errors
/// The store's.
pub async fn add(tx: &mut Tx<'_>, group: GroupId, member: GroupId) -> Result<bool, StoreError> {
    let statement = sql_query(
        "INSERT INTO group_nesting (group_id, member_id, added_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
    );
    let added = statement
        .bind::<SqlUuid, _>(group.uuid())
        .bind::<SqlUuid, _>(member.uuid())
        .bind::<Timestamptz, _>(tx.now().to_diesel())
        .kept()
        .execute(&mut tx.conn())
        .await?;
    Ok(added > 0)
}

/// Takes groups out of another one. Says which.
///
/// # Errors
/// The store's.
pub async fn remove(tx: &mut Tx<'_>, group: GroupId, members: &[GroupId]) -> Result<Vec<GroupSubject>, StoreError> {
    let statement = sql_query(
        "DELETE FROM group_nesting USING groups WHERE group_id = $1 AND member_id = ANY ($2) AND groups.id = member_id \
         RETURNING groups.id AS id, groups.name AS name",
    );
    let ids: Vec<Uuid> = members.iter().map(|id| id.uuid()).collect();
    let gone: Vec<Member> =
        statement.bind::<SqlUuid, _>(group.uuid()).bind::<Array<SqlUuid>, _>(ids).kept().load(&mut tx.conn()).await?;
    Ok(gone.into_iter().map(GroupSubject::from).collect())
}
