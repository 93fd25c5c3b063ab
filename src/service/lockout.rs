//! The one door of every guess at a secret: charged first, in a commit of its own, then judged (security 4.7, R-090…R-097).

use jiff::Timestamp;

use crate::domain::event::Event;
use crate::domain::id::UserId;
use crate::domain::lockout::{Attempt, Charge, Factor, Lock, LockoutPolicy, Mark};
use crate::domain::lockout_event::LockoutEvent;
use crate::domain::permission::Permission;
use crate::domain::permit::Actor;
use crate::domain::secret::PlainPassword;
use crate::domain::source_limit::Source;
use crate::domain::subject::Subject;
use crate::host::hash_pool::{Busy, Lane, Place};
use crate::service::error::Error;
use crate::service::passwords::verify::verify;
use crate::service::portal::Portal;
use crate::store::conn::{Read, Tx};
use crate::store::credentials::Credential;
use crate::store::lockout::{self, Counter};

/// So many that guess at the same secret at the same moment may overtake somebody before he is told to come back.
const TRIES: usize = 64;

/// Whose secret is guessed at, and by whom.
#[derive(Debug, Clone)]
pub struct Door {
    /// Whose.
    pub user: UserId,
    /// Which secret.
    pub factor: Factor,
    /// Whether the device is recognised.
    pub recognised: bool,
    /// From where.
    pub address: Option<String>,
    /// Which queue of the hashing threads.
    pub lane: Lane,
}

/// What came of a guess.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Guess {
    /// Right. Whoever acts on it takes the charge back with [`settle`].
    Right,
    /// Wrong; and with that the door is closed, where it is.
    Wrong(Option<Fall>),
    /// Wrong, and the same as one of the last ones.
    Repeated,
    /// The door was closed: nothing was judged.
    Locked(Lock),
}

/// The guess that closed a door.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fall {
    /// For how long.
    pub lock: Lock,
    /// The how manieth it was.
    pub guesses: u32,
}

impl Door {
    /// Of somebody who has signed in, and is asked for the own password again.
    pub fn own(actor: &Actor, user: UserId) -> Self {
        Self {
            user,
            factor: Factor::CurrentPassword,
            recognised: true,
            address: actor.origin.address.map(|address| address.to_string()),
            lane: Lane::SignedIn,
        }
    }

    /// Of somebody whose password was right, at what stands behind it.
    pub fn second_step(actor: &Actor, user: UserId) -> Self {
        Self { factor: Factor::SecondStep, recognised: false, ..Self::own(actor, user) }
    }

    fn attempt(&self, mark: Option<Mark>) -> Attempt<'_> {
        Attempt { mark, recognised: self.recognised, address: self.address.as_deref() }
    }

    /// The counter of this door among those that were found.
    fn counter(&self, found: Vec<Counter>) -> Counter {
        let ours = found.into_iter().find(|counter| counter.recognised == self.recognised);
        ours.unwrap_or_else(|| Counter::fresh(self.recognised))
    }
}

/// The queue of a visitor who is nobody yet.
pub fn lane(guest: &Actor) -> Lane {
    Lane::Anonymous(guest.origin.address.map_or(Place::NOWHERE, |address| Place::of(&Source::of(address).address)))
}

/// Judges a guess. Where the door is closed, as much work is done as anywhere else, so that nobody sees that it is.
///
/// # Errors
/// [`Error::Busy`]: nothing was judged, and nothing is charged.
pub async fn guess(
    portal: &Portal,
    door: &Door,
    credential: &Credential,
    typed: &PlainPassword,
    found: Vec<Counter>,
    now: Timestamp,
) -> Result<Guess, Error> {
    let check = async || verify(portal, door.lane, Some((door.user, credential)), typed).await;
    guess_by(portal, door, typed, found, now, check).await
}

/// As [`guess`], where somebody else knows the secret: `check` says whether it is right, or that it can not be told.
///
/// # Errors
/// Those of `check`: nothing was judged, and nothing is charged.
pub async fn guess_by(
    portal: &Portal,
    door: &Door,
    typed: &PlainPassword,
    found: Vec<Counter>,
    now: Timestamp,
    check: impl AsyncFnOnce() -> Result<bool, Error>,
) -> Result<Guess, Error> {
    let mark = mark(portal, door.user, typed);
    let (seen, charge) = charge(portal, door, mark, found, now).await?;
    if let Charge::Locked(lock) = charge {
        verify(portal, door.lane, None, typed).await?;
        return Ok(Guess::Locked(lock));
    }
    match check().await {
        Ok(true) => Ok(Guess::Right),
        Ok(false) if charge == Charge::Repeat => Ok(Guess::Repeated),
        Ok(false) => Ok(Guess::Wrong(fall(&charge, now))),
        Err(error) => {
            if matches!(charge, Charge::Counted(_)) {
                let (user, factor) = (door.user, door.factor);
                portal.db.keep_house(async |house| lockout::take_back(house, user, factor, &seen).await).await?;
            }
            Err(error)
        }
    }
}

fn fall(charge: &Charge, now: Timestamp) -> Option<Fall> {
    let Charge::Counted(after) = charge else { return None };
    after.lock(now).map(|lock| Fall { lock, guesses: after.failures })
}

/// Whoever changes the counter meanwhile is seen: then the guess is charged on top of that.
async fn charge(
    portal: &Portal,
    door: &Door,
    mark: Mark,
    found: Vec<Counter>,
    now: Timestamp,
) -> Result<(Counter, Charge), Error> {
    let policy = portal.lockout();
    let attempt = door.attempt(Some(mark));
    let (user, factor) = (door.user, door.factor);
    let mut seen = door.counter(found);
    for _ in 0..TRIES {
        let charge = policy.charge(&seen.guesses, &attempt, now);
        let Charge::Counted(after) = &charge else { return Ok((seen, charge)) };
        if portal.db.keep_house(async |house| lockout::charge(house, user, factor, &seen, after).await).await? {
            return Ok((seen, charge));
        }
        seen = door.counter(portal.db.read(async |read| lockout::of(read, user, factor).await).await?);
    }
    Err(Busy.into())
}

/// What tells a guess from another one, without telling the guess.
fn mark(portal: &Portal, user: UserId, typed: &PlainPassword) -> Mark {
    let user = user.uuid();
    // Two spellings of one password are two guesses: a directory may take them for two passwords.
    marked(portal, &[b"guess at a password", user.as_bytes(), typed.as_typed().as_bytes()])
}

/// Four bytes of a keyed hash.
pub(in crate::service) fn marked(portal: &Portal, parts: &[&[u8]]) -> Mark {
    let [first, second, third, fourth, ..] = portal.keys.current().code.mac(parts);
    Mark::from_be_bytes([first, second, third, fourth])
}

/// What a wrong guess would cost that is judged within the deed, on a person whom it has locked: no other one is judged meanwhile, so the
/// charge need not come first to be sure to come (A32, A42).
///
/// # Errors
/// The store's.
pub async fn price(tx: &Tx<'_>, door: &Door) -> Result<(Counter, Charge), Error> {
    let seen = door.counter(lockout::held(tx, door.user, door.factor).await?);
    let charge = LockoutPolicy::SECOND_STEP.charge(&seen.guesses, &door.attempt(None), tx.now());
    Ok((seen, charge))
}

/// Charges a guess at its [`price`]. Says whether that closed the door.
///
/// # Errors
/// The store's.
pub async fn pay(tx: &mut Tx<'_>, door: &Door, (seen, charge): (&Counter, &Charge)) -> Result<Option<Fall>, Error> {
    if let Charge::Counted(after) = charge {
        lockout::charge_within(tx, door.user, door.factor, seen, after).await?;
    }
    Ok(fall(charge, tx.now()))
}

/// Takes the charge of a right guess back, with everything wrong before it, in the deed that it allowed.
pub fn settle(tx: &mut Tx<'_>, door: &Door) {
    lockout::clear(tx, door.user, door.factor, door.recognised);
}

/// Forgets wrong second steps of somebody who has another one from now on.
pub fn forgive(tx: &mut Tx<'_>, user: UserId) {
    lockout::clear(tx, user, Factor::SecondStep, false);
}

/// What the audit log tells of the guess that closed a door.
pub fn event(door: &Door, user: &Subject, fall: Fall) -> Event {
    Event::Lockout(LockoutEvent::Locked {
        user: user.clone(),
        factor: door.factor,
        recognised: door.recognised,
        guesses: fall.guesses,
        until: fall.lock.until(),
    })
}

/// How many people the next wrong guess would lock out under a lower threshold, and not under the present one.
///
/// # Errors
/// [`Error::Denied`], and the store's.
pub async fn met(read: &Read<'_>, actor: &Actor, before: u16, after: u16) -> Result<u64, Error> {
    actor.check(Permission::ManageSettings)?;
    Ok(lockout::between(read, i32::from(after), i32::from(before)).await?)
}

/// Writes down that somebody who has signed in closed the own door.
///
/// # Errors
/// The store's.
pub async fn note(portal: &Portal, actor: &Actor, door: &Door, user: &Subject, fall: Fall) -> Result<(), Error> {
    portal
        .db
        .write(async |_| {
            let permit = actor.may_own(door.factor.permission())?;
            Ok(permit.change(&event(door, user, fall), ()))
        })
        .await
}
