//! The chain over the audit log: links made, heads kept, both read back.

use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Bool, Bytea, Timestamptz, Uuid as SqlUuid};
use diesel::{insert_into, select, sql_query};
use diesel_async::RunQueryDsl;
use jiff::Timestamp;
use jiff_diesel::ToDiesel;
use uuid::Uuid;

use super::conn::{Linking, Read};
use super::error::StoreError;
use super::kept::Keep as _;
use super::ledger::AnotherDatabase;
use super::limited::{Capped, Limited};
use super::proven::{self, EventRow, TargetRow};
use super::schema::{audit_chain, audit_event, audit_head, audit_unchained, key_generation};
use crate::domain::chain::{Fields, Head, Link, SignedHead};
use crate::domain::id::EventId;

/// A row, the link that stands beside it, and what both are made from.
#[derive(Debug)]
pub struct Linked {
    /// The link as it is stored.
    pub link: Link,
    event: EventRow,
    targets: Vec<TargetRow>,
}

impl Linked {
    /// The row's fields.
    pub fn fields(&self) -> Fields<'_> {
        self.event.fields(&self.targets)
    }

    /// Whether the pages of those whom it is about find it under what it says.
    pub fn is_found(&self) -> bool {
        self.event.is_found_by(&self.targets)
    }

    /// The row's code.
    pub fn row_mac(&self) -> &[u8] {
        &self.event.row_mac
    }

    /// The generation of keys that authenticated it.
    pub fn key_id(&self) -> i16 {
        self.event.key_id
    }
}

/// The chain's last link.
///
/// # Errors
/// The store's.
pub async fn last(linking: &Linking<'_>) -> Result<Link, StoreError> {
    let found: Option<(i64, Vec<u8>)> = audit_chain::table
        .order(audit_chain::seq.desc())
        .select((audit_chain::seq, audit_chain::hash))
        .first(&mut linking.conn())
        .await
        .optional()?;
    found.map_or(Ok(Link::START), link)
}

/// Links the rows that have waited longest, behind `last`. Says where the chain ends now.
///
/// # Errors
/// The store's.
pub async fn extend(linking: &Linking<'_>, last: Link, most: usize) -> Result<Link, StoreError> {
    let query = audit_unchained::table.order(audit_unchained::event_id).select(audit_unchained::event_id);
    let waiting: Vec<Uuid> = Limited { query, rows: most }.load(&mut linking.conn()).await?;
    if waiting.is_empty() {
        return Ok(last);
    }
    let events: Vec<EventRow> = audit_event::table
        .filter(audit_event::id.eq_any(waiting))
        .order(audit_event::id)
        .select(EventRow::as_select())
        .load(&mut linking.conn())
        .await?;
    let ids: Vec<Uuid> = events.iter().map(|event| event.id).collect();
    let targets = proven::targets(linking.conn(), &ids).await?;
    let mut link = last;
    let (mut seqs, mut hashes) = (vec![], vec![]);
    for event in &events {
        let targets = targets.get(&event.id).map_or(&[][..], Vec::as_slice);
        link = link.next(&event.fields(targets).parts(), &event.row_mac);
        seqs.push(link.seq);
        hashes.push(link.hash.to_vec());
    }
    sql_query("INSERT INTO audit_chain (seq, event_id, hash) SELECT * FROM unnest($1, $2, $3)")
        .bind::<Array<BigInt>, _>(seqs)
        .bind::<Array<SqlUuid>, _>(&ids)
        .bind::<Array<Bytea>, _>(hashes)
        .kept()
        .execute(&mut linking.conn())
        .await?;
    sql_query("DELETE FROM audit_unchained WHERE event_id = ANY ($1)")
        .bind::<Array<SqlUuid>, _>(&ids)
        .kept()
        .execute(&mut linking.conn())
        .await?;
    Ok(link)
}

/// The newest head.
///
/// # Errors
/// The store's.
pub async fn newest_head(linking: &Linking<'_>) -> Result<Option<SignedHead>, StoreError> {
    let found: Option<HeadRow> = audit_head::table
        .order(audit_head::seq.desc())
        .select(HeadRow::as_select())
        .first(&mut linking.conn())
        .await
        .optional()?;
    found.map(SignedHead::try_from).transpose()
}

/// Keeps a signed head, where the generation that signed it rests as `wrapped`: nobody could ever prove one of keys that are gone.
///
/// # Errors
/// The store's; [`StoreError::Unavailable`] when the database is another one than that of our keys.
pub async fn keep_head(linking: &Linking<'_>, signed: &SignedHead, wrapped: &[u8]) -> Result<(), StoreError> {
    let ours = key_generation::table.find(signed.key_id).filter(key_generation::wrapped.eq(wrapped));
    if !select(diesel::dsl::exists(ours)).get_result::<bool>(&mut linking.conn()).await? {
        return Err(StoreError::Unavailable(Box::new(AnotherDatabase)));
    }
    insert_into(audit_head::table)
        .values((
            audit_head::seq.eq(signed.head.link.seq),
            audit_head::hash.eq(&signed.head.link.hash[..]),
            audit_head::at.eq(signed.head.at.to_diesel()),
            audit_head::key_id.eq(signed.key_id),
            audit_head::signature.eq(&signed.signature),
        ))
        .kept()
        .execute(&mut linking.conn())
        .await?;
    Ok(())
}

/// Heads behind a place, the oldest first.
///
/// # Errors
/// The store's.
pub async fn heads_after(read: &Read<'_>, seq: i64, most: usize) -> Result<Vec<SignedHead>, StoreError> {
    let query = audit_head::table.filter(audit_head::seq.gt(seq)).order(audit_head::seq).select(HeadRow::as_select());
    let found: Vec<HeadRow> = read.run(Limited { query, rows: most }.load(&mut read.conn())).await?;
    found.into_iter().map(SignedHead::try_from).collect()
}

/// Links behind a place with their rows, in order. A link whose row is gone is missing.
///
/// # Errors
/// The store's.
pub async fn links_after(read: &Read<'_>, seq: i64, most: usize) -> Result<Vec<Linked>, StoreError> {
    let query = audit_chain::table
        .inner_join(audit_event::table)
        .filter(audit_chain::seq.gt(seq))
        .order(audit_chain::seq)
        .select((audit_chain::seq, audit_chain::hash, EventRow::as_select()));
    let rows: Vec<(i64, Vec<u8>, EventRow)> = read.run(Limited { query, rows: most }.load(&mut read.conn())).await?;
    let ids: Vec<Uuid> = rows.iter().map(|(_, _, event)| event.id).collect();
    let mut targets = proven::targets(read.conn(), &ids).await?;
    rows.into_iter()
        .map(|(seq, hash, event)| {
            let targets = targets.remove(&event.id).unwrap_or_default();
            Ok(Linked { link: link((seq, hash))?, event, targets })
        })
        .collect()
}

/// The number of a row; nothing while it waits for its link.
///
/// # Errors
/// The store's.
pub async fn place(read: &Read<'_>, event: EventId) -> Result<Option<i64>, StoreError> {
    let query = audit_chain::table.filter(audit_chain::event_id.eq(event.uuid())).select(audit_chain::seq).kept();
    read.run(async { query.get_result(&mut read.conn()).await.optional() }).await
}

/// How many rows wait for their link, counted no further than a page would.
///
/// # Errors
/// The store's.
pub async fn waiting(read: &Read<'_>) -> Result<i64, StoreError> {
    read.close_with_next();
    read.run(Capped(audit_unchained::table.select(audit_unchained::event_id)).get_result(&mut read.conn())).await
}

/// What a slice of the log came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slice {
    /// So many of its rows have no link.
    pub loose: i64,
    /// Where the next slice begins; nothing behind the last one.
    pub next: Option<EventId>,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
    #[diesel(sql_type = Bool)]
    is_loose: bool,
}

/// How many of so many rows, from one of them on by their ids, are of before a moment and have no link. All rows that a statement looks at
/// are those of its slice: one over the whole log would take longer than any statement may, once the log is large.
///
/// # Errors
/// The store's.
pub async fn without_link(read: &Read<'_>, before: Timestamp, from: EventId, rows: usize) -> Result<Slice, StoreError> {
    read.close_with_next();
    // One row more says where the next slice begins. A question for each row: the planner can not make it one over the whole chain.
    let query = sql_query(format!(
        "SELECT id, at < $1 AND (SELECT seq FROM audit_chain WHERE event_id = audit_event.id) IS NULL AS is_loose \
         FROM audit_event WHERE id >= $2 ORDER BY id LIMIT {}",
        rows.saturating_add(1)
    ))
    .bind::<Timestamptz, _>(before.to_diesel())
    .bind::<SqlUuid, _>(from.uuid())
    .kept();
    let found: Vec<Row> = read.run(query.load(&mut read.conn())).await?;
    let loose = found.iter().take(rows).filter(|row| row.is_loose).count();
    Ok(Slice {
        loose: i64::try_from(loose).unwrap_or(i64::MAX),
        next: found.get(rows).map(|row| EventId::from_uuid(row.id)),
    })
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = audit_head, check_for_backend(diesel::pg::Pg))]
struct HeadRow {
    seq: i64,
    hash: Vec<u8>,
    #[diesel(deserialize_as = jiff_diesel::Timestamp)]
    at: Timestamp,
    key_id: i16,
    signature: Vec<u8>,
}

impl TryFrom<HeadRow> for SignedHead {
    type Error = StoreError;

    fn try_from(row: HeadRow) -> Result<Self, StoreError> {
        let head = Head { link: link((row.seq, row.hash))?, at: row.at };
        Ok(Self { head, key_id: row.key_id, signature: row.signature })
    }
}

fn link((seq, hash): (i64, Vec<u8>)) -> Result<Link, StoreError> {
    let hash = hash.try_into().map_err(|_| StoreError::Corrupt("audit chain"))?;
    Ok(Link { seq, hash })
}
