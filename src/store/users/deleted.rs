//! People who are deleted: the only place that sees them, takes them out of sight and brings them back.

use diesel::dsl::{exists, sql};
use diesel::prelude::*;
use diesel::sql_types::{Bool, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use diesel::{delete, select, sql_query};
use diesel_async::RunQueryDsl;
use jiff::Timestamp;
use jiff_diesel::ToDiesel;
use uuid::Uuid;

use super::UserRow;
use super::names::take_all;
use super::one::{ProfileRow, profile_columns, profile_of};
use crate::domain::deletion::{Deleted, Deletion};
use crate::domain::id::UserId;
use crate::domain::paging::{Cursor, PageSize, Slice, Start};
use crate::domain::profile::Profile;
use crate::domain::subject::Subject;
use crate::domain::user::User;
use crate::store::conn::{Read, Tx};
use crate::store::error::StoreError;
use crate::store::kept::Keep as _;
use crate::store::limited::Limited;
use crate::store::schema::deleted_user;

/// The columns of a `UserRow` and a [`DeletionRow`].
macro_rules! columns {
    () => {
        (
            (
                deleted_user::id,
                deleted_user::user_name,
                deleted_user::display_name,
                deleted_user::given_name,
                deleted_user::source,
                deleted_user::role_bits,
                deleted_user::privileged_group,
                deleted_user::status,
                deleted_user::job_title,
                deleted_user::department,
                deleted_user::password_kind,
                deleted_user::password_changed_at,
                deleted_user::password_expires_at,
                deleted_user::last_sign_in_at,
                deleted_user::photo,
            ),
            DeletionRow::as_select(),
        )
    };
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = deleted_user, check_for_backend(diesel::pg::Pg))]
struct DeletionRow {
    #[diesel(deserialize_as = jiff_diesel::Timestamp)]
    deleted_at: Timestamp,
    deleted_by_id: Option<Uuid>,
    deleted_by_name: String,
    #[diesel(deserialize_as = jiff_diesel::Timestamp)]
    purge_at: Timestamp,
}

fn deleted((user, deletion): (UserRow, DeletionRow)) -> Result<Deleted, StoreError> {
    let DeletionRow { deleted_at, deleted_by_id, deleted_by_name, purge_at } = deletion;
    let by = deleted_by_id.map(UserId::from_uuid);
    Ok(Deleted {
        user: user.try_into()?,
        deletion: Deletion { at: deleted_at, by, by_name: deleted_by_name, purge_at },
    })
}

/// Somebody who is deleted.
///
/// # Errors
/// The store's.
pub async fn find(read: &Read<'_>, id: UserId) -> Result<Option<Deleted>, StoreError> {
    let query = deleted_user::table.find(id.uuid()).select(columns!());
    read.run(async { query.first(&mut read.conn()).await.optional() }).await?.map(deleted).transpose()
}

/// Somebody who is deleted, locked until the deed ends.
///
/// # Errors
/// The store's.
pub async fn lock(tx: &Tx<'_>, id: UserId) -> Result<Option<Deleted>, StoreError> {
    let query = deleted_user::table.find(id.uuid()).select(columns!()).for_update();
    query.first(&mut tx.conn()).await.optional()?.map(deleted).transpose()
}

/// The deleted people with these ids, by name; nobody for an id that no deleted person has.
///
/// # Errors
/// The store's.
pub async fn these(read: &Read<'_>, ids: &[UserId]) -> Result<Vec<User>, StoreError> {
    let ids: Vec<Uuid> = ids.iter().map(|id| id.uuid()).collect();
    let query = deleted_user::table
        .filter(deleted_user::id.eq_any(ids))
        .order((deleted_user::display_name, deleted_user::id))
        .select(columns!());
    let rows: Vec<(UserRow, DeletionRow)> = read.run(query.load(&mut read.conn())).await?;
    rows.into_iter().map(|row| Ok(deleted(row)?.user)).collect()
}

/// What the directory knew of somebody who is deleted.
///
/// # Errors
/// The store's.
pub async fn profile(read: &Read<'_>, id: UserId) -> Result<Option<Profile>, StoreError> {
    let query = deleted_user::table.find(id.uuid()).select(profile_columns!(deleted_user));
    let row: Option<ProfileRow> = read.run(async { query.first(&mut read.conn()).await.optional() }).await?;
    match row {
        Some(row) => profile_of(read, row).await.map(Some),
        None => Ok(None),
    }
}

/// Whoever is deleted and had this canonical user name: the newest ones.
///
/// # Errors
/// The store's.
pub async fn named(read: &Read<'_>, canonical: &str, most: usize) -> Result<Vec<UserId>, StoreError> {
    let lower = sql::<Text>("lower(user_name)");
    let query = deleted_user::table
        .filter(lower.eq(canonical))
        .order((deleted_user::deleted_at.desc(), deleted_user::id.desc()))
        .select(deleted_user::id);
    let found: Vec<Uuid> = read.run(Limited { query, rows: most }.load(&mut read.conn())).await?;
    Ok(found.into_iter().map(UserId::from_uuid).collect())
}

/// One page of the deleted, the newest first.
///
/// # Errors
/// The store's.
pub async fn page(read: &Read<'_>, start: &Start, size: PageSize) -> Result<Slice<Deleted>, StoreError> {
    let mut query = deleted_user::table.into_boxed();
    let backwards = matches!(start, Start::Before(_));
    if let Start::After(cursor) | Start::Before(cursor) = start {
        // Compared as one, so that the index is entered at the place and walked from there.
        let behind = if backwards { "(deleted_at, id) > (" } else { "(deleted_at, id) < (" };
        let place = sql::<Bool>(behind).bind::<Timestamptz, _>(moment(cursor)?.to_diesel());
        query = query.filter(place.sql(", ").bind::<SqlUuid, _>(cursor.id).sql(")"));
    }
    query = if backwards {
        query.order((deleted_user::deleted_at.asc(), deleted_user::id.asc()))
    } else {
        query.order((deleted_user::deleted_at.desc(), deleted_user::id.desc()))
    };
    let query = Limited { query: query.select(columns!()), rows: size.rows() + 1 };
    let rows: Vec<(UserRow, DeletionRow)> = read.run(query.load(&mut read.conn())).await?;
    let people = rows.into_iter().map(deleted).collect::<Result<Vec<_>, _>>()?;
    Ok(Slice::cut(people, start, size, |person| Cursor::of_moment(person.deletion.at, person.user.id.uuid())))
}

/// Whether a cursor is a place in this list.
pub fn is_place(cursor: &Cursor) -> bool {
    moment(cursor).is_ok()
}

fn moment(cursor: &Cursor) -> Result<Timestamp, StoreError> {
    cursor.moment().ok_or(StoreError::Corrupt("place of a deletion"))
}

/// Takes somebody out of sight. The names that found the account are free; whoever verified the password before finds that it is not
/// the one any more.
///
/// # Errors
/// The store's.
pub async fn delete_person(tx: &mut Tx<'_>, id: UserId, deletion: &Deletion) -> Result<(), StoreError> {
    sql_query(
        "UPDATE user_record SET deleted_at = $2, deleted_by_id = $3, deleted_by_name = $4, purge_at = $5, \
         credential_epoch = credential_epoch + 1 WHERE id = $1 AND deleted_at IS NULL",
    )
    .bind::<SqlUuid, _>(id.uuid())
    .bind::<Timestamptz, _>(deletion.at.to_diesel())
    .bind::<Nullable<SqlUuid>, _>(deletion.by.map(UserId::uuid))
    .bind::<Text, _>(&deletion.by_name)
    .bind::<Timestamptz, _>(deletion.purge_at.to_diesel())
    .kept()
    .execute(&mut tx.conn())
    .await?;
    take_all(tx, id).await
}

/// Brings somebody back into sight, without the names that find the account.
///
/// # Errors
/// The store's.
pub async fn restore(tx: &mut Tx<'_>, id: UserId) -> Result<(), StoreError> {
    sql_query(
        "UPDATE deleted_user SET deleted_at = NULL, deleted_by_id = NULL, deleted_by_name = NULL, purge_at = NULL WHERE id = $1",
    )
    .bind::<SqlUuid, _>(id.uuid())
    .kept()
    .execute(&mut tx.conn())
    .await?;
    Ok(())
}

/// Removes somebody who is deleted, for good: with password, roles and sessions.
///
/// # Errors
/// The store's.
pub async fn purge(tx: &mut Tx<'_>, id: UserId) -> Result<(), StoreError> {
    delete(deleted_user::table.find(id.uuid())).kept().execute(&mut tx.conn()).await?;
    Ok(())
}

/// Whether somebody's time in the list of the deleted is over.
///
/// # Errors
/// The store's.
pub async fn any_expired(read: &Read<'_>) -> Result<bool, StoreError> {
    let now = read.now().await?.to_diesel();
    let expired = deleted_user::table.filter(deleted_user::purge_at.le(now));
    read.run(select(exists(expired)).get_result(&mut read.conn())).await
}

/// Those whose time is over, locked; whom another server is at is left to it.
///
/// # Errors
/// The store's.
pub async fn expired(tx: &Tx<'_>, most: i64) -> Result<Vec<Subject>, StoreError> {
    let found: Vec<(Uuid, String)> = deleted_user::table
        .filter(deleted_user::purge_at.le(tx.now().to_diesel()))
        .order(deleted_user::purge_at)
        .limit(most)
        .select((deleted_user::id, deleted_user::user_name))
        .for_update()
        .skip_locked()
        .load(&mut tx.conn())
        .await?;
    Ok(found.into_iter().map(|(id, name)| Subject { id: UserId::from_uuid(id), name }).collect())
}
