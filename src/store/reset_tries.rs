//! What was tried of late by people who help themselves, counted under one number each: a person, a name, an address.

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Array, BigInt, Bool, Text, Timestamptz, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use jiff::Timestamp;
use jiff_diesel::ToDiesel as _;
use uuid::Uuid;

use super::conn::{Bookkeeping, Read, Tx};
use super::error::StoreError;
use super::kept::Keep as _;
use super::schema::reset_tries;
use crate::domain::id::UserId;
use crate::domain::self_service::{COUNTED, HOUR, Tries};

/// Under what tries are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted(pub(super) Uuid);

impl Counted {
    /// A person, under whatever name she was found.
    pub const fn person(id: UserId) -> Self {
        Self(id.uuid())
    }

    /// The number itself, to be hashed into another one.
    pub fn bytes(self) -> [u8; 16] {
        self.0.into_bytes()
    }

    /// Anything else, by the first bytes of a keyed hash.
    pub fn hashed(hash: &[u8; 32]) -> Self {
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&hash[..16]);
        // A version that no person's id has.
        Self(uuid::Builder::from_custom_bytes(bytes).into_uuid())
    }
}

#[derive(QueryableByName)]
struct Locked {
    #[diesel(sql_type = Array<Timestamptz>)]
    wrong: Vec<jiff_diesel::Timestamp>,
    #[diesel(sql_type = Array<Timestamptz>)]
    sent: Vec<jiff_diesel::Timestamp>,
}

type Row = (Vec<jiff_diesel::Timestamp>, Vec<jiff_diesel::Timestamp>);

fn tries((wrong, sent): Row) -> Tries {
    let read = |times: Vec<jiff_diesel::Timestamp>| times.into_iter().map(jiff_diesel::Timestamp::to_jiff).collect();
    Tries { wrong: read(wrong), sent: read(sent) }
}

/// What was tried, whether or not it still counts.
///
/// # Errors
/// The store's.
pub async fn find(read: &Read<'_>, counted: Counted) -> Result<Tries, StoreError> {
    let query = reset_tries::table.find(counted.0).select((reset_tries::wrong, reset_tries::sent));
    let row: Option<Row> = read.run(async { query.first(&mut read.conn()).await.optional() }).await?;
    Ok(row.map(tries).unwrap_or_default())
}

/// What was tried, nobody else's to change until the deed ends. The row is there from now on.
///
/// # Errors
/// The store's.
pub async fn lock(tx: &mut Tx<'_>, counted: Counted) -> Result<Tries, StoreError> {
    let row: Locked = sql_query(
        "INSERT INTO reset_tries (subject, last_at) VALUES ($1, $2) ON CONFLICT (subject) DO UPDATE SET last_at = excluded.last_at \
         RETURNING wrong, sent",
    )
    .bind::<SqlUuid, _>(counted.0)
    .bind::<Timestamptz, _>(tx.now().to_diesel())
    .kept()
    .get_result(&mut tx.conn())
    .await?;
    Ok(tries((row.wrong, row.sent)))
}

/// Writes down what was tried.
///
/// # Errors
/// The store's.
pub async fn keep(tx: &mut Tx<'_>, counted: Counted, tries: &Tries) -> Result<(), StoreError> {
    let times = |times: &[Timestamp]| times.iter().map(|at| at.to_diesel()).collect::<Vec<_>>();
    sql_query("UPDATE reset_tries SET wrong = $2, sent = $3, last_at = $4 WHERE subject = $1")
        .bind::<SqlUuid, _>(counted.0)
        .bind::<Array<Timestamptz>, _>(times(&tries.wrong))
        .bind::<Array<Timestamptz>, _>(times(&tries.sent))
        .bind::<Timestamptz, _>(tx.now().to_diesel())
        .kept()
        .execute(&mut tx.conn())
        .await?;
    Ok(())
}

#[derive(QueryableByName)]
struct News {
    #[diesel(sql_type = Bool)]
    news: bool,
}

/// Writes down which place is counted there, and until when nobody begins in it. Says whether that is news: no hold of the hour before is there, which
/// goes on as somebody begins whenever one of the last ones is an hour old.
///
/// # Errors
/// The store's.
pub async fn hold(tx: &mut Tx<'_>, counted: Counted, place: &str, until: Timestamp) -> Result<bool, StoreError> {
    let ended = tx.now().saturating_sub(HOUR).unwrap_or(tx.now());
    let news = sql_query(
        "WITH known AS (SELECT held_until FROM reset_tries WHERE subject = $1) UPDATE reset_tries SET place = $2, held_until = $3 \
         FROM known WHERE subject = $1 RETURNING (known.held_until IS NULL OR known.held_until <= $4) AS news",
    )
        .bind::<SqlUuid, _>(counted.0)
        .bind::<Text, _>(place)
        .bind::<Timestamptz, _>(until.to_diesel())
        .bind::<Timestamptz, _>(ended.to_diesel())
        .kept()
        .get_result::<News>(&mut tx.conn())
        .await?;
    Ok(news.news)
}

/// Counts a wrong proof before it is judged, where no more than so many count at that moment. Says whether it does: of several at once
/// one is judged at a time, and the last ones not at all.
///
/// # Errors
/// The store's.
pub async fn reserve(
    house: &Bookkeeping<'_>,
    counted: Counted,
    seen: usize,
    at: Timestamp,
) -> Result<bool, StoreError> {
    let since = at.saturating_sub(COUNTED).unwrap_or(at);
    let reserved = sql_query(
        "INSERT INTO reset_tries AS known (subject, wrong, last_at) VALUES ($1, ARRAY[$2], $2) ON CONFLICT (subject) DO UPDATE \
         SET wrong = known.wrong || $2, last_at = $2 WHERE (SELECT count(*) FROM unnest(known.wrong) AS at WHERE at > $3) = $4",
    )
    .bind::<SqlUuid, _>(counted.0)
    .bind::<Timestamptz, _>(at.to_diesel())
    .bind::<Timestamptz, _>(since.to_diesel())
    .bind::<BigInt, _>(i64::try_from(seen).unwrap_or(i64::MAX))
    .kept()
    .execute(&mut house.conn())
    .await?;
    Ok(reserved > 0)
}

/// Takes a count back that was made before a proof which then could not be judged.
///
/// # Errors
/// The store's.
pub async fn give_back(house: &Bookkeeping<'_>, counted: Counted, at: Timestamp) -> Result<(), StoreError> {
    sql_query("UPDATE reset_tries SET wrong = array_remove(wrong, $2) WHERE subject = $1")
        .bind::<SqlUuid, _>(counted.0)
        .bind::<Timestamptz, _>(at.to_diesel())
        .kept()
        .execute(&mut house.conn())
        .await?;
    Ok(())
}

/// Forgets what was tried about somebody. Says whether there was anything.
///
/// # Errors
/// The store's.
pub async fn clear(tx: &mut Tx<'_>, counted: Counted) -> Result<bool, StoreError> {
    let gone = diesel::delete(reset_tries::table.find(counted.0)).kept().execute(&mut tx.conn()).await?;
    Ok(gone > 0)
}

/// Forgets some of what was last tried before a moment. Says how many.
///
/// # Errors
/// The store's.
pub async fn forget(house: &Bookkeeping<'_>, before: Timestamp, most: i64) -> Result<usize, StoreError> {
    Ok(sql_query(
        "DELETE FROM reset_tries WHERE subject IN (SELECT subject FROM reset_tries WHERE last_at < $1 LIMIT $2)",
    )
    .bind::<Timestamptz, _>(before.to_diesel())
    .bind::<BigInt, _>(most)
    .kept()
    .execute(&mut house.conn())
    .await?)
}
