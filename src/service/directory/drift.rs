//! What was written to the directory outside is read back a little later: whether it is there, and stayed there. What nobody knew is settled by that.

use jiff::SignedDuration;

use super::follow;
use super::outside::access;
use crate::domain::directory::drift::{Moments, ReadBack};
use crate::domain::directory::outcome::Written;
use crate::domain::directory_event::{DirectoryEvent, Operation};
use crate::domain::event::Event;
use crate::domain::permit::Actor;
use crate::service::error::Error;
use crate::service::portal::Portal;
use crate::service::stop::Stop;
use crate::store::directory::doubts::{self, NotReadBack};
use crate::store::directory::people;
use crate::store::{password_resets, resets};

/// Not before, so that other servers over there have heard of it.
const AFTER: SignedDuration = SignedDuration::from_mins(1);
/// So many are read back at a time.
const STEP: i64 = 20;

/// Reads back what was written of late. Says how much. Nothing where the directory can not be asked now: the next time will do.
///
/// # Errors
/// The store's.
pub async fn read_back(portal: &Portal, program: &Actor) -> Result<usize, Error> {
    let settings = portal.settings();
    if !settings.directory.writes() {
        return Ok(0);
    }
    let unread = portal.db.read(async |read| {
        let now = read.now().await?;
        doubts::not_read_back(read, now.checked_sub(AFTER).unwrap_or(now), STEP).await
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
        let linked = portal.db.read(async |read| people::find(read, write.user.id).await).await?;
        let entry = match linked {
            None => None,
            Some(linked) => match visit.by_anchor(&linked.anchor).await {
                Ok(entry) => entry,
                // Of whom our account may not read, nothing will be told another time either.
                Err(fault) if fault.is_hidden() => {
                    let found = ReadBack::Untold;
                    portal.db.keep_house(async |house| doubts::note_read_back(house, write.id, found).await).await?;
                    continue;
                }
                // Whatever else it is passes, or somebody sets it right.
                Err(_) => return Ok(number),
            },
        };
        let NotReadBack { began, ended, before, unknown, .. } = write;
        let found = ReadBack::of(entry.as_ref(), write.operation, Moments { began, ended, before, unknown });
        if !(unknown
            && found == ReadBack::There
            && settle(portal, program, &write, entry.is_some_and(|entry| entry.state.locked)).await?)
        {
            portal.db.keep_house(async |house| doubts::note_read_back(house, write.id, found).await).await?;
        }
        number += 1;
    }
    Ok(number)
}

/// A write whose end nobody knew is there: all that a success brings about comes about now, once, whoever finds it. Says whether it did; where
/// a later write was done, that one has brought it about.
async fn settle(portal: &Portal, program: &Actor, write: &NotReadBack, locked: bool) -> Result<bool, Error> {
    let operation = write.operation;
    // Nobody has opened the account behind a reset whose answer was lost.
    let outcome = if locked { Written::Closed { said: String::new(), undemanded: false } } else { Written::Done };
    let settled = portal.db.write_about(write.user.id, async |tx, person| {
        let permit = program.may_operate().map_err(Error::from)?;
        if doubts::is_overtaken(&tx.reading(), write).await? || !doubts::settle(tx, write.id, &outcome).await? {
            return Err(Stop::Because(()));
        }
        let followed = follow::follow(tx, write.user.id, operation, &outcome).await?;
        if let Some(reset) = write.reset
            && let Some(flow) = resets::lock(tx, reset).await?
        {
            let user = person.as_ref().map(|(user, _)| user);
            follow::over(portal, tx, flow, user, operation).await?;
        }
        if operation == Operation::Reset {
            password_resets::settle_there(tx, write.user.id, write.began).await?;
        }
        // Nobody writes to whoever is deleted.
        if let Some((user, _)) = person {
            follow::tell(portal, tx, program, &user, operation).await?;
        }
        let (user, sessions_ended) = (write.user.clone(), followed.sessions_ended);
        Ok(permit.change(&Event::Directory(DirectoryEvent::Settled { user, operation, sessions_ended }), ()))
    });
    match settled.await {
        Ok(()) => Ok(true),
        Err(Stop::Because(())) => Ok(false),
        Err(Stop::Error(error)) => Err(error),
    }
}
