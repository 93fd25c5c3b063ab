//! Work on many people: ordered in a deed, taken up by one server at a time, told person by person.

use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{Integer, Text, Timestamptz, Uuid as SqlUuid};
use diesel::{insert_into, sql_query, update};
use diesel_async::RunQueryDsl;
use jiff::{SignedDuration, Timestamp};
use jiff_diesel::ToDiesel;
use uuid::Uuid;

use super::conn::{Bookkeeping, Read, Tx};
use super::error::StoreError;
use super::job_rows::{JobRow, PersonRow, written};
use super::kept::Keep as _;
use super::limited::Limited;
use super::schema::{deleted_user, job, job_person, users};
use super::self_service::{self, Lacking};
use super::users::list::{People, narrowed};
use crate::domain::id::{JobId, UserId};
use crate::domain::job::{Job, MOST, Outcome, Person, State, Work};
use crate::domain::people::PeopleFilter;

/// Writes a new job down, without its people.
///
/// # Errors
/// The store's.
pub async fn order(tx: &mut Tx<'_>, new: &Job) -> Result<(), StoreError> {
    let group = match &new.work {
        Work::AddToGroup(group) => Some(group),
        _ => None,
    };
    let properties = match &new.work {
        Work::Edit(values) => Some(written(values)),
        _ => None,
    };
    let row = (
        job::id.eq(new.id.uuid()),
        job::deed.eq(new.work.kind().id()),
        job::group_id.eq(group.map(|group| group.id.uuid())),
        job::group_name.eq(group.map(|group| group.name.as_str())),
        job::group_role_assignable.eq(group.map(|group| group.role_assignable)),
        job::properties.eq(properties),
        job::state.eq(new.state.id()),
        job::made_at.eq(new.made_at.to_diesel()),
        job::made_by.eq(new.made_by.id.uuid()),
        job::made_by_name.eq(new.made_by.name.as_str()),
        job::session_id.eq(new.session.uuid()),
        job::request_id.eq(new.request.uuid()),
        job::address.eq(new.address.as_deref()),
        job::reason.eq(new.reason.as_str()),
        job::total.eq(i32::try_from(new.total).unwrap_or(i32::MAX)),
        // Whoever asks first takes it up.
        job::leased_until.eq(new.made_at.to_diesel()),
    );
    insert_into(job::table).values(row).kept().execute(&mut tx.conn()).await?;
    Ok(())
}

/// Puts people into a new job, in the order of their names; those with these ids.
///
/// # Errors
/// The store's.
pub async fn gather_these(tx: &mut Tx<'_>, id: JobId, people: &[UserId]) -> Result<u32, StoreError> {
    let people: Vec<Uuid> = people.iter().map(|person| person.uuid()).collect();
    gather(tx, id, users::table.filter(users::id.eq_any(people)).into_boxed()).await
}

/// Puts everybody into a new job whom a filter shows; one more than [`MOST`] at most.
///
/// # Errors
/// The store's.
pub async fn gather_all(tx: &mut Tx<'_>, id: JobId, filter: &PeopleFilter) -> Result<u32, StoreError> {
    gather(tx, id, narrowed(users::table.into_boxed(), filter)).await
}

/// Puts deleted people into a new job, in the order of their names; those with these ids.
///
/// # Errors
/// The store's.
pub async fn gather_deleted(tx: &mut Tx<'_>, id: JobId, people: &[UserId]) -> Result<u32, StoreError> {
    let people: Vec<Uuid> = people.iter().map(|person| person.uuid()).collect();
    let place = sql::<Integer>("(row_number() OVER (ORDER BY display_name, id))::int");
    let rows = deleted_user::table.filter(deleted_user::id.eq_any(people)).select((
        id.uuid().into_sql::<SqlUuid>(),
        place,
        deleted_user::id,
        deleted_user::user_name,
    ));
    let gathered = insert_into(job_person::table)
        .values(rows)
        .into_columns((job_person::job_id, job_person::position, job_person::user_id, job_person::user_name))
        .execute(&mut tx.conn())
        .await?;
    counted(tx, id, gathered).await
}

/// Puts those into a new job who lack proofs; the first [`MOST`] of them.
///
/// # Errors
/// The store's.
pub async fn gather_lacking(tx: &mut Tx<'_>, id: JobId, whom: &Lacking) -> Result<u32, StoreError> {
    let gathered = self_service::gather(tx, id, whom).await?;
    counted(tx, id, gathered).await
}

async fn gather(tx: &mut Tx<'_>, id: JobId, people: People<'_>) -> Result<u32, StoreError> {
    let place = sql::<Integer>("(row_number() OVER (ORDER BY sort_name, id))::int");
    let rows = people
        .order((users::sort_name, users::id))
        .limit(i64::try_from(MOST).unwrap_or(i64::MAX).saturating_add(1))
        .select((id.uuid().into_sql::<SqlUuid>(), place, users::id, users::user_name));
    let gathered = insert_into(job_person::table)
        .values(rows)
        .into_columns((job_person::job_id, job_person::position, job_person::user_id, job_person::user_name))
        .execute(&mut tx.conn())
        .await?;
    counted(tx, id, gathered).await
}

async fn counted(tx: &mut Tx<'_>, id: JobId, people: usize) -> Result<u32, StoreError> {
    let total = u32::try_from(people).unwrap_or(u32::MAX);
    update(job::table.find(id.uuid()))
        .set(job::total.eq(i32::try_from(total).unwrap_or(i32::MAX)))
        .kept()
        .execute(&mut tx.conn())
        .await?;
    Ok(total)
}

/// A job that waits for a server, taken for so long. What another server is at is left to it.
///
/// # Errors
/// The store's.
pub async fn take(house: &Bookkeeping<'_>, now: Timestamp, until: SignedDuration) -> Result<Option<Job>, StoreError> {
    let row: Option<JobRow> = sql_query(
        "UPDATE job SET leased_until = $2 WHERE id = (SELECT id FROM job WHERE state = 'running' AND leased_until <= $1 \
         ORDER BY leased_until LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING *",
    )
    .bind::<Timestamptz, _>(now.to_diesel())
    .bind::<Timestamptz, _>(now.saturating_add(until).unwrap_or(now).to_diesel())
    .kept()
    .get_result(&mut house.conn())
    .await
    .optional()?;
    row.map(Job::try_from).transpose()
}

/// Keeps a job for longer, or gives it back until then after trouble. Says whether somebody asked it to stop.
///
/// # Errors
/// The store's.
pub async fn hold(house: &Bookkeeping<'_>, id: JobId, until: Timestamp, troubles: u32) -> Result<bool, StoreError> {
    let held = update(job::table.find(id.uuid()))
        .set((job::leased_until.eq(until.to_diesel()), job::troubles.eq(i32::try_from(troubles).unwrap_or(i32::MAX))))
        .returning(job::stop_asked);
    Ok(held.kept().get_result(&mut house.conn()).await?)
}

/// The next people who wait.
///
/// # Errors
/// The store's.
pub async fn waiting(read: &Read<'_>, id: JobId, most: usize) -> Result<Vec<Person>, StoreError> {
    let query = job_person::table
        .filter(job_person::job_id.eq(id.uuid()))
        .filter(job_person::outcome.is_null())
        .order(job_person::position)
        .select(PersonRow::as_select());
    let rows: Vec<PersonRow> = read.run(Limited { query, rows: most }.load(&mut read.conn())).await?;
    rows.into_iter().map(Person::try_from).collect()
}

/// Whether the person still waits: locked until the deed ends, so that nobody has two turns.
///
/// # Errors
/// The store's.
pub async fn still_waits(tx: &Tx<'_>, id: JobId, position: i32) -> Result<bool, StoreError> {
    let waits = job_person::table
        .find((id.uuid(), position))
        .filter(job_person::outcome.is_null())
        .select(job_person::position)
        .for_update();
    Ok(waits.first::<i32>(&mut tx.conn()).await.optional()?.is_some())
}

const TURN: &str = "WITH turn AS (UPDATE job_person SET outcome = $3 WHERE job_id = $1 AND position = $2 AND outcome IS NULL \
     RETURNING outcome) UPDATE job SET done = done + (SELECT count(*) FROM turn WHERE outcome = 'done')::int, \
     passed_over = passed_over + (SELECT count(*) FROM turn WHERE outcome <> 'done')::int WHERE id = $1";

/// Notes what came of a turn, at the end of the deed that was it.
pub fn note(tx: &mut Tx<'_>, id: JobId, position: i32, outcome: Outcome) {
    let conn = tx.conn();
    let noted =
        sql_query(TURN).bind::<SqlUuid, _>(id.uuid()).bind::<Integer, _>(position).bind::<Text, _>(outcome.id()).kept();
    tx.leave(async move { noted.execute(&mut &*conn).await });
}

/// Notes that a turn left somebody as it was.
///
/// # Errors
/// The store's.
pub async fn pass_over(house: &Bookkeeping<'_>, id: JobId, position: i32, outcome: Outcome) -> Result<(), StoreError> {
    sql_query(TURN)
        .bind::<SqlUuid, _>(id.uuid())
        .bind::<Integer, _>(position)
        .bind::<Text, _>(outcome.id())
        .kept()
        .execute(&mut house.conn())
        .await?;
    Ok(())
}

/// A job, locked until the deed ends.
///
/// # Errors
/// The store's.
pub async fn lock(tx: &Tx<'_>, id: JobId) -> Result<Option<Job>, StoreError> {
    let row = job::table.find(id.uuid()).select(JobRow::as_select()).for_update();
    row.first::<JobRow>(&mut tx.conn()).await.optional()?.map(Job::try_from).transpose()
}

/// Asks a job to stop: whoever is at it ends with the person at hand.
///
/// # Errors
/// The store's.
pub async fn ask_to_stop(tx: &mut Tx<'_>, id: JobId) -> Result<(), StoreError> {
    update(job::table.find(id.uuid())).set(job::stop_asked.eq(true)).kept().execute(&mut tx.conn()).await?;
    Ok(())
}

/// Ends a job.
///
/// # Errors
/// The store's.
pub async fn end(tx: &mut Tx<'_>, id: JobId, state: State) -> Result<(), StoreError> {
    update(job::table.find(id.uuid()))
        .set((job::state.eq(state.id()), job::ended_at.eq(tx.now().to_diesel())))
        .kept()
        .execute(&mut tx.conn())
        .await?;
    Ok(())
}

/// Forgets some people of the job that ended first before a moment; with nobody left, the job. Says how many rows went.
///
/// # Errors
/// The store's.
pub async fn forget(house: &Bookkeeping<'_>, before: Timestamp) -> Result<usize, StoreError> {
    let people = "DELETE FROM job_person WHERE (job_id, position) IN (SELECT job_id, position FROM job_person \
         WHERE job_id = (SELECT id FROM job WHERE ended_at < $1 ORDER BY ended_at LIMIT 1) ORDER BY position LIMIT 5000)";
    let people = sql_query(people).bind::<Timestamptz, _>(before.to_diesel()).kept().execute(&mut house.conn()).await?;
    if people > 0 {
        return Ok(people);
    }
    let old = "DELETE FROM job WHERE id = (SELECT id FROM job WHERE ended_at < $1 ORDER BY ended_at LIMIT 1 FOR UPDATE SKIP LOCKED)";
    let forgotten = sql_query(old).bind::<Timestamptz, _>(before.to_diesel()).kept();
    Ok(forgotten.execute(&mut house.conn()).await?)
}

/// A job.
///
/// # Errors
/// The store's.
pub async fn find(read: &Read<'_>, id: JobId) -> Result<Option<Job>, StoreError> {
    let row = job::table.find(id.uuid()).select(JobRow::as_select());
    let row = read.run(async { row.first::<JobRow>(&mut read.conn()).await.optional() }).await?;
    row.map(Job::try_from).transpose()
}
