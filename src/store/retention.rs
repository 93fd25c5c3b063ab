//! Where the audit log begins, and what lies before and is forgotten.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bytea, Integer, Timestamptz};
use diesel::{insert_into, sql_query};
use diesel_async::{RunQueryDsl, SimpleAsyncConnection as _};
use jiff::Timestamp;
use jiff_diesel::ToDiesel as _;

use super::conn::{Bookkeeping, Read, Tx};
use super::error::StoreError;
use super::kept::Keep as _;
use super::schema::audit_start;
use crate::domain::chain::Link;
use crate::domain::retention::{SignedStart, Start};

#[derive(Queryable, Selectable)]
#[diesel(table_name = audit_start, check_for_backend(diesel::pg::Pg))]
struct Row {
    seq: i64,
    hash: Vec<u8>,
    #[diesel(deserialize_as = jiff_diesel::Timestamp)]
    before: Timestamp,
    #[diesel(deserialize_as = jiff_diesel::Timestamp)]
    at: Timestamp,
    key_id: i16,
    signature: Vec<u8>,
}

impl TryFrom<Row> for SignedStart {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let start = Start { link: link(row.seq, row.hash)?, before: row.before, at: row.at };
        Ok(Self { start, key_id: row.key_id, signature: row.signature })
    }
}

fn link(seq: i64, hash: Vec<u8>) -> Result<Link, StoreError> {
    let hash = hash.try_into().map_err(|_| StoreError::Corrupt("beginning of the audit log"))?;
    Ok(Link { seq, hash })
}

/// Where the log begins; nothing where it is all there.
///
/// # Errors
/// The store's.
pub async fn start(read: &Read<'_>) -> Result<Option<SignedStart>, StoreError> {
    let query = audit_start::table.order(audit_start::seq.desc()).select(Row::as_select()).limit(1);
    let found: Option<Row> = read.run(async { query.first(&mut read.conn()).await.optional() }).await?;
    found.map(SignedStart::try_from).transpose()
}

#[derive(QueryableByName)]
struct Edge {
    #[diesel(sql_type = BigInt)]
    seq: i64,
    #[diesel(sql_type = Bytea)]
    hash: Vec<u8>,
}

/// The last link of the rows that are all older than a moment; nothing where the first link is younger. The chain keeps its last link in any
/// case: the next one follows from it. Rows are linked a moment after they were written, and those of a long deed later than others: among the
/// first thousand of that moment is the one that was linked first.
///
/// # Errors
/// The store's.
pub async fn edge(read: &Read<'_>, before: Timestamp) -> Result<Option<Link>, StoreError> {
    let query = sql_query(
        "WITH young AS (SELECT id FROM audit_event WHERE at >= $1 ORDER BY at, id LIMIT 1000) \
         SELECT seq, hash FROM audit_chain WHERE seq = coalesce((SELECT min(seq) FROM audit_chain WHERE event_id IN (SELECT id FROM young)), \
             (SELECT max(seq) FROM audit_chain)) - 1",
    )
    .bind::<Timestamptz, _>(before.to_diesel())
    .kept();
    let found: Option<Edge> = read.run(async { query.get_result(&mut read.conn()).await.optional() }).await?;
    found.map(|edge| link(edge.seq, edge.hash)).transpose()
}

/// Waits until no other server decides where the log begins, and keeps others from it until the deed ends. Only the owner may.
///
/// # Errors
/// The store's.
pub async fn alone(tx: &mut Tx<'_>) -> Result<(), StoreError> {
    tx.conn().batch_execute("LOCK TABLE audit_start IN SHARE ROW EXCLUSIVE MODE").await?;
    Ok(())
}

/// Writes down where the log begins from now on.
///
/// # Errors
/// The store's.
pub async fn begin(tx: &mut Tx<'_>, signed: &SignedStart) -> Result<(), StoreError> {
    let start = &signed.start;
    insert_into(audit_start::table)
        .values((
            audit_start::seq.eq(start.link.seq),
            audit_start::hash.eq(&start.link.hash[..]),
            audit_start::before.eq(start.before.to_diesel()),
            audit_start::at.eq(start.at.to_diesel()),
            audit_start::key_id.eq(signed.key_id),
            audit_start::signature.eq(&signed.signature),
        ))
        .execute(&mut tx.conn())
        .await?;
    Ok(())
}

#[derive(QueryableByName)]
struct Gone {
    #[diesel(sql_type = Integer)]
    gone: i32,
}

/// Forgets some of what lies before the beginning, so many rows of a table at most. Says how many. Only the owner may.
///
/// # Errors
/// The store's.
pub async fn forget(house: &Bookkeeping<'_>, most: i32) -> Result<usize, StoreError> {
    let query = sql_query("SELECT forget_audit_rows($1) AS gone").bind::<Integer, _>(most);
    let done: Gone = query.get_result(&mut house.conn()).await?;
    Ok(usize::try_from(done.gone).unwrap_or(0))
}

/// Whether anything lies before the beginning.
///
/// # Errors
/// The store's.
pub async fn is_left(read: &Read<'_>) -> Result<bool, StoreError> {
    #[derive(QueryableByName)]
    struct Left {
        #[diesel(sql_type = diesel::sql_types::Bool)]
        left_over: bool,
    }
    let query = sql_query(
        "SELECT EXISTS (SELECT FROM audit_chain WHERE seq <= (SELECT max(seq) FROM audit_start)) \
         OR EXISTS (SELECT FROM password_reset WHERE at < (SELECT max(before) FROM audit_start)) AS left_over",
    )
    .kept();
    let found: Left = read.run(query.get_result(&mut read.conn())).await?;
    Ok(found.left_over)
}
