//! Parts of a walk, and ends of writes, done again where the database is busy for a moment.

use std::time::Duration;

use tokio::time::sleep;

use crate::service::error::Error;

/// A part of a walk that the database has no time for is tried again so often, each time after a longer pause; together they are shorter
/// than the lease.
const AGAIN: u32 = 6;
const PAUSE: Duration = Duration::from_millis(500);

/// What was written over there is told here again so often: somebody waits for it.
const TOLD_AGAIN: u32 = 3;

/// Does a part of a walk, again where the database is busy for a moment: each part finds what an earlier try of it has done.
pub(super) async fn patiently<T>(part: impl AsyncFnMut() -> Result<T, Error>) -> Result<T, Error> {
    again(AGAIN, part).await
}

/// Tells the end of a write. Where the database has no time for it at all that is nothing: the write is there or not, it is read back later, and
/// nobody is told that nothing was changed.
pub(super) async fn surely<T>(end: impl AsyncFnMut() -> Result<T, Error>) -> Result<Option<T>, Error> {
    match again(TOLD_AGAIN, end).await {
        Err(Error::Busy(error) | Error::Unanswered(error)) => {
            tracing::error!(%error, "the end of a write to the directory could not be told; it is read back later");
            Ok(None)
        }
        told => told.map(Some),
    }
}

async fn again<T>(times: u32, mut part: impl AsyncFnMut() -> Result<T, Error>) -> Result<T, Error> {
    for tried in 1..=times {
        match part().await {
            Err(Error::Busy(error) | Error::Unanswered(error)) => {
                tracing::warn!(%error, tried, "the database is busy; what the directory tells waits");
                sleep(PAUSE * tried).await;
            }
            done => return done,
        }
    }
    part().await
}
