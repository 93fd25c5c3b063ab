//! The password of our account in the directory outside: one, sealed.

use diesel::prelude::*;
use diesel::{insert_into, update};
use diesel_async::RunQueryDsl;
use jiff_diesel::ToDiesel as _;

use crate::store::conn::{Bookkeeping, Read, Tx};
use crate::store::error::StoreError;
use crate::store::kept::Keep as _;
use crate::store::schema::directory_account;

/// The password, sealed; nothing where none was given.
///
/// # Errors
/// The store's.
pub async fn sealed(read: &Read<'_>) -> Result<Option<Vec<u8>>, StoreError> {
    let query = directory_account::table.find(true).select(directory_account::sealed);
    read.run(async { query.first(&mut read.conn()).await.optional() }).await
}

/// Puts a password in the place of the one of before.
///
/// # Errors
/// The store's.
pub async fn put(tx: &mut Tx<'_>, sealed: &[u8]) -> Result<(), StoreError> {
    let values = (directory_account::sealed.eq(sealed), directory_account::set_at.eq(tx.now().to_diesel()));
    insert_into(directory_account::table)
        .values(values)
        .on_conflict(directory_account::only_one)
        .do_update()
        .set(values)
        .kept()
        .execute(&mut tx.conn())
        .await?;
    Ok(())
}

/// Puts the same password, sealed anew, in the place of what was found; another one that was given meanwhile stays.
///
/// # Errors
/// The store's.
pub async fn reseal(house: &Bookkeeping<'_>, old: &[u8], anew: &[u8]) -> Result<usize, StoreError> {
    let row = directory_account::table.find(true).filter(directory_account::sealed.eq(old));
    Ok(update(row).set(directory_account::sealed.eq(anew)).kept().execute(&mut house.conn()).await?)
}
