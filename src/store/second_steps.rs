//! Second steps: one authenticator app a person, and recovery codes (security 4.8).

use diesel::prelude::*;
use diesel::sql_types::{Array, Bytea, Uuid as SqlUuid};
use diesel::{delete, insert_into, sql_query, update};
use diesel_async::RunQueryDsl;
use jiff_diesel::ToDiesel as _;
use uuid::Uuid;

use super::conn::{Bookkeeping, Read, Tx};
use super::error::StoreError;
use super::kept::Keep as _;
use super::schema::{authenticator_app, recovery_code};
use super::{lockout, passkeys};
use crate::domain::id::UserId;
use crate::domain::lockout::Factor;
use crate::domain::second_step::App;

/// The app of a person, if there is one.
///
/// # Errors
/// The store's.
pub async fn app(read: &Read<'_>, user: UserId) -> Result<Option<App>, StoreError> {
    let query = authenticator_app::table
        .find(user.uuid())
        .select((authenticator_app::added_at, authenticator_app::last_used_at));
    let found: Option<(jiff_diesel::Timestamp, jiff_diesel::Timestamp)> =
        read.run(async { query.first(&mut read.conn()).await.optional() }).await?;
    Ok(found.map(|(added, used)| App { added_at: added.to_jiff(), last_used_at: used.to_jiff() }))
}

/// Whether a person has an app or a passkey.
///
/// # Errors
/// The store's.
pub async fn exists(read: &Read<'_>, user: UserId) -> Result<bool, StoreError> {
    Ok(app(read, user).await?.is_some() || passkeys::number(read, user).await? > 0)
}

/// How many recovery codes of a person are unused.
///
/// # Errors
/// The store's.
pub async fn codes_left(read: &Read<'_>, user: UserId) -> Result<u64, StoreError> {
    let query = recovery_code::table.filter(recovery_code::user_id.eq(user.uuid())).count();
    let left: i64 = read.run(query.get_result(&mut read.conn())).await?;
    Ok(u64::try_from(left).unwrap_or(0))
}

/// What a person's app shares with us, sealed.
///
/// # Errors
/// The store's.
pub async fn sealed(tx: &Tx<'_>, user: UserId) -> Result<Option<Vec<u8>>, StoreError> {
    let query = authenticator_app::table.find(user.uuid()).select(authenticator_app::sealed);
    Ok(query.first(&mut tx.conn()).await.optional()?)
}

/// Gives a person an app, in the place of the one of before. The step of the code that proved it is used up. Says whether it replaces one.
///
/// # Errors
/// The store's.
pub async fn add(tx: &mut Tx<'_>, user: UserId, sealed: &[u8], step: i64) -> Result<bool, StoreError> {
    let replaced = delete(authenticator_app::table.find(user.uuid())).kept().execute(&mut tx.conn()).await?;
    let now = tx.now().to_diesel();
    insert_into(authenticator_app::table)
        .values((
            authenticator_app::user_id.eq(user.uuid()),
            authenticator_app::sealed.eq(sealed),
            authenticator_app::added_at.eq(now),
            authenticator_app::last_step.eq(step),
            authenticator_app::last_used_at.eq(now),
        ))
        .kept()
        .execute(&mut tx.conn())
        .await?;
    Ok(replaced > 0)
}

/// Uses a code of the app up. Says whether neither it nor a later one was used before (A41, A42).
///
/// # Errors
/// The store's.
pub async fn use_step(tx: &mut Tx<'_>, user: UserId, step: i64) -> Result<bool, StoreError> {
    let unused = authenticator_app::table.find(user.uuid()).filter(authenticator_app::last_step.lt(step));
    let written = update(unused)
        .set((authenticator_app::last_step.eq(step), authenticator_app::last_used_at.eq(tx.now().to_diesel())))
        .kept()
        .execute(&mut tx.conn())
        .await?;
    Ok(written > 0)
}

/// Uses a recovery code up. Says whether it was one of this person's (A43, A44).
///
/// # Errors
/// The store's.
pub async fn use_code(tx: &mut Tx<'_>, user: UserId, hash: &[u8; 32]) -> Result<bool, StoreError> {
    let gone = delete(recovery_code::table.find((user.uuid(), hash.as_slice()))).kept().execute(&mut tx.conn()).await?;
    Ok(gone > 0)
}

/// Gives a person these recovery codes in the place of those of before.
///
/// # Errors
/// The store's.
pub async fn replace_codes(tx: &mut Tx<'_>, user: UserId, hashes: &[[u8; 32]]) -> Result<(), StoreError> {
    let of_user = recovery_code::table.filter(recovery_code::user_id.eq(user.uuid()));
    delete(of_user).kept().execute(&mut tx.conn()).await?;
    let hashes: Vec<&[u8]> = hashes.iter().map(<[u8; 32]>::as_slice).collect();
    sql_query("INSERT INTO recovery_code (user_id, hash) SELECT $1, unnest($2)")
        .bind::<SqlUuid, _>(user.uuid())
        .bind::<Array<Bytea>, _>(hashes)
        .kept()
        .execute(&mut tx.conn())
        .await?;
    Ok(())
}

/// Takes the app from a person. Says whether there was one.
///
/// # Errors
/// The store's.
pub async fn remove_app(tx: &mut Tx<'_>, user: UserId) -> Result<bool, StoreError> {
    Ok(delete(authenticator_app::table.find(user.uuid())).kept().execute(&mut tx.conn()).await? > 0)
}

/// What somebody had, and has no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cleared {
    /// An authenticator app.
    pub app: bool,
    /// Passkeys.
    pub passkeys: bool,
}

impl Cleared {
    /// Whether there was a second step.
    pub const fn any(self) -> bool {
        self.app || self.passkeys
    }
}

/// Takes app, passkeys, codes and counted failures from a person.
///
/// # Errors
/// The store's.
pub async fn clear(tx: &mut Tx<'_>, user: UserId) -> Result<Cleared, StoreError> {
    let (app, passkeys) = (remove_app(tx, user).await?, passkeys::clear(tx, user).await?);
    replace_codes(tx, user, &[]).await?;
    lockout::clear(tx, user, Factor::SecondStep, false);
    Ok(Cleared { app, passkeys })
}

/// What an app shares with us, sealed, and whose it is.
#[derive(Debug)]
pub struct SealedApp {
    /// Whose.
    pub user: UserId,
    /// The sealed secret.
    pub sealed: Vec<u8>,
}

/// Sealed secrets, in the order of their owners' ids, behind one of them.
///
/// # Errors
/// The store's.
pub async fn sealed_after(read: &Read<'_>, after: Option<UserId>, rows: i64) -> Result<Vec<SealedApp>, StoreError> {
    let found: Vec<(Uuid, Vec<u8>)> = read
        .run(
            authenticator_app::table
                .filter(authenticator_app::user_id.gt(after.map_or(Uuid::nil(), UserId::uuid)))
                .order(authenticator_app::user_id)
                .limit(rows)
                .select((authenticator_app::user_id, authenticator_app::sealed))
                .load(&mut read.conn()),
        )
        .await?;
    Ok(found.into_iter().map(|(user, sealed)| SealedApp { user: UserId::from_uuid(user), sealed }).collect())
}

/// Puts secrets that were sealed anew in the place of what was found there; who has another app meanwhile keeps it.
///
/// # Errors
/// The store's.
pub async fn reseal(house: &Bookkeeping<'_>, found: &[SealedApp], anew: &[Vec<u8>]) -> Result<usize, StoreError> {
    let users: Vec<Uuid> = found.iter().map(|app| app.user.uuid()).collect();
    let old: Vec<&[u8]> = found.iter().map(|app| app.sealed.as_slice()).collect();
    let written = sql_query(
        "UPDATE authenticator_app SET sealed = anew.sealed FROM unnest($1, $2, $3) AS anew (user_id, old, sealed) \
         WHERE authenticator_app.user_id = anew.user_id AND authenticator_app.sealed = anew.old",
    )
    .bind::<Array<SqlUuid>, _>(users)
    .bind::<Array<Bytea>, _>(old)
    .bind::<Array<Bytea>, _>(anew)
    .kept()
    .execute(&mut house.conn())
    .await?;
    Ok(written)
}
