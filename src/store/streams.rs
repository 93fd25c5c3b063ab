//! How far the audit log was sent to whoever else keeps it.

use std::collections::HashMap;

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Bool, Integer, Nullable, Text, Timestamptz};
use diesel_async::RunQueryDsl;
use jiff::Timestamp;
use jiff_diesel::ToDiesel as _;
use uuid::Uuid;

use super::audit;
use super::conn::{Bookkeeping, Read};
use super::error::StoreError;
use super::kept::Keep as _;
use super::schema::audit_chain;
use crate::domain::carrier::{Failed, Trouble};
use crate::domain::id::EventId;
use crate::domain::stream::{Progress, Sent, Target};

/// Begins with what is linked from now on, where the target was never sent anything.
///
/// # Errors
/// The store's.
pub async fn begin(house: &Bookkeeping<'_>, target: Target, now: Timestamp) -> Result<(), StoreError> {
    sql_query(
        "INSERT INTO audit_stream (target, seq, next_at) SELECT $1, coalesce(max(seq), 0), $2 FROM audit_chain \
         ON CONFLICT DO NOTHING",
    )
    .bind::<Text, _>(target.id())
    .bind::<Timestamptz, _>(now.to_diesel())
    .kept()
    .execute(&mut house.conn())
    .await?;
    Ok(())
}

/// Whether something waits for a target and nobody is at it; nothing where it was never begun with.
///
/// # Errors
/// The store's.
pub async fn is_due(read: &Read<'_>, target: Target, now: Timestamp) -> Result<Option<bool>, StoreError> {
    #[derive(QueryableByName)]
    struct Due {
        #[diesel(sql_type = Bool)]
        due: bool,
    }
    let asked = sql_query(
        "SELECT next_at <= $2 AND (leased_until IS NULL OR leased_until <= $2) \
         AND seq < (SELECT coalesce(max(seq), 0) FROM audit_chain) AS due FROM audit_stream WHERE target = $1",
    )
    .bind::<Text, _>(target.id())
    .bind::<Timestamptz, _>(now.to_diesel())
    .kept();
    let found: Option<Due> = read.run(async { asked.get_result(&mut read.conn()).await.optional() }).await?;
    Ok(found.map(|found| found.due))
}

/// Takes a target that is due for so long, unless another server is at it. The last place that was sent, and the tries that failed since.
///
/// # Errors
/// The store's.
pub async fn take(
    house: &Bookkeeping<'_>,
    target: Target,
    now: Timestamp,
    until: Timestamp,
) -> Result<Option<(i64, u32)>, StoreError> {
    #[derive(QueryableByName)]
    struct Taken {
        #[diesel(sql_type = BigInt)]
        seq: i64,
        #[diesel(sql_type = Integer)]
        tries: i32,
    }
    let taken: Option<Taken> = sql_query(
        "UPDATE audit_stream SET leased_until = $3 WHERE target = $1 AND next_at <= $2 \
         AND (leased_until IS NULL OR leased_until <= $2) RETURNING seq, tries",
    )
    .bind::<Text, _>(target.id())
    .bind::<Timestamptz, _>(now.to_diesel())
    .bind::<Timestamptz, _>(until.to_diesel())
    .kept()
    .get_result(&mut house.conn())
    .await
    .optional()?;
    Ok(taken.map(|taken| (taken.seq, u32::try_from(taken.tries).unwrap_or(0))))
}

/// The rows behind a place of the chain, in its order.
///
/// # Errors
/// The store's.
pub async fn next(read: &Read<'_>, after: i64, most: i64) -> Result<Vec<Sent>, StoreError> {
    let query = audit_chain::table
        .filter(audit_chain::seq.gt(after))
        .order(audit_chain::seq)
        .limit(most)
        .select((audit_chain::seq, audit_chain::event_id));
    let links: Vec<(i64, Uuid)> = read.run(query.load(&mut read.conn())).await?;
    let ids: Vec<EventId> = links.iter().map(|(_, id)| EventId::from_uuid(*id)).collect();
    let mut rows: HashMap<Uuid, _> =
        audit::these(read, &ids).await?.into_iter().map(|entry| (entry.id.uuid(), entry)).collect();
    let sent = |(seq, id): (i64, Uuid)| {
        let entry = rows.remove(&id).ok_or(StoreError::Corrupt("audit chain"))?;
        Ok(Sent { seq, entry })
    };
    links.into_iter().map(sent).collect()
}

/// Notes that everything up to a place was taken, unless another server has gone on from there.
///
/// # Errors
/// The store's.
pub async fn sent(
    house: &Bookkeeping<'_>,
    target: Target,
    (from, to): (i64, i64),
    now: Timestamp,
) -> Result<(), StoreError> {
    sql_query(
        "UPDATE audit_stream SET seq = $3, sent_at = CASE WHEN $3 > $2 THEN $4 ELSE sent_at END, tries = 0, next_at = $4, \
         leased_until = NULL, failed_at = NULL, trouble = NULL, said = NULL WHERE target = $1 AND seq = $2",
    )
    .bind::<Text, _>(target.id())
    .bind::<BigInt, _>(from)
    .bind::<BigInt, _>(to)
    .bind::<Timestamptz, _>(now.to_diesel())
    .kept()
    .execute(&mut house.conn())
    .await?;
    Ok(())
}

/// Notes that a try from a place failed, unless another server has gone on from there; the next one comes then.
///
/// # Errors
/// The store's.
pub async fn failed(
    house: &Bookkeeping<'_>,
    (target, from): (Target, i64),
    why: &Failed,
    now: Timestamp,
    next: Timestamp,
) -> Result<(), StoreError> {
    sql_query(
        "UPDATE audit_stream SET tries = tries + 1, next_at = $2, leased_until = NULL, failed_at = $3, trouble = $4, said = $5 \
         WHERE target = $1 AND seq = $6",
    )
    .bind::<Text, _>(target.id())
    .bind::<Timestamptz, _>(next.to_diesel())
    .bind::<Timestamptz, _>(now.to_diesel())
    .bind::<Text, _>(why.trouble.id())
    .bind::<Text, _>(&why.said)
    .bind::<BigInt, _>(from)
    .kept()
    .execute(&mut house.conn())
    .await?;
    Ok(())
}

#[derive(QueryableByName)]
struct ProgressRow {
    #[diesel(sql_type = Text)]
    target: String,
    #[diesel(sql_type = BigInt)]
    seq: i64,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    sent_at: Option<jiff_diesel::Timestamp>,
    #[diesel(sql_type = BigInt)]
    waiting: i64,
    #[diesel(sql_type = Integer)]
    tries: i32,
    #[diesel(sql_type = Timestamptz)]
    next_at: jiff_diesel::Timestamp,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    failed_at: Option<jiff_diesel::Timestamp>,
    #[diesel(sql_type = Nullable<Text>)]
    trouble: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    said: Option<String>,
}

/// How far every target has got that was ever sent to.
///
/// # Errors
/// The store's.
pub async fn all(read: &Read<'_>) -> Result<Vec<Progress>, StoreError> {
    // Places have no gaps: the difference of two is a number of rows.
    let query = sql_query(
        "SELECT target, seq, sent_at, greatest((SELECT coalesce(max(seq), 0) FROM audit_chain) - seq, 0) AS waiting, tries, next_at, \
         failed_at, trouble, said FROM audit_stream ORDER BY target",
    )
    .kept();
    let rows: Vec<ProgressRow> = read.run(query.load(&mut read.conn())).await?;
    rows.into_iter().map(Progress::try_from).collect()
}

impl TryFrom<ProgressRow> for Progress {
    type Error = StoreError;

    fn try_from(row: ProgressRow) -> Result<Self, StoreError> {
        let trouble = match (row.failed_at, row.trouble.as_deref()) {
            (Some(at), Some(id)) => {
                let trouble = Trouble::from_id(id).ok_or(StoreError::Corrupt("stream trouble"))?;
                Some((at.to_jiff(), trouble, row.said.unwrap_or_default()))
            }
            _ => None,
        };
        Ok(Self {
            target: Target::from_id(&row.target).ok_or(StoreError::Corrupt("stream target"))?,
            seq: row.seq,
            sent_at: row.sent_at.map(jiff_diesel::Timestamp::to_jiff),
            waiting: u64::try_from(row.waiting).unwrap_or(0),
            tries: u32::try_from(row.tries).unwrap_or(0),
            next_at: row.next_at.to_jiff(),
            trouble,
        })
    }
}
