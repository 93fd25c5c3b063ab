//! Walks over the people of the directory outside: one at a time, by one server at a time.

use diesel::prelude::*;
use diesel::{insert_into, update};
use diesel_async::RunQueryDsl;
use jiff::Timestamp;
use jiff_diesel::{NullableTimestamp, Timestamp as Moment, ToDiesel as _};

use crate::domain::directory::fault::{Fault, Trouble};
use crate::domain::directory::run::{Counts, GroupCounts, Run, Stage, Walk};
use crate::store::conn::{Bookkeeping, Read, Tx};
use crate::store::directory::claims::Claim;
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

/// Says that somebody is at it, and what was met so far, where that is told. Says whether it is still the one who took it.
///
/// # Errors
/// The store's.
pub async fn beat(
    house: &Bookkeeping<'_>,
    claim: Claim,
    counts: Option<&Counts>,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let set = (counts.map(counted), directory_run::beat_at.eq(now.to_diesel()));
    let is_ours =
        directory_run::stage.eq(Stage::Running.id()).and(directory_run::started_at.eq(claim.since.to_diesel()));
    let row = directory_run::table.find(claim.run).filter(is_ours);
    Ok(update(row).set(set).kept().execute(&mut house.conn()).await? > 0)
}

/// Ends a walk that is still the own one: with what it met, and with what stood in the way: of all of it, or of the groups alone, where the
/// people are done.
///
/// # Errors
/// The store's.
pub async fn end(
    house: &Bookkeeping<'_>,
    claim: Claim,
    counts: &Counts,
    (stage, fault): (Stage, Option<&Fault>),
    now: Timestamp,
) -> Result<(), StoreError> {
    update(directory_run::table.find(claim.run).filter(directory_run::started_at.eq(claim.since.to_diesel())))
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

#[derive(Queryable, Selectable, AsChangeset)]
#[diesel(table_name = directory_run, check_for_backend(diesel::pg::Pg))]
struct Counted {
    read: i32,
    added: i32,
    updated: i32,
    back: i32,
    gone: i32,
    held_back: i32,
    passed_over: i32,
    managers: i32,
    groups_read: i32,
    groups_added: i32,
    groups_updated: i32,
    groups_back: i32,
    groups_gone: i32,
    groups_held_back: i32,
    groups_passed_over: i32,
    members_added: i32,
    members_removed: i32,
    members_held_back: i32,
    members_unknown: i32,
}

fn counted(counts: &Counts) -> Counted {
    let number = |number| i32::try_from(number).unwrap_or(i32::MAX);
    let Counts { read, added, updated, back, gone, held_back, passed_over, managers, groups } = *counts;
    Counted {
        read: number(read),
        added: number(added),
        updated: number(updated),
        back: number(back),
        gone: number(gone),
        held_back: number(held_back),
        passed_over: number(passed_over),
        managers: number(managers),
        groups_read: number(groups.read),
        groups_added: number(groups.added),
        groups_updated: number(groups.updated),
        groups_back: number(groups.back),
        groups_gone: number(groups.gone),
        groups_held_back: number(groups.held_back),
        groups_passed_over: number(groups.passed_over),
        members_added: number(groups.members_added),
        members_removed: number(groups.members_removed),
        members_held_back: number(groups.members_held_back),
        members_unknown: number(groups.members_unknown),
    }
}

impl From<Counted> for Counts {
    fn from(row: Counted) -> Self {
        let number = |number| u32::try_from(number).unwrap_or(0);
        let groups = GroupCounts {
            read: number(row.groups_read),
            added: number(row.groups_added),
            updated: number(row.groups_updated),
            back: number(row.groups_back),
            gone: number(row.groups_gone),
            held_back: number(row.groups_held_back),
            passed_over: number(row.groups_passed_over),
            members_added: number(row.members_added),
            members_removed: number(row.members_removed),
            members_held_back: number(row.members_held_back),
            members_unknown: number(row.members_unknown),
        };
        Self {
            read: number(row.read),
            added: number(row.added),
            updated: number(row.updated),
            back: number(row.back),
            gone: number(row.gone),
            held_back: number(row.held_back),
            passed_over: number(row.passed_over),
            managers: number(row.managers),
            groups,
        }
    }
}

/// When the last walks began: a whole one, and one of either kind.
#[derive(Debug, Clone, Copy, Default)]
pub struct Last {
    /// A whole one that ended well.
    pub whole: Option<Timestamp>,
    /// Either that ended well.
    pub any: Option<Timestamp>,
    /// A whole one, however it ended.
    pub whole_tried: Option<Timestamp>,
    /// Either, however it ended.
    pub any_tried: Option<Timestamp>,
}

/// The last walks.
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
    let tried = async |walks: &[Walk]| {
        let query = directory_run::table
            .filter(directory_run::started_at.is_not_null())
            .filter(directory_run::walk.eq_any(walks.iter().map(|walk| walk.id())))
            .order(directory_run::id.desc())
            .select(directory_run::started_at);
        let found: Option<NullableTimestamp> =
            read.run(async { query.first(&mut read.conn()).await.optional() }).await?;
        Ok::<Option<Timestamp>, StoreError>(found.and_then(Into::into))
    };
    Ok(Last {
        whole,
        any: whole.max(changes),
        whole_tried: tried(&[Walk::Whole]).await?,
        any_tried: tried(&[Walk::Whole, Walk::Changes]).await?,
    })
}

/// When the last walk began that read the groups, too.
///
/// # Errors
/// The store's.
pub async fn last_with_groups(read: &Read<'_>) -> Result<Option<Timestamp>, StoreError> {
    let query = directory_run::table
        .filter(directory_run::stage.eq(Stage::Done.id()))
        .filter(directory_run::walk.ne(Walk::Try.id()))
        .filter(directory_run::trouble.is_null())
        .order(directory_run::id.desc())
        .select(directory_run::started_at);
    let found: Option<NullableTimestamp> = read.run(async { query.first(&mut read.conn()).await.optional() }).await?;
    Ok(found.and_then(Into::into))
}

type Row = (i64, String, String, Moment, NullableTimestamp, Counted, (Option<String>, Option<String>));

/// The newest walks.
///
/// # Errors
/// The store's.
pub async fn newest(read: &Read<'_>, most: i64) -> Result<Vec<Run>, StoreError> {
    let query = directory_run::table.order(directory_run::id.desc()).limit(most).select((
        directory_run::id,
        directory_run::walk,
        directory_run::stage,
        directory_run::asked_at,
        directory_run::ended_at,
        Counted::as_select(),
        (directory_run::trouble, directory_run::said),
    ));
    let rows: Vec<Row> = read.run(query.load(&mut read.conn())).await?;
    rows.into_iter().map(run).collect()
}

fn run((id, walk, stage, asked, ended, numbers, (trouble, said)): Row) -> Result<Run, StoreError> {
    Ok(Run {
        id,
        walk: Walk::from_id(&walk).ok_or(StoreError::Corrupt("walk"))?,
        stage: Stage::from_id(&stage).ok_or(StoreError::Corrupt("stage of a walk"))?,
        asked_at: asked.to_jiff(),
        ended_at: ended.into(),
        counts: numbers.into(),
        fault: trouble.as_deref().and_then(Trouble::from_id).map(|trouble| (trouble, said.unwrap_or_default())),
    })
}
