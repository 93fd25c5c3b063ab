//! The single use of a form: the second press of a button finds what the first one did.

use diesel::prelude::*;
use diesel::sql_types::Timestamptz;
use diesel::{insert_into, sql_query};
use diesel_async::RunQueryDsl;
use jiff::Timestamp;
use jiff_diesel::ToDiesel;
use uuid::Uuid;

use super::conn::{Bookkeeping, Read, Tx};
use super::error::StoreError;
use super::kept::Keep as _;
use super::schema::form_use;
use crate::domain::id::{FormKey, GroupId, UserId};

/// Forgets some uses of before a moment: such old forms are refused anyway. Says how many.
///
/// # Errors
/// The store's.
pub async fn forget(house: &Bookkeeping<'_>, before: Timestamp) -> Result<usize, StoreError> {
    let old = "DELETE FROM form_use WHERE (key, user_id) IN (SELECT key, user_id FROM form_use WHERE used_at < $1 \
         ORDER BY used_at LIMIT 5000)";
    Ok(sql_query(old).bind::<Timestamptz, _>(before.to_diesel()).kept().execute(&mut house.conn()).await?)
}

/// Uses a form's key. Says whether it was still unused; a second press waits here for the first one's commit.
///
/// # Errors
/// The store's.
pub async fn consume(
    tx: &mut Tx<'_>,
    key: FormKey,
    person: UserId,
    form: &str,
    subject: Option<UserId>,
) -> Result<bool, StoreError> {
    written(tx, key, person, form, subject.map(UserId::uuid)).await
}

/// As [`consume`], for a form about a group.
///
/// # Errors
/// The store's.
pub async fn consume_for_group(
    tx: &mut Tx<'_>,
    key: FormKey,
    person: UserId,
    form: &str,
    group: GroupId,
) -> Result<bool, StoreError> {
    written(tx, key, person, form, Some(group.uuid())).await
}

async fn written(
    tx: &mut Tx<'_>,
    key: FormKey,
    person: UserId,
    form: &str,
    subject: Option<Uuid>,
) -> Result<bool, StoreError> {
    let written = insert_into(form_use::table)
        .values((
            form_use::key.eq(key.uuid()),
            form_use::user_id.eq(person.uuid()),
            form_use::form.eq(form),
            form_use::subject_id.eq(subject),
            form_use::used_at.eq(tx.now().to_diesel()),
        ))
        .on_conflict_do_nothing()
        .kept()
        .execute(&mut tx.conn())
        .await?;
    Ok(written > 0)
}

/// Whom the use of a form was about.
///
/// # Errors
/// The store's.
pub async fn subject(read: &Read<'_>, key: FormKey, person: UserId) -> Result<Option<UserId>, StoreError> {
    Ok(about(read, key, person).await?.map(UserId::from_uuid))
}

/// Which group the use of a form was about.
///
/// # Errors
/// The store's.
pub async fn group(read: &Read<'_>, key: FormKey, person: UserId) -> Result<Option<GroupId>, StoreError> {
    Ok(about(read, key, person).await?.map(GroupId::from_uuid))
}

async fn about(read: &Read<'_>, key: FormKey, person: UserId) -> Result<Option<Uuid>, StoreError> {
    let subject: Option<Option<Uuid>> = read
        .run(async {
            form_use::table
                .find((key.uuid(), person.uuid()))
                .select(form_use::subject_id)
                .first(&mut read.conn())
                .await
                .optional()
        })
        .await?;
    Ok(subject.flatten())
}

/// When a form's key was used, if it was.
///
/// # Errors
/// The store's.
pub async fn used_at(read: &Read<'_>, key: FormKey, person: UserId) -> Result<Option<Timestamp>, StoreError> {
    let at: Option<jiff_diesel::Timestamp> = read
        .run(async {
            form_use::table
                .find((key.uuid(), person.uuid()))
                .select(form_use::used_at)
                .first(&mut read.conn())
                .await
                .optional()
        })
        .await?;
    Ok(at.map(jiff_diesel::Timestamp::to_jiff))
}
