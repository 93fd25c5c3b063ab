//! Places that have to wait, with sign-ins or with self-service resets: seen, and let in again (R-250g).

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Array, Nullable, Text, Timestamptz};
use diesel_async::RunQueryDsl;
use jiff::Timestamp;
use jiff_diesel::ToDiesel as _;

use super::conn::{Read, Tx};
use super::error::StoreError;
use super::kept::Keep as _;
use crate::domain::source_limit::{Held, Waiting};

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    place: String,
    #[diesel(sql_type = Text)]
    held: String,
    #[diesel(sql_type = Timestamptz)]
    held_until: jiff_diesel::Timestamp,
}

/// The places that wait at a moment, those that wait longest first; so many at most, of these where some are named. A place that is counted under keys
/// of before as well is one.
///
/// # Errors
/// The store's.
pub async fn list(
    read: &Read<'_>,
    now: Timestamp,
    only: Option<Vec<String>>,
    most: usize,
) -> Result<Vec<Waiting>, StoreError> {
    // Each index gives its own beginning: how many places wait costs nothing. The number is written out, so that they are planned for it.
    let first = |place: &str| {
        let those = if only.is_some() { format!("AND {place} = ANY ($2)") } else { "AND $2 IS NULL".to_owned() };
        format!("WHERE held_until > $1 {those} ORDER BY held_until DESC LIMIT {most}")
    };
    let query = sql_query(format!(
        "SELECT place, held, max(held_until) AS held_until FROM ( \
         (SELECT prefix AS place, 'sign-ins' AS held, held_until FROM throttle_source {}) \
         UNION ALL (SELECT place, 'resets', held_until FROM reset_tries {})) AS each GROUP BY 1, 2 ORDER BY 3 DESC, 1 LIMIT {most}",
        first("prefix"),
        first("place")
    ))
    .bind::<Timestamptz, _>(now.to_diesel())
    .bind::<Nullable<Array<Text>>, _>(only)
    .kept();
    let rows: Vec<Row> = read.run(query.load(&mut read.conn())).await?;
    let waiting = |row: Row| {
        let held = Held::from_id(&row.held).ok_or(StoreError::Corrupt("what a place waits with"))?;
        Ok(Waiting { source: row.place, held, until: row.held_until.to_jiff() })
    };
    rows.into_iter().map(waiting).collect()
}

/// Lets a place in again: it does not wait any more, and what was counted of it counts no more. Says whether it waited.
///
/// # Errors
/// The store's.
pub async fn let_in(tx: &mut Tx<'_>, place: &str, held: Held) -> Result<bool, StoreError> {
    let sql = match held {
        // The row stays: failures that the log has not told of yet are counted in it.
        Held::SignIns => {
            "UPDATE throttle_source SET held_until = NULL, failures = 0, window_from = $2, names = '{}', names_from = $2 \
             WHERE prefix = $1 AND held_until > $2"
        }
        Held::Resets => "DELETE FROM reset_tries WHERE place = $1 AND held_until > $2",
    };
    let touched = sql_query(sql)
        .bind::<Text, _>(place)
        .bind::<Timestamptz, _>(tx.now().to_diesel())
        .kept()
        .execute(&mut tx.conn())
        .await?;
    Ok(touched > 0)
}
