//! What became of a commit that got no answer.

use std::time::Duration;

use diesel::result::{DatabaseErrorKind, Error as Diesel};
use diesel::sql_query;
use diesel::sql_types::Uuid as SqlUuid;
use diesel_async::pooled_connection::deadpool::Object;
use diesel_async::{AsyncPgConnection, RunQueryDsl, SimpleAsyncConnection as _};
use uuid::Uuid;

use super::error::StoreError;
use super::open::Open;
use crate::domain::id::EventId;

/// How long somebody waits to hear what became of a deed.
const PATIENCE: Duration = Duration::from_secs(3);
/// A database that comes back is asked again so soon.
const PAUSE: Duration = Duration::from_millis(50);

/// A commit failed. Where the connection broke, whether it happened is found out on another one: a deed that was done is never told as
/// one that was not.
///
/// # Errors
/// Why the deed was not done; [`StoreError::Unanswered`] when that is not known.
pub(super) async fn settle(
    check_out: impl AsyncFn() -> Result<Object<AsyncPgConnection>, StoreError>,
    row: EventId,
    error: StoreError,
) -> Result<(), StoreError> {
    let StoreError::Unavailable(cause) = error else { return Err(error) };
    let asked = async {
        loop {
            if let Ok(conn) = check_out().await {
                let open = Open::new(conn);
                if let Ok(committed) = was_committed(open.conn(), row.uuid()).await {
                    open.over();
                    return committed;
                }
            }
            tokio::time::sleep(PAUSE).await;
        }
    };
    match tokio::time::timeout(PATIENCE, asked).await {
        Ok(true) => Ok(()),
        Ok(false) => Err(StoreError::Unavailable(cause)),
        Err(_late) => Err(StoreError::Unanswered(cause)),
    }
}

/// Whether the transaction that wrote this row of the audit log was committed. The row is written once more, and taken back: while the
/// old transaction is still under way Postgres waits for its end, and then the row is there, or never will be.
async fn was_committed(conn: &AsyncPgConnection, row: Uuid) -> Result<bool, StoreError> {
    (&*conn).batch_execute("BEGIN").await?;
    let again = sql_query(
        "INSERT INTO audit_event (id, at, actor_kind, actor_name, permission, activity, category, result, request_id, \
         instance, details, key_id, row_mac) \
         VALUES ($1, now(), 'operator', '', '', '', '', 'success', $1, '', '{}', 0, '')",
    )
    .bind::<SqlUuid, _>(row)
    .execute(&mut &*conn)
    .await;
    let committed = match again {
        Ok(_) => Ok(false),
        Err(Diesel::DatabaseError(DatabaseErrorKind::UniqueViolation, _)) => Ok(true),
        Err(error) => Err(error.into()),
    };
    (&*conn).batch_execute("ROLLBACK").await?;
    committed
}
