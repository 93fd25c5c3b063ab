//! What was written to the directory outside is read back a little later: whether it is there, and stayed there.

use jiff::SignedDuration;

use super::outside::access;
use crate::domain::directory::drift::ReadBack;
use crate::service::error::Error;
use crate::service::portal::Portal;
use crate::store::directory::{people, writes};

/// Not before, so that other servers over there have heard of it.
const AFTER: SignedDuration = SignedDuration::from_mins(1);
/// So many are read back at a time.
const STEP: i64 = 20;

/// Reads back what was written of late. Says how much. Nothing where the directory can not be asked now: the next time will do.
///
/// # Errors
/// The store's.
pub async fn read_back(portal: &Portal) -> Result<usize, Error> {
    let settings = portal.settings();
    if !settings.directory.writes() {
        return Ok(0);
    }
    let unread = portal.db.read(async |read| {
        let now = read.now().await?;
        writes::not_read_back(read, now.checked_sub(AFTER).unwrap_or(now), STEP).await
    });
    let unread = unread.await?;
    let (Some(access), now) = access(portal, &settings.directory).await? else { return Ok(0) };
    if unread.is_empty() || portal.outside.gate.rests(now) {
        return Ok(0);
    }
    // As a walk: by a connection of its own, and in nobody's place.
    let Ok(mut visit) = portal.outside.directory.enter(&access).await else { return Ok(0) };
    let mut number = 0;
    for write in unread {
        let linked = portal.db.read(async |read| people::find(read, write.user).await).await?;
        let entry = match linked {
            None => None,
            Some(linked) => match visit.by_anchor(&linked.anchor).await {
                Ok(entry) => entry,
                Err(_) => return Ok(number),
            },
        };
        let found = ReadBack::of(entry.as_ref(), write.operation, (write.began, write.ended));
        portal.db.keep_house(async |house| writes::note_read_back(house, write.id, found).await).await?;
        number += 1;
    }
    Ok(number)
}
