//! What time does to locks and counters: locks that are over are told of, floods are counted, places are forgotten.

use jiff::SignedDuration;

use crate::domain::event::Event;
use crate::domain::lockout_event::LockoutEvent;
use crate::domain::permit::{Actor, Change};
use crate::service::error::Error;
use crate::store::db::Db;
use crate::store::{source_limit, unlocking};

/// So many at a time.
const STEP: i32 = 100;
/// A place from which nothing has failed for so long is forgotten.
const FORGET_AFTER: SignedDuration = SignedDuration::from_hours(24);

/// One step of each. Says how much there was to do.
///
/// # Errors
/// The store's.
pub async fn step(db: &Db, program: &Actor) -> Result<usize, Error> {
    let lapsed = db.write(async |tx| {
        let people = unlocking::lapse(tx, STEP).await?;
        let events: Vec<_> = people.into_iter().map(|user| Event::Lockout(LockoutEvent::Lapsed { user })).collect();
        told(program, &events)
    });
    let lapsed = or_nothing(lapsed.await)?;
    let counted = db.write(async |tx| {
        let places = source_limit::take_untold(tx, STEP).await?;
        let event = |(source, failures)| Event::Lockout(LockoutEvent::SourceCounted { source, failures });
        told(program, &places.into_iter().map(event).collect::<Vec<_>>())
    });
    let counted = or_nothing(counted.await)?;
    let now = db.read(async |read| read.now().await).await?;
    let before = now.saturating_sub(FORGET_AFTER).unwrap_or(now);
    let forgotten = db.keep_house(async |house| source_limit::forget(house, before).await).await?;
    Ok(lapsed + counted + forgotten)
}

fn told(program: &Actor, events: &[Event]) -> Result<Change<usize>, Error> {
    if events.is_empty() {
        return Err(Error::NotFound);
    }
    Ok(program.may_operate()?.changes(events, events.len()))
}

/// Where there was nothing to tell, nothing was changed.
fn or_nothing(done: Result<usize, Error>) -> Result<usize, Error> {
    match done {
        Err(Error::NotFound) => Ok(0),
        done => done,
    }
}
