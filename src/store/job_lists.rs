//! Jobs, and the people of one, page by page.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use jiff::Timestamp;
use jiff_diesel::ToDiesel;
use uuid::Uuid;

use super::conn::Read;
use super::error::StoreError;
use super::job_rows::{JobRow, PersonRow};
use super::limited::Limited;
use super::schema::{job, job_person};
use crate::domain::id::{JobId, UserId};
use crate::domain::job::{Job, Person};
use crate::domain::paging::{Cursor, PageSize, Slice, Start};

/// One page of jobs, the newest first; of one maker, or of everybody.
///
/// # Errors
/// The store's.
pub async fn page(
    read: &Read<'_>,
    of: Option<UserId>,
    start: &Start,
    size: PageSize,
) -> Result<Slice<Job>, StoreError> {
    let mut query = job::table.into_boxed();
    if let Some(maker) = of {
        query = query.filter(job::made_by.eq(maker.uuid()));
    }
    let backwards = matches!(start, Start::Before(_));
    if let Start::After(place) | Start::Before(place) = start {
        let at = moment(place)?.to_diesel();
        query = if backwards {
            query.filter(job::made_at.ge(at)).filter(job::made_at.gt(at).or(job::id.gt(place.id)))
        } else {
            query.filter(job::made_at.le(at)).filter(job::made_at.lt(at).or(job::id.lt(place.id)))
        };
    }
    query = if backwards {
        query.order((job::made_at.asc(), job::id.asc()))
    } else {
        query.order((job::made_at.desc(), job::id.desc()))
    };
    let query = Limited { query: query.select(JobRow::as_select()), rows: size.rows() + 1 };
    let rows: Vec<JobRow> = read.run(query.load(&mut read.conn())).await?;
    let jobs = rows.into_iter().map(Job::try_from).collect::<Result<Vec<_>, _>>()?;
    Ok(Slice::cut(jobs, start, size, |job| Cursor::of_moment(job.made_at, job.id.uuid())))
}

/// One page of a job's people, in their order; all, or those to whom it was not done.
///
/// # Errors
/// The store's.
pub async fn people(
    read: &Read<'_>,
    id: JobId,
    passed_over: bool,
    start: &Start,
    size: PageSize,
) -> Result<Slice<Person>, StoreError> {
    let mut query = job_person::table.filter(job_person::job_id.eq(id.uuid())).into_boxed();
    if passed_over {
        query = query.filter(job_person::outcome.ne("done"));
    }
    query = match start {
        Start::First => query.order(job_person::position.asc()),
        Start::After(place) => {
            query.filter(job_person::position.gt(position(place)?)).order(job_person::position.asc())
        }
        Start::Before(place) => {
            query.filter(job_person::position.lt(position(place)?)).order(job_person::position.desc())
        }
    };
    let query = Limited { query: query.select(PersonRow::as_select()), rows: size.rows() + 1 };
    let rows: Vec<PersonRow> = read.run(query.load(&mut read.conn())).await?;
    let people = rows.into_iter().map(Person::try_from).collect::<Result<Vec<_>, _>>()?;
    Ok(Slice::cut(people, start, size, |person| Cursor { keys: vec![person.position.to_string()], id: Uuid::nil() }))
}

/// Whether a cursor is a place in either list.
pub fn is_place(cursor: &Cursor) -> bool {
    moment(cursor).is_ok()
}

fn number(cursor: &Cursor) -> Result<i64, StoreError> {
    let key = cursor.keys.as_slice().first().and_then(|key| key.parse().ok());
    key.ok_or(StoreError::Corrupt("place in a list of jobs"))
}

fn moment(cursor: &Cursor) -> Result<Timestamp, StoreError> {
    cursor.moment().ok_or(StoreError::Corrupt("place in a list of jobs"))
}

fn position(cursor: &Cursor) -> Result<i32, StoreError> {
    i32::try_from(number(cursor)?).map_err(|_| StoreError::Corrupt("place in a list of jobs"))
}
