//! The audit log is kept as long as was decided: once a month its beginning moves, by a deed that is told in it and signed for; what lies
//! before is forgotten afterwards, a little at a time (security 4.9, 14.2.7).

use super::error::Error;
use super::portal::Reading;
use crate::domain::event::Event;
use crate::domain::permission::Permission;
use crate::domain::permit::Actor;
use crate::domain::retention::{SignedStart, Start, kept_from};
use crate::domain::settings::retention::Retention;
use crate::failpoint::{self, Failpoint};
use crate::host::keyring::Keyring;
use crate::store::db::Db;
use crate::store::{organisation, retention};

/// So many rows are forgotten at a time: one of them may be about a thousand people.
const STEP: i32 = 250;

/// How many rows of the log would be forgotten at once if this were decided; nothing where that is none.
///
/// # Errors
/// [`Error::Denied`], and the store's.
pub async fn behind(read: &Reading<'_>, actor: &Actor, decided: &Retention) -> Result<Option<u64>, Error> {
    actor.check(Permission::ViewSettings)?;
    Ok(due(read, decided).await?.map(|(_, rows)| rows))
}

/// The beginning that is due, and how many rows it leaves behind: places have no gaps.
async fn due(read: &Reading<'_>, decided: &Retention) -> Result<Option<(Start, u64)>, Error> {
    let Some(months) = decided.months() else { return Ok(None) };
    let (at, here) = (read.now().await?, organisation::find(read).await?.ok_or(Error::NotFound)?);
    let Some(before) = kept_from(at, months, &here.time_zone) else { return Ok(None) };
    let known = retention::start(read).await?.map(|signed| signed.start);
    if known.is_some_and(|known| known.before >= before) {
        return Ok(None);
    }
    let Some(link) = retention::edge(read, before).await? else { return Ok(None) };
    let rows = link.seq.saturating_sub(known.map_or(0, |known| known.link.seq));
    Ok(u64::try_from(rows).ok().filter(|rows| *rows > 0).map(|rows| (Start { link, before, at }, rows)))
}

/// Whether there is anything to do: a beginning that is due, or what lies before one. Asked by whoever may only read.
///
/// # Errors
/// The store's.
pub async fn is_due(db: &Db, decided: &Retention) -> Result<bool, Error> {
    db.read(async |read| {
        if due(read, decided).await?.is_some() {
            return Ok(true);
        }
        Ok(retention::is_left(read).await?)
    })
    .await
}

/// Moves the beginning where that is due, and forgets some of what lies before it. Says how many rows. Only the tables' owner may.
///
/// # Errors
/// The store's.
pub async fn step(owner: &Db, keys: &Keyring, decided: &Retention, program: &Actor) -> Result<usize, Error> {
    let moved = owner.write(async |tx| {
        let permit = program.may_operate()?;
        retention::alone(tx).await?;
        let (start, rows) = due(&tx.reading(), decided).await?.ok_or(Error::NotFound)?;
        let keys = keys.current();
        let (key_id, signature) = (i16::from(keys.generation), keys.heads.sign(&start.message()));
        retention::begin(tx, &SignedStart { start, key_id, signature }).await?;
        let event = Event::AuditForgotten { before: start.before, rows, until_row: start.link.seq };
        Ok::<_, Error>(permit.change(&event, ()))
    });
    match moved.await {
        Ok(()) => failpoint::reached(Failpoint::BeginningMoved),
        Err(Error::NotFound) => {}
        Err(error) => return Err(error),
    }
    let gone = owner.keep_house(async |house| retention::forget(house, STEP).await).await?;
    failpoint::reached(Failpoint::RowsForgotten);
    Ok(gone)
}
