//! Puts a backup back into an empty place: whole, or not at all.

use std::sync::Arc;

use rustls::ClientConfig;
use thiserror::Error;

use crate::domain::event::Event;
use crate::domain::permit::{Actor, Denied};
use crate::host::backup_file::{BackupError, BackupReader};
use crate::store::error::StoreError;
use crate::store::ledger::Ledger;
use crate::store::migrations::MigrationError;
use crate::store::restore::Restoring;

/// A restore did not come about; nothing is left of it.
#[derive(Debug, Error)]
pub enum Failure {
    /// The file.
    #[error(transparent)]
    File(#[from] BackupError),
    /// The place, or a step of the schema.
    #[error(transparent)]
    Place(#[from] MigrationError),
    /// A row.
    #[error("The database did not take a row of the backup ({0})")]
    Row(#[from] StoreError),
    /// The policy.
    #[error(transparent)]
    Denied(#[from] Denied),
}

/// Where to, and how the audit row of it is authenticated.
pub struct Place {
    /// The owner's address.
    pub url: String,
    /// TLS to it.
    pub tls: Option<Arc<ClientConfig>>,
    /// For the audit row.
    pub ledger: Ledger,
}

/// Restores everything that a backup holds, and writes down how many rows of the audit log are known to be lost.
///
/// # Errors
/// [`Failure`] says what to do.
pub async fn restore(place: &Place, operator: &Actor, backup: &BackupReader, lost_rows: i64) -> Result<(), Failure> {
    let permit = operator.may_operate()?;
    let manifest = &backup.manifest;
    let mut restoring = Restoring::begin(&place.url, place.tls.clone(), &manifest.schema).await?;
    backup
        .each_part(async |name, rows| {
            let table = manifest.tables.iter().find(|table| table.name == name);
            restoring.add(table.ok_or(StoreError::Corrupt("a table of the backup"))?, rows).await?;
            Ok::<_, Failure>(())
        })
        .await?;
    let restored = Event::Restored { made_at: manifest.made_at.clone(), lost_rows };
    Ok(restoring.finish(&place.ledger, permit.change(&restored, ())).await?)
}
