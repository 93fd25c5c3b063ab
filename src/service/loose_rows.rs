//! Rows of the audit log that have no link, though one should long have been made.

use jiff::SignedDuration;
use uuid::Uuid;

use super::error::Error;
use super::portal::Reading;
use crate::domain::id::EventId;
use crate::store::chain;
use crate::store::db::Db;

/// A busy server always has rows of this moment without a link; older ones are missing something.
const LINKED_WITHIN: SignedDuration = SignedDuration::from_secs(10);

/// How many there are. The whole log is looked through, so many rows at a time, each time in a read of its own: no statement takes longer and
/// no transaction stays open longer because the log is long.
///
/// # Errors
/// The store's.
pub async fn count(db: &Db, slice: usize) -> Result<i64, Error> {
    let before = db.read(async |read: &Reading<'_>| read.now().await).await? - LINKED_WITHIN;
    let (mut loose, mut next) = (0_i64, Some(EventId::from_uuid(Uuid::nil())));
    while let Some(from) = next {
        // A slice of nothing would never end.
        let found = db.read(async |read| chain::without_link(read, before, from, slice.max(1)).await).await?;
        loose = loose.saturating_add(found.loose);
        next = found.next;
    }
    Ok(loose)
}
