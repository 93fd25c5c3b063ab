//! Passwords written into the directory outside while the person waits: the intent first, one write, the outcome (security 4.12).

use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};
use tokio::time::sleep;

use super::outside::{Met, access, meet, millis, no_account};
use crate::domain::directory::access::Access;
use crate::domain::directory::entry::Entry;
use crate::domain::directory::fault::{Fault, Trouble};
use crate::domain::directory::kind::Kind;
use crate::domain::directory::outcome::{Judged, Refusal, Written};
use crate::domain::directory_event::DirectoryEvent;
use crate::domain::event::Event;
use crate::domain::id::{FormKey, UserId};
use crate::domain::permit::Actor;
use crate::domain::secret::PlainPassword;
use crate::domain::settings::directory::Directory;
use crate::failpoint::{self, Failpoint};
use crate::service::error::Error;
use crate::service::portal::Portal;
use crate::service::stop::Stop;
use crate::store::conn::Read;
use crate::store::db::Db;
use crate::store::directory::people::Linked;
use crate::store::directory::{doubts, writes};
use crate::store::forms;

/// Whoever waits for somebody else's write looks so often, and so long lies between.
const LOOKS: usize = 60;
const EVERY: Duration = Duration::from_millis(250);
/// A write without an outcome was lost after so long: nothing in it waits for longer.
const LOST_AFTER: SignedDuration = SignedDuration::from_secs(60);
/// So many lost ones are told of at a time.
const STEP: i64 = 100;

/// What a write is to bring about: by it a write that was not answered is settled.
#[derive(Debug, Clone, Copy)]
pub(super) enum Sought<'a> {
    /// This password.
    Password {
        /// Which.
        new: &'a PlainPassword,
        /// Whether another one is to be asked for at the next sign-in.
        must_change: bool,
    },
    /// An account that nothing closes.
    Open,
}

/// A write that was begun.
#[derive(Debug)]
pub(super) struct Begun<I> {
    /// What its intent came to.
    pub(super) intent: I,
    /// How it ended.
    pub(super) outcome: Written,
    /// How many milliseconds the directory took.
    pub(super) millis: u32,
}

/// Whoever is met may be written to: not an administrator over there, and nobody who is disabled (T-123).
fn refused(met: &Met) -> Option<Refusal> {
    if met.entry.state.protected {
        Some(Refusal::Protected)
    } else if met.entry.state.disabled {
        Some(Refusal::Disabled)
    } else {
        None
    }
}

/// Goes to the person, asks `intent` for leave to write, and writes; an intent hears when the password of before was set. Without an intent nothing is ever sent; with one the outcome is told,
/// whatever happened. Nothing where it did not come to an intent: then the answer says why.
///
/// # Errors
/// The intent's, and the store's.
pub(super) async fn write<I>(
    portal: &Portal,
    decided: &Directory,
    linked: &Linked,
    sought: Sought<'_>,
    intent: impl AsyncFnOnce(Option<Timestamp>) -> Result<I, Error>,
    send: impl AsyncFnOnce(Met) -> Written,
) -> Result<Result<Begun<I>, Written>, Error> {
    let (access, now) = access(portal, decided).await?;
    let work = async {
        let access = access.ok_or_else(no_account)?;
        let Some(met) = meet(portal, &access, &linked.anchor).await? else {
            return Ok(Ok(Err(Written::Refused(Refusal::NotFound, String::new()))));
        };
        if let Some(refusal) = refused(&met) {
            return Ok(Ok(Err(Written::Refused(refusal, String::new()))));
        }
        let intent = match intent(met.entry.password_at).await {
            Ok(intent) => intent,
            Err(error) => return Ok(Err(error)),
        };
        let (began, entry) = (Instant::now(), met.entry.clone());
        let mut outcome = send(met).await;
        if matches!(outcome, Written::Unknown(_)) {
            outcome = settled(portal, &access, &entry, sought, outcome).await;
        }
        if outcome.is_closed() {
            outcome = unless_open(portal, &access, &entry, outcome).await;
        }
        if let (Written::Done, Sought::Password { new, must_change: true }) = (&outcome, sought)
            && access.kind == Kind::OpenLdap
            && tried(portal, &access, &entry.name, new).await == Some(Judged::Right)
        {
            // The mark is there, and the policy over there does not look at it (`pwdMustChange`): whoever was told the password can go on with it.
            outcome = Written::Undemanded(String::new());
        }
        failpoint::reached(Failpoint::DirectoryWritten);
        Ok(Ok(Ok(Begun { intent, outcome, millis: millis(began) })))
    };
    // A write that hangs is a failure of the directory's, though it is told as what it is.
    let gone = portal.outside.gate.through_to(now, work, |done| match done {
        Ok(Ok(Begun { outcome: Written::Unknown(fault) | Written::NotAsked(fault), .. })) => Some(fault),
        _ => None,
    });
    match gone.await {
        Ok(done) => done,
        Err(fault) => Ok(Err(Written::NotAsked(fault))),
    }
}

/// What became of a write that was not answered, as far as the directory tells it now.
pub(super) async fn settled(
    portal: &Portal,
    access: &Access,
    entry: &Entry,
    sought: Sought<'_>,
    unknown: Written,
) -> Written {
    match sought {
        Sought::Password { new, must_change } => match tried(portal, access, &entry.name, new).await {
            // It is there, and whatever was to demand another one is not.
            Some(Judged::Right) if must_change => demanded(portal, access, &entry.target).await,
            // It is there, and another one is asked for of whoever has just chosen this one.
            Some(Judged::MustChange) if !must_change => undemanded(portal, access, &entry.target).await,
            Some(Judged::Right | Judged::MustChange) => Written::Done,
            _ => unknown,
        },
        Sought::Open => match meet(portal, access, &entry.anchor).await {
            Ok(Some(met)) if !met.entry.state.locked => Written::Done,
            _ => unknown,
        },
    }
}

/// What a write came to that could not open the account as well. `OpenLDAP` opens it with the new password by itself: nobody is told to wait who may
/// go in. By another connection, for the one of before may have ended with the question.
pub(super) async fn unless_open(portal: &Portal, access: &Access, entry: &Entry, outcome: Written) -> Written {
    match (meet(portal, access, &entry.anchor).await, outcome) {
        (Ok(Some(met)), Written::Closed { said, undemanded }) if !met.entry.state.locked => {
            if undemanded {
                Written::Undemanded(said)
            } else {
                Written::Done
            }
        }
        (_, outcome) => outcome,
    }
}

/// Whether the new password is there: asked when the write itself was not answered (F30). A no proves nothing: it may still be under way.
async fn tried(portal: &Portal, access: &Access, name: &str, new: &PlainPassword) -> Option<Judged> {
    let tried = async {
        let visit = portal.outside.directory.enter(access).await?;
        visit.judge(name, new).await
    };
    tried.await.ok()
}

async fn demanded(portal: &Portal, access: &Access, name: &str) -> Written {
    match portal.outside.directory.enter(access).await {
        Ok(mut visit) => visit.demand(name).await,
        Err(fault) => Written::Undemanded(fault.said),
    }
}

/// Nobody is asked for another one who has chosen this one; where that can not be taken back the password is there all the same.
async fn undemanded(portal: &Portal, access: &Access, name: &str) -> Written {
    if let Ok(mut visit) = portal.outside.directory.enter(access).await {
        visit.settle(name).await;
    }
    Written::Done
}

/// What the write came to that somebody asked for by a form, for whoever presses its button again: it may still be under way, and nothing in it
/// waits for longer than this does. Nothing where that form wrote nothing.
///
/// # Errors
/// The store's.
pub(super) async fn awaited(portal: &Portal, user: UserId, key: FormKey) -> Result<Option<Written>, Error> {
    for _ in 0..LOOKS {
        let found = portal.db.read(async |read| writes::of_form(read, user, key).await);
        match found.await? {
            None => return Ok(None),
            Some(Some(outcome)) => return Ok(Some(Written::of(&outcome))),
            Some(None) => sleep(EVERY).await,
        }
    }
    Ok(Some(Written::of("unknown")))
}

/// Whether a form that somebody used has done what it was for. One that was to write to the directory has only where that was done.
///
/// # Errors
/// The store's.
pub async fn was_done(read: &Read<'_>, user: UserId, key: FormKey) -> Result<bool, Error> {
    Ok(done_by(read, user, key).await?.is_some())
}

/// The same, with what it came to.
///
/// # Errors
/// The store's.
pub async fn done_by(read: &Read<'_>, user: UserId, key: FormKey) -> Result<Option<Written>, Error> {
    match writes::of_form(read, user, key).await? {
        Some(outcome) => Ok(outcome.map(|outcome| Written::of(&outcome)).filter(Written::is_done)),
        None => Ok(forms::used_at(read, key, user).await?.map(|_| Written::Done)),
    }
}

/// Whether the directory can be written to at this moment: asked before anybody chooses a password (R-305, T-121).
///
/// # Errors
/// The store's.
pub async fn probe(portal: &Portal) -> Result<Result<(), Fault>, Error> {
    let settings = portal.settings();
    if !settings.directory.writes() {
        return Ok(Err(Fault::new(Trouble::Base, "passwords are not written there")));
    }
    let (access, now) = access(portal, &settings.directory).await?;
    let probed = portal.outside.gate.through(now, async {
        let access = access.ok_or_else(no_account)?;
        portal.outside.directory.enter(&access).await.map(drop)
    });
    Ok(probed.await)
}

/// Tells of writes whose end nobody knows: the program died between the directory and the outcome (F33). Says how many.
///
/// # Errors
/// The store's.
pub async fn tell_lost(db: &Db, program: &Actor) -> Result<usize, Error> {
    let before = |now: Timestamp| now.checked_sub(LOST_AFTER).unwrap_or(now);
    let any = db.read(async |read| doubts::any_lost(read, before(read.now().await?)).await);
    if !any.await? {
        return Ok(0);
    }
    let told = db.write(async |tx| {
        let permit = program.may_operate().map_err(Error::from)?;
        let lost = doubts::lost(tx, before(tx.now()), STEP).await?;
        if lost.is_empty() {
            // Another server is at them.
            return Err(Stop::Because(()));
        }
        let mut events = vec![];
        for write in lost {
            if writes::lose(tx, write.id).await? {
                events.push(Event::Directory(DirectoryEvent::Lost { user: write.user, operation: write.operation }));
            }
        }
        let number = events.len();
        Ok(permit.changes(&events, number))
    });
    match told.await {
        Ok(number) => Ok(number),
        Err(Stop::Because(())) => Ok(0),
        Err(Stop::Error(error)) => Err(error),
    }
}
