//! Puts a backup back into an empty place: whole, or not at all.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustls::ClientConfig;
use thiserror::Error;

use crate::domain::backup::Manifest;
use crate::domain::chain::SignedHead;
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
    /// The file of heads.
    #[error("The signed heads of the audit log can not be put aside ({0})")]
    Heads(std::io::Error),
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

/// What is known to have been written and is not in a backup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lost {
    /// Nothing that anybody signed for.
    Nothing,
    /// So many rows of the audit log, or as many and a few that were not linked yet.
    Rows(i64),
    /// The signed heads belong to another course of things: an older backup was restored, and work went on.
    AnotherCourse,
    /// There are no signed heads here.
    Unknown,
}

/// Restores everything that a backup holds, and writes down what is known to be lost. `newest` is the newest head that this house has
/// signed for; `aside` is called before the end when that head does not fit what was restored.
///
/// # Errors
/// [`Failure`] says what to do.
pub async fn restore(
    place: &Place,
    operator: &Actor,
    backup: &BackupReader,
    newest: Option<&SignedHead>,
    aside: impl FnOnce() -> std::io::Result<()>,
) -> Result<Lost, Failure> {
    let permit = operator.may_operate()?;
    let manifest = &backup.manifest;
    let mut restoring = Restoring::begin(&place.url, place.tls.clone(), manifest).await?;
    let mut written = BTreeMap::<&str, u64>::new();
    backup
        .each_part(async |name, rows| {
            let table = manifest.tables.iter().find(|table| table.name == name);
            let table = table.ok_or(StoreError::Corrupt("a table of the backup"))?;
            *written.entry(&table.name).or_default() += restoring.add(table, rows).await? as u64;
            Ok::<_, Failure>(())
        })
        .await?;
    if let Some(table) = manifest.tables.iter().find(|table| written.get(&*table.name).unwrap_or(&0) != &table.rows) {
        return Err(BackupError::Damaged(format!("not all rows of {} are in it", table.name)).into());
    }
    let lost = lost(&mut restoring, manifest, newest).await?;
    if matches!(lost, Lost::Rows(_) | Lost::AnotherCourse) {
        aside().map_err(Failure::Heads)?;
    }
    let lost_rows = match lost {
        Lost::Nothing => "0".to_owned(),
        Lost::Rows(rows) => rows.to_string(),
        Lost::AnotherCourse | Lost::Unknown => "?".to_owned(),
    };
    let restored = Event::Restored { made_at: manifest.made_at.clone(), lost_rows };
    restoring.finish(&place.ledger, permit.change(&restored, ())).await?;
    Ok(lost)
}

async fn lost(restoring: &mut Restoring, manifest: &Manifest, newest: Option<&SignedHead>) -> Result<Lost, Failure> {
    let Some(newest) = newest else { return Ok(Lost::Unknown) };
    let link = newest.head.link;
    // The backup goes on from where this house's last head is forgotten: they can not be compared.
    if link.seq < restoring.start().await? {
        return Ok(Lost::Unknown);
    }
    match restoring.link(link.seq).await? {
        Some(hash) if hash == link.hash => Ok(Lost::Nothing),
        Some(_) => Ok(Lost::AnotherCourse),
        None => Ok(Lost::Rows((link.seq - manifest.audit_rows()).max(0))),
    }
}
