//! What became of a commit that got no answer.

use std::time::Duration;

use diesel::QueryResult;
use diesel::dsl::sql;
use diesel::result::Error;
use diesel::sql_types::{BigInt, Bool, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use diesel_async::pooled_connection::deadpool::Object;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use futures_util::future::join;
use jiff::Timestamp;
use jiff_diesel::ToDiesel;
use uuid::Uuid;

use super::error::StoreError;
use super::open::Open;

/// How long somebody waits to hear what became of a deed.
const PATIENCE: Duration = Duration::from_secs(3);
/// A database that comes back, or a transaction that ends, is asked again so soon.
const PAUSE: Duration = Duration::from_millis(50);

/// A deed's transaction whose commit was sent.
pub(super) struct Sent {
    /// Postgres's own number of it.
    pub(super) number: i64,
    /// The moment and the request that its rows in the audit log tell.
    pub(super) at: Timestamp,
    pub(super) request: Uuid,
}

/// A commit failed, or got no answer. Postgres is asked on another connection what became of the transaction: a deed that was done is
/// never told as one that was not. While the old transaction is under way, its end is waited for.
///
/// # Errors
/// Why the deed was not done; [`StoreError::Unanswered`] when that is not known.
pub(super) async fn settle(
    check_out: impl AsyncFn() -> Result<Object<AsyncPgConnection>, StoreError>,
    sent: Sent,
    error: StoreError,
) -> Result<(), StoreError> {
    let asked = async {
        loop {
            if let Ok(conn) = check_out().await {
                let open = Open::new(conn);
                // Without an answer the connection is not used again.
                if let Ok(told) = became(&open, &sent).await {
                    open.over();
                    if let Some(done) = told {
                        return done;
                    }
                }
            }
            tokio::time::sleep(PAUSE).await;
        }
    };
    match tokio::time::timeout(PATIENCE, asked).await {
        Ok(true) => Ok(()),
        Ok(false) => Err(error),
        Err(_late) => Err(StoreError::Unanswered(Box::new(error))),
    }
}

/// Whether it was done; nothing while that is open.
async fn became(open: &Open, sent: &Sent) -> QueryResult<Option<bool>> {
    let question =
        diesel::select(sql::<Nullable<Text>>("pg_xact_status(").bind::<BigInt, _>(sent.number).sql("::text::xid8)"));
    // Asked first: a standby that becomes the primary in between may know the number by then.
    let standby = diesel::select(sql::<Bool>("pg_is_in_recovery()"));
    let (mut one, mut other) = (open.conn(), open.conn());
    let (behind, status) = join(standby.get_result::<bool>(&mut one), question.get_result(&mut other)).await;
    let status: Option<String> = match status {
        // Nothing of it reached the disk before a crash, and nobody has been given its number since.
        Err(Error::DatabaseError(_, told)) if told.message().ends_with("is in the future") => {
            return Ok((!behind?).then_some(false));
        }
        told => told?,
    };
    match status.as_deref() {
        Some("aborted") => Ok(Some(false)),
        // After a crash Postgres gives numbers again that it can not know were in use: only what the deed itself wrote proves it.
        Some("committed") => {
            let rows = sql::<Bool>("EXISTS (SELECT FROM audit_event WHERE request_id = ")
                .bind::<SqlUuid, _>(sent.request)
                .sql(" AND at = ")
                .bind::<Timestamptz, _>(sent.at.to_diesel())
                .sql(")");
            diesel::select(rows).get_result(&mut open.conn()).await.map(Some)
        }
        _ => Ok(None),
    }
}
