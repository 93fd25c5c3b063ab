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
use crate::domain::id::{FormKey, ResetId, UserId, WritebackId};
use crate::domain::subject::Subject;
use crate::store::conn::{Read, Tx};
use crate::store::error::StoreError;
use crate::store::kept::Keep as _;
use crate::store::schema::writeback;

/// The outcome that nobody knows ([`Written::id`]).
pub(super) const UNKNOWN: &str = "unknown";

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

/// What is written down before anything is sent.
#[derive(Debug)]
pub struct Intent<'a> {
    /// Which.
    pub id: WritebackId,
    /// Whose.
    pub user: &'a Subject,
    /// What.
    pub operation: Operation,
    /// The form that it was asked for by.
    pub key: FormKey,
    /// The self-service reset that it belongs to.
    pub reset: Option<ResetId>,
    /// When the password of before was set, in the directory's own time.
    pub before: Option<Timestamp>,
}

/// Writes an intent down.
///
/// # Errors
/// The store's.
pub async fn begin(tx: &mut Tx<'_>, intent: &Intent<'_>) -> Result<(), StoreError> {
    insert_into(writeback::table)
        .values((
            writeback::id.eq(intent.id.uuid()),
            writeback::user_id.eq(intent.user.id.uuid()),
            writeback::name.eq(&intent.user.name),
            writeback::operation.eq(intent.operation.id()),
            writeback::begun_at.eq(tx.now().to_diesel()),
            writeback::form_key.eq(intent.key.uuid()),
            writeback::reset_id.eq(intent.reset.map(ResetId::uuid)),
            writeback::password_before.eq(intent.before.to_diesel()),
        ))
        .kept()
        .execute(&mut tx.conn())
        .await?;
    Ok(())
}

/// Writes down how it ended, and how many milliseconds the directory took. Says whether nobody had done so: a write that was settled
/// meanwhile has had all that follows from it.
///
/// # Errors
/// The store's.
pub async fn end(tx: &mut Tx<'_>, id: WritebackId, outcome: &Written, millis: u32) -> Result<bool, StoreError> {
    ended(tx, id, outcome.id(), outcome.said(), Some(millis)).await
}

/// Writes down that nobody knows how it ended. Says whether it had not ended.
///
/// # Errors
/// The store's.
pub async fn lose(tx: &mut Tx<'_>, id: WritebackId) -> Result<bool, StoreError> {
    ended(tx, id, UNKNOWN, "", None).await
}

async fn ended(
    tx: &mut Tx<'_>,
    id: WritebackId,
    outcome: &str,
    said: &str,
    millis: Option<u32>,
) -> Result<bool, StoreError> {
    let open = writeback::table
        .find(id.uuid())
        .filter(writeback::settled_at.is_null())
        .filter(writeback::outcome.is_null().or(writeback::outcome.eq(UNKNOWN)));
    let ended = update(open)
        .set((
            writeback::ended_at.eq(tx.now().to_diesel()),
            writeback::outcome.eq(outcome),
            writeback::said.eq(said),
            writeback::millis.eq(millis.map(|millis| i32::try_from(millis).unwrap_or(i32::MAX))),
            // Whatever was read back before this was known is read back again.
            writeback::read_back.eq(None::<&str>),
        ))
        .kept()
        .execute(&mut tx.conn())
        .await?;
    Ok(ended > 0)
}

/// What became of the write that somebody asked for by a form, by its stable name: nothing inside while that is not known, nothing at all
/// where that form wrote nothing.
///
/// # Errors
/// The store's.
pub async fn of_form(read: &Read<'_>, user: UserId, key: FormKey) -> Result<Option<Option<String>>, StoreError> {
    let query = writeback::table
        .filter(writeback::form_key.eq(key.uuid()))
        .filter(writeback::user_id.eq(user.uuid()))
        .select(writeback::outcome);
    read.run(async { query.first(&mut read.conn()).await.optional() }).await
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
