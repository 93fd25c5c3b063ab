//! Work on many people: ordered, watched, stopped.

use crate::domain::access::Deed;
use crate::domain::activity;
use crate::domain::event::Event;
use crate::domain::id::{FormKey, GroupId, JobId, UserId};
use crate::domain::job::{IntoGroup, Job, Kind, MOST, Person, State, Values, Work};
use crate::domain::paging::{Count, Cursor, PageSize, Slice, Start};
use crate::domain::people::PeopleFilter;
use crate::domain::permission::Permission;
use crate::domain::permit::{Actor, Denied, Permit, Who};
use crate::domain::subject::Subject;
use crate::domain::user::User;
use crate::service::error::Error;
use crate::service::groups::access;
use crate::service::portal::Portal;
use crate::service::self_service::invitation;
use crate::service::somebody;
use crate::service::stop::Stop;
use crate::service::users::directory::looked_up;
use crate::store::conn::{Read, Tx};
use crate::store::{forms, job_lists, jobs, users};

/// The names of the forms, for their single use.
const ORDER: &str = "bulk";
const STOP: &str = "stop-job";

/// Whom a job is about.
#[derive(Debug, Clone)]
pub enum Whom {
    /// These.
    These(Vec<UserId>),
    /// Everybody whom a list shows.
    All(PeopleFilter),
    /// Everybody who lacks proofs and was not written to of late.
    Lacking,
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// Something about the access of each.
    Access(Deed),
    /// This group more for each.
    AddToGroup(GroupId),
    /// Each of the deleted back.
    Restore,
    /// Each of the deleted gone for good.
    Purge,
    /// These properties for each.
    Edit(Values),
    /// A letter to each.
    Invite,
    /// Open to each what wrong guesses have closed.
    Unlock,
}

/// What the form says.
#[derive(Debug)]
pub struct Order {
    /// What.
    pub wanted: Wanted,
    /// To whom.
    pub whom: Whom,
    /// Why.
    pub reason: String,
    /// The form's single use.
    pub key: FormKey,
}

/// What came of an order.
#[derive(Debug)]
pub enum Ordered {
    /// It is under way.
    Job(JobId),
    /// There is nobody it would be about.
    Nobody,
    /// More than [`MOST`] people: nothing was ordered.
    TooMany,
}

/// What the confirm page shows before anything happens.
#[derive(Debug)]
pub struct Question {
    /// The people, where they were chosen one by one.
    pub people: Vec<User>,
    /// How many a filter shows.
    pub count: Option<Count>,
    /// Why there is nothing to confirm.
    pub denied: Option<Denied>,
}

/// Whom a deed would be about.
///
/// # Errors
/// The store's.
pub async fn question(read: &Read<'_>, actor: &Actor, kind: Kind, whom: &Whom) -> Result<Question, Error> {
    actor.check(Permission::ViewUsers)?;
    let refusals: Result<Vec<Denied>, ()> =
        kind.permissions().iter().map(|right| actor.check(*right).err().ok_or(())).collect();
    // One right is enough; the first one is the usual one.
    let denied = refusals.ok().and_then(|refusals| refusals.into_iter().next());
    let denied = denied.map(|denied| denied.told_as(activity::JOB_ORDERED));
    let (people, count) = match whom {
        Whom::These(ids) if kind.is_of_deleted() => (users::deleted::these(read, ids).await?, None),
        Whom::These(ids) => (users::list::these(read, ids).await?, None),
        Whom::All(filter) => {
            let (filter, _) = looked_up(read, filter).await?;
            (vec![], Some(users::list::count(read, &filter).await?))
        }
        // Its own page counts them.
        Whom::Lacking => (vec![], None),
    };
    Ok(Question { people, count, denied })
}

/// Orders a deed for many people. Whether it may be done to each is judged when it is that one's turn.
///
/// # Errors
/// [`Error::Denied`] for those who may do it to nobody; [`Error::Replayed`] when the form was used before.
pub async fn order(portal: &Portal, actor: &Actor, order: Order) -> Result<Ordered, Error> {
    let Who::Person { id: admin, name, session, .. } = &actor.who else { return Err(Error::NotFound) };
    let made_by = Subject { id: *admin, name: name.clone() };
    let mut dice = portal.dice();
    let ordered = portal.db.write(async |tx| {
        let actor = &somebody::as_of_now(tx, actor, Permission::ViewUsers).await?;
        let leave = leave(tx, actor, order.wanted).await;
        let (work, permit) = leave.map_err(|error| error.told_as(activity::JOB_ORDERED))?;
        if !forms::consume(tx, order.key, *admin, ORDER, None).await? {
            return Err(Stop::Error(Error::Replayed));
        }
        let job = Job {
            id: JobId::new(tx.now(), &mut dice).map_err(Error::from)?,
            work,
            state: State::Running,
            made_at: tx.now(),
            made_by,
            session: *session,
            request: actor.origin.request,
            address: actor.origin.address.map(|address| address.to_string()),
            reason: order.reason,
            total: 0,
            done: 0,
            passed_over: 0,
            stop_asked: false,
            troubles: 0,
            ended_at: None,
        };
        jobs::order(tx, &job).await?;
        let people = match &order.whom {
            Whom::These(ids) if job.work.kind().is_of_deleted() => jobs::gather_deleted(tx, job.id, ids).await?,
            Whom::These(ids) => jobs::gather_these(tx, job.id, ids).await?,
            // No list shows both: the deleted are ticked one by one.
            Whom::All(_) | Whom::Lacking if job.work.kind().is_of_deleted() => 0,
            Whom::Lacking => {
                let whom = invitation::whom(portal, &tx.reading()).await?;
                jobs::gather_lacking(tx, job.id, &whom).await?
            }
            Whom::All(filter) => {
                let (filter, _) = looked_up(&tx.reading(), filter).await?;
                jobs::gather_all(tx, job.id, &filter).await?
            }
        };
        match usize::try_from(people) {
            Ok(0) => return Err(Stop::Because(Ordered::Nobody)),
            Ok(people) if people > MOST => return Err(Stop::Because(Ordered::TooMany)),
            _ => {}
        }
        let event = Event::JobOrdered { job: job.id, work: job.work, people, reason: job.reason };
        Ok(permit.change(&event, Ordered::Job(job.id)))
    });
    match ordered.await {
        Ok(ordered) | Err(Stop::Because(ordered)) => Ok(ordered),
        Err(Stop::Error(error)) => Err(error),
    }
}

/// What a job is to do, and leave to order it.
async fn leave(tx: &Tx<'_>, actor: &Actor, wanted: Wanted) -> Result<(Work, Permit), Error> {
    match wanted {
        Wanted::Access(deed) => Ok((Work::Access(deed), actor.may(deed.permission())?)),
        Wanted::Restore => Ok((Work::Restore, actor.may(Permission::RestoreUsers)?)),
        Wanted::Purge => Ok((Work::Purge, actor.may(Permission::PurgeUsers)?)),
        Wanted::Unlock => Ok((Work::Unlock, actor.may(Permission::Unlock)?)),
        Wanted::Invite => Ok((Work::Invite, actor.may(Permission::ManageSettings)?)),
        Wanted::Edit(values) => Ok((Work::Edit(values), actor.may(Permission::EditUsers)?)),
        Wanted::AddToGroup(id) => {
            let (target, permit) = access::leave(&tx.reading(), actor, id).await?;
            let group = IntoGroup { id, name: target.name, role_assignable: target.role_assignable };
            Ok((Work::AddToGroup(group), permit))
        }
    }
}

/// Asks a job to stop: it ends with the person at hand.
///
/// # Errors
/// [`Error::Denied`] for those who may not do what it does, [`Error::NotFound`] for a job out of sight, [`Error::Replayed`] when it has
/// ended, or was asked before.
pub async fn stop(portal: &Portal, actor: &Actor, id: JobId, key: FormKey) -> Result<(), Error> {
    portal
        .db
        .write(async |tx| {
            let job = jobs::lock(tx, id).await?.filter(|job| sees(actor, job)).ok_or(Error::NotFound)?;
            let actor = &somebody::as_of_now(tx, actor, job.work.permission()).await?;
            let permit = match &job.work {
                Work::AddToGroup(group) => match access::leave(&tx.reading(), actor, group.id).await {
                    Ok((_, permit)) => permit,
                    // There is nothing left to do: whoever may change groups may say so.
                    Err(_) => actor.may(job.work.permission())?,
                },
                _ => actor.may(job.work.permission())?,
            };
            if job.state != State::Running || job.stop_asked {
                return Err(Error::Replayed);
            }
            if let Some(admin) = actor.user()
                && !forms::consume(tx, key, admin, STOP, None).await?
            {
                return Err(Error::Replayed);
            }
            jobs::ask_to_stop(tx, id).await?;
            Ok(permit.change(&Event::JobStopped { job: id, work: job.work }, ()))
        })
        .await
}

/// One page of jobs: one's own, or everybody's for those who see what everybody did.
///
/// # Errors
/// [`Error::Denied`].
pub async fn list(read: &Read<'_>, actor: &Actor, start: &Start, size: PageSize) -> Result<Slice<Job>, Error> {
    actor.check(Permission::ViewUsers)?;
    Ok(job_lists::page(read, only(actor), start, size).await?)
}

/// A job.
///
/// # Errors
/// [`Error::Denied`], [`Error::NotFound`] for a job out of sight.
pub async fn seen(read: &Read<'_>, actor: &Actor, id: JobId) -> Result<Job, Error> {
    actor.check(Permission::ViewUsers)?;
    jobs::find(read, id).await?.filter(|job| sees(actor, job)).ok_or(Error::NotFound)
}

/// A job, and a page of its people.
///
/// # Errors
/// [`Error::Denied`], [`Error::NotFound`] for a job out of sight.
pub async fn show(
    read: &Read<'_>,
    actor: &Actor,
    id: JobId,
    passed_over: bool,
    start: &Start,
    size: PageSize,
) -> Result<(Job, Slice<Person>), Error> {
    let job = seen(read, actor, id).await?;
    Ok((job, job_lists::people(read, id, passed_over, start, size).await?))
}

/// Whether a cursor is a place in one of these lists.
pub fn is_place(cursor: &Cursor) -> bool {
    job_lists::is_place(cursor)
}

fn only(actor: &Actor) -> Option<UserId> {
    if actor.check(Permission::ViewAudit).is_ok() { None } else { actor.user() }
}

fn sees(actor: &Actor, job: &Job) -> bool {
    only(actor).is_none_or(|me| me == job.made_by.id)
}
