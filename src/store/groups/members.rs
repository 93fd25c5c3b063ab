//! The people in groups. A page is read from the beginnings of the groups' lists, however long they are.

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Array, BigInt, Bool, Text, Timestamptz, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use jiff_diesel::ToDiesel;
use uuid::Uuid;

use crate::domain::fold::fold;
use crate::domain::id::{GroupId, UserId};
use crate::domain::paging::{Count, Cursor, PageSize, Slice, Start};
use crate::domain::people::Direction;
use crate::domain::subject::Subject;
use crate::domain::user::User;
use crate::store::conn::{Read, Tx};
use crate::store::error::StoreError;
use crate::store::kept::Keep as _;
use crate::store::users::UserRow;

use super::listed::{Counted, Listed};

fn uuids(groups: &[GroupId]) -> Vec<Uuid> {
    groups.iter().map(|id| id.uuid()).collect()
}

/// One page of the people in at least one of these groups, by name.
///
/// # Errors
/// The store's.
pub async fn page(
    read: &Read<'_>,
    groups: &[GroupId],
    direction: Direction,
    start: &Start,
    size: PageSize,
) -> Result<Slice<User>, StoreError> {
    let walk = if matches!(start, Start::Before(_)) { direction.reversed() } else { direction };
    let place = match start {
        Start::First => None,
        Start::After(cursor) | Start::Before(cursor) => Some(cursor.clone()),
    };
    let listed = Listed { groups: uuids(groups), place, walk, rows: size.rows() + 1 };
    let rows: Vec<UserRow> = read.run(listed.load(&mut read.conn())).await?;
    let people = rows.into_iter().map(User::try_from).collect::<Result<Vec<_>, _>>()?;
    Ok(Slice::cut(people, start, size, |user| Cursor { keys: vec![fold(&user.display_name)], id: user.id.uuid() }))
}

/// How many people are in at least one of these groups, counted no further than [`Count::LIMIT`].
///
/// # Errors
/// The store's.
pub async fn count(read: &Read<'_>, groups: &[GroupId]) -> Result<Count, StoreError> {
    let counted = Counted { groups: uuids(groups), most: Count::LIMIT };
    let people: i64 = read.run(counted.get_result(&mut read.conn())).await?;
    Ok(Count::capped(people))
}

#[derive(QueryableByName)]
struct CountRow {
    #[diesel(sql_type = SqlUuid)]
    group_id: Uuid,
    #[diesel(sql_type = BigInt)]
    people: i64,
}

/// How many people are in each of some groups, directly, counted no further than `most`: a list of groups shall not count long.
///
/// # Errors
/// The store's.
pub async fn counts(read: &Read<'_>, of: &[GroupId], most: u32) -> Result<Vec<(GroupId, Count)>, StoreError> {
    let query = sql_query(format!(
        "SELECT one AS group_id, (SELECT count(*) FROM (SELECT FROM group_member WHERE group_id = one \
         AND living LIMIT {}) AS counted) AS people FROM unnest($1) AS of (one)",
        most + 1
    ));
    let rows: Vec<CountRow> =
        read.run(query.bind::<Array<SqlUuid>, _>(uuids(of)).kept().load(&mut read.conn())).await?;
    let count = |people: i64| match u32::try_from(people) {
        Ok(people) if people <= most => Count::Exactly(people),
        _ => Count::MoreThan(most),
    };
    Ok(rows.into_iter().map(|row| (GroupId::from_uuid(row.group_id), count(row.people))).collect())
}

#[derive(QueryableByName)]
struct Place {
    #[diesel(sql_type = SqlUuid)]
    user_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    group_id: Uuid,
}

/// In which of these groups each of these people is, directly.
///
/// # Errors
/// The store's.
pub async fn places(
    read: &Read<'_>,
    people: &[UserId],
    groups: &[GroupId],
) -> Result<Vec<(UserId, GroupId)>, StoreError> {
    let query =
        sql_query("SELECT user_id, group_id FROM group_member WHERE user_id = ANY ($1) AND group_id = ANY ($2)")
            .bind::<Array<SqlUuid>, _>(people.iter().map(|id| id.uuid()).collect::<Vec<_>>())
            .bind::<Array<SqlUuid>, _>(uuids(groups))
            .kept();
    let rows: Vec<Place> = read.run(query.load(&mut read.conn())).await?;
    Ok(rows.into_iter().map(|row| (UserId::from_uuid(row.user_id), GroupId::from_uuid(row.group_id))).collect())
}

/// Somebody who can be put into a group, locked until the deed ends.
#[derive(Debug, QueryableByName)]
struct PersonRow {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
    #[diesel(sql_type = Text)]
    user_name: String,
    #[diesel(sql_type = Bool)]
    enabled: bool,
}

/// Somebody, locked until the deed ends.
#[derive(Debug, Clone)]
pub struct Person {
    /// Who.
    pub id: UserId,
    /// The name the audit row remembers.
    pub user_name: String,
    /// May sign in.
    pub enabled: bool,
}

/// Locks people, in one order whoever asks. Whoever is not there any more is left out.
///
/// # Errors
/// The store's.
pub async fn lock_people(tx: &Tx<'_>, ids: &[UserId]) -> Result<Vec<Person>, StoreError> {
    let query = sql_query("SELECT id, user_name, enabled FROM users WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE")
        .bind::<Array<SqlUuid>, _>(ids.iter().map(|id| id.uuid()).collect::<Vec<_>>())
        .kept();
    let rows: Vec<PersonRow> = query.load(&mut tx.conn()).await?;
    let person =
        |row: PersonRow| Person { id: UserId::from_uuid(row.id), user_name: row.user_name, enabled: row.enabled };
    Ok(rows.into_iter().map(person).collect())
}

/// A person by id and user name, as a statement gives them back.
#[derive(Debug, QueryableByName)]
pub(super) struct Named {
    #[diesel(sql_type = SqlUuid)]
    pub(super) id: Uuid,
    #[diesel(sql_type = Text)]
    user_name: String,
}

impl From<Named> for Subject {
    fn from(named: Named) -> Self {
        Self { id: UserId::from_uuid(named.id), name: named.user_name }
    }
}

/// Those of some people whom a statement touched.
pub(super) fn subjects(people: &[Person], touched: &[Named]) -> Vec<Subject> {
    people
        .iter()
        .filter(|person| touched.iter().any(|named| named.id == person.id.uuid()))
        .map(|person| Subject { id: person.id, name: person.user_name.clone() })
        .collect()
}

/// Puts locked people into a group. Says who is new in it.
///
/// # Errors
/// The store's.
pub async fn add(tx: &mut Tx<'_>, group: GroupId, people: &[Person]) -> Result<Vec<Subject>, StoreError> {
    let statement = sql_query(
        "INSERT INTO group_member (group_id, user_id, sort_name, added_at) SELECT $1, id, sort_name, $3 FROM users \
         WHERE id = ANY ($2) ORDER BY id ON CONFLICT DO NOTHING RETURNING user_id AS id, ''::text AS user_name",
    );
    let added: Vec<Named> = statement
        .bind::<SqlUuid, _>(group.uuid())
        .bind::<Array<SqlUuid>, _>(people.iter().map(|person| person.id.uuid()).collect::<Vec<_>>())
        .bind::<Timestamptz, _>(tx.now().to_diesel())
        .kept()
        .load(&mut tx.conn())
        .await?;
    Ok(subjects(people, &added))
}

/// Takes people out of a group. Says whom.
///
/// # Errors
/// The store's.
pub async fn remove(tx: &mut Tx<'_>, group: GroupId, people: &[UserId]) -> Result<Vec<Subject>, StoreError> {
    // Their rows first, as whoever changes a person does, whose triggers then come to the memberships.
    lock_people(tx, people).await?;
    let statement = sql_query(
        "DELETE FROM group_member USING users WHERE group_id = $1 AND user_id = ANY ($2) AND users.id = user_id \
         RETURNING user_id AS id, user_name",
    );
    let gone: Vec<Named> = statement
        .bind::<SqlUuid, _>(group.uuid())
        .bind::<Array<SqlUuid>, _>(people.iter().map(|id| id.uuid()).collect::<Vec<_>>())
        .kept()
        .load(&mut tx.conn())
        .await?;
    Ok(gone.into_iter().map(Subject::from).collect())
}
