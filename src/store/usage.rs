//! How the portal is used: hours that are over from their counts, the rest from the rows of the audit log.

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Bool, Nullable, Text, Timestamptz};
use diesel_async::RunQueryDsl;
use jiff::Timestamp;
use jiff_diesel::ToDiesel as _;

use super::conn::{Bookkeeping, Read};
use super::error::StoreError;
use super::kept::Keep as _;
use super::reset_figures::Span;
use crate::domain::usage::{Number, What};

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    slot: String,
    #[diesel(sql_type = Text)]
    what: String,
    #[diesel(sql_type = Text)]
    method: String,
    #[diesel(sql_type = Bool)]
    succeeded: bool,
    #[diesel(sql_type = BigInt)]
    number: i64,
}

/// `$1` from, `$2` until, `$3` first day, `$4` the day behind the last, `$5` the zone. Whole days are known by their dates. The last 24 hours
/// begin with an hour, and all of it is known by its name, but for one that comes twice in autumn and is meant from its second beginning: what is left
/// of that one is read from its rows. Its end is the moment behind its last one: in autumn the hour behind it may come twice, and is meant from its
/// first beginning.
const SQL: &str = "WITH counted AS (SELECT from_at, until_at FROM usage_counted WHERE time_zone = $5), \
    begins AS (SELECT ($1 AT TIME ZONE $5)::date AS day, extract(hour FROM $1 AT TIME ZONE $5) AS hour, \
        (date_trunc('hour', $1 AT TIME ZONE $5) + interval '1 hour' - interval '1 microsecond') AT TIME ZONE $5 \
            + interval '1 microsecond' AS hour_ends, \
        $1 <= least(date_trunc('hour', $1 AT TIME ZONE $5) AT TIME ZONE $5, \
            (date_trunc('hour', $1 AT TIME ZONE $5) - interval '1 microsecond') AT TIME ZONE $5 + interval '1 microsecond') AS whole), \
    kept AS (SELECT usage_hour.* FROM usage_hour, begins WHERE EXISTS (SELECT FROM counted) \
        AND (($3 IS NOT NULL AND usage_hour.day >= $3::date AND usage_hour.day < $4::date) \
            OR ($3 IS NULL AND usage_hour.day >= begins.day AND (usage_hour.day, usage_hour.hour) >= (begins.day, begins.hour) \
                AND (whole OR (usage_hour.day, usage_hour.hour) <> (begins.day, begins.hour))))), \
    spans AS (SELECT $1 AS lo, $2 AS hi WHERE NOT EXISTS (SELECT FROM counted) \
        UNION ALL SELECT greatest($1, until_at), $2 FROM counted \
        UNION ALL SELECT $1, least($2, from_at) FROM counted \
        UNION ALL SELECT greatest($1, from_at), least($2, until_at, hour_ends) FROM counted, begins WHERE $3 IS NULL AND NOT whole), \
    fresh AS (SELECT told.* FROM spans, LATERAL (SELECT * FROM usage_between(spans.lo, spans.hi, $5)) AS told WHERE spans.lo < spans.hi), \
    everything AS (SELECT day, hour, what, method, result, number FROM kept UNION ALL SELECT * FROM fresh) \
    SELECT to_char(day, 'YYYY-MM-DD') || CASE WHEN $3 IS NULL THEN ' ' || lpad(hour::text, 2, '0') ELSE '' END AS slot, what, method, \
    result = 'success' AS succeeded, sum(number)::bigint AS number FROM everything GROUP BY 1, 2, 3, 4";

/// The numbers of every day or hour in which there was anything.
///
/// # Errors
/// The store's.
pub async fn numbers(read: &Read<'_>, span: &Span) -> Result<Vec<Number>, StoreError> {
    let query = sql_query(SQL)
        .bind::<Timestamptz, _>(span.from.to_diesel())
        .bind::<Timestamptz, _>(span.until.to_diesel())
        .bind::<Nullable<Text>, _>(span.first_day.map(|day| day.to_string()))
        .bind::<Text, _>(span.end_day.to_string())
        .bind::<Text, _>(span.zone.clone());
    let rows: Vec<Row> = read.run(query.kept().load(&mut read.conn())).await?;
    let number = |row: Row| {
        Ok(Number {
            what: What::from_id(&row.what).ok_or(StoreError::Corrupt("what was counted"))?,
            slot: row.slot,
            method: row.method,
            succeeded: row.succeeded,
            number: u64::try_from(row.number).unwrap_or(0),
        })
    };
    rows.into_iter().map(number).collect()
}

#[derive(QueryableByName)]
struct Done {
    #[diesel(sql_type = Bool)]
    counted: bool,
}

/// Counts one hour that is over, or a day of before. Says whether there was one.
///
/// # Errors
/// The store's.
pub async fn count(house: &Bookkeeping<'_>, now: Timestamp) -> Result<bool, StoreError> {
    let query = sql_query("SELECT count_usage($1) AS counted").bind::<Timestamptz, _>(now.to_diesel());
    let done: Done = query.kept().get_result(&mut house.conn()).await?;
    Ok(done.counted)
}
