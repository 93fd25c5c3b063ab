//! Writes to the directory outside: the intent before, the outcome after (security 4.12).

use diesel::prelude::*;
use diesel::{insert_into, update};
use diesel_async::RunQueryDsl;
use jiff::Timestamp;
use jiff_diesel::{NullableTimestamp, Timestamp as Moment, ToDiesel as _};
use uuid::Uuid;

use crate::domain::directory::drift::ReadBack;
use crate::domain::directory::outcome::Written;
use crate::domain::directory_event::Operation;
use crate::domain::id::{UserId, WritebackId};
use crate::domain::subject::Subject;
use crate::store::conn::{Bookkeeping, Read, Tx};
use crate::store::error::StoreError;
use crate::store::kept::Keep as _;
use crate::store::schema::writeback;

/// A write, as a page lists it.
#[derive(Debug, Clone)]
pub struct Listed {
    /// Whose password or account.
    pub user: Subject,
    /// What.
    pub operation: Operation,
    /// When it began.
    pub begun_at: Timestamp,
    /// When its end was known.
    pub ended_at: Option<Timestamp>,
    /// The outcome, by its stable name ([`Written::id`]).
    pub outcome: Option<String>,
    /// What the directory said.
    pub said: String,
    /// How many milliseconds the directory took.
    pub millis: Option<u32>,
    /// What reading back found; nothing before that.
    pub read_back: Option<ReadBack>,
}

/// A write that was not read back yet.
#[derive(Debug)]
pub struct NotReadBack {
    /// Which.
    pub id: WritebackId,
    /// Whose.
    pub user: UserId,
    /// What.
    pub operation: Operation,
    /// When it began.
    pub began: Timestamp,
    /// When its end was known.
    pub ended: Timestamp,
}

/// A write without an outcome.
#[derive(Debug)]
pub struct Lost {
    /// Which.
    pub id: WritebackId,
    /// Whose.
    pub user: Subject,
    /// What.
    pub operation: Operation,
}

/// Writes an intent down.
///
/// # Errors
/// The store's.
pub async fn begin(tx: &mut Tx<'_>, id: WritebackId, user: &Subject, operation: Operation) -> Result<(), StoreError> {
    insert_into(writeback::table)
        .values((
            writeback::id.eq(id.uuid()),
            writeback::user_id.eq(user.id.uuid()),
            writeback::name.eq(&user.name),
            writeback::operation.eq(operation.id()),
            writeback::begun_at.eq(tx.now().to_diesel()),
        ))
        .kept()
        .execute(&mut tx.conn())
        .await?;
    Ok(())
}

/// Writes down how it ended, and how many milliseconds the directory took.
///
/// # Errors
/// The store's.
pub async fn end(tx: &mut Tx<'_>, id: WritebackId, outcome: &Written, millis: u32) -> Result<(), StoreError> {
    ended(tx, id, outcome.id(), outcome.said(), Some(millis)).await
}

/// Writes down that nobody knows how it ended.
///
/// # Errors
/// The store's.
pub async fn lose(tx: &mut Tx<'_>, id: WritebackId) -> Result<(), StoreError> {
    ended(tx, id, "unknown", "", None).await
}

async fn ended(
    tx: &mut Tx<'_>,
    id: WritebackId,
    outcome: &str,
    said: &str,
    millis: Option<u32>,
) -> Result<(), StoreError> {
    update(writeback::table.find(id.uuid()))
        .set((
            writeback::ended_at.eq(tx.now().to_diesel()),
            writeback::outcome.eq(outcome),
            writeback::said.eq(said),
            writeback::millis.eq(millis.map(|millis| i32::try_from(millis).unwrap_or(i32::MAX))),
        ))
        .kept()
        .execute(&mut tx.conn())
        .await?;
    Ok(())
}

/// What became of somebody's latest write of a kind, by its stable name: nothing inside while that is not known, nothing at all where there was
/// none.
///
/// # Errors
/// The store's.
pub async fn latest(read: &Read<'_>, user: UserId, operation: Operation) -> Result<Option<Option<String>>, StoreError> {
    let query = writeback::table
        .filter(writeback::user_id.eq(user.uuid()))
        .filter(writeback::operation.eq(operation.id()))
        .order(writeback::begun_at.desc())
        .select(writeback::outcome);
    read.run(async { query.first(&mut read.conn()).await.optional() }).await
}

/// Some that began before a moment and have no outcome: whoever began them is gone. Locked; what another server is at is left to it.
///
/// # Errors
/// The store's.
pub async fn lost(tx: &Tx<'_>, before: Timestamp, most: i64) -> Result<Vec<Lost>, StoreError> {
    let found: Vec<(Uuid, Uuid, String, String)> = writeback::table
        .filter(writeback::ended_at.is_null())
        .filter(writeback::begun_at.lt(before.to_diesel()))
        .order(writeback::begun_at)
        .limit(most)
        .select((writeback::id, writeback::user_id, writeback::name, writeback::operation))
        .for_update()
        .skip_locked()
        .load(&mut tx.conn())
        .await?;
    let lost = found.into_iter().filter_map(|(id, user, name, operation)| {
        let operation = Operation::from_id(&operation)?;
        Some(Lost { id: WritebackId::from_uuid(id), user: Subject { id: UserId::from_uuid(user), name }, operation })
    });
    Ok(lost.collect())
}

/// Whether any is without an outcome since before a moment.
///
/// # Errors
/// The store's.
pub async fn any_lost(read: &Read<'_>, before: Timestamp) -> Result<bool, StoreError> {
    let unfinished =
        writeback::table.filter(writeback::ended_at.is_null()).filter(writeback::begun_at.lt(before.to_diesel()));
    let query = diesel::select(diesel::dsl::exists(unfinished));
    read.run(query.get_result(&mut read.conn())).await
}

/// The newest of those that ended before a moment, may have been done, and were not read back.
///
/// # Errors
/// The store's.
pub async fn not_read_back(read: &Read<'_>, before: Timestamp, most: i64) -> Result<Vec<NotReadBack>, StoreError> {
    type Row = (Uuid, Uuid, String, Moment, NullableTimestamp);
    let query = writeback::table
        .filter(writeback::read_back.is_null())
        .filter(writeback::ended_at.lt(before.to_diesel()))
        .filter(writeback::outcome.eq_any(["done", "done-undemanded", "unknown"]))
        .order(writeback::ended_at.desc())
        .limit(most)
        .select((writeback::id, writeback::user_id, writeback::operation, writeback::begun_at, writeback::ended_at));
    let rows: Vec<Row> = read.run(query.load(&mut read.conn())).await?;
    let unread = rows.into_iter().filter_map(|(id, user, operation, began, ended)| {
        let ended: Option<Timestamp> = ended.into();
        Some(NotReadBack {
            id: WritebackId::from_uuid(id),
            user: UserId::from_uuid(user),
            operation: Operation::from_id(&operation)?,
            began: began.to_jiff(),
            ended: ended?,
        })
    });
    Ok(unread.collect())
}

/// Writes down what reading back found.
///
/// # Errors
/// The store's.
pub async fn note_read_back(house: &Bookkeeping<'_>, id: WritebackId, found: ReadBack) -> Result<(), StoreError> {
    let row = writeback::table.find(id.uuid());
    update(row).set(writeback::read_back.eq(found.id())).kept().execute(&mut house.conn()).await?;
    Ok(())
}

/// The newest ones.
///
/// # Errors
/// The store's.
pub async fn newest(read: &Read<'_>, most: i64) -> Result<Vec<Listed>, StoreError> {
    type Row = (
        (Uuid, String),
        String,
        Moment,
        NullableTimestamp,
        Option<String>,
        Option<String>,
        (Option<i32>, Option<String>),
    );
    let query = writeback::table.order((writeback::begun_at.desc(), writeback::id.desc())).limit(most).select((
        (writeback::user_id, writeback::name),
        writeback::operation,
        writeback::begun_at,
        writeback::ended_at,
        writeback::outcome,
        writeback::said,
        (writeback::millis, writeback::read_back),
    ));
    let rows: Vec<Row> = read.run(query.load(&mut read.conn())).await?;
    let listed =
        rows.into_iter().filter_map(|((id, name), operation, begun, ended, outcome, said, (millis, read_back))| {
            Some(Listed {
                user: Subject { id: UserId::from_uuid(id), name },
                operation: Operation::from_id(&operation)?,
                begun_at: begun.to_jiff(),
                ended_at: ended.into(),
                outcome,
                said: said.unwrap_or_default(),
                millis: millis.and_then(|millis| u32::try_from(millis).ok()),
                read_back: read_back.as_deref().and_then(ReadBack::from_id),
            })
        });
    Ok(listed.collect())
}
