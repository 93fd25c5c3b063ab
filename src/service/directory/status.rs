//! How the directory outside is, in one of six states, with what happened of late.

use std::time::Instant;

use jiff::{SignedDuration, Timestamp};

use super::outside::{access, millis, no_account};
use crate::domain::directory::fault::Trouble;
use crate::domain::directory::run::{Run, Stage, Walk};
use crate::domain::permission::Permission;
use crate::domain::permit::Actor;
use crate::domain::settings::directory::Directory;
use crate::service::error::Error;
use crate::service::portal::{Portal, Reading};
use crate::store::directory::health::{self, Health};
use crate::store::directory::runs::{self, Last};
use crate::store::directory::writes::{self, Listed};

/// So many walks, and so many writes, a page shows.
const SHOWN: i64 = 20;
/// A look that is older says nothing.
const OLD: SignedDuration = SignedDuration::from_mins(5);
/// People who were last looked at before that are out of date.
const OUT_OF_DATE: SignedDuration = SignedDuration::from_hours(2);

/// The six states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// Everything is as it should be.
    Running,
    /// It answers, and what we know of its people is out of date.
    OutOfDate,
    /// Nobody has looked of late: what we know is out of date.
    Unknown,
    /// It can not be reached, or does not take our account: somebody must do something.
    CannotConnect,
    /// Nothing is decided, or it is off.
    NotSetUp,
    /// It does not answer now; that may pass by itself.
    Unable,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 6] =
        [Self::Running, Self::OutOfDate, Self::Unknown, Self::CannotConnect, Self::NotSetUp, Self::Unable];

    /// From what is known at a moment; `rests` while this server leaves it alone.
    pub fn of(decided: &Directory, health: Option<&Health>, last: Last, rests: bool, now: Timestamp) -> Self {
        let is_old = |at: Timestamp, age| now.duration_since(at) > age;
        let Some(health) = health.filter(|health| !is_old(health.checked_at, OLD)) else {
            return if decided.is_on() { Self::Unknown } else { Self::NotSetUp };
        };
        if !decided.is_on() {
            return Self::NotSetUp;
        }
        let rests_now = rests || health.present().is_some_and(|(trouble, _)| trouble.passes());
        match health.present() {
            // Whoever can not be reached is told first, and left alone after some tries.
            Some((trouble, _)) if !trouble.passes() || (trouble == Trouble::Unreachable && !rests) => {
                Self::CannotConnect
            }
            _ if rests_now => Self::Unable,
            _ if last.any.is_none_or(|at| is_old(at, OUT_OF_DATE)) => Self::OutOfDate,
            _ => Self::Running,
        }
    }
}

/// What a page shows.
#[derive(Debug)]
pub struct Status {
    /// In one word.
    pub state: State,
    /// How it was, the last time that somebody looked.
    pub health: Option<Health>,
    /// The newest walks over its people.
    pub walks: Vec<Run>,
    /// The newest writes.
    pub writes: Vec<Listed>,
}

impl Status {
    /// Whether a walk waits or is under way.
    pub fn walks_now(&self) -> bool {
        self.walks.iter().any(|run| matches!(run.stage, Stage::Waiting | Stage::Running))
    }

    /// The last try, where nothing was loaded since.
    pub fn tried(&self) -> Option<&Run> {
        self.walks.first().filter(|run| run.walk == Walk::Try && run.stage == Stage::Done)
    }
}

/// How it is.
///
/// # Errors
/// [`Error::Denied`], and the store's.
pub async fn look(portal: &Portal, read: &Reading<'_>, actor: &Actor) -> Result<Status, Error> {
    actor.check(Permission::ViewSettings)?;
    let (health, last) = (health::find(read).await?, runs::last(read).await?);
    let (walks, writes) = (runs::newest(read, SHOWN).await?, writes::newest(read, SHOWN).await?);
    let now = read.now().await?;
    let settings = portal.settings();
    let state = State::of(&settings.directory, health.as_ref(), last, portal.outside.gate.rests(now), now);
    Ok(Status { state, health, walks, writes })
}

/// Looks whether it answers and takes our account, and writes down how long that took. Nothing where it is off.
///
/// # Errors
/// The store's.
pub async fn check(portal: &Portal) -> Result<(), Error> {
    let settings = portal.settings();
    if !settings.directory.is_on() {
        return Ok(());
    }
    let (access, now) = access(portal, &settings.directory).await?;
    let began = Instant::now();
    let looked = portal.outside.gate.through(now, async {
        let access = access.ok_or_else(no_account)?;
        portal.outside.directory.enter(&access).await?.base().await
    });
    let found = looked.await.map(|()| millis(began));
    portal.db.keep_house(async |house| health::note(house, now, &found).await).await?;
    Ok(())
}
