//! What the last look through all of the audit log came to: every server tells of a broken one, also right after its start.

use crate::domain::chain::Finding;
use crate::service::chain::Verdict;
use crate::service::error::Error;
use crate::service::portal::Reading;
use crate::store::db::Db;
use crate::store::{findings, retention};

/// The last finding; nothing before the first look through all of the log.
///
/// # Errors
/// The store's.
pub async fn latest(db: &Db) -> Result<Option<Finding>, Error> {
    Ok(db
        .read(async |read| {
            read.close_with_next();
            findings::latest(read).await
        })
        .await?)
}

/// Keeps what a server found: how far the log is proven, or where it is `broken`.
///
/// # Errors
/// The store's.
pub async fn note(db: &Db, seq: i64, broken: bool) -> Result<(), Error> {
    let at = db.read(async |read: &Reading<'_>| read.now().await).await?;
    Ok(db.keep_house(async |house| findings::note(house, &Finding { at, seq, broken }).await).await?)
}

/// Keeps what the command found, with the number of the last row that the heads from outside cover. A broken log is intact again only where they go
/// as far as the row that was missed; without them, and where rows wait for their link, nothing is lifted.
///
/// # Errors
/// The store's.
pub async fn decide(db: &Db, verdict: Verdict, covered: Option<i64>) -> Result<(), Error> {
    let (at, first) =
        db.read(async |read: &Reading<'_>| Ok::<_, Error>((read.now().await?, retention::start(read).await?))).await?;
    let first = first.map_or(0, |signed| signed.start.link.seq);
    let (seq, broken) = match verdict {
        Verdict::Intact { rows } => {
            let kept = latest(db).await?.filter(|kept| kept.broken).map(|kept| kept.seq);
            if covered.is_none_or(|covered| kept.is_some_and(|missed| covered < missed)) {
                return Ok(());
            }
            (first.saturating_add(rows), false)
        }
        Verdict::Broken { seq } => (seq, true),
        Verdict::Incomplete { .. } => return Ok(()),
    };
    Ok(db.keep_house(async |house| findings::decide(house, &Finding { at, seq, broken }).await).await?)
}
