//! Passkeys of people, and what their devices were asked to sign.

use diesel::dsl::exists;
use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Bytea, Timestamptz, Uuid as SqlUuid};
use diesel::upsert::excluded;
use diesel::{delete, insert_into, select, sql_query, update};
use diesel_async::RunQueryDsl;
use jiff::Timestamp;
use jiff_diesel::ToDiesel as _;
use uuid::Uuid;

use super::conn::{Bookkeeping, Read, Tx};
use super::error::StoreError;
use super::kept::Keep as _;
use super::schema::{passkey, passkey_ceremony};
use crate::domain::id::{PasskeyId, UserId};
use crate::domain::passkey::{Ceremony, Passkey};

/// The name of the rule that a passkey belongs to one person alone.
pub const TAKEN: &str = "passkey_credential";

/// A passkey with its key, sealed.
#[derive(Debug, Clone)]
pub struct Kept {
    /// Which.
    pub id: PasskeyId,
    /// Whose.
    pub user: UserId,
    /// What the device calls it.
    pub credential_id: Vec<u8>,
    /// The key, sealed.
    pub sealed: Vec<u8>,
    /// How often the device said that it was used.
    pub counter: i64,
}

type KeptRow = (Uuid, Uuid, Vec<u8>, Vec<u8>, i64);

impl From<KeptRow> for Kept {
    fn from((id, user, credential_id, sealed, counter): KeptRow) -> Self {
        Self { id: PasskeyId::from_uuid(id), user: UserId::from_uuid(user), credential_id, sealed, counter }
    }
}

type KeptColumns = (passkey::id, passkey::user_id, passkey::credential_id, passkey::sealed, passkey::counter);

const KEPT: KeptColumns = (passkey::id, passkey::user_id, passkey::credential_id, passkey::sealed, passkey::counter);

/// The passkeys of a person, in the order in which they came.
///
/// # Errors
/// The store's.
pub async fn list(read: &Read<'_>, user: UserId) -> Result<Vec<Passkey>, StoreError> {
    type Row = (Uuid, String, jiff_diesel::Timestamp, jiff_diesel::NullableTimestamp);
    let query = passkey::table.filter(passkey::user_id.eq(user.uuid())).order(passkey::id).select((
        passkey::id,
        passkey::name,
        passkey::added_at,
        passkey::last_used_at,
    ));
    let rows: Vec<Row> = read.run(query.load(&mut read.conn())).await?;
    let passkeys = rows.into_iter().map(|(id, name, added, used)| Passkey {
        id: PasskeyId::from_uuid(id),
        name,
        added_at: added.to_jiff(),
        last_used_at: used.to_jiff(),
    });
    Ok(passkeys.collect())
}

/// How many passkeys a person has.
///
/// # Errors
/// The store's.
pub async fn number(read: &Read<'_>, user: UserId) -> Result<usize, StoreError> {
    let query = passkey::table.filter(passkey::user_id.eq(user.uuid())).count();
    let number: i64 = read.run(query.get_result(&mut read.conn())).await?;
    Ok(usize::try_from(number).unwrap_or(0))
}

/// Whether a person has a passkey that its device offers by itself.
///
/// # Errors
/// The store's.
pub async fn has_discoverable(read: &Read<'_>, user: UserId) -> Result<bool, StoreError> {
    let of_user = passkey::table.filter(passkey::user_id.eq(user.uuid())).filter(passkey::discoverable);
    read.run(async { select(exists(of_user)).get_result(&mut read.conn()).await }).await
}

/// The passkeys of a person, with their keys.
///
/// # Errors
/// The store's.
pub async fn kept(read: &Read<'_>, user: UserId) -> Result<Vec<Kept>, StoreError> {
    let query = passkey::table.filter(passkey::user_id.eq(user.uuid())).order(passkey::id).select(KEPT);
    let rows: Vec<KeptRow> = read.run(query.load(&mut read.conn())).await?;
    Ok(rows.into_iter().map(Kept::from).collect())
}

/// A passkey to be kept.
#[derive(Debug)]
pub struct New<'a> {
    /// Which.
    pub id: PasskeyId,
    /// Whose.
    pub user: UserId,
    /// What the device calls it.
    pub credential_id: &'a [u8],
    /// What its person calls it.
    pub name: &'a str,
    /// The key, sealed.
    pub sealed: &'a [u8],
    /// Whether the device offers it by itself.
    pub discoverable: bool,
}

/// Keeps a passkey.
///
/// # Errors
/// [`StoreError::Constraint`] with [`TAKEN`] when somebody has it.
pub async fn add(tx: &mut Tx<'_>, new: New<'_>) -> Result<(), StoreError> {
    insert_into(passkey::table)
        .values((
            passkey::id.eq(new.id.uuid()),
            passkey::user_id.eq(new.user.uuid()),
            passkey::credential_id.eq(new.credential_id),
            passkey::name.eq(new.name),
            passkey::sealed.eq(new.sealed),
            passkey::counter.eq(0_i64),
            passkey::discoverable.eq(new.discoverable),
            passkey::added_at.eq(tx.now().to_diesel()),
        ))
        .kept()
        .execute(&mut tx.conn())
        .await?;
    Ok(())
}

/// Gives a passkey of a person another name. Says the one of before; nothing where there is no such passkey.
///
/// # Errors
/// The store's.
pub async fn rename(tx: &mut Tx<'_>, user: UserId, id: PasskeyId, name: &str) -> Result<Option<String>, StoreError> {
    let of_user = passkey::table.find(id.uuid()).filter(passkey::user_id.eq(user.uuid()));
    let former: Option<String> = of_user.select(passkey::name).first(&mut tx.conn()).await.optional()?;
    if former.is_some() {
        update(of_user).set(passkey::name.eq(name)).kept().execute(&mut tx.conn()).await?;
    }
    Ok(former)
}

/// Takes a passkey from a person. Says its name; nothing where there is no such passkey.
///
/// # Errors
/// The store's.
pub async fn remove(tx: &mut Tx<'_>, user: UserId, id: PasskeyId) -> Result<Option<String>, StoreError> {
    let of_user = passkey::table.find(id.uuid()).filter(passkey::user_id.eq(user.uuid()));
    let name: Option<String> = of_user.select(passkey::name).first(&mut tx.conn()).await.optional()?;
    if name.is_some() {
        delete(of_user).kept().execute(&mut tx.conn()).await?;
    }
    Ok(name)
}

/// Takes all passkeys from a person. Says whether there was one.
///
/// # Errors
/// The store's.
pub async fn clear(tx: &mut Tx<'_>, user: UserId) -> Result<bool, StoreError> {
    let of_user = passkey::table.filter(passkey::user_id.eq(user.uuid()));
    Ok(delete(of_user).kept().execute(&mut tx.conn()).await? > 0)
}

/// Writes down that a passkey was used: the key after that, and what its device counts.
///
/// # Errors
/// The store's.
pub async fn note_use(tx: &mut Tx<'_>, id: PasskeyId, sealed: &[u8], counter: i64) -> Result<(), StoreError> {
    update(passkey::table.find(id.uuid()))
        .set((
            passkey::sealed.eq(sealed),
            passkey::counter.eq(counter),
            passkey::last_used_at.eq(Some(tx.now().to_diesel())),
        ))
        .kept()
        .execute(&mut tx.conn())
        .await?;
    Ok(())
}

/// Keeps a question until its answer comes, in the place of the one of before.
///
/// # Errors
/// The store's.
pub async fn ask(
    house: &Bookkeeping<'_>,
    ceremony: Ceremony,
    sealed: &[u8],
    ends_at: Timestamp,
) -> Result<(), StoreError> {
    insert_into(passkey_ceremony::table)
        .values((
            passkey_ceremony::bound_to.eq(ceremony.bound_to),
            passkey_ceremony::purpose.eq(ceremony.purpose.id()),
            passkey_ceremony::sealed.eq(sealed),
            passkey_ceremony::ends_at.eq(ends_at.to_diesel()),
        ))
        .on_conflict((passkey_ceremony::bound_to, passkey_ceremony::purpose))
        .do_update()
        .set((
            passkey_ceremony::sealed.eq(excluded(passkey_ceremony::sealed)),
            passkey_ceremony::ends_at.eq(excluded(passkey_ceremony::ends_at)),
        ))
        .kept()
        .execute(&mut house.conn())
        .await?;
    Ok(())
}

/// Takes a question away, whatever comes of its answer: none is answered twice (A48). Nothing where none waits, or for too long.
///
/// # Errors
/// The store's.
pub async fn take(tx: &mut Tx<'_>, ceremony: Ceremony) -> Result<Option<Vec<u8>>, StoreError> {
    let waiting = passkey_ceremony::table.find((ceremony.bound_to, ceremony.purpose.id()));
    let query = delete(waiting).returning((passkey_ceremony::sealed, passkey_ceremony::ends_at)).kept();
    let taken: Option<(Vec<u8>, jiff_diesel::Timestamp)> = query.get_result(&mut tx.conn()).await.optional()?;
    Ok(taken.filter(|(_, ends_at)| ends_at.to_jiff() > tx.now()).map(|(sealed, _)| sealed))
}

/// Forgets some questions that nobody answered in time. Says how many.
///
/// # Errors
/// The store's.
pub async fn forget(house: &Bookkeeping<'_>, before: Timestamp, most: i64) -> Result<usize, StoreError> {
    let old = "DELETE FROM passkey_ceremony WHERE (bound_to, purpose) IN \
               (SELECT bound_to, purpose FROM passkey_ceremony WHERE ends_at < $1 LIMIT $2)";
    Ok(sql_query(old)
        .bind::<Timestamptz, _>(before.to_diesel())
        .bind::<BigInt, _>(most)
        .kept()
        .execute(&mut house.conn())
        .await?)
}

/// Sealed keys, in the order of their ids, behind one of them.
///
/// # Errors
/// The store's.
pub async fn sealed_after(read: &Read<'_>, after: Option<PasskeyId>, rows: i64) -> Result<Vec<Kept>, StoreError> {
    let query = passkey::table
        .filter(passkey::id.gt(after.map_or(Uuid::nil(), PasskeyId::uuid)))
        .order(passkey::id)
        .limit(rows)
        .select(KEPT);
    let rows: Vec<KeptRow> = read.run(query.load(&mut read.conn())).await?;
    Ok(rows.into_iter().map(Kept::from).collect())
}

/// Puts keys that were sealed anew in the place of what was found there; what was used meanwhile stays.
///
/// # Errors
/// The store's.
pub async fn reseal(house: &Bookkeeping<'_>, found: &[Kept], anew: &[Vec<u8>]) -> Result<usize, StoreError> {
    let ids: Vec<Uuid> = found.iter().map(|kept| kept.id.uuid()).collect();
    let old: Vec<&[u8]> = found.iter().map(|kept| kept.sealed.as_slice()).collect();
    let written = sql_query(
        "UPDATE passkey SET sealed = anew.sealed FROM unnest($1, $2, $3) AS anew (id, old, sealed) \
         WHERE passkey.id = anew.id AND passkey.sealed = anew.old",
    )
    .bind::<Array<SqlUuid>, _>(ids)
    .bind::<Array<Bytea>, _>(old)
    .bind::<Array<Bytea>, _>(anew)
    .kept()
    .execute(&mut house.conn())
    .await?;
    Ok(written)
}
