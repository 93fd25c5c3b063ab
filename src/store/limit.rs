//! How long a page waits for the database, whatever the network does with what was asked.

use std::time::Duration;

use tokio::time::timeout;

use super::error::StoreError;

/// At most so long; commands wait as long as it takes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limit(pub(super) Option<Duration>);

impl Limit {
    /// Postgres ends a statement that takes too long by itself, so whoever hears nothing for longer talks to nobody: a cable is cut, a
    /// wall between drops everything. What is given up is dropped with its connection.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when time is up.
    pub(super) async fn keep<T>(self, work: impl Future<Output = T>) -> Result<T, StoreError> {
        match self.0 {
            None => Ok(work.await),
            Some(limit) => timeout(limit, work).await.map_err(|late| StoreError::Unavailable(Box::new(late))),
        }
    }
}
