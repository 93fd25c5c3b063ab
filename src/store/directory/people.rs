//! Which of our people is which of theirs.

use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Binary, Nullable, Text, Uuid as SqlUuid};
use diesel::{insert_into, sql_query, update};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use crate::domain::directory::entry::State;
use crate::domain::id::UserId;
use crate::store::conn::{Bookkeeping, Read, Tx};
use crate::store::error::StoreError;
use crate::store::kept::Keep as _;
use crate::store::schema::{directory_person, users};

/// One of our people, over there.
#[derive(Debug, Clone)]
pub struct Linked {
    /// Who.
    pub user: UserId,
    /// What never changes over there.
    pub anchor: String,
    /// Of everything that was read the last time.
    pub digest: Vec<u8>,
    /// Of the distinguished name, and of that of the manager.
    pub names: Names,
    /// How the account stood then.
    pub state: State,
    /// Whether the person is not deleted here.
    pub living: bool,
}

/// By which distinguished names somebody is found, and finds her manager.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    /// Her own; nothing for whom no walk has met since names are known.
    pub own: Option<Vec<u8>>,
    /// The manager's.
    pub manager: Option<Vec<u8>>,
}

type Keys = (Option<Vec<u8>>, Option<Vec<u8>>);
type Row = (Uuid, String, Vec<u8>, Keys, (bool, bool, bool, bool), Option<Uuid>);

/// The columns of [`Row`], with the living person beside.
macro_rules! columns {
    () => {
        (
            directory_person::user_id,
            directory_person::anchor,
            directory_person::digest,
            (directory_person::name_key, directory_person::manager_key),
            (
                directory_person::disabled,
                directory_person::locked,
                directory_person::protected,
                directory_person::never_ends,
            ),
            users::id.nullable(),
        )
    };
}

impl From<Row> for Linked {
    fn from((user, anchor, digest, (own, manager), (disabled, locked, protected, never_ends), living): Row) -> Self {
        let state = State { disabled, locked, protected, never_ends };
        let names = Names { own, manager };
        Self { user: UserId::from_uuid(user), anchor, digest, names, state, living: living.is_some() }
    }
}

/// Who this is over there.
///
/// # Errors
/// The store's.
pub async fn find(read: &Read<'_>, user: UserId) -> Result<Option<Linked>, StoreError> {
    let query = directory_person::table
        .left_join(users::table)
        .filter(directory_person::user_id.eq(user.uuid()))
        .select(columns!());
    let found: Option<Row> = read.run(async { query.first(&mut read.conn()).await.optional() }).await?;
    Ok(found.map(Linked::from))
}

/// Those of ours who have one of these anchors.
///
/// # Errors
/// The store's.
pub async fn by_anchors(read: &Read<'_>, anchors: &[&str]) -> Result<Vec<Linked>, StoreError> {
    let query = directory_person::table
        .left_join(users::table)
        .filter(directory_person::anchor.eq_any(anchors))
        .select(columns!());
    let found: Vec<Row> = read.run(query.load(&mut read.conn())).await?;
    Ok(found.into_iter().map(Linked::from).collect())
}

/// Writes down who somebody is over there, and how the account stands.
///
/// # Errors
/// The store's.
pub async fn put(tx: &mut Tx<'_>, linked: &Linked, run: i64) -> Result<(), StoreError> {
    let State { disabled, locked, protected, never_ends } = linked.state;
    let values = (
        directory_person::anchor.eq(&linked.anchor),
        directory_person::digest.eq(&linked.digest),
        directory_person::name_key.eq(&linked.names.own),
        directory_person::manager_key.eq(&linked.names.manager),
        directory_person::disabled.eq(disabled),
        directory_person::locked.eq(locked),
        directory_person::protected.eq(protected),
        directory_person::never_ends.eq(never_ends),
        directory_person::seen_in.eq(run),
    );
    insert_into(directory_person::table)
        .values((directory_person::user_id.eq(linked.user.uuid()), values))
        .on_conflict(directory_person::user_id)
        .do_update()
        .set(values)
        .kept()
        .execute(&mut tx.conn())
        .await?;
    Ok(())
}

/// Notes whether the directory wants another password of somebody.
///
/// # Errors
/// The store's.
pub async fn note_demand(tx: &mut Tx<'_>, user: UserId, must_change: bool) -> Result<(), StoreError> {
    let row = directory_person::table.find(user.uuid()).filter(directory_person::must_change.ne(must_change));
    update(row).set(directory_person::must_change.eq(must_change)).kept().execute(&mut tx.conn()).await?;
    Ok(())
}

/// Notes whether wrong guesses close somebody's account over there. What the next walk reads is written down whatever it is: it may be closed
/// again, or still.
///
/// # Errors
/// The store's.
pub async fn note_locked(tx: &mut Tx<'_>, user: UserId, locked: bool) -> Result<(), StoreError> {
    let row = directory_person::table.find(user.uuid()).filter(directory_person::locked.ne(locked));
    let set = (directory_person::locked.eq(locked), directory_person::digest.eq(Vec::<u8>::new()));
    update(row).set(set).kept().execute(&mut tx.conn()).await?;
    Ok(())
}

/// Whether the directory wants another password of somebody.
///
/// # Errors
/// The store's.
pub async fn must_change(read: &Read<'_>, user: UserId) -> Result<bool, StoreError> {
    let query = directory_person::table.find(user.uuid()).select(directory_person::must_change);
    let found: Option<bool> = read.run(async { query.first(&mut read.conn()).await.optional() }).await?;
    Ok(found.unwrap_or(false))
}

/// Notes, beside any deed, that a walk met these, of whom nothing else is known.
///
/// # Errors
/// The store's.
pub async fn sighted(house: &Bookkeeping<'_>, anchors: &[&str], run: i64) -> Result<(), StoreError> {
    let met = directory_person::table.filter(directory_person::anchor.eq_any(anchors));
    update(met).set(directory_person::seen_in.eq(run)).kept().execute(&mut house.conn()).await?;
    Ok(())
}

/// Notes, beside any deed, that a walk met these, and under which names.
///
/// # Errors
/// The store's.
pub async fn met(house: &Bookkeeping<'_>, met: &[(&str, Names)], run: i64) -> Result<(), StoreError> {
    note(house.conn(), met, run).await
}

async fn note(conn: &AsyncPgConnection, met: &[(&str, Names)], run: i64) -> Result<(), StoreError> {
    let anchors: Vec<&str> = met.iter().map(|(anchor, _)| *anchor).collect();
    let own: Vec<_> = met.iter().map(|(_, names)| names.own.as_deref()).collect();
    let manager: Vec<_> = met.iter().map(|(_, names)| names.manager.as_deref()).collect();
    sql_query(
        "UPDATE directory_person SET seen_in = $4, name_key = met.name_key, manager_key = met.manager_key \
         FROM unnest($1, $2, $3) AS met (anchor, name_key, manager_key) WHERE directory_person.anchor = met.anchor",
    )
    .bind::<Array<Text>, _>(anchors)
    .bind::<Array<Nullable<Binary>>, _>(own)
    .bind::<Array<Nullable<Binary>>, _>(manager)
    .bind::<BigInt, _>(run)
    .kept()
    .execute(&mut &*conn)
    .await?;
    Ok(())
}

/// Notes that a walk met these, and under which names.
///
/// # Errors
/// The store's.
pub async fn seen(tx: &mut Tx<'_>, met: &[(&str, Names)], run: i64) -> Result<(), StoreError> {
    note(tx.conn(), met, run).await
}

/// Writes down how the account stands over there, and nothing else: the rest is looked at again.
///
/// # Errors
/// The store's.
pub async fn note_state(tx: &mut Tx<'_>, user: UserId, state: State) -> Result<(), StoreError> {
    let State { disabled, locked, protected, never_ends } = state;
    let set = (
        directory_person::disabled.eq(disabled),
        directory_person::locked.eq(locked),
        directory_person::protected.eq(protected),
        directory_person::never_ends.eq(never_ends),
        directory_person::digest.eq(Vec::<u8>::new()),
    );
    update(directory_person::table.find(user.uuid())).set(set).kept().execute(&mut tx.conn()).await?;
    Ok(())
}

/// Whether somebody of the directory whom nothing ties to it has this canonical name: made before there was a way to it.
///
/// # Errors
/// The store's.
pub async fn untied(read: &Read<'_>, canonical: &str) -> Result<Option<UserId>, StoreError> {
    #[derive(QueryableByName)]
    struct Found {
        #[diesel(sql_type = SqlUuid)]
        id: Uuid,
    }
    let query = sql_query(
        "SELECT users.id FROM login_name JOIN users ON users.id = login_name.user_id WHERE login_name.canonical = $1 AND login_name.kind = 'user-name' \
         AND users.source = 'directory' AND NOT EXISTS (SELECT FROM directory_person WHERE user_id = users.id)",
    )
    .bind::<Text, _>(canonical);
    let found: Option<Found> = read.run(async { query.get_result(&mut read.conn()).await.optional() }).await?;
    Ok(found.map(|found| UserId::from_uuid(found.id)))
}
