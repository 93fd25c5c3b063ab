//! Whether a password is the one that the directory outside knows: as much work here as for anybody else, and nothing kept.

use std::cell::Cell;

use futures_util::future::join;
use jiff::Timestamp;

use super::outside::{access, meet, no_account};
use crate::domain::directory::fault::Fault;
use crate::domain::directory::outcome::Judged;
use crate::domain::failure::SignInFailure;
use crate::domain::secret::PlainPassword;
use crate::domain::user::{Source, User};
use crate::service::error::Error;
use crate::service::lockout::{self, Door, Guess};
use crate::service::passwords::verify::verify;
use crate::service::portal::{Portal, Reading};
use crate::store::directory::people::{self, Linked};
use crate::store::lockout::Counter;

/// Who somebody is over there; nothing where the password of an account does not live there, or nobody may sign in there.
///
/// # Errors
/// The store's.
pub async fn linked(portal: &Portal, user: &User) -> Result<Option<Linked>, Error> {
    if user.source != Source::Directory || !portal.settings().directory.is_on() {
        return Ok(None);
    }
    Ok(portal.db.read(async |read| people::find(read, user.id).await).await?)
}

/// What stands in the way of somebody whose password lives there: not that there is none here, but how the account stood there when it
/// was last read.
///
/// # Errors
/// The store's.
pub async fn obstacles(
    portal: &Portal,
    read: &Reading<'_>,
    user: &User,
    mut found: Vec<SignInFailure>,
) -> Result<Vec<SignInFailure>, Error> {
    if user.source != Source::Directory || !portal.settings().directory.is_on() {
        return Ok(found);
    }
    let Some(linked) = people::find(read, user.id).await? else { return Ok(found) };
    found.retain(|failure| *failure != SignInFailure::NoPassword);
    if linked.state.disabled {
        found.push(SignInFailure::DirectoryDisabled);
    } else if linked.state.locked {
        found.push(SignInFailure::DirectoryLocked);
    }
    Ok(found)
}

/// Judges a guess, counted like any other one. What the directory said of it comes along; nothing where it was not asked.
///
/// # Errors
/// [`Error::Busy`] where the directory does not answer: nothing was judged, and nothing is charged.
pub async fn guess(
    portal: &Portal,
    door: &Door,
    linked: &Linked,
    typed: &PlainPassword,
    counters: Vec<Counter>,
    now: Timestamp,
) -> Result<(Guess, Option<Judged>), Error> {
    let said = Cell::new(None);
    let check = async || {
        // Nobody sees by the time whose password lives where.
        let (worked, judged) = join(verify(portal, door.lane, None, typed), judge(portal, linked, typed)).await;
        worked?;
        let judged = judged?.map_err(|fault| Error::Busy(Box::new(fault)))?;
        said.set(Some(judged));
        if judged == Judged::Absent {
            // Nobody has guessed at anything: then nothing is charged.
            return Err(Error::NotFound);
        }
        Ok(matches!(judged, Judged::Right | Judged::MustChange))
    };
    let guess = match lockout::guess_by(portal, door, typed, counters, now, check).await {
        // The visitor hears what everybody hears who does not get in.
        Err(Error::NotFound) if said.get() == Some(Judged::Absent) => Guess::Wrong(None),
        guess => guess?,
    };
    Ok((guess, said.get()))
}

async fn judge(portal: &Portal, linked: &Linked, typed: &PlainPassword) -> Result<Result<Judged, Fault>, Error> {
    // An empty password would be an anonymous sign-in, which always succeeds (A75).
    if typed.is_empty() {
        return Ok(Ok(Judged::Wrong));
    }
    let settings = portal.settings();
    let (access, now) = access(portal, &settings.directory).await?;
    let judged = portal.outside.gate.through(now, async {
        let access = access.ok_or_else(no_account)?;
        match meet(portal, &access, &linked.anchor).await? {
            None => Ok(Judged::Absent),
            Some(met) => met.visit.judge(&met.entry.name, typed).await,
        }
    });
    let judged = judged.await;
    if let Err(fault) = &judged {
        tracing::warn!(%fault, "the directory could not be asked at a sign-in");
    }
    Ok(judged)
}
