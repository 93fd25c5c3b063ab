//! The single use of a form: the second press of a button finds what the first one did.

use diesel::insert_into;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use jiff::Timestamp;
use jiff_diesel::ToDiesel;

use super::conn::{Read, Tx};
use super::error::StoreError;
use super::kept::Keep as _;
use super::schema::form_use;
use crate::domain::id::{FormKey, UserId};

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
    let written = insert_into(form_use::table)
        .values((
            form_use::key.eq(key.uuid()),
            form_use::user_id.eq(person.uuid()),
            form_use::form.eq(form),
            form_use::subject_id.eq(subject.map(UserId::uuid)),
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
    let subject: Option<Option<uuid::Uuid>> = read
        .run(async {
            form_use::table
                .find((key.uuid(), person.uuid()))
                .select(form_use::subject_id)
                .first(&mut read.conn())
                .await
                .optional()
        })
        .await?;
    Ok(subject.flatten().map(UserId::from_uuid))
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
