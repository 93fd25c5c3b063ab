//! Addresses and phones that people gave for codes, until a code shows that they reach them (A18, A22).

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bytea, Text, Timestamptz, Uuid as SqlUuid};
use diesel::{delete, sql_query, update};
use diesel_async::RunQueryDsl;
use jiff::Timestamp;
use jiff_diesel::ToDiesel as _;

use super::conn::{Bookkeeping, Read, Tx};
use super::error::StoreError;
use super::kept::Keep as _;
use super::schema::address_challenge;
use crate::domain::contact::Point;
use crate::domain::id::UserId;

/// An address, or a phone, that waits for its code.
#[derive(Debug, Clone)]
pub struct Challenge {
    /// The address, or the number.
    pub address: String,
    /// The keyed hash of the code.
    pub code_mac: Vec<u8>,
    /// Until when the code works.
    pub until: Timestamp,
    /// How many codes were wrong.
    pub wrong: i32,
}

/// The address of a person that waits for its code.
///
/// # Errors
/// The store's.
pub async fn find(read: &Read<'_>, user: UserId, point: Point) -> Result<Option<Challenge>, StoreError> {
    let query = address_challenge::table.find((user.uuid(), point.id())).select((
        address_challenge::address,
        address_challenge::code_mac,
        address_challenge::code_until,
        address_challenge::wrong,
    ));
    let row: Option<(String, Vec<u8>, jiff_diesel::Timestamp, i32)> =
        read.run(async { query.first(&mut read.conn()).await.optional() }).await?;
    Ok(row.map(|(address, code_mac, until, wrong)| Challenge { address, code_mac, until: until.to_jiff(), wrong }))
}

/// Puts an address there, in the place of another one.
///
/// # Errors
/// The store's.
pub async fn put(tx: &mut Tx<'_>, user: UserId, point: Point, new: &Challenge) -> Result<(), StoreError> {
    sql_query(
        "INSERT INTO address_challenge (user_id, address, code_mac, code_until, point) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (user_id, point) DO UPDATE SET address = $2, code_mac = $3, code_until = $4, wrong = 0",
    )
    .bind::<SqlUuid, _>(user.uuid())
    .bind::<Text, _>(&new.address)
    .bind::<Bytea, _>(&new.code_mac)
    .bind::<Timestamptz, _>(new.until.to_diesel())
    .bind::<Text, _>(point.id())
    .kept()
    .execute(&mut tx.conn())
    .await?;
    Ok(())
}

/// Counts a wrong code.
///
/// # Errors
/// The store's.
pub async fn count_wrong(tx: &mut Tx<'_>, user: UserId, point: Point) -> Result<(), StoreError> {
    update(address_challenge::table.find((user.uuid(), point.id())))
        .set(address_challenge::wrong.eq(address_challenge::wrong + 1))
        .kept()
        .execute(&mut tx.conn())
        .await?;
    Ok(())
}

/// Takes the address away.
///
/// # Errors
/// The store's.
pub async fn remove(tx: &mut Tx<'_>, user: UserId, point: Point) -> Result<(), StoreError> {
    delete(address_challenge::table.find((user.uuid(), point.id()))).kept().execute(&mut tx.conn()).await?;
    Ok(())
}

/// Forgets some of those whose code ended before a moment. Says how many.
///
/// # Errors
/// The store's.
pub async fn forget(house: &Bookkeeping<'_>, before: Timestamp, most: i64) -> Result<usize, StoreError> {
    Ok(sql_query(
        "DELETE FROM address_challenge WHERE (user_id, point) IN (SELECT user_id, point FROM address_challenge \
         WHERE code_until < $1 LIMIT $2)",
    )
    .bind::<Timestamptz, _>(before.to_diesel())
    .bind::<BigInt, _>(most)
    .kept()
    .execute(&mut house.conn())
    .await?)
}
