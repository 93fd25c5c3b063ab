//! The photos of people: one each, by its name.

use diesel::prelude::*;
use diesel::{delete, insert_into, update};
use diesel_async::RunQueryDsl;
use jiff_diesel::ToDiesel as _;

use crate::domain::id::UserId;
use crate::store::conn::{Read, Tx};
use crate::store::error::StoreError;
use crate::store::kept::Keep as _;
use crate::store::schema::{user_photo, users};

/// The bytes of somebody's photo of this name.
///
/// # Errors
/// The store's.
pub async fn find(read: &Read<'_>, user: UserId, digest: &str) -> Result<Option<Vec<u8>>, StoreError> {
    let query = user_photo::table.find(user.uuid()).filter(user_photo::digest.eq(digest)).select(user_photo::bytes);
    read.run(async { query.first(&mut read.conn()).await.optional() }).await
}

/// Keeps a photo in the place of whatever there was.
///
/// # Errors
/// The store's.
pub async fn keep(tx: &mut Tx<'_>, user: UserId, digest: &str, bytes: &[u8]) -> Result<(), StoreError> {
    let what =
        (user_photo::digest.eq(digest), user_photo::bytes.eq(bytes), user_photo::given_at.eq(tx.now().to_diesel()));
    insert_into(user_photo::table)
        .values((user_photo::user_id.eq(user.uuid()), what))
        .on_conflict(user_photo::user_id)
        .do_update()
        .set(what)
        .kept()
        .execute(&mut tx.conn())
        .await?;
    name(tx, user, Some(digest)).await
}

/// Forgets somebody's photo.
///
/// # Errors
/// The store's.
pub async fn forget(tx: &mut Tx<'_>, user: UserId) -> Result<(), StoreError> {
    delete(user_photo::table.find(user.uuid())).kept().execute(&mut tx.conn()).await?;
    name(tx, user, None).await
}

async fn name(tx: &Tx<'_>, user: UserId, digest: Option<&str>) -> Result<(), StoreError> {
    update(users::table.find(user.uuid())).set(users::photo.eq(digest)).kept().execute(&mut tx.conn()).await?;
    Ok(())
}
