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
use crate::domain::id::UserId;
use crate::domain::session::SessionKind;
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

/// So many rows about a person are looked through: whoever is guessed at all day has many thousands.
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
        "WITH about AS MATERIALIZED (SELECT event_id, at FROM audit_target WHERE target_id = $1 AND at >= $2 \
         ORDER BY at DESC, event_id DESC LIMIT $5) \
         SELECT to_char(event.at AT TIME ZONE $3, 'YYYY-MM-DD') AS day, \
         count(*) FILTER (WHERE event.result = 'success' AND event.details LIKE $4) AS succeeded, \
         count(*) FILTER (WHERE event.result = 'success' AND event.details NOT LIKE $4) AS interrupted, \
         count(*) FILTER (WHERE event.result = 'failure') AS failed, NULL::timestamptz AS since \
         FROM about JOIN audit_event event ON event.id = about.event_id WHERE event.activity = 'Sign in' GROUP BY 1 \
         UNION ALL SELECT '', 0, 0, 0, min(at) FROM about HAVING count(*) = $5",
    )
    .bind::<SqlUuid, _>(user.uuid())
    .bind::<Timestamptz, _>(since.to_diesel())
    .bind::<Text, _>(time_zone)
    .bind::<Text, _>(format!("%\"session\":\"{}\"%", SessionKind::Full.id()))
    .bind::<BigInt, _>(LOOKED_THROUGH)
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
