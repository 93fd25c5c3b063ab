//! Walks over the people of the directory outside: asked for by an administrator, or because the time has come.

use std::panic::AssertUnwindSafe;
use std::time::Duration;

use futures_util::future::{Either, FutureExt as _, select};
use jiff::{SignedDuration, Timestamp};
use tokio::time::timeout;

use super::claim::{beat, taken_over};
use super::managers;
use super::outside::{access, no_account};
use super::patience::patiently;
use crate::domain::directory::access::Access;
use crate::domain::directory::fault::{Fault, Trouble};
use crate::domain::directory::run::{Counts, Stage, Walk};
use crate::domain::directory_event::DirectoryEvent;
use crate::domain::event::Event;
use crate::domain::id::FormKey;
use crate::domain::permission::Permission;
use crate::domain::permit::Actor;
use crate::domain::settings::Section;
use crate::domain::settings::directory::Directory;
use crate::service::error::Error;
use crate::service::portal::Portal;
use crate::service::somebody;
use crate::store::directory::claims::{self, Claim};
use crate::store::directory::managers::Clearing;
use crate::store::directory::runs;
use crate::store::{forms, settings};

/// The name of the form, for its single use.
const FORM: &str = "directory-walk";
/// Another server takes a walk over after so long.
const LEASE: SignedDuration = SignedDuration::from_mins(2);
/// A million people and their groups take less.
const LONGEST: Duration = Duration::from_hours(12);
/// So many people are written down in one deed.
pub(super) const TOGETHER: usize = 100;
/// So often those who wait for a name are gone through, while that gets somebody in: a longer row of names goes on with the next walk.
pub(super) const PASSES: u32 = 10;
/// So many in a row without an answer: it is the directory that does not answer, and nobody in it.
pub(super) const IN_A_ROW: u32 = 3;
/// Changes are looked for so often, and everybody so often.
const CHANGES_EVERY: SignedDuration = SignedDuration::from_mins(5);
const WHOLE_EVERY: SignedDuration = SignedDuration::from_hours(24);
/// A whole one that came to nothing is tried again after so long; until then changes are looked for.
const WHOLE_AGAIN: SignedDuration = SignedDuration::from_hours(1);
/// The directory's clock may be so far from ours.
const SLACK: SignedDuration = SignedDuration::from_mins(5);

/// What a walk ended with, beside errors of ours.
pub(super) type Walked = Result<Result<(), Fault>, Error>;

/// Asks for a walk. One that waits or is under way already is enough.
///
/// # Errors
/// [`Error::Denied`]; [`Error::Replayed`] when the form was used before, or one is under way.
pub async fn ask(portal: &Portal, actor: &Actor, walk: Walk, key: FormKey) -> Result<(), Error> {
    portal
        .db
        .write(async |tx| {
            let actor = &somebody::as_of_now(tx, actor, Permission::ManageDirectory).await?;
            let permit = actor.may(Permission::ManageDirectory)?;
            let person = actor.user().ok_or(Error::Replayed)?;
            if !forms::consume(tx, key, person, FORM, None).await? || !runs::ask(tx, walk).await? {
                return Err(Error::Replayed);
            }
            Ok(permit.change(&Event::Directory(DirectoryEvent::WalkAsked(walk)), ()))
        })
        .await
}

/// Takes a walk up, if one waits or its time has come, and goes to its end. Says whether there was one.
///
/// # Errors
/// The store's.
pub async fn work(portal: &Portal, program: &Actor) -> Result<bool, Error> {
    let settings = portal.settings();
    let decided = &settings.directory;
    if !decided.is_set_up() {
        return Ok(false);
    }
    let (last, now) = portal.db.read(async |read| Ok::<_, Error>((runs::last(read).await?, read.now().await?))).await?;
    if decided.is_on()
        && let Some(walk) = due(last, now)
    {
        portal.db.keep_house(async |house| runs::due(house, walk, now).await).await?;
    }
    // Nobody is loaded from a directory that is off; what would be may be tried at any time.
    let Some((claim, walk)) = portal.db.keep_house(async |house| claims::take(house, now, LEASE).await).await? else {
        return Ok(false);
    };
    let since = if walk == Walk::Changes {
        let read = portal.db.read(async |read| {
            let decided = settings::find(read, Section::Directory).await?.map(|kept| kept.changed_at);
            Ok::<_, Error>((runs::last_with_groups(read).await?, decided))
        });
        let (with_groups, decided) = read.await?;
        // Which groups there are was decided anew since then, maybe: all of them are read.
        let with_groups = with_groups.filter(|began| decided.is_none_or(|decided| decided < *began));
        Since { people: last.any.map(written), groups: with_groups.map(written) }
    } else {
        Since::default()
    };
    let counts = Counts::default();
    let mut task = Task {
        portal,
        program,
        decided,
        claim,
        walk,
        counts,
        met_again: 0,
        holders_met: 0,
        hidden: 0,
        heirs: vec![],
        people_done: false,
        is_lost: false,
    };
    let all = async {
        let (access, _) = access(portal, decided).await?;
        // Whatever it is asked, a directory answers in the end, or is left.
        timeout(LONGEST, task.all(access.as_ref(), &since))
            .await
            .unwrap_or_else(|late| Ok(Err(Fault::new(Trouble::TooSlow, late))))
    };
    let all = Box::pin(AssertUnwindSafe(all).catch_unwind());
    let ended = match select(all, Box::pin(taken_over(portal, claim))).await {
        Either::Left((Ok(ended), _)) => Some(ended),
        // What makes a walk fall over ends that walk, and not the program.
        Either::Left((Err(_panic), _)) => Some(Ok(Err(Fault::new(Trouble::Answer, "an answer that nobody can read")))),
        Either::Right(_) => None,
    };
    // A deed that met another server at it wrote nothing.
    let is_lost = task.is_lost || (matches!(ended, Some(Err(_))) && !beat(portal, claim, None).await?);
    let Some(ended) = ended.filter(|_| !is_lost) else {
        tracing::warn!(walk = walk.id(), "another server goes on with a walk over the directory");
        return Ok(true);
    };
    let now = portal.db.read(async |read| Ok::<_, Error>(read.now().await?)).await?;
    let (ended, broken) = match ended {
        Ok(ended) => (ended, None),
        // A fault of ours ends it as well: otherwise it would be taken up again and again, and no other one would ever begin.
        Err(error) => (Err(Fault::new(Trouble::Answer, "")), Some(error)),
    };
    let (stage, fault) = match ended {
        Ok(()) => (Stage::Done, None),
        // What is known of people stands, whatever the groups come to.
        Err(fault) if task.people_done && broken.is_none() => (Stage::Done, Some(fault)),
        Err(fault) => (Stage::Failed, Some(fault)),
    };
    if let Some(fault) = &fault {
        tracing::warn!(%fault, walk = walk.id(), stage = stage.id(), "the directory could not be loaded");
    }
    let ended = (stage, fault.as_ref());
    portal.db.keep_house(async |house| runs::end(house, claim, &task.counts, ended, now).await).await?;
    broken.map_or(Ok(true), Err)
}

/// Which walk is due; none before the first whole one, which an administrator asks for.
fn due(last: runs::Last, now: Timestamp) -> Option<Walk> {
    let (whole, any) = (last.whole?, last.any?);
    let is_past = |began: Option<Timestamp>, every| began.is_none_or(|began| now.duration_since(began) >= every);
    // One that came to nothing is not begun again at once.
    if !is_past(last.any_tried.max(Some(any)), CHANGES_EVERY) {
        None
    } else if is_past(Some(whole), WHOLE_EVERY) && is_past(last.whole_tried, WHOLE_AGAIN) {
        Some(Walk::Whole)
    } else {
        Some(Walk::Changes)
    }
}

/// A moment in the directory's own words, a little before the last walk began.
fn written(began: Timestamp) -> String {
    began.checked_sub(SLACK).unwrap_or(began).strftime("%Y%m%d%H%M%S.0Z").to_string()
}

/// From when on a walk reads, in the directory's own words; everything where that is nothing.
#[derive(Default)]
struct Since {
    people: Option<String>,
    groups: Option<String>,
}

/// A walk that is under way.
pub(super) struct Task<'a> {
    pub(super) portal: &'a Portal,
    pub(super) program: &'a Actor,
    /// What was decided when it began.
    decided: &'a Directory,
    pub(super) claim: Claim,
    pub(super) walk: Walk,
    pub(super) counts: Counts,
    /// How many of those that it met were known, and are not deleted here.
    pub(super) met_again: u32,
    /// How many of those hold a role here: only a try counts them.
    pub(super) holders_met: u32,
    /// How many are there of whom our account may see nothing that tells who they are.
    pub(super) hidden: u32,
    /// Whoever was passed over for the name of somebody who may be gone or be called otherwise, by what never changes.
    pub(super) heirs: Vec<String>,
    /// Whether it has done everything but the groups.
    people_done: bool,
    /// Whether another server has taken it over meanwhile.
    is_lost: bool,
}

impl Task<'_> {
    async fn all(&mut self, access: Option<&Access>, since: &Since) -> Walked {
        let Some(access) = access else { return Ok(Err(no_account())) };
        // By a connection of its own, and in nobody's place: people who wait for an answer come first.
        let mut visit = match self.portal.outside.directory.enter(access).await {
            Ok(visit) => visit,
            Err(fault) => return Ok(Err(fault)),
        };
        loop {
            let page = match visit.page(since.people.as_deref()).await {
                Ok(page) if page.is_empty() => break,
                Ok(page) => page,
                Err(fault) => return Ok(Err(fault)),
            };
            if let Err(fault) = self.stands() {
                return Ok(Err(fault));
            }
            self.meet(&page).await?;
        }
        if self.walk != Walk::Changes {
            let seen = self.see_who_is_gone(visit.as_mut()).await?;
            if seen.is_err() {
                return Ok(seen);
            }
        }
        let taken = self.take_heirs(visit.as_mut()).await?;
        if taken.is_err() {
            return Ok(taken);
        }
        // A try knows nobody's name: it writes nothing down.
        if self.walk != Walk::Try && self.counts.read > 0 {
            let clearing = if self.walk == Walk::Whole { Clearing::All } else { Clearing::Met(self.claim.run) };
            self.counts.managers =
                patiently(async || managers::follow(self.portal, self.program, self.claim, clearing).await).await?;
        }
        self.people_done = true;
        let decided = self.decided;
        match decided.group_base() {
            Some(base) => self.groups(visit.as_mut(), base, since.groups.as_deref()).await,
            None => Ok(Ok(())),
        }
    }

    /// Whether what was decided when it began still holds, but for what may be written. Asked before anything is.
    pub(super) fn stands(&self) -> Result<(), Fault> {
        let settings = self.portal.settings();
        let now = &settings.directory;
        let is_wanted = self.walk == Walk::Try || now.is_on();
        if is_wanted && now.is_same_place(self.decided) { Ok(()) } else { Err(Fault::new(Trouble::Moved, "")) }
    }

    /// The same for groups, which may be switched off beside people.
    pub(super) fn stands_for_groups(&self) -> Result<(), Fault> {
        let is_wanted = self.portal.settings().directory.groups;
        if is_wanted { self.stands() } else { Err(Fault::new(Trouble::Moved, "")) }
    }

    /// Says how far it is. Where somebody else is at it by now, this one goes no further.
    pub(super) async fn tell(&mut self) -> Result<(), Error> {
        self.is_lost = !beat(self.portal, self.claim, Some(&self.counts)).await?;
        if self.is_lost { Err(Error::Replayed) } else { Ok(()) }
    }
}
