//! The own passwords that somebody had before.

use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Bytea, Timestamptz, Uuid as SqlUuid};
use diesel::{insert_into, sql_query};
use diesel_async::RunQueryDsl;
use jiff::Timestamp;
use jiff_diesel::ToDiesel;
use uuid::Uuid;

use super::conn::{Bookkeeping, Read, Tx};
use super::error::StoreError;
use super::kept::Keep as _;
use super::schema::{credential, password_history};
use crate::domain::id::UserId;
use crate::domain::user::PasswordKind;

/// The last sealed hashes of a person, the newest first.
///
/// # Errors
/// The store's.
pub async fn last(read: &Read<'_>, user: UserId, rows: i64) -> Result<Vec<Vec<u8>>, StoreError> {
    if rows == 0 {
        return Ok(vec![]);
    }
    let newest = password_history::table
        .filter(password_history::user_id.eq(user.uuid()))
        .order(password_history::set_at.desc())
        .limit(rows)
        .select(password_history::sealed);
    read.run(newest.load(&mut read.conn())).await
}

/// Keeps the own password that a person has now, before another one takes its place, and of the older ones `rows` at most.
///
/// # Errors
/// The store's.
pub async fn keep(tx: &mut Tx<'_>, user: UserId, rows: i64) -> Result<(), StoreError> {
    if rows > 0 {
        let own = credential::table
            .filter(credential::user_id.eq(user.uuid()))
            .filter(credential::kind.eq(PasswordKind::Own.id()))
            .select((credential::user_id, credential::set_at, credential::sealed));
        insert_into(password_history::table)
            .values(own)
            .into_columns((password_history::user_id, password_history::set_at, password_history::sealed))
            .on_conflict_do_nothing()
            .kept()
            .execute(&mut tx.conn())
            .await?;
    }
    let conn = tx.conn();
    let too_old = sql_query(
        "DELETE FROM password_history WHERE user_id = $1 AND set_at <= \
         (SELECT set_at FROM password_history WHERE user_id = $1 ORDER BY set_at DESC OFFSET $2 LIMIT 1)",
    )
    .bind::<SqlUuid, _>(user.uuid())
    .bind::<BigInt, _>(rows)
    .kept();
    tx.leave(async move { too_old.execute(&mut &*conn).await });
    Ok(())
}

/// An earlier password, and where it belongs.
#[derive(Debug, Clone)]
pub struct Earlier {
    /// Whose.
    pub user: UserId,
    /// Since when it was the person's password.
    pub set_at: Timestamp,
    /// The sealed hash.
    pub sealed: Vec<u8>,
}

/// Earlier passwords, in the order of their owners' ids and of their time, behind one of them.
///
/// # Errors
/// The store's.
pub async fn sealed_after(
    read: &Read<'_>,
    after: Option<(UserId, Timestamp)>,
    rows: i64,
) -> Result<Vec<Earlier>, StoreError> {
    let (user, set_at) = after.map_or((Uuid::nil(), Timestamp::UNIX_EPOCH), |(user, at)| (user.uuid(), at));
    let behind = password_history::user_id
        .gt(user)
        .or(password_history::user_id.eq(user).and(password_history::set_at.gt(set_at.to_diesel())));
    let found: Vec<(Uuid, jiff_diesel::Timestamp, Vec<u8>)> = read
        .run(
            password_history::table
                .filter(password_history::user_id.ge(user).and(behind))
                .order((password_history::user_id, password_history::set_at))
                .limit(rows)
                .select((password_history::user_id, password_history::set_at, password_history::sealed))
                .load(&mut read.conn()),
        )
        .await?;
    let earlier = found.into_iter().map(|(user, set_at, sealed)| Earlier {
        user: UserId::from_uuid(user),
        set_at: set_at.to_jiff(),
        sealed,
    });
    Ok(earlier.collect())
}

/// Puts hashes that were sealed anew in the place of what was found there. Nothing that anybody could notice is changed, so it is no
/// deed.
///
/// # Errors
/// The store's.
pub async fn reseal(house: &Bookkeeping<'_>, found: &[Earlier], anew: &[Vec<u8>]) -> Result<usize, StoreError> {
    let users: Vec<Uuid> = found.iter().map(|earlier| earlier.user.uuid()).collect();
    let times: Vec<jiff_diesel::Timestamp> = found.iter().map(|earlier| earlier.set_at.to_diesel()).collect();
    let written = sql_query(
        "UPDATE password_history SET sealed = anew.sealed FROM unnest($1, $2, $3) AS anew (user_id, set_at, sealed) \
         WHERE password_history.user_id = anew.user_id AND password_history.set_at = anew.set_at",
    )
    .bind::<Array<SqlUuid>, _>(users)
    .bind::<Array<Timestamptz>, _>(times)
    .bind::<Array<Bytea>, _>(anew)
    .kept()
    .execute(&mut house.conn())
    .await?;
    Ok(written)
}
