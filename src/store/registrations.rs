//! How people stand with the proofs that a reset of the own password asks for (R-200…R-203).

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Timestamptz, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use jiff::Timestamp;
use jiff_diesel::{NullableTimestamp, ToDiesel as _};

use super::conn::{Read, Tx};
use super::error::StoreError;
use super::kept::Keep as _;
use super::schema::proof_registration as registration;
use crate::domain::id::UserId;
use crate::domain::registration::Past;

type Row = (NullableTimestamp, i32, NullableTimestamp, bool);

/// What was asked of somebody before, and said.
///
/// # Errors
/// The store's.
pub async fn find(read: &Read<'_>, user: UserId) -> Result<Past, StoreError> {
    let query = registration::table.find(user.uuid()).select((
        registration::confirmed_at,
        registration::put_off,
        registration::put_off_until,
        registration::demanded,
    ));
    let row: Option<Row> = read.run(async { query.first(&mut read.conn()).await.optional() }).await?;
    Ok(row.map_or_else(Past::default, |(confirmed_at, put_off, put_off_until, demanded)| Past {
        confirmed_at: confirmed_at.to_jiff(),
        put_off: u32::try_from(put_off).unwrap_or(0),
        put_off_until: put_off_until.to_jiff(),
        demanded,
    }))
}

/// Notes that somebody added a proof: whoever did knows what is there.
///
/// # Errors
/// The store's.
pub async fn note_added(tx: &mut Tx<'_>, user: UserId) -> Result<(), StoreError> {
    let sql = "INSERT INTO proof_registration (user_id, confirmed_at) VALUES ($1, $2) \
               ON CONFLICT (user_id) DO UPDATE SET confirmed_at = $2";
    at(tx, user, sql).await
}

/// Notes that somebody says that everything is right: nothing is put off or demanded any more.
///
/// # Errors
/// The store's.
pub async fn confirm(tx: &mut Tx<'_>, user: UserId) -> Result<(), StoreError> {
    let sql = "INSERT INTO proof_registration (user_id, confirmed_at) VALUES ($1, $2) ON CONFLICT (user_id) \
               DO UPDATE SET confirmed_at = $2, put_off = 0, put_off_until = NULL, demanded = false";
    at(tx, user, sql).await
}

/// Notes that somebody put it off until then, once more; in another browser on the same day it is the same time.
///
/// # Errors
/// The store's.
pub async fn put_off(tx: &mut Tx<'_>, user: UserId, until: Timestamp) -> Result<(), StoreError> {
    sql_query(
        "INSERT INTO proof_registration AS known (user_id, put_off, put_off_until) VALUES ($1, 1, $2) ON CONFLICT (user_id) \
         DO UPDATE SET put_off = CASE WHEN known.put_off_until > $3 THEN known.put_off ELSE known.put_off + 1 END, put_off_until = $2",
    )
    .bind::<SqlUuid, _>(user.uuid())
    .bind::<Timestamptz, _>(until.to_diesel())
    .bind::<Timestamptz, _>(tx.now().to_diesel())
    .kept()
    .execute(&mut tx.conn())
    .await?;
    Ok(())
}

/// Asks somebody for everything anew, at the next sign-in. What was said of before counts no more.
///
/// # Errors
/// The store's.
pub async fn demand(tx: &mut Tx<'_>, user: UserId) -> Result<(), StoreError> {
    sql_query(
        "INSERT INTO proof_registration (user_id, demanded) VALUES ($1, true) ON CONFLICT (user_id) \
         DO UPDATE SET demanded = true, confirmed_at = NULL, put_off = 0, put_off_until = NULL",
    )
    .bind::<SqlUuid, _>(user.uuid())
    .kept()
    .execute(&mut tx.conn())
    .await?;
    Ok(())
}

/// Notes that somebody is written to about it, unless that was done since a moment. Says whether it is news.
///
/// # Errors
/// The store's.
pub async fn note_invited(tx: &mut Tx<'_>, user: UserId, since: Timestamp) -> Result<bool, StoreError> {
    let noted = sql_query(
        "INSERT INTO proof_registration AS known (user_id, invited_at) VALUES ($1, $2) \
         ON CONFLICT (user_id) DO UPDATE SET invited_at = $2 WHERE known.invited_at IS NULL OR known.invited_at < $3",
    )
    .bind::<SqlUuid, _>(user.uuid())
    .bind::<Timestamptz, _>(tx.now().to_diesel())
    .bind::<Timestamptz, _>(since.to_diesel())
    .kept()
    .execute(&mut tx.conn())
    .await?;
    Ok(noted > 0)
}

/// Notes that what was demanded is there.
///
/// # Errors
/// The store's.
pub async fn satisfy(tx: &Tx<'_>, user: UserId) -> Result<(), StoreError> {
    sql_query("UPDATE proof_registration SET demanded = false WHERE user_id = $1 AND demanded")
        .bind::<SqlUuid, _>(user.uuid())
        .kept()
        .execute(&mut tx.conn())
        .await?;
    Ok(())
}

async fn at(tx: &mut Tx<'_>, user: UserId, sql: &str) -> Result<(), StoreError> {
    sql_query(sql)
        .bind::<SqlUuid, _>(user.uuid())
        .bind::<Timestamptz, _>(tx.now().to_diesel())
        .kept()
        .execute(&mut tx.conn())
        .await?;
    Ok(())
}
