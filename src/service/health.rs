//! Whether the portal can do its work now.

use crate::service::error::Error;
use crate::store::db::Db;

/// Asks the database one small question as the pages' own role: reachable, migrated, allowed.
///
/// # Errors
/// The store's.
pub async fn ready(db: &Db) -> Result<(), Error> {
    Ok(db.ping().await?)
}
