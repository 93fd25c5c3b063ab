//! The numbers of the report of password resets: days and hours that are over from their counts, the rest from its rows.

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Double, Integer, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff_diesel::ToDiesel as _;
use uuid::Uuid;

use super::conn::{Bookkeeping, Read};
use super::error::StoreError;
use super::kept::Keep as _;
use crate::domain::id::UserId;
use crate::domain::reset_report::{Kind, Outcome};

/// A time, in the days of a time zone.
#[derive(Debug, Clone)]
pub struct Span {
    /// Not before.
    pub from: Timestamp,
    /// Before.
    pub until: Timestamp,
    /// The first day, where the time begins with a day; nothing for a time that begins in the middle of one.
    pub first_day: Option<Date>,
    /// The day behind the last one.
    pub end_day: Date,
    /// How the database names the time zone.
    pub zone: String,
    /// What one administrator did alone.
    pub by: Option<UserId>,
}

/// How many resets of a kind came to what, in a day or an hour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// `2026-11-28`, or `2026-11-28 14` where hours are asked for.
    pub slot: String,
    /// Which kind.
    pub kind: Kind,
    /// What came of them.
    pub outcome: Outcome,
    /// How many.
    pub number: u64,
}

#[derive(QueryableByName)]
struct NumberRow {
    #[diesel(sql_type = Text)]
    slot: String,
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = Text)]
    result: String,
    #[diesel(sql_type = BigInt)]
    number: i64,
}

/// What was counted and what was not: `$1` from, `$2` until, `$3` first day, `$4` the day behind the last, `$5` the zone, `$6` who
/// did it, `$7` now. Days that are counted are known by their dates; `fresh` begins where they end, which is no moment where midnight comes
/// twice: two hours earlier, and then by the date. A time that begins in the middle of a day is known by its hours, and what is left
/// of an hour that began before it by its rows. Hours are named by the clock: one that comes twice in autumn begins with its first moment
/// and ends with its last one, and behind one that is left out in spring the earlier of two answers is right.
const PARTS: &str = "WITH counted AS (SELECT until_day FROM password_reset_counted WHERE time_zone = $5 AND $3 IS NOT NULL), \
    begins AS (SELECT date_trunc('hour', $1 AT TIME ZONE $5) AS slot), \
    hourly AS (SELECT hours_until, slot, $1 <= least(slot AT TIME ZONE $5, \
            (slot - interval '1 microsecond') AT TIME ZONE $5 + interval '1 microsecond') AS whole, \
            (slot + interval '1 hour' - interval '1 microsecond') AT TIME ZONE $5 + interval '1 microsecond' AS slot_ends \
        FROM password_reset_counted, begins WHERE time_zone = $5 AND $3 IS NULL \
        AND hours_from <= $1 AND hours_until > $1 AND hours_until <= $2), \
    kept AS (SELECT hours_until, slot_ends, whole, CASE WHEN whole THEN slot ELSE slot + interval '1 hour' END AS since FROM hourly), \
    fresh AS (SELECT greatest($1, (SELECT until_day::timestamp AT TIME ZONE $5 - interval '2 hours' FROM counted), \
            (SELECT hours_until FROM kept)) AS at, \
        coalesce((SELECT until_day FROM counted), '-infinity'::date) AS day), \
    days AS (SELECT day, kind, result, by_id, by_name, number FROM password_reset_day \
        WHERE day >= $3::date AND day < least($4::date, (SELECT until_day FROM counted)) AND EXISTS (SELECT FROM counted) \
        AND ($6 IS NULL OR by_id = $6)), \
    hours AS (SELECT to_char(day, 'YYYY-MM-DD') || ' ' || lpad(hour::text, 2, '0') AS slot, kind, result, by_id, by_name, number \
        FROM password_reset_hour WHERE (day, hour) >= ((SELECT since::date FROM kept), (SELECT extract(hour FROM since)::smallint FROM kept)) \
        AND ($6 IS NULL OR by_id = $6)), \
    rows AS (SELECT to_char(at AT TIME ZONE $5, CASE WHEN $3 IS NULL THEN 'YYYY-MM-DD HH24' ELSE 'YYYY-MM-DD' END) AS slot, kind, \
        coalesce(result, CASE WHEN ends_at <= $7 THEN 'abandoned' ELSE 'under-way' END) AS result, by_id, by_name FROM ( \
            SELECT at, kind, result, ends_at, by_id, by_name FROM password_reset \
            WHERE at >= (SELECT at FROM fresh) AND at < $2 AND (at AT TIME ZONE $5)::date >= (SELECT day FROM fresh) \
            UNION ALL SELECT at, kind, result, ends_at, by_id, by_name FROM password_reset \
            WHERE at >= $1 AND at < (SELECT least(hours_until, slot_ends) FROM kept WHERE NOT whole)) AS those \
        WHERE $6 IS NULL OR by_id = $6) ";

/// The numbers of every day or hour in which there was any reset.
///
/// # Errors
/// The store's.
pub async fn numbers(read: &Read<'_>, span: &Span) -> Result<Vec<Number>, StoreError> {
    let sql = format!(
        "{PARTS} SELECT slot, kind, result, sum(number)::bigint AS number FROM ( \
         SELECT to_char(day, 'YYYY-MM-DD') AS slot, kind, result, sum(number)::bigint AS number FROM days GROUP BY day, kind, result \
         UNION ALL SELECT slot, kind, result, sum(number)::bigint FROM hours GROUP BY 1, 2, 3 \
         UNION ALL SELECT slot, kind, result, count(*) FROM rows GROUP BY 1, 2, 3) AS all_of \
         GROUP BY 1, 2, 3"
    );
    let now = read.now().await?;
    let query = sql_query(sql)
        .bind::<Timestamptz, _>(span.from.to_diesel())
        .bind::<Timestamptz, _>(span.until.to_diesel())
        .bind::<Nullable<Text>, _>(span.first_day.map(|day| day.to_string()))
        .bind::<Text, _>(span.end_day.to_string())
        .bind::<Text, _>(span.zone.clone())
        .bind::<Nullable<SqlUuid>, _>(span.by.map(UserId::uuid))
        .bind::<Timestamptz, _>(now.to_diesel());
    let rows: Vec<NumberRow> = read.run(query.kept().load(&mut read.conn())).await?;
    let number = |row: NumberRow| {
        Ok(Number {
            kind: Kind::from_id(&row.kind).ok_or(StoreError::Corrupt("kind of a reset"))?,
            outcome: Outcome::from_id(&row.result).ok_or(StoreError::Corrupt("result of a reset"))?,
            slot: row.slot,
            number: u64::try_from(row.number).unwrap_or(0),
        })
    };
    rows.into_iter().map(number).collect()
}

/// An administrator, and how many passwords that administrator has reset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Maker {
    /// Who.
    pub id: UserId,
    /// The user name of then.
    pub name: String,
    /// How many were reset.
    pub number: u64,
}

#[derive(QueryableByName)]
struct MakerRow {
    #[diesel(sql_type = SqlUuid)]
    by_id: Uuid,
    #[diesel(sql_type = Text)]
    by_name: String,
    #[diesel(sql_type = BigInt)]
    number: i64,
}

/// The administrators who have reset most, and no more of them than so many.
///
/// # Errors
/// The store's.
pub async fn makers(read: &Read<'_>, span: &Span, most: i32) -> Result<Vec<Maker>, StoreError> {
    let sql = format!(
        "{PARTS} SELECT by_id, max(by_name) AS by_name, sum(number)::bigint AS number FROM ( \
         SELECT by_id, max(by_name) AS by_name, sum(number)::bigint AS number FROM days \
         WHERE kind = 'administrator' AND result = 'succeeded' GROUP BY 1 UNION ALL \
         SELECT by_id, max(by_name), sum(number)::bigint FROM hours WHERE kind = 'administrator' AND result = 'succeeded' GROUP BY 1 UNION ALL \
         SELECT by_id, max(by_name), count(*) FROM rows WHERE kind = 'administrator' AND result = 'succeeded' GROUP BY 1) AS all_of \
         WHERE by_id IS NOT NULL AND by_id <> '00000000-0000-0000-0000-000000000000' GROUP BY 1 ORDER BY 3 DESC, 2 LIMIT $8"
    );
    let now = read.now().await?;
    let query = sql_query(sql)
        .bind::<Timestamptz, _>(span.from.to_diesel())
        .bind::<Timestamptz, _>(span.until.to_diesel())
        .bind::<Nullable<Text>, _>(span.first_day.map(|day| day.to_string()))
        .bind::<Text, _>(span.end_day.to_string())
        .bind::<Text, _>(span.zone.clone())
        .bind::<Nullable<SqlUuid>, _>(span.by.map(UserId::uuid))
        .bind::<Timestamptz, _>(now.to_diesel())
        .bind::<Integer, _>(most);
    let rows: Vec<MakerRow> = read.run(query.kept().load(&mut read.conn())).await?;
    let maker = |row: MakerRow| Maker {
        id: UserId::from_uuid(row.by_id),
        name: row.by_name,
        number: u64::try_from(row.number).unwrap_or(0),
    };
    Ok(rows.into_iter().map(maker).collect())
}

#[derive(QueryableByName)]
struct Waiting {
    #[diesel(sql_type = Nullable<Double>)]
    seconds: Option<f64>,
    #[diesel(sql_type = BigInt)]
    number: i64,
}

/// So many first uses tell how long people take. The middle of so many lies between the 45th and the 55th hundredth of all, nineteen times
/// in twenty; a thousand would tell little more, and only a large house would pay for them.
const SAMPLE: i64 = 400;

/// Half of the temporary passwords of resets whose first use was in that time, of the last of them where they are many, waited no longer than
/// so many seconds; nothing where none was used. The first password of a new account waits for its first day. Lengths of time are sorted as
/// they are: as numbers they take half as long again.
///
/// # Errors
/// The store's.
pub async fn time_to_first_use(read: &Read<'_>, span: &Span) -> Result<Option<f64>, StoreError> {
    let by = if span.by.is_some() { "AND made_by = $3" } else { "AND $3 IS NULL" };
    let query = sql_query(format!(
        "SELECT extract(epoch FROM percentile_cont(0.5) WITHIN GROUP (ORDER BY first_used_at - made_at))::double precision AS seconds, \
         count(*) AS number FROM (SELECT first_used_at, made_at FROM temporary_password WHERE first_used_at >= $1 AND first_used_at < $2 \
         AND origin = 'reset' {by} ORDER BY first_used_at DESC LIMIT {SAMPLE}) AS used",
    ))
    .bind::<Timestamptz, _>(span.from.to_diesel())
    .bind::<Timestamptz, _>(span.until.to_diesel())
    .bind::<Nullable<SqlUuid>, _>(span.by.map(UserId::uuid));
    let found: Waiting = read.run(query.kept().get_result(&mut read.conn())).await?;
    Ok(found.seconds.filter(|_| found.number > 0))
}

#[derive(QueryableByName)]
struct Outstanding {
    #[diesel(sql_type = BigInt)]
    number: i64,
}

/// How many temporary passwords did not end, of those who are not deleted, of everybody or of one maker; counted no further than `most` + 1.
/// Two statements, because each has an index of its own that answers it; and the limit is written out, because a bound one has Postgres plan
/// anew every time where many wait.
///
/// # Errors
/// The store's.
pub async fn waiting(read: &Read<'_>, by: Option<UserId>, most: u32) -> Result<i64, StoreError> {
    let by_whom = if by.is_some() { "AND made_by = $1" } else { "AND $1 IS NULL" };
    let query = sql_query(format!(
        "SELECT count(*) AS number FROM (SELECT FROM temporary_password WHERE ended_at IS NULL AND living {by_whom} LIMIT {}) AS those",
        i64::from(most) + 1,
    ))
    .bind::<Nullable<SqlUuid>, _>(by.map(UserId::uuid));
    let found: Outstanding = read.run(query.kept().get_result(&mut read.conn())).await?;
    Ok(found.number)
}

#[derive(QueryableByName)]
struct Done {
    #[diesel(sql_type = diesel::sql_types::Bool)]
    counted: bool,
}

/// Counts one day that is over, or an hour where every day is counted. Says whether there was one.
///
/// # Errors
/// The store's.
pub async fn count_day(house: &Bookkeeping<'_>, now: Timestamp) -> Result<bool, StoreError> {
    let query = sql_query("SELECT count_password_resets($1) AS counted").bind::<Timestamptz, _>(now.to_diesel());
    let done: Done = query.kept().get_result(&mut house.conn()).await?;
    Ok(done.counted)
}
