//! Whether the portal can do its work now.

use crate::service::error::Error;
use crate::service::portal::Portal;
use crate::store::organisation;

/// Asks the database for the organisation: reachable, migrated, installed.
///
/// # Errors
/// The store's; [`Error::NotFound`] before the installation.
pub async fn ready(portal: &Portal) -> Result<(), Error> {
    portal.db.read(async |read| organisation::find(read).await?.map(|_| ()).ok_or(Error::NotFound)).await
}
