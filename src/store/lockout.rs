//! Wrong guesses: charged before they are judged, taken back by a right one (security 4.7).

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Array, BigInt, Bool, Integer, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use jiff::Timestamp;
use jiff_diesel::ToDiesel as _;

use super::conn::{Bookkeeping, Read, Tx};
use super::error::StoreError;
use super::kept::Keep as _;
use super::schema::throttle;
use crate::domain::id::UserId;
use crate::domain::lockout::{Factor, Guesses, NEVER};

/// The wrong guesses that were found, and which state of them that was.
#[derive(Debug, Clone, Default)]
pub struct Counter {
    /// Whether they came from recognised devices.
    pub recognised: bool,
    serial: i64,
    /// The guesses.
    pub guesses: Guesses,
}

impl Counter {
    /// Of whoever never guessed wrong.
    pub fn fresh(recognised: bool) -> Self {
        Self { recognised, ..Self::default() }
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = throttle, check_for_backend(diesel::pg::Pg))]
pub(super) struct CounterRow {
    recognised: bool,
    serial: i64,
    failures: i32,
    in_a_row: i32,
    recent: Vec<i32>,
    addresses: Vec<String>,
    #[diesel(deserialize_as = jiff_diesel::NullableTimestamp)]
    first_at: Option<Timestamp>,
    #[diesel(deserialize_as = jiff_diesel::NullableTimestamp)]
    last_at: Option<Timestamp>,
    #[diesel(deserialize_as = jiff_diesel::NullableTimestamp)]
    locked_until: Option<Timestamp>,
}

impl From<CounterRow> for Counter {
    fn from(row: CounterRow) -> Self {
        let number = |number: i32| u32::try_from(number).unwrap_or(0);
        Self {
            recognised: row.recognised,
            serial: row.serial,
            guesses: Guesses {
                failures: number(row.failures),
                in_a_row: number(row.in_a_row),
                recent: row.recent,
                addresses: row.addresses,
                first_at: row.first_at,
                last_at: row.last_at,
                locked_until: row.locked_until,
            },
        }
    }
}

/// One person's counters of one factor.
///
/// # Errors
/// The store's.
pub async fn of(read: &Read<'_>, user: UserId, factor: Factor) -> Result<Vec<Counter>, StoreError> {
    let query = throttle::table
        .filter(throttle::user_id.eq(user.uuid()))
        .filter(throttle::factor.eq(factor.id()))
        .select(CounterRow::as_select());
    let rows: Vec<CounterRow> = read.run(query.load(&mut read.conn())).await?;
    Ok(rows.into_iter().map(Counter::from).collect())
}

/// One person's counters of one factor, which nobody changes until the deed is over.
///
/// # Errors
/// The store's.
pub async fn held(tx: &Tx<'_>, user: UserId, factor: Factor) -> Result<Vec<Counter>, StoreError> {
    let query = throttle::table
        .filter(throttle::user_id.eq(user.uuid()))
        .filter(throttle::factor.eq(factor.id()))
        .select(CounterRow::as_select())
        .for_update();
    let rows: Vec<CounterRow> = query.load(&mut tx.conn()).await?;
    Ok(rows.into_iter().map(Counter::from).collect())
}

const CHARGE: &str = "\
    INSERT INTO throttle AS known (user_id, factor, recognised, serial, failures, in_a_row, recent, addresses, first_at, last_at, \
    locked_until) SELECT $1, $2, $3, $4 + 1, $5, $6, $7, $8, $9, $10, $11 \
    WHERE $4 = 0 OR EXISTS (SELECT FROM throttle WHERE user_id = $1 AND factor = $2 AND recognised = $3) \
    ON CONFLICT (user_id, factor, recognised) DO UPDATE SET serial = EXCLUDED.serial, failures = EXCLUDED.failures, \
    in_a_row = EXCLUDED.in_a_row, recent = EXCLUDED.recent, addresses = EXCLUDED.addresses, first_at = EXCLUDED.first_at, \
    last_at = EXCLUDED.last_at, locked_until = EXCLUDED.locked_until, undo_failures = NULL, undo_in_a_row = NULL, \
    undo_until = NULL WHERE known.serial = $4";
/// Nobody waits for the disk: what a crash of the database forgets are the guesses of its last moment.
const IN_PASSING: &str = " RETURNING set_config('synchronous_commit', 'off', true)";

/// Writes what a guess costs, unless the counter has changed since it was `seen`: then nothing is written.
///
/// # Errors
/// The store's.
pub async fn charge(
    house: &Bookkeeping<'_>,
    user: UserId,
    factor: Factor,
    seen: &Counter,
    after: &Guesses,
) -> Result<bool, StoreError> {
    let written = charging(house.conn(), &[CHARGE, IN_PASSING].concat(), (user, factor), seen, after).await;
    match written.map_err(StoreError::from) {
        Ok(rows) => Ok(rows == 1),
        // Whoever it is was removed for good in between.
        Err(StoreError::Constraint(_)) => Ok(false),
        Err(error) => Err(error),
    }
}

/// As [`charge`], of a counter that is [`held`], and kept or lost with the deed.
///
/// # Errors
/// The store's.
pub async fn charge_within(
    tx: &mut Tx<'_>,
    user: UserId,
    factor: Factor,
    seen: &Counter,
    after: &Guesses,
) -> Result<(), StoreError> {
    charging(tx.conn(), CHARGE, (user, factor), seen, after).await?;
    Ok(())
}

async fn charging(
    conn: &AsyncPgConnection,
    text: &str,
    (user, factor): (UserId, Factor),
    seen: &Counter,
    after: &Guesses,
) -> QueryResult<usize> {
    let number = |number: u32| i32::try_from(number).unwrap_or(i32::MAX);
    sql_query(text)
        .bind::<SqlUuid, _>(user.uuid())
        .bind::<Text, _>(factor.id())
        .bind::<Bool, _>(seen.recognised)
        .bind::<BigInt, _>(seen.serial)
        .bind::<Integer, _>(number(after.failures))
        .bind::<Integer, _>(number(after.in_a_row))
        .bind::<Array<Integer>, _>(&after.recent)
        .bind::<Array<Text>, _>(&after.addresses)
        .bind::<Nullable<Timestamptz>, _>(after.first_at.to_diesel())
        .bind::<Nullable<Timestamptz>, _>(after.last_at.to_diesel())
        .bind::<Nullable<Timestamptz>, _>(after.locked_until.to_diesel())
        .kept()
        .execute(&mut &*conn)
        .await
}

/// Takes a charge back that was never judged, unless another guess came in between.
///
/// # Errors
/// The store's.
pub async fn take_back(
    house: &Bookkeeping<'_>,
    user: UserId,
    factor: Factor,
    seen: &Counter,
) -> Result<bool, StoreError> {
    let charged = Counter { serial: seen.serial + 1, recognised: seen.recognised, guesses: Guesses::default() };
    charge(house, user, factor, &charged, &seen.guesses).await
}

/// The right guess of a recognised device also lifts what only time would not: the door that is closed to strangers for good.
const CLEAR: &str = "\
    UPDATE throttle SET serial = serial + 1, in_a_row = 0, \
    failures = CASE WHEN recognised = $3 THEN 0 ELSE failures END, \
    recent = CASE WHEN recognised = $3 THEN '{}' ELSE recent END, \
    addresses = CASE WHEN recognised = $3 THEN '{}' ELSE addresses END, \
    first_at = CASE WHEN recognised = $3 THEN NULL ELSE first_at END, \
    last_at = CASE WHEN recognised = $3 THEN NULL ELSE last_at END, \
    locked_until = CASE WHEN recognised = $3 OR locked_until >= $4 THEN NULL ELSE locked_until END \
    WHERE user_id = $1 AND factor = $2 AND (recognised = $3 OR ($3 AND in_a_row > 0))";

/// Forgets the wrong guesses before a right one, at the end of the deed.
pub fn clear(tx: &mut Tx<'_>, user: UserId, factor: Factor, recognised: bool) {
    let conn = tx.conn();
    let cleared = sql_query(CLEAR)
        .bind::<SqlUuid, _>(user.uuid())
        .bind::<Text, _>(factor.id())
        .bind::<Bool, _>(recognised)
        .bind::<Timestamptz, _>(NEVER.to_diesel())
        .kept();
    tx.leave(async move { cleared.execute(&mut &*conn).await });
}

/// How many people have guessed wrong at a password so often that one more makes it at least `least`, and less than `below`.
///
/// # Errors
/// The store's.
pub async fn between(read: &Read<'_>, least: i32, below: i32) -> Result<u64, StoreError> {
    #[derive(QueryableByName)]
    struct People {
        #[diesel(sql_type = BigInt)]
        people: i64,
    }
    let counted = sql_query(
        "SELECT count(*) AS people FROM (SELECT DISTINCT user_id FROM throttle WHERE factor = ANY ($1) AND failures + 1 >= $2 \
         AND failures + 1 < $3) AS met",
    )
    .bind::<Array<Text>, _>(Factor::OF_THE_PASSWORD.map(Factor::id).to_vec())
    .bind::<Integer, _>(least)
    .bind::<Integer, _>(below)
    .kept();
    let met: People = read.run(counted.get_result(&mut read.conn())).await?;
    Ok(u64::try_from(met.people).unwrap_or(0))
}

/// Forgets all wrong guesses at what was somebody's password until now, at the end of the deed.
pub fn forget(tx: &mut Tx<'_>, user: UserId) {
    let conn = tx.conn();
    let factors = Factor::OF_THE_PASSWORD.map(Factor::id);
    let guesses = throttle::table.filter(throttle::user_id.eq(user.uuid())).filter(throttle::factor.eq_any(factors));
    let gone = diesel::delete(guesses).kept();
    tx.leave(async move { gone.execute(&mut &*conn).await });
}
