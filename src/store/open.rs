//! A connection inside a transaction, and how it ends.

use std::sync::atomic::{AtomicBool, Ordering};

use diesel::QueryResult;
use diesel_async::pooled_connection::deadpool::Object;
use diesel_async::{AsyncPgConnection, SimpleAsyncConnection as _};

use super::error::StoreError;

/// What became of the audit rows, and of the commit that was sent with them.
pub(super) struct Sealed {
    pub(super) written: Result<(), StoreError>,
    pub(super) committed: Option<QueryResult<()>>,
}

/// A connection inside a transaction. Left without an end (a panic, a cancelled task), it is not used again.
pub(super) struct Open {
    conn: Option<Object<AsyncPgConnection>>,
    over: AtomicBool,
}

impl Open {
    pub(super) fn new(conn: Object<AsyncPgConnection>) -> Self {
        Self { conn: Some(conn), over: AtomicBool::new(false) }
    }

    #[expect(clippy::expect_used, reason = "only the drop takes it out")]
    pub(super) fn conn(&self) -> &AsyncPgConnection {
        self.conn.as_ref().expect("present until the drop")
    }

    /// No transaction is open: the connection goes back when nobody holds it any more.
    pub(super) fn over(&self) {
        self.over.store(true, Ordering::Relaxed);
    }

    /// Ends the transaction; without an answer the connection is not used again.
    pub(super) async fn end(self, how: &'static str) -> QueryResult<()> {
        let conn = self.conn();
        (&*conn).batch_execute(how).await?;
        self.over();
        Ok(())
    }

    /// Commits, unless that was done or something failed. A commit that got no answer is the caller's to know.
    pub(super) async fn close(self, sealed: Sealed) -> Result<(), StoreError> {
        match sealed {
            Sealed { written: Ok(()), committed: None } => Ok(self.end("COMMIT").await?),
            Sealed { written: Err(error), committed: None } => {
                self.end("ROLLBACK").await.ok();
                Err(error)
            }
            // Where a row failed, Postgres has made a rollback of the commit.
            Sealed { written, committed: Some(ended) } => {
                if ended.is_ok() {
                    self.over();
                }
                written?;
                Ok(ended?)
            }
        }
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        if let Some(conn) = self.conn.take()
            && !self.over.load(Ordering::Relaxed)
        {
            // Out of the pool and closed: Postgres rolls back by itself.
            drop(Object::take(conn));
        }
    }
}
