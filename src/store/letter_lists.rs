//! Letters, page by page, and how many of them strangers caused of late.

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use uuid::Uuid;

use super::conn::Read;
use super::error::StoreError;
use super::kept::Keep as _;
use super::letters::{Listed, State};
use super::limited::Limited;
use super::schema::letter;
use crate::domain::carrier::{Budget, Trouble};
use crate::domain::id::{LetterId, UserId};
use crate::domain::letter::Kind;
use crate::domain::paging::{Cursor, PageSize, Slice, Start};

/// One page of letters, the newest first: their ids are in the order of time.
///
/// # Errors
/// The store's.
pub async fn page(read: &Read<'_>, start: &Start, size: PageSize) -> Result<Slice<Listed>, StoreError> {
    type Row = (
        (Uuid, String, String, String, i32),
        (jiff_diesel::Timestamp, jiff_diesel::Timestamp, Option<String>, Option<String>),
    );
    let mut query = letter::table.into_boxed();
    query = match start {
        Start::First => query.order(letter::id.desc()),
        Start::After(place) => query.filter(letter::id.lt(place.id)).order(letter::id.desc()),
        Start::Before(place) => query.filter(letter::id.gt(place.id)).order(letter::id.asc()),
    };
    let query = query.select((
        (letter::id, letter::recipient, letter::kind, letter::state, letter::tries),
        (letter::made_at, letter::due_at, letter::trouble, letter::said),
    ));
    let rows: Vec<Row> = read.run(Limited { query, rows: size.rows() + 1 }.load(&mut read.conn())).await?;
    let listed = rows.into_iter().map(|((id, to, kind, state, tries), (made, due, trouble, said))| {
        let trouble = trouble.and_then(|id| Trouble::from_id(&id));
        Ok(Listed {
            id: LetterId::from_uuid(id),
            to,
            kind: Kind::from_id(&kind),
            state: State::from_id(&state).ok_or(StoreError::Corrupt("letter state"))?,
            made_at: made.to_jiff(),
            tries: u32::try_from(tries).unwrap_or(0),
            due_at: due.to_jiff(),
            trouble: trouble.map(|trouble| (trouble, said.unwrap_or_default())),
        })
    });
    let listed = listed.collect::<Result<Vec<_>, StoreError>>()?;
    Ok(Slice::cut(listed, start, size, |letter| Cursor::of_moment(letter.made_at, letter.id.uuid())))
}

#[derive(QueryableByName)]
struct Counted {
    #[diesel(sql_type = BigInt)]
    number: i64,
}

/// How many letters of a budget, which anybody can cause, were written since then (by the first id of that moment), counted no
/// further than `most`. Of text messages, all but tests: each one costs money.
///
/// # Errors
/// The store's.
pub async fn asked_since(read: &Read<'_>, budget: Budget, first: LetterId, most: u32) -> Result<u32, StoreError> {
    // Among those that the indexes have: `letter_asked`, `letter_texted` and `letter_of_locks`.
    let kinds = match budget {
        Budget::Codes => "'reset-code', 'reset-refused'",
        Budget::Help => "'help-asked'",
        Budget::Texts => "'reset-text', 'phone-text'",
        Budget::Locks => "'account-locked'",
    };
    let query = sql_query(format!(
        "SELECT count(*) AS number FROM (SELECT FROM letter WHERE id >= $1 AND kind IN ({kinds}) LIMIT $2) AS those",
    ))
    .bind::<SqlUuid, _>(first.uuid())
    .bind::<BigInt, _>(i64::from(most));
    let counted: Counted = read.run(query.kept().get_result(&mut read.conn())).await?;
    Ok(u32::try_from(counted.number).unwrap_or(u32::MAX))
}

/// Whether somebody was written to of a lock since then (by the first id of that moment).
///
/// # Errors
/// The store's.
pub async fn told_of_lock(read: &Read<'_>, person: UserId, first: LetterId) -> Result<bool, StoreError> {
    // Written out, so that an index knows it by these very words: `letter_of_lock`.
    let query = sql_query(
        "SELECT count(*) AS number FROM (SELECT FROM letter WHERE kind = 'account-locked' AND user_id = $1 AND id >= $2 LIMIT 1) \
         AS those",
    )
    .bind::<SqlUuid, _>(person.uuid())
    .bind::<SqlUuid, _>(first.uuid());
    let counted: Counted = read.run(query.kept().get_result(&mut read.conn())).await?;
    Ok(counted.number > 0)
}
