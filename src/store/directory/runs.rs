//! Walks over the people of the directory outside: one at a time, by one server at a time.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text, Timestamptz};
use diesel::{insert_into, sql_query, update};
use diesel_async::RunQueryDsl;
use jiff::{SignedDuration, Timestamp};
use jiff_diesel::{NullableTimestamp, Timestamp as Moment, ToDiesel as _};

use crate::domain::directory::fault::{Fault, Trouble};
use crate::domain::directory::run::{Counts, Run, Stage, Walk};
use crate::store::conn::{Bookkeeping, Read, Tx};
use crate::store::error::StoreError;
use crate::store::kept::Keep as _;
use crate::store::schema::directory_run;

/// Asks for a walk. Says whether it did: one that waits or is under way is enough.
///
/// # Errors
/// The store's.
pub async fn ask(tx: &mut Tx<'_>, walk: Walk) -> Result<bool, StoreError> {
    let now = tx.now().to_diesel();
    let row = insert_into(directory_run::table).values((
        directory_run::id.eq(tx.now().as_millisecond()),
        directory_run::walk.eq(walk.id()),
        directory_run::stage.eq(Stage::Waiting.id()),
        directory_run::asked_at.eq(now),
    ));
    Ok(row.on_conflict_do_nothing().kept().execute(&mut tx.conn()).await? > 0)
}

/// As [`ask`], because the time has come.
///
/// # Errors
/// The store's.
pub async fn due(house: &Bookkeeping<'_>, walk: Walk, now: Timestamp) -> Result<bool, StoreError> {
    let row = insert_into(directory_run::table).values((
        directory_run::id.eq(now.as_millisecond()),
        directory_run::walk.eq(walk.id()),
        directory_run::stage.eq(Stage::Waiting.id()),
        directory_run::asked_at.eq(now.to_diesel()),
    ));
    Ok(row.on_conflict_do_nothing().kept().execute(&mut house.conn()).await? > 0)
}

/// Takes the walk that waits, or that nobody has been at for so long.
///
/// # Errors
/// The store's.
pub async fn take(
    house: &Bookkeeping<'_>,
    now: Timestamp,
    lease: SignedDuration,
) -> Result<Option<(i64, Walk)>, StoreError> {
    #[derive(QueryableByName)]
    struct Taken {
        #[diesel(sql_type = BigInt)]
        id: i64,
        #[diesel(sql_type = Text)]
        walk: String,
    }
    let stale = now.checked_sub(lease).unwrap_or(now);
    let query = sql_query(
        "UPDATE directory_run SET stage = 'running', started_at = $1, beat_at = $1 WHERE id = (SELECT id FROM directory_run \
         WHERE stage = 'waiting' OR (stage = 'running' AND beat_at < $2) LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING id, walk",
    )
    .bind::<Timestamptz, _>(now.to_diesel())
    .bind::<Timestamptz, _>(stale.to_diesel());
    let taken: Option<Taken> = query.kept().get_result(&mut house.conn()).await.optional()?;
    taken.map(|taken| Ok((taken.id, Walk::from_id(&taken.walk).ok_or(StoreError::Corrupt("walk"))?))).transpose()
}

/// Says that somebody is at it, and what was met so far.
///
/// # Errors
/// The store's.
pub async fn beat(house: &Bookkeeping<'_>, id: i64, counts: &Counts, now: Timestamp) -> Result<(), StoreError> {
    let row = directory_run::table.find(id).filter(directory_run::stage.eq(Stage::Running.id()));
    update(row)
        .set((counted(counts), directory_run::beat_at.eq(now.to_diesel())))
        .kept()
        .execute(&mut house.conn())
        .await?;
    Ok(())
}

/// Ends a walk: with what it met, or with what stood in the way.
///
/// # Errors
/// The store's.
pub async fn end(
    house: &Bookkeeping<'_>,
    id: i64,
    counts: &Counts,
    fault: Option<&Fault>,
    now: Timestamp,
) -> Result<(), StoreError> {
    let stage = if fault.is_some() { Stage::Failed } else { Stage::Done };
    update(directory_run::table.find(id))
        .set((
            counted(counts),
            directory_run::stage.eq(stage.id()),
            directory_run::ended_at.eq(now.to_diesel()),
            directory_run::trouble.eq(fault.map(|fault| fault.trouble.id())),
            directory_run::said.eq(fault.map(|fault| fault.said.as_str())),
        ))
        .kept()
        .execute(&mut house.conn())
        .await?;
    Ok(())
}

type Counted = (
    diesel::dsl::Eq<directory_run::read, i32>,
    diesel::dsl::Eq<directory_run::added, i32>,
    diesel::dsl::Eq<directory_run::updated, i32>,
    diesel::dsl::Eq<directory_run::gone, i32>,
    diesel::dsl::Eq<directory_run::held_back, i32>,
    diesel::dsl::Eq<directory_run::passed_over, i32>,
);

fn counted(counts: &Counts) -> Counted {
    let number = |number| i32::try_from(number).unwrap_or(i32::MAX);
    (
        directory_run::read.eq(number(counts.read)),
        directory_run::added.eq(number(counts.added)),
        directory_run::updated.eq(number(counts.updated)),
        directory_run::gone.eq(number(counts.gone)),
        directory_run::held_back.eq(number(counts.held_back)),
        directory_run::passed_over.eq(number(counts.passed_over)),
    )
}

/// When the last walk that ended well began: a whole one, and one of either kind.
#[derive(Debug, Clone, Copy, Default)]
pub struct Last {
    /// A whole one.
    pub whole: Option<Timestamp>,
    /// Either.
    pub any: Option<Timestamp>,
}

/// The last walks that ended well.
///
/// # Errors
/// The store's.
pub async fn last(read: &Read<'_>) -> Result<Last, StoreError> {
    let began = async |walk: Walk| {
        let query = directory_run::table
            .filter(directory_run::stage.eq(Stage::Done.id()))
            .filter(directory_run::walk.eq(walk.id()))
            .order(directory_run::id.desc())
            .select(directory_run::started_at);
        let found: Option<NullableTimestamp> =
            read.run(async { query.first(&mut read.conn()).await.optional() }).await?;
        Ok::<Option<Timestamp>, StoreError>(found.and_then(Into::into))
    };
    let (whole, changes) = (began(Walk::Whole).await?, began(Walk::Changes).await?);
    Ok(Last { whole, any: whole.max(changes) })
}

type Numbers = (i32, i32, i32, i32, i32, i32);
type Row = (i64, String, String, Moment, NullableTimestamp, Numbers, (Option<String>, Option<String>));

/// The newest walks.
///
/// # Errors
/// The store's.
pub async fn newest(read: &Read<'_>, most: i64) -> Result<Vec<Run>, StoreError> {
    let numbers = (
        directory_run::read,
        directory_run::added,
        directory_run::updated,
        directory_run::gone,
        directory_run::held_back,
        directory_run::passed_over,
    );
    let query = directory_run::table.order(directory_run::id.desc()).limit(most).select((
        directory_run::id,
        directory_run::walk,
        directory_run::stage,
        directory_run::asked_at,
        directory_run::ended_at,
        numbers,
        (directory_run::trouble, directory_run::said),
    ));
    let rows: Vec<Row> = read.run(query.load(&mut read.conn())).await?;
    rows.into_iter().map(run).collect()
}

fn run((id, walk, stage, asked, ended, numbers, (trouble, said)): Row) -> Result<Run, StoreError> {
    let number = |number: i32| u32::try_from(number).unwrap_or(0);
    let (read, added, updated, gone, held_back, passed_over) = numbers;
    Ok(Run {
        id,
        walk: Walk::from_id(&walk).ok_or(StoreError::Corrupt("walk"))?,
        stage: Stage::from_id(&stage).ok_or(StoreError::Corrupt("stage of a walk"))?,
        asked_at: asked.to_jiff(),
        ended_at: ended.into(),
        counts: Counts {
            read: number(read),
            added: number(added),
            updated: number(updated),
            gone: number(gone),
            held_back: number(held_back),
            passed_over: number(passed_over),
        },
        fault: trouble.as_deref().and_then(Trouble::from_id).map(|trouble| (trouble, said.unwrap_or_default())),
    })
}
