//! The newest rows of several activities: a few of each from its own index, however many rows there are of the others.

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Array, BigInt, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use jiff_diesel::ToDiesel as _;
use uuid::Uuid;

use super::conn::Read;
use super::error::StoreError;
use super::kept::Keep as _;
use crate::domain::audit::Filter;
use crate::domain::paging::Start;

/// What is done; a step on the way to it says which.
pub(super) const WHOLE: &str = "details NOT LIKE '%\"step\":%'";

#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
}

/// The ids of all rows that can be among the next `rows` of these activities, within the days of the filter and of what came of them.
pub(super) async fn newest(
    read: &Read<'_>,
    filter: &Filter,
    start: &Start,
    rows: usize,
) -> Result<Vec<Uuid>, StoreError> {
    let (walk, place) = match start {
        Start::First => ("DESC", None),
        Start::After(cursor) => ("DESC", Some(cursor)),
        Start::Before(cursor) => ("ASC", Some(cursor)),
    };
    let behind = match start {
        Start::Before(_) => "($4 IS NULL OR (at >= $4 AND (at > $4 OR id > $5)))",
        Start::First | Start::After(_) => "($4 IS NULL OR (at <= $4 AND (at < $4 OR id < $5)))",
    };
    // Written out, so that an index of what was refused can be chosen.
    let result = match filter.succeeded {
        Some(true) => " AND result = 'success'",
        Some(false) => " AND result = 'failure'",
        None => "",
    };
    let whole = if filter.whole { format!(" AND {WHOLE}") } else { String::new() };
    let sql = format!(
        "SELECT one.id FROM unnest($1) AS name, LATERAL (SELECT id FROM audit_event WHERE activity = name{result}{whole} \
         AND ($2 IS NULL OR at >= $2) AND ($3 IS NULL OR at < $3) AND {behind} ORDER BY at {walk}, id {walk} LIMIT $6) AS one"
    );
    let moment = match place {
        Some(cursor) => Some(cursor.moment().ok_or(StoreError::Corrupt("audit cursor"))?),
        None => None,
    };
    let query = sql_query(sql)
        .bind::<Array<Text>, _>(filter.activities.clone().unwrap_or_default())
        .bind::<Nullable<Timestamptz>, _>(filter.from.to_diesel())
        .bind::<Nullable<Timestamptz>, _>(filter.until.to_diesel())
        .bind::<Nullable<Timestamptz>, _>(moment.to_diesel())
        .bind::<Nullable<SqlUuid>, _>(place.map(|cursor| cursor.id))
        .bind::<BigInt, _>(i64::try_from(rows).unwrap_or(i64::MAX));
    let found: Vec<Found> = read.run(query.kept().load(&mut read.conn())).await?;
    Ok(found.into_iter().map(|row| row.id).collect())
}
