//! What became of a commit that got no answer.

use std::time::Duration;

use diesel::dsl::sql;
use diesel::sql_types::{BigInt, Nullable, Text};
use diesel_async::pooled_connection::deadpool::Object;
use diesel_async::{AsyncPgConnection, RunQueryDsl};

use super::error::StoreError;
use super::open::Open;

/// How long somebody waits to hear what became of a deed.
const PATIENCE: Duration = Duration::from_secs(3);
/// A database that comes back, or a transaction that ends, is asked again so soon.
const PAUSE: Duration = Duration::from_millis(50);

/// A commit failed, or got no answer. Postgres is asked on another connection what became of the transaction: a deed that was done is
/// never told as one that was not. While the old transaction is under way, its end is waited for.
///
/// # Errors
/// Why the deed was not done; [`StoreError::Unanswered`] when that is not known.
pub(super) async fn settle(
    check_out: impl AsyncFn() -> Result<Object<AsyncPgConnection>, StoreError>,
    number: i64,
    error: StoreError,
) -> Result<(), StoreError> {
    let asked = async {
        loop {
            if let Ok(conn) = check_out().await {
                let open = Open::new(conn);
                let question = diesel::select(
                    sql::<Nullable<Text>>("pg_xact_status(").bind::<BigInt, _>(number).sql("::text::xid8)"),
                );
                let status: Result<Option<String>, _> = question.get_result(&mut open.conn()).await;
                // Without an answer the connection is not used again.
                if let Ok(status) = status {
                    open.over();
                    match status.as_deref() {
                        Some("committed") => return true,
                        Some("aborted") => return false,
                        _ => {}
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
