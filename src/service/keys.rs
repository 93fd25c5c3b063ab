//! Generations of keys: known everywhere before they are used; a rotation seals everything anew while the portal works.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use crate::domain::event::Event;
use crate::domain::permit::Actor;
use crate::failpoint::{self, Failpoint};
use crate::host::keyring::{Keyring, LockedError};
use crate::host::keys::Keys;
use crate::host::sub_key::SealError;
use crate::service::error::Error;
use crate::service::portal::Portal;
use crate::service::resealing::Tally;
use crate::store::db::Db;
use crate::store::{generations, restores};

/// Every server looks for new generations each second, and knows one long before it is used.
pub const KNOWN_BEFORE_USE: SignedDuration = SignedDuration::from_secs(5);

/// Takes notice of new generations, of the moment at which they are used, and of a database that is not ours any more.
///
/// # Errors
/// The store's; [`Error::Busy`] when the database was exchanged or a backup restored into it: whoever runs this process ends it then; [`Error::Internal`] when a
/// generation does not open.
pub async fn refresh(db: &Db, keys: &Keyring) -> Result<(), Error> {
    let known = keys.newest();
    let looked = db.read(async |read| {
        let rows = generations::all(read).await?;
        Ok::<_, Error>((rows, restores::all(read).await?, read.now().await?))
    });
    let (rows, restores, now) = looked.await?;
    keys.learn(&rows, &restores, known, now).map_err(|error| match error {
        LockedError::AnotherCourse(_) | LockedError::Restored => Error::Busy(Box::new(error)),
        error => Error::Internal(Box::new(error)),
    })
}

/// The keys that sealed a value. A server that slept through a rotation takes notice of it here.
///
/// # Errors
/// [`Error::Internal`] when there never was such a generation.
pub async fn of_sealed(portal: &Portal, sealed: &[u8]) -> Result<Arc<Keys>, Error> {
    find(portal, sealed).await?.ok_or_else(|| SealError.into())
}

/// The same; nothing when there never was such a generation.
///
/// # Errors
/// As [`refresh`].
pub async fn find(portal: &Portal, sealed: &[u8]) -> Result<Option<Arc<Keys>>, Error> {
    if let Some(keys) = portal.keys.of_sealed(sealed) {
        return Ok(Some(keys));
    }
    refresh(&portal.db, &portal.keys).await?;
    Ok(portal.keys.of_sealed(sealed))
}

/// How a rotation begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rotation {
    /// With a new generation.
    Begun {
        /// Its number.
        generation: u8,
        /// From when on it is used.
        used_from: Timestamp,
    },
    /// The one before was interrupted: it is to be finished first.
    Unfinished {
        /// Its number.
        generation: u8,
    },
    /// There can be no more generations.
    Spent,
}

/// Makes a new generation of keys, unless the last rotation was not finished.
///
/// # Errors
/// The store's; [`Error::Replayed`] when another rotation began and ended at the same moment.
pub async fn begin(portal: &Portal, operator: &Actor) -> Result<Rotation, Error> {
    refresh(&portal.db, &portal.keys).await?;
    if let Some(interrupted) = unfinished(portal).await? {
        return Ok(interrupted);
    }
    if portal.keys.newest() == u8::MAX {
        return Ok(Rotation::Spent);
    }
    let begun = portal
        .db
        .write(async |tx| {
            let permit = operator.may_operate()?;
            let used_from = tx.now() + KNOWN_BEFORE_USE;
            let new = portal.keys.next(&mut portal.dice(), used_from)?.ok_or(SealError)?;
            if !generations::add(tx, &new).await? {
                return Err(Error::Replayed);
            }
            let rotation = Rotation::Begun { generation: new.id, used_from };
            Ok(permit.change(&Event::KeysRotated { generation: new.id }, rotation))
        })
        .await;
    // Another command has taken the number meanwhile: its rotation is the one that goes on.
    let begun = match begun {
        Err(Error::Replayed) => return unfinished(portal).await?.ok_or(Error::Replayed),
        begun => begun?,
    };
    failpoint::reached(Failpoint::KeysMade);
    refresh(&portal.db, &portal.keys).await?;
    Ok(begun)
}

/// The rotation that is not finished, under a generation that this process knows.
async fn unfinished(portal: &Portal) -> Result<Option<Rotation>, Error> {
    let found = portal.db.read(async |read| Ok::<_, Error>(generations::unfinished(read).await?)).await?;
    let Some(generation) = found else { return Ok(None) };
    // Another command may have begun it since.
    refresh(&portal.db, &portal.keys).await?;
    Ok(Some(Rotation::Unfinished { generation }))
}

/// Notes that a rotation is over: nothing that can be opened is under an older generation any more. What can not be opened stays under
/// the one that sealed it, and that one stays in the database, as every generation does.
///
/// # Errors
/// The store's.
pub async fn finish(portal: &Portal, operator: &Actor, generation: u8, tally: Tally) -> Result<(), Error> {
    failpoint::reached(Failpoint::KeysSealed);
    let Tally { secrets, unopened } = tally;
    portal
        .db
        .write(async |tx| {
            let permit = operator.may_operate()?;
            generations::note_resealed(tx, generation).await?;
            Ok(permit.change(&Event::SecretsResealed { generation, secrets, unopened }, ()))
        })
        .await
}
