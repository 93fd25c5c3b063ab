//! Doing a job: one person after the other, each judged by what holds at that moment. Any server goes on where another one ended.

use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};

use crate::domain::event::Event;
use crate::domain::id::RequestId;
use crate::domain::job::{Job, Outcome, Person, State, Work};
use crate::domain::permit::{Actor, Origin, Who};
use crate::domain::user::Status;
use crate::failpoint::{self, Failpoint};
use crate::service::error::Error;
use crate::service::groups::membership;
use crate::service::portal::Portal;
use crate::service::self_service::invitation;
use crate::service::stop::Stop;
use crate::service::users::names::is_taken;
use crate::service::users::{access, deletion, edit, restoration, unlocking};
use crate::store::conn::Tx;
use crate::store::db::Db;
use crate::store::{credentials, jobs, users};

/// So long a server has a job for itself before it must ask again.
const LEASE: SignedDuration = SignedDuration::from_secs(30);
/// It asks again this often.
const RENEW: Duration = Duration::from_secs(5);
/// Then another job has its turn.
const SLICE: Duration = Duration::from_secs(2);
/// People looked up at a time.
const STEP: usize = 50;
/// So long the page of a job that ended can be looked at.
const KEPT: SignedDuration = SignedDuration::from_hours(90 * 24);
/// After trouble nobody tries for a second, then two, four, at most so many.
const LONGEST_PAUSE: i64 = 60;

/// Takes a job up, if one waits, and does it for a while, or to its end, or to where somebody stops it or trouble does. Says whether
/// there was one. Many people are done in slices, so that a few need not wait for them.
///
/// # Errors
/// The store's, where not even that can be noted.
pub async fn work(portal: &Portal, program: &Actor) -> Result<bool, Error> {
    let db = &portal.db;
    let now = db.read(async |read| Ok::<_, Error>(read.now().await?)).await?;
    let Some(job) = db.keep_house(async |house| jobs::take(house, now, LEASE).await).await? else { return Ok(false) };
    failpoint::reached(Failpoint::JobTaken);
    match turns(portal, &job).await {
        Ok(Some(state)) => end(db, program, &job, state).await?,
        // The next one's turn: whoever waits longest is taken up.
        Ok(None) => drop(hold(db, &job, SignedDuration::ZERO, 0).await?),
        Err(error) => {
            let troubles = job.troubles.saturating_add(1);
            let pause = LONGEST_PAUSE.min(1 << troubles.min(6));
            tracing::warn!(job = %job.id, %error, pause, "a job met trouble; it goes on after a pause");
            hold(db, &job, SignedDuration::from_secs(pause), troubles).await?;
        }
    }
    Ok(true)
}

/// Forgets some of the jobs that ended long ago; the audit log keeps what they did. Says how many rows went.
///
/// # Errors
/// The store's.
pub async fn forget_old(db: &Db) -> Result<usize, Error> {
    let now = db.read(async |read| Ok::<_, Error>(read.now().await?)).await?;
    let before = now.checked_sub(KEPT).unwrap_or(Timestamp::MIN);
    Ok(db.keep_house(async |house| jobs::forget(house, before).await).await?)
}

/// Those who wait, for a while. Says how it ended, or that there are more.
async fn turns(portal: &Portal, job: &Job) -> Result<Option<State>, Error> {
    let db = &portal.db;
    let (begun, mut renewed) = (Instant::now(), Instant::now());
    let mut stop = job.stop_asked;
    loop {
        let people = db.read(async |read| Ok::<_, Error>(jobs::waiting(read, job.id, STEP).await?)).await?;
        if people.is_empty() {
            failpoint::reached(Failpoint::JobOver);
            return Ok(Some(State::Done));
        }
        for person in people {
            if stop || !turn(portal, job, person).await? {
                return Ok(Some(State::Stopped));
            }
            failpoint::reached(Failpoint::TurnOver);
            if renewed.elapsed() >= RENEW {
                stop = hold(db, job, LEASE, 0).await?;
                renewed = Instant::now();
            }
        }
        stop = hold(db, job, LEASE, 0).await?;
        if begun.elapsed() >= SLICE {
            return Ok(None);
        }
    }
}

/// One person's turn. What the policy refuses, and what is so already, is an outcome; a database that is busy is trouble. Says whether
/// the job goes on: not for somebody who is blocked or gone, or whose password somebody else has replaced since.
async fn turn(portal: &Portal, job: &Job, person: Person) -> Result<bool, Error> {
    let db = &portal.db;
    let done = db.write(async |tx| {
        if !jobs::still_waits(tx, job.id, person.position).await? {
            return Err(Stop::Error(Error::Replayed));
        }
        let actor = maker(tx, job).await?.ok_or(Stop::Because(Break::Over))?;
        let change = match &job.work {
            Work::Access(deed) => {
                let reason = Some(job.reason.clone());
                Box::pin(access::done(portal, tx, &actor, person.id, *deed, reason)).await?
            }
            Work::Unlock => unlocking::unlocked(tx, &actor, person.id, Some(job.reason.clone())).await?,
            Work::Invite => Box::pin(invitation::invited(portal, tx, &actor, person.id)).await?,
            Work::AddToGroup(group) => membership::joined(tx, &actor, group.id, person.id).await?,
            Work::Restore => Box::pin(restoration::restored(tx, &actor, person.id)).await?,
            // Whoever is back is not removed by what was ordered before.
            Work::Purge if users::one::find(&tx.reading(), person.id).await?.is_some() => {
                return Err(Stop::Because(Break::Left(Outcome::NotDeleted)));
            }
            Work::Purge => deletion::purged(tx, &actor, person.id).await?,
            Work::Edit(values) => Box::pin(edit::edited(tx, &actor, person.id, values)).await?,
        };
        jobs::note(tx, job.id, person.position, Outcome::Done);
        Ok(change)
    });
    let outcome = match done.await {
        Ok(()) => return Ok(true),
        Err(Stop::Because(Break::Over)) => return Ok(false),
        Err(Stop::Because(Break::Left(outcome))) => outcome,
        // With an outcome already noted, this notes nothing.
        Err(Stop::Error(Error::Replayed)) => Outcome::Already,
        Err(Stop::Error(Error::NotFound)) => Outcome::Gone,
        Err(Stop::Error(Error::Denied(denied))) => Outcome::Denied(denied.denial),
        Err(Stop::Error(error @ (Error::Busy(_) | Error::Unanswered(_)))) => return Err(error),
        Err(Stop::Error(Error::Internal(error))) if is_taken(error.as_ref()) => Outcome::NameTaken,
        Err(Stop::Error(error @ Error::Internal(_))) => {
            tracing::error!(job = %job.id, %error, "a turn of a job failed");
            Outcome::Failed
        }
    };
    failpoint::reached(Failpoint::PersonLeft);
    db.keep_house(async |house| jobs::pass_over(house, job.id, person.position, outcome).await).await?;
    Ok(true)
}

/// Why a turn was broken off.
#[derive(Debug)]
enum Break {
    /// Whoever ordered the job does nothing any more.
    Over,
    /// The person is left as is.
    Left(Outcome),
}

/// Whoever ordered it, with the roles of this moment; nobody when the account is blocked or gone, or when somebody else has replaced the
/// password since: then what was ordered may not have been ordered by its owner.
async fn maker(tx: &Tx<'_>, job: &Job) -> Result<Option<Actor>, Error> {
    let Some(user) = users::one::find(&tx.reading(), job.made_by.id).await? else { return Ok(None) };
    let password = credentials::find(&tx.reading(), user.id).await?;
    let replaced = password.is_some_and(|password| password.set_by.is_some() && password.set_at > job.made_at);
    if user.status == Status::Blocked || replaced {
        return Ok(None);
    }
    let who = Who::Person { id: user.id, name: user.user_name.to_string(), roles: user.roles, session: job.session };
    Ok(Some(Actor { who, origin: origin(job, job.request) }))
}

fn origin(job: &Job, request: RequestId) -> Origin {
    let address = job.address.as_ref().and_then(|address| address.parse().ok());
    Origin { request, address, device: None }
}

async fn hold(db: &Db, job: &Job, pause: SignedDuration, troubles: u32) -> Result<bool, Error> {
    let now = db.read(async |read| Ok::<_, Error>(read.now().await?)).await?;
    let until = now.saturating_add(pause).unwrap_or(now);
    Ok(db.keep_house(async |house| jobs::hold(house, job.id, until, troubles).await).await?)
}

async fn end(db: &Db, program: &Actor, job: &Job, state: State) -> Result<(), Error> {
    let program =
        Actor { who: program.who.clone(), origin: Origin { request: job.request, address: None, device: None } };
    let ended = db.write(async |tx| {
        let job = jobs::lock(tx, job.id).await?.ok_or(Error::NotFound)?;
        if job.state != State::Running {
            return Err(Error::Replayed);
        }
        let permit = program.may_operate()?;
        jobs::end(tx, job.id, state).await?;
        let left = job.total.saturating_sub(job.turns());
        let (done, passed_over) = (job.done, job.passed_over);
        Ok(permit.change(&Event::JobEnded { job: job.id, work: job.work, done, passed_over, left }, ()))
    });
    match ended.await {
        // Another server was quicker.
        Err(Error::Replayed) => Ok(()),
        ended => ended,
    }
}
