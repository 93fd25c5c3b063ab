//! Doors that wrong guesses have closed: seen, opened, closed again, opened by time.

use std::collections::HashSet;

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Array, Integer, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use jiff_diesel::ToDiesel as _;
use uuid::Uuid;

use super::conn::{Read, Tx};
use super::error::StoreError;
use super::kept::Keep as _;
use super::lockout::{Counter, CounterRow};
use super::schema::throttle;
use crate::domain::id::UserId;
use crate::domain::lockout::{DoorState, Factor};
use crate::domain::subject::Subject;
use crate::domain::user::User;

/// All doors of a person at which somebody has guessed wrong.
///
/// # Errors
/// The store's.
pub async fn doors(read: &Read<'_>, user: UserId) -> Result<Vec<DoorState>, StoreError> {
    let query = throttle::table
        .filter(throttle::user_id.eq(user.uuid()))
        .filter(throttle::in_a_row.gt(0))
        .order((throttle::factor.desc(), throttle::recognised))
        .select((throttle::factor, CounterRow::as_select()));
    let rows: Vec<(String, CounterRow)> = read.run(query.load(&mut read.conn())).await?;
    let door = |(factor, row): (String, CounterRow)| {
        let Counter { recognised, guesses, .. } = row.into();
        let factor = Factor::from_id(&factor).ok_or(StoreError::Corrupt("factor"))?;
        Ok(DoorState { factor, recognised, guesses })
    };
    rows.into_iter().map(door).collect()
}

/// Those of these people whom wrong guesses keep out.
///
/// # Errors
/// The store's.
pub async fn locked_among(read: &Read<'_>, people: &[User]) -> Result<HashSet<UserId>, StoreError> {
    let ids: Vec<Uuid> = people.iter().map(|person| person.id.uuid()).collect();
    let closed = throttle::table
        .filter(throttle::user_id.eq_any(ids))
        .filter(throttle::locked_until.gt(diesel::dsl::now))
        .select(throttle::user_id);
    let found: Vec<Uuid> = read.run(closed.load(&mut read.conn())).await?;
    Ok(found.into_iter().map(UserId::from_uuid).collect())
}

/// Opens these doors of a person. Says how many wrong guesses had touched.
///
/// # Errors
/// The store's.
pub async fn unlock(tx: &mut Tx<'_>, user: UserId, factors: &[Factor]) -> Result<usize, StoreError> {
    let opened = sql_query(
        "UPDATE throttle SET serial = serial + 1, undo_failures = failures, undo_in_a_row = in_a_row, \
         undo_until = locked_until, failures = 0, in_a_row = 0, recent = '{}', first_at = NULL, last_at = NULL, \
         locked_until = NULL WHERE user_id = $1 AND factor = ANY ($2) AND in_a_row > 0",
    )
    .bind::<SqlUuid, _>(user.uuid())
    .bind::<Array<Text>, _>(factors.iter().map(|factor| factor.id()).collect::<Vec<_>>())
    .kept()
    .execute(&mut tx.conn())
    .await?;
    Ok(opened)
}

/// Closes again what [`unlock`] opened, as far as it would still be closed. Says how many doors.
///
/// # Errors
/// The store's.
pub async fn lock_again(tx: &mut Tx<'_>, user: UserId) -> Result<usize, StoreError> {
    let closed = sql_query(
        "UPDATE throttle SET serial = serial + 1, failures = undo_failures, in_a_row = undo_in_a_row, \
         locked_until = undo_until, last_at = $2, undo_failures = NULL, undo_in_a_row = NULL, undo_until = NULL \
         WHERE user_id = $1 AND undo_until > $2",
    )
    .bind::<SqlUuid, _>(user.uuid())
    .bind::<Timestamptz, _>(tx.now().to_diesel())
    .kept()
    .execute(&mut tx.conn())
    .await?;
    Ok(closed)
}

#[derive(QueryableByName)]
struct Lapsed {
    #[diesel(sql_type = SqlUuid)]
    user_id: Uuid,
    #[diesel(sql_type = Nullable<Text>)]
    user_name: Option<String>,
}

/// Takes note that time has opened doors, some at a time. Says whose; a person who is deleted is not told of.
///
/// # Errors
/// The store's.
pub async fn lapse(tx: &mut Tx<'_>, most: i32) -> Result<Vec<Subject>, StoreError> {
    let rows: Vec<Lapsed> = sql_query(
        "WITH over AS (SELECT user_id, factor, recognised FROM throttle WHERE locked_until <= $1 ORDER BY locked_until \
         LIMIT $2 FOR UPDATE SKIP LOCKED) \
         UPDATE throttle SET serial = serial + 1, locked_until = NULL FROM over \
         WHERE throttle.user_id = over.user_id AND throttle.factor = over.factor AND throttle.recognised = over.recognised \
         RETURNING over.user_id, (SELECT user_name FROM users WHERE id = over.user_id) AS user_name",
    )
    .bind::<Timestamptz, _>(tx.now().to_diesel())
    .bind::<Integer, _>(most)
    .kept()
    .load(&mut tx.conn())
    .await?;
    let subject = |row: Lapsed| Some(Subject { id: UserId::from_uuid(row.user_id), name: row.user_name? });
    Ok(rows.into_iter().filter_map(subject).collect())
}
