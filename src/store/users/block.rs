//! Who may not sign in, since when, by whom and why.

use diesel::prelude::*;
use diesel::{delete, insert_into, update};
use diesel_async::RunQueryDsl;
use jiff_diesel::ToDiesel as _;

use crate::domain::blocking::Blocking;
use crate::domain::id::UserId;
use crate::store::conn::{Read, Tx};
use crate::store::error::StoreError;
use crate::store::kept::Keep as _;
use crate::store::schema::{account_block, users};

/// Lets somebody sign in no more.
///
/// # Errors
/// The store's.
pub async fn block(tx: &mut Tx<'_>, id: UserId, by: &str, reason: Option<&str>) -> Result<(), StoreError> {
    set_enabled(tx, id, false).await?;
    let told =
        (account_block::at.eq(tx.now().to_diesel()), account_block::by_name.eq(by), account_block::reason.eq(reason));
    insert_into(account_block::table)
        .values((account_block::user_id.eq(id.uuid()), told))
        .on_conflict(account_block::user_id)
        .do_update()
        .set(told)
        .kept()
        .execute(&mut tx.conn())
        .await?;
    Ok(())
}

/// Lets somebody sign in again.
///
/// # Errors
/// The store's.
pub async fn unblock(tx: &mut Tx<'_>, id: UserId) -> Result<(), StoreError> {
    set_enabled(tx, id, true).await?;
    delete(account_block::table.find(id.uuid())).kept().execute(&mut tx.conn()).await?;
    Ok(())
}

/// What is known of a blocked account.
///
/// # Errors
/// The store's.
pub async fn find(read: &Read<'_>, id: UserId) -> Result<Option<Blocking>, StoreError> {
    let query =
        account_block::table.find(id.uuid()).select((account_block::at, account_block::by_name, account_block::reason));
    let found: Option<(jiff_diesel::Timestamp, String, Option<String>)> =
        read.run(async { query.first(&mut read.conn()).await.optional() }).await?;
    Ok(found.map(|(at, by, reason)| Blocking { at: at.to_jiff(), by, reason }))
}

async fn set_enabled(tx: &mut Tx<'_>, id: UserId, enabled: bool) -> Result<(), StoreError> {
    update(users::table.find(id.uuid())).set(users::enabled.eq(enabled)).kept().execute(&mut tx.conn()).await?;
    Ok(())
}
