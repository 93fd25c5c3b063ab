//! The audit log sent on: along its chain, so that nothing is left out and nothing comes before what was there first.

use jiff::SignedDuration;

use super::error::Error;
use super::portal::{Portal, Reading};
use crate::domain::permission::Permission;
use crate::domain::permit::Actor;
use crate::domain::stream::{Progress, Receiver, Target};
use crate::failpoint::{self, Failpoint};
use crate::store::db::Db;
use crate::store::streams;

/// So many rows are handed over at a time.
const TOGETHER: i64 = 100;
/// Another server takes over after so long: longer than any try takes.
const LEASE: SignedDuration = SignedDuration::from_secs(60);
/// The first pause after a failed try; each one is twice the last, up to the longest.
const PAUSE: SignedDuration = SignedDuration::from_secs(2);
const LONGEST_PAUSE: SignedDuration = SignedDuration::from_mins(5);

/// Sends what is linked since the last time, some at a time. Says how many rows went.
///
/// # Errors
/// The store's. What fails on the way is written down, and tried again after a pause.
pub async fn step(db: &Db, target: Target, receiver: &impl Receiver) -> Result<usize, Error> {
    let looked = db.read(async |read| {
        let now = read.now().await?;
        Ok::<_, Error>((now, streams::is_due(read, target, now).await?))
    });
    let (now, due) = looked.await?;
    match due {
        // While nothing waits, nothing is written.
        Some(false) => return Ok(0),
        Some(true) => {}
        None => {
            db.keep_house(async |house| streams::begin(house, target, now).await).await?;
            return Ok(0);
        }
    }
    let until = now.saturating_add(LEASE).unwrap_or(now);
    let Some((from, tries)) = db.keep_house(async |house| streams::take(house, target, now, until).await).await? else {
        return Ok(0);
    };
    let rows = db.read(async |read| Ok::<_, Error>(streams::next(read, from, TOGETHER).await?)).await?;
    let Some(last) = rows.last() else {
        db.keep_house(async |house| streams::sent(house, target, (from, from), now).await).await?;
        return Ok(0);
    };
    failpoint::reached(Failpoint::StreamTaken);
    let taken = receiver.take(&rows, now).await;
    failpoint::reached(Failpoint::RowsSent);
    let now = db.read(async |read| Ok::<_, Error>(read.now().await?)).await?;
    match taken {
        Ok(()) => {
            db.keep_house(async |house| streams::sent(house, target, (from, last.seq), now).await).await?;
            Ok(rows.len())
        }
        Err(why) => {
            tracing::warn!(target = target.id(), tries, %why, "the audit log was not sent on; it is tried again");
            let next = now.saturating_add(pause(tries)).unwrap_or(now);
            db.keep_house(async |house| streams::failed(house, (target, from), &why, now, next).await).await?;
            Ok(0)
        }
    }
}

fn pause(tries: u32) -> SignedDuration {
    let doubled = PAUSE.as_secs().saturating_mul(1_i64.checked_shl(tries.min(16)).unwrap_or(i64::MAX));
    SignedDuration::from_secs(doubled).min(LONGEST_PAUSE)
}

/// How far it has got everywhere it is sent to; what was taken out of the configuration is remembered, and told no more.
///
/// # Errors
/// [`Error::Denied`], and the store's.
pub async fn list(portal: &Portal, read: &Reading<'_>, actor: &Actor) -> Result<Vec<Progress>, Error> {
    actor.check(Permission::ViewAudit)?;
    let mut all = streams::all(read).await?;
    all.retain(|progress| portal.sent_to.contains(&progress.target));
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_the_longest() {
        assert_eq!([0, 1, 2].map(pause).map(|pause| pause.as_secs()), [2, 4, 8]);
        assert_eq!(pause(40), LONGEST_PAUSE);
    }
}
