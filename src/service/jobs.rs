//! Work on many people: ordered, watched, stopped.

use crate::domain::access::Deed;
use crate::domain::event::Event;
use crate::domain::id::{FormKey, JobId, UserId};
use crate::domain::job::{Job, MOST, Person, State};
use crate::domain::paging::{Count, Cursor, PageSize, Slice, Start};
use crate::domain::people::PeopleFilter;
use crate::domain::permission::Permission;
use crate::domain::permit::{Actor, Denied, Who};
use crate::domain::subject::Subject;
use crate::domain::user::User;
use crate::service::error::Error;
use crate::service::portal::Portal;
use crate::service::stop::Stop;
use crate::service::users::directory::looked_up;
use crate::store::conn::Read;
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
}

/// What the form says.
#[derive(Debug)]
pub struct Order {
    /// What.
    pub deed: Deed,
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
pub async fn question(read: &Read<'_>, actor: &Actor, deed: Deed, whom: &Whom) -> Result<Question, Error> {
    actor.check(Permission::ViewUsers)?;
    let denied = actor.check(deed.permission()).err();
    let (people, count) = match whom {
        Whom::These(ids) => (users::list::these(read, ids).await?, None),
        Whom::All(filter) => {
            let (filter, _) = looked_up(read, filter).await?;
            (vec![], Some(users::list::count(read, &filter).await?))
        }
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
        let permit = actor.may(order.deed.permission()).map_err(Error::from)?;
        if !forms::consume(tx, order.key, *admin, ORDER, None).await? {
            return Err(Stop::Error(Error::Replayed));
        }
        let job = Job {
            id: JobId::new(tx.now(), &mut dice).map_err(Error::from)?,
            deed: order.deed,
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
            Whom::These(ids) => jobs::gather_these(tx, job.id, ids).await?,
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
        let event = Event::JobOrdered { job: job.id, deed: job.deed, people, reason: job.reason };
        Ok(permit.change(&event, Ordered::Job(job.id)))
    });
    match ordered.await {
        Ok(ordered) | Err(Stop::Because(ordered)) => Ok(ordered),
        Err(Stop::Error(error)) => Err(error),
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
            let permit = actor.may(job.deed.permission())?;
            if job.state != State::Running || job.stop_asked {
                return Err(Error::Replayed);
            }
            if let Some(admin) = actor.user()
                && !forms::consume(tx, key, admin, STOP, None).await?
            {
                return Err(Error::Replayed);
            }
            jobs::ask_to_stop(tx, id).await?;
            Ok(permit.change(&Event::JobStopped { job: id, deed: job.deed }, ()))
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
    actor.check(Permission::ViewUsers)?;
    let job = jobs::find(read, id).await?.filter(|job| sees(actor, job)).ok_or(Error::NotFound)?;
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
