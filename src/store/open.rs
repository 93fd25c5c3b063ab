//! A connection inside a transaction, and how it ends.

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
pub(super) struct Open(Option<Object<AsyncPgConnection>>);

impl Open {
    pub(super) fn new(conn: Object<AsyncPgConnection>) -> Self {
        Self(Some(conn))
    }

    #[expect(clippy::expect_used, reason = "only end() and back() take it out, and they take self")]
    pub(super) fn conn(&self) -> &AsyncPgConnection {
        self.0.as_ref().expect("present until the end")
    }

    /// No transaction is open: the connection goes straight back.
    pub(super) fn back(mut self) {
        self.0.take();
    }

    /// Ends the transaction; without an answer the connection is not used again.
    pub(super) async fn end(mut self, how: &'static str) -> QueryResult<()> {
        let conn = self.conn();
        (&*conn).batch_execute(how).await?;
        self.0.take();
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
                    self.back();
                }
                written?;
                Ok(ended?)
            }
        }
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        if let Some(conn) = self.0.take() {
            // Out of the pool and closed: Postgres rolls back by itself.
            drop(Object::take(conn));
        }
    }
}
