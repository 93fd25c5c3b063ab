//! The sign-ins of a person, counted by day.

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff_diesel::ToDiesel as _;

use super::conn::Read;
use super::error::StoreError;
use super::kept::Keep as _;
use crate::domain::activity::SIGN_IN;
use crate::domain::audit::full_session;
use crate::domain::id::UserId;
use crate::domain::sign_ins::Day;

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    day: String,
    #[diesel(sql_type = BigInt)]
    succeeded: i64,
    #[diesel(sql_type = BigInt)]
    interrupted: i64,
    #[diesel(sql_type = BigInt)]
    failed: i64,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    since: Option<jiff_diesel::Timestamp>,
}

/// So many rows of a person's sign-ins are counted of each outcome: whoever is guessed at all day has many thousands.
const LOOKED_THROUGH: i64 = 5_000;

/// The days since then on which the person signed in, was asked for more, or was refused, as days are where the organisation is; and since
/// when that is all of it, where there is too much to look through.
///
/// # Errors
/// The store's.
pub async fn by_day(
    read: &Read<'_>,
    user: UserId,
    since: Timestamp,
    time_zone: &str,
) -> Result<(Vec<Day>, Option<Timestamp>), StoreError> {
    let query = sql_query(
        "WITH about AS MATERIALIZED (SELECT newest.*, kind.outcome FROM (VALUES ($6, 'success'), ($6, 'interrupted'), ($6, 'failure'), ('', '')) \
         AS kind (activity, outcome), LATERAL (SELECT event_id, at FROM audit_target target \
         WHERE target_id = $1 AND target.activity = kind.activity AND target.outcome = kind.outcome AND at >= $2 \
         ORDER BY at DESC, event_id DESC LIMIT $5) AS newest), \
         cut AS (SELECT max(since) AS since FROM (SELECT min(at) AS since FROM about GROUP BY outcome HAVING count(*) = $5) AS each), \
         told AS (SELECT at, outcome FROM about WHERE outcome <> '' \
         UNION ALL SELECT about.at, CASE WHEN result = 'failure' THEN 'failure' WHEN details LIKE $4 THEN 'success' ELSE 'interrupted' END \
         FROM about JOIN audit_event event ON event.id = about.event_id WHERE about.outcome = '' AND event.activity = $6) \
         SELECT to_char(at AT TIME ZONE $3, 'YYYY-MM-DD') AS day, count(*) FILTER (WHERE outcome = 'success') AS succeeded, \
         count(*) FILTER (WHERE outcome = 'interrupted') AS interrupted, \
         count(*) FILTER (WHERE outcome = 'failure') AS failed, NULL::timestamptz AS since \
         FROM told, cut WHERE cut.since IS NULL OR told.at >= cut.since GROUP BY 1 \
         UNION ALL SELECT '', 0, 0, 0, since FROM cut WHERE since IS NOT NULL",
    )
    .bind::<SqlUuid, _>(user.uuid())
    .bind::<Timestamptz, _>(since.to_diesel())
    .bind::<Text, _>(time_zone)
    .bind::<Text, _>(format!("%{}%", full_session()))
    .bind::<BigInt, _>(LOOKED_THROUGH)
    .bind::<Text, _>(SIGN_IN)
    .kept();
    let rows: Vec<Row> = read.run(query.load(&mut read.conn())).await?;
    let number = |number: i64| u32::try_from(number).unwrap_or(u32::MAX);
    let day = |row: Row| {
        let day = row.day.parse::<Date>().map_err(|_| StoreError::Corrupt("day"))?;
        let (succeeded, interrupted) = (number(row.succeeded), number(row.interrupted));
        Ok::<_, StoreError>(Day { day, succeeded, interrupted, failed: number(row.failed) })
    };
    let (days, cut): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(|row| row.since.is_none());
    let since = cut.into_iter().find_map(|row| row.since).map(jiff_diesel::Timestamp::to_jiff);
    Ok((days.into_iter().map(day).collect::<Result<_, StoreError>>()?, since))
}
