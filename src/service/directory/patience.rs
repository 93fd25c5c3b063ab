//! Parts of a walk, done again where the database is busy for a moment.

use std::time::Duration;

use tokio::time::sleep;

use crate::service::error::Error;

/// A part of a walk that the database has no time for is tried again so often, each time after a longer pause; together they are shorter
/// than the lease.
const AGAIN: u32 = 6;
const PAUSE: Duration = Duration::from_millis(500);

/// Does a part of a walk, again where the database is busy for a moment: each part finds what an earlier try of it has done.
pub(super) async fn patiently<T>(mut part: impl AsyncFnMut() -> Result<T, Error>) -> Result<T, Error> {
    for tried in 1..=AGAIN {
        match part().await {
            Err(Error::Busy(error) | Error::Unanswered(error)) => {
                tracing::warn!(%error, tried, "the database is busy; a walk over the directory waits");
                sleep(PAUSE * tried).await;
            }
            done => return done,
        }
    }
    part().await
}
