//! Writes to the directory outside that are looked at again: those without an outcome, and those that were not read back yet.

use diesel::dsl::{exists, sql};
use diesel::prelude::*;
use diesel::sql_types::Bool;
use diesel::{select, update};
use diesel_async::RunQueryDsl;
use jiff::Timestamp;
use jiff_diesel::{NullableTimestamp, Timestamp as Moment, ToDiesel as _};
use uuid::Uuid;

use super::writes::UNKNOWN;
use crate::domain::directory::drift::ReadBack;
use crate::domain::directory::outcome::Written;
use crate::domain::directory_event::Operation;
use crate::domain::id::{ResetId, UserId, WritebackId};
use crate::domain::subject::Subject;
use crate::store::conn::{Bookkeeping, Read, Tx};
use crate::store::error::StoreError;
use crate::store::kept::Keep as _;
use crate::store::schema::writeback;

/// A write that was not read back yet.
#[derive(Debug)]
pub struct NotReadBack {
    /// Which.
    pub id: WritebackId,
    /// Whose, under the name of then.
    pub user: Subject,
    /// What.
    pub operation: Operation,
    /// When it began.
    pub began: Timestamp,
    /// When its end was known.
    pub ended: Timestamp,
    /// When the password of before was set, in the directory's own time.
    pub before: Option<Timestamp>,
    /// Whether nobody knows how it ended.
    pub unknown: bool,
    /// The self-service reset that it belongs to.
    pub reset: Option<ResetId>,
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
    let query = select(exists(unfinished));
    read.run(query.get_result(&mut read.conn())).await
}

/// The newest of those that ended before a moment, may have been done, and were not read back.
///
/// # Errors
/// The store's.
pub async fn not_read_back(read: &Read<'_>, before: Timestamp, most: i64) -> Result<Vec<NotReadBack>, StoreError> {
    type Moments = (Moment, NullableTimestamp, NullableTimestamp);
    type Row = ((Uuid, Uuid, String, String), Moments, (Option<String>, Option<Uuid>));
    // Spelled as in the index, which holds these alone.
    let may_be_there = sql::<Bool>("outcome IN ('done', 'done-undemanded', 'done-closed', 'unknown')");
    let query = writeback::table
        .filter(writeback::read_back.is_null())
        .filter(writeback::ended_at.lt(before.to_diesel()))
        .filter(may_be_there)
        .order(writeback::ended_at.desc())
        .limit(most)
        .select((
            (writeback::id, writeback::user_id, writeback::name, writeback::operation),
            (writeback::begun_at, writeback::ended_at, writeback::password_before),
            (writeback::outcome, writeback::reset_id),
        ));
    let rows: Vec<Row> = read.run(query.load(&mut read.conn())).await?;
    let unread =
        rows.into_iter().filter_map(|((id, user, name, operation), (began, ended, before), (outcome, reset))| {
            let ended: Option<Timestamp> = ended.into();
            Some(NotReadBack {
                id: WritebackId::from_uuid(id),
                user: Subject { id: UserId::from_uuid(user), name },
                operation: Operation::from_id(&operation)?,
                began: began.to_jiff(),
                ended: ended?,
                before: before.into(),
                unknown: outcome.as_deref() == Some(UNKNOWN),
                reset: reset.map(ResetId::from_uuid),
            })
        });
    Ok(unread.collect())
}

/// Writes down what reading back found, unless somebody else has.
///
/// # Errors
/// The store's.
pub async fn note_read_back(house: &Bookkeeping<'_>, id: WritebackId, found: ReadBack) -> Result<(), StoreError> {
    let row = writeback::table.find(id.uuid()).filter(writeback::read_back.is_null());
    update(row).set(writeback::read_back.eq(found.id())).kept().execute(&mut house.conn()).await?;
    Ok(())
}

/// Whether a later write of the same person was done: whatever an earlier one brings about was brought about by it.
///
/// # Errors
/// The store's.
pub async fn is_overtaken(read: &Read<'_>, write: &NotReadBack) -> Result<bool, StoreError> {
    let operations: Vec<&str> =
        Operation::ALL.into_iter().filter(|later| later.overtakes(write.operation)).map(Operation::id).collect();
    let mut done = Written::DONE.to_vec();
    if !write.operation.is_of_password() {
        // A password that left the account closed has opened nothing.
        done.retain(|outcome| !Written::of(outcome).is_closed());
    }
    let later = writeback::table
        .filter(writeback::user_id.eq(write.user.id.uuid()))
        .filter(writeback::begun_at.gt(write.began.to_diesel()))
        .filter(writeback::operation.eq_any(operations))
        .filter(writeback::outcome.eq_any(done));
    let query = select(exists(later));
    read.run(query.get_result(&mut read.conn())).await
}

/// Writes down that a write whose end nobody knew is there. Says whether it was still unknown: whoever settles it does so once.
///
/// # Errors
/// The store's.
pub async fn settle(tx: &mut Tx<'_>, id: WritebackId, outcome: &Written) -> Result<bool, StoreError> {
    let unknown =
        writeback::table.find(id.uuid()).filter(writeback::outcome.eq(UNKNOWN)).filter(writeback::read_back.is_null());
    let settled = update(unknown)
        .set((
            writeback::outcome.eq(outcome.id()),
            writeback::read_back.eq(ReadBack::There.id()),
            writeback::settled_at.eq(tx.now().to_diesel()),
        ))
        .kept()
        .execute(&mut tx.conn())
        .await?;
    Ok(settled > 0)
}
