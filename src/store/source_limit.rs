//! Failed sign-ins by the place they come from (security 4.7).

use diesel::dsl::max;
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Array, Bool, Double, Integer, Nullable, Text, Timestamptz};
use diesel_async::RunQueryDsl;
use jiff::{SignedDuration, Timestamp};
use jiff_diesel::ToDiesel as _;

use super::conn::{Bookkeeping, Read, Tx};
use super::error::StoreError;
use super::kept::Keep as _;
use super::schema::throttle_source;
use crate::domain::lockout::Mark;
use crate::domain::source_limit::{Source, SourcePolicy};

/// A failed sign-in, as its place is charged for it.
#[derive(Debug, Clone, Copy)]
pub struct Failure {
    /// Whether it counts: the same mistake again does not.
    pub counts: bool,
    /// Whether the log tells of it in any case.
    pub told: bool,
    /// The name that was tried, as a keyed hash.
    pub name: Mark,
    /// When.
    pub now: Timestamp,
}

/// What a charge did.
#[derive(Debug, Default)]
pub struct Charged {
    /// Whether the log tells of this failure by itself.
    pub told: bool,
    /// The places that have to wait from now on.
    pub held: Vec<(String, Timestamp)>,
}

/// Until when a place has to wait, if it ever had to; and the database's time along with it, which the read keeps.
///
/// # Errors
/// The store's.
pub async fn held_until(read: &Read<'_>, source: &Source) -> Result<Option<Timestamp>, StoreError> {
    type Answer = (jiff_diesel::Timestamp, Option<jiff_diesel::Timestamp>);
    // Behind an aggregate, so that there is one row also for a place that nobody knows.
    let now = diesel::dsl::sql::<Timestamptz>("now()");
    let query = throttle_source::table
        .filter(throttle_source::prefix.eq(&source.address).or(throttle_source::prefix.eq(&source.network)))
        .select((now, max(throttle_source::held_until)))
        .kept();
    let (now, until): Answer = read.run(query.get_result(&mut read.conn())).await?;
    read.note_now(now.to_jiff());
    Ok(until.map(jiff_diesel::Timestamp::to_jiff))
}

/// The address comes before its network, always: nobody waits in a circle. `names` are empty behind the name that filled the list. What began
/// ahead of the clock ($15), before that was set back, is over: otherwise it would be counted on until the clock has caught up.
const CHARGE: &str = "\
    INSERT INTO throttle_source AS known (prefix, wide, failures, window_from, names, names_from, minute_failures, minute_from, \
    untold, last_at) VALUES ($1, false, $3, $4, $5, $4, 1, $4, 0, $4), ($2, true, $3, $4, '{}', $4, 1, $4, 0, $4) \
    ON CONFLICT (prefix) DO UPDATE SET \
    failures = CASE WHEN known.window_from <= $6 OR known.window_from > $15 THEN $3 ELSE known.failures + $3 END, \
    window_from = CASE WHEN known.window_from <= $6 OR known.window_from > $15 THEN $4 ELSE known.window_from END, \
    names = CASE WHEN known.names_from <= $7 OR known.names_from > $15 THEN EXCLUDED.names WHEN EXCLUDED.names <@ known.names THEN known.names \
        WHEN cardinality(known.names) + 1 >= $8 THEN '{}' ELSE known.names || EXCLUDED.names END, \
    names_from = CASE WHEN known.names_from <= $7 OR known.names_from > $15 THEN $4 ELSE known.names_from END, \
    minute_failures = CASE WHEN known.minute_from <= $9 OR known.minute_from > $15 THEN 1 ELSE known.minute_failures + 1 END, \
    minute_from = CASE WHEN known.minute_from <= $9 OR known.minute_from > $15 THEN $4 ELSE known.minute_from END, \
    untold = CASE WHEN known.wide OR known.minute_from <= $9 OR known.minute_from > $15 OR known.minute_failures + 1 <= $10 \
        THEN known.untold ELSE known.untold + 1 END, \
    last_at = $4, \
    held_until = CASE WHEN known.names_from > $7 AND known.names_from <= $15 AND NOT EXCLUDED.names <@ known.names \
        AND cardinality(known.names) + 1 >= $8 THEN $4 + make_interval(secs => $11) \
        WHEN $3 = 1 AND known.window_from > $6 AND known.window_from <= $15 AND known.failures + 1 >= CASE WHEN known.wide THEN $12 ELSE $13 END \
        THEN known.window_from + make_interval(secs => $14) ELSE known.held_until END \
    RETURNING prefix, wide, failures, cardinality(names) = 0 AS names_full, minute_failures, held_until, \
    set_config('synchronous_commit', 'off', true)";

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    prefix: String,
    #[diesel(sql_type = Bool)]
    wide: bool,
    #[diesel(sql_type = Integer)]
    failures: i32,
    #[diesel(sql_type = Bool)]
    names_full: bool,
    #[diesel(sql_type = Integer)]
    minute_failures: i32,
    #[diesel(sql_type = Nullable<Timestamptz>, deserialize_as = jiff_diesel::NullableTimestamp)]
    held_until: Option<Timestamp>,
}

/// Charges a failure to its place.
///
/// # Errors
/// The store's.
pub async fn charge(
    house: &Bookkeeping<'_>,
    policy: &SourcePolicy,
    source: &Source,
    failure: Failure,
) -> Result<Charged, StoreError> {
    let number = |number: u32| i32::try_from(number).unwrap_or(i32::MAX);
    let before = |minutes: u32| {
        failure.now.saturating_sub(SignedDuration::from_mins(minutes.into())).unwrap_or(failure.now).to_diesel()
    };
    let ahead = failure.now.saturating_add(SignedDuration::from_mins(1)).unwrap_or(failure.now).to_diesel();
    let seconds = |minutes: u32| f64::from(minutes) * 60.0;
    let told = if failure.told { i32::MAX } else { number(SourcePolicy::TOLD_A_MINUTE) };
    let names: Vec<Mark> = if failure.counts { vec![failure.name] } else { vec![] };
    let rows: Vec<Row> = sql_query(CHARGE)
        .bind::<Text, _>(&source.address)
        .bind::<Text, _>(&source.network)
        .bind::<Integer, _>(i32::from(failure.counts))
        .bind::<Timestamptz, _>(failure.now.to_diesel())
        .bind::<Array<Integer>, _>(names)
        .bind::<Timestamptz, _>(before(policy.window_minutes))
        .bind::<Timestamptz, _>(before(SourcePolicy::NAMES_HOURS * 60))
        .bind::<Integer, _>(number(policy.names))
        .bind::<Timestamptz, _>(before(1))
        .bind::<Integer, _>(told)
        .bind::<Double, _>(seconds(SourcePolicy::NAMES_WAIT_MINUTES))
        .bind::<Integer, _>(number(policy.per_network))
        .bind::<Integer, _>(number(policy.per_address))
        .bind::<Double, _>(seconds(policy.window_minutes))
        .bind::<Timestamptz, _>(ahead)
        .kept()
        .load(&mut house.conn())
        .await?;
    let held = rows.iter().filter(|row| {
        let limit = if row.wide { policy.per_network } else { policy.per_address };
        failure.counts && (row.failures == number(limit) || (row.names_full && !row.wide))
    });
    let held = held.filter_map(|row| Some((row.prefix.clone(), row.held_until?))).collect();
    Ok(Charged { told: rows.iter().all(|row| row.wide || row.minute_failures <= told), held })
}

#[derive(QueryableByName)]
struct Untold {
    #[diesel(sql_type = Text)]
    prefix: String,
    #[diesel(sql_type = Integer)]
    untold: i32,
}

/// The failures that the log has not told of one by one, by place, of minutes that are over; some at a time. From now on they are told.
///
/// # Errors
/// The store's.
pub async fn take_untold(tx: &mut Tx<'_>, most: i32) -> Result<Vec<(String, u32)>, StoreError> {
    let before = tx.now().saturating_sub(SignedDuration::from_mins(1)).unwrap_or(tx.now());
    let rows: Vec<Untold> = sql_query(
        "WITH over AS (SELECT prefix, untold FROM throttle_source WHERE untold > 0 AND minute_from <= $1 LIMIT $2 \
         FOR UPDATE SKIP LOCKED) \
         UPDATE throttle_source SET untold = 0 FROM over WHERE throttle_source.prefix = over.prefix \
         RETURNING over.prefix, over.untold",
    )
    .bind::<Timestamptz, _>(before.to_diesel())
    .bind::<Integer, _>(most)
    .kept()
    .load(&mut tx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (row.prefix, u32::try_from(row.untold).unwrap_or(0))).collect())
}

/// Forgets places from which nothing failed since then, some at a time. Says how many.
///
/// # Errors
/// The store's.
pub async fn forget(house: &Bookkeeping<'_>, before: Timestamp) -> Result<usize, StoreError> {
    let gone = sql_query(
        "DELETE FROM throttle_source WHERE prefix IN (SELECT prefix FROM throttle_source \
         WHERE last_at < $1 AND untold = 0 ORDER BY last_at LIMIT 1000)",
    )
    .bind::<Timestamptz, _>(before.to_diesel())
    .kept()
    .execute(&mut house.conn())
    .await?;
    Ok(gone)
}
