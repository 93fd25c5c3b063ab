//! What the last look through all of the audit log came to. One row.

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Bool, Timestamptz};
use diesel_async::RunQueryDsl;
use jiff::Timestamp;
use jiff_diesel::ToDiesel as _;

use super::conn::{Bookkeeping, Read};
use super::error::StoreError;
use super::kept::Keep as _;
use super::schema::audit_finding;
use crate::domain::chain::Finding;

#[derive(Queryable, Selectable)]
#[diesel(table_name = audit_finding, check_for_backend(diesel::pg::Pg))]
struct Row {
    #[diesel(deserialize_as = jiff_diesel::Timestamp)]
    at: Timestamp,
    seq: i64,
    broken: bool,
}

/// The last finding; nothing before the first look through all of the log.
///
/// # Errors
/// The store's.
pub async fn latest(read: &Read<'_>) -> Result<Option<Finding>, StoreError> {
    let query = audit_finding::table.select(Row::as_select()).kept();
    let found: Option<Row> = read.run(async { query.get_result(&mut read.conn()).await.optional() }).await?;
    Ok(found.map(|Row { at, seq, broken }| Finding { at, seq, broken }))
}

/// Keeps what a server found. A broken log stays broken: the server knows fewer heads than whoever found it may have had.
///
/// # Errors
/// The store's.
pub async fn note(house: &Bookkeeping<'_>, finding: &Finding) -> Result<(), StoreError> {
    keep(house, finding, "WHERE EXCLUDED.broken OR NOT audit_finding.broken").await
}

/// Keeps what the command found, whatever was found before.
///
/// # Errors
/// The store's.
pub async fn decide(house: &Bookkeeping<'_>, finding: &Finding) -> Result<(), StoreError> {
    keep(house, finding, "").await
}

async fn keep(house: &Bookkeeping<'_>, finding: &Finding, unless: &str) -> Result<(), StoreError> {
    sql_query(format!(
        "INSERT INTO audit_finding (at, seq, broken) VALUES ($1, $2, $3) \
         ON CONFLICT (only_one) DO UPDATE SET at = EXCLUDED.at, seq = EXCLUDED.seq, broken = EXCLUDED.broken {unless}"
    ))
    .bind::<Timestamptz, _>(finding.at.to_diesel())
    .bind::<BigInt, _>(finding.seq)
    .bind::<Bool, _>(finding.broken)
    .kept()
    .execute(&mut house.conn())
    .await?;
    Ok(())
}
