//! The pictures that pages show before anybody signs in.

use diesel::prelude::*;
use diesel::{delete, insert_into};
use diesel_async::RunQueryDsl;
use jiff_diesel::ToDiesel as _;

use super::conn::{Read, Tx};
use super::error::StoreError;
use super::kept::Keep as _;
use super::schema::logo;
use crate::domain::picture::Format;

/// The bytes of a picture.
///
/// # Errors
/// The store's.
pub async fn find(read: &Read<'_>, digest: &str, format: Format) -> Result<Option<Vec<u8>>, StoreError> {
    let query = logo::table.find(digest).filter(logo::format.eq(format.ending())).select(logo::bytes);
    read.run(async { query.first(&mut read.conn()).await.optional() }).await
}

/// Keeps a picture.
///
/// # Errors
/// The store's.
pub async fn keep(tx: &mut Tx<'_>, digest: &str, format: Format, bytes: &[u8]) -> Result<(), StoreError> {
    let row = (
        logo::digest.eq(digest),
        logo::format.eq(format.ending()),
        logo::bytes.eq(bytes),
        logo::given_at.eq(tx.now().to_diesel()),
    );
    insert_into(logo::table).values(row).on_conflict_do_nothing().kept().execute(&mut tx.conn()).await?;
    Ok(())
}

/// Forgets every picture but these.
///
/// # Errors
/// The store's.
pub async fn forget_others(tx: &mut Tx<'_>, shown: &[&str]) -> Result<(), StoreError> {
    delete(logo::table.filter(logo::digest.ne_all(shown.to_vec()))).kept().execute(&mut tx.conn()).await?;
    Ok(())
}
