//! A backup: every table in one moment, sealed part by part, signed for as a whole.

use std::path::Path;
use std::sync::Arc;

use thiserror::Error;
use uuid::Uuid;

use crate::domain::backup::{FORMAT, Generation, Manifest, Table};
use crate::domain::dice::{Dice as _, NoDice};
use crate::domain::event::Event;
use crate::domain::permit::{Actor, Denied};
use crate::host::backup_file::{BackupError, BackupWriter};
use crate::service::chain;
use crate::service::error::Error;
use crate::service::portal::Portal;
use crate::store::conn::Read;
use crate::store::error::{MaybeDenied, StoreError};
use crate::store::{backup, generations, organisation};

/// A backup did not come about.
#[derive(Debug, Error)]
pub enum Failure {
    /// The file.
    #[error(transparent)]
    File(#[from] BackupError),
    /// The portal.
    #[error(transparent)]
    Portal(#[from] Error),
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Portal(error.into())
    }
}

impl From<NoDice> for Failure {
    fn from(error: NoDice) -> Self {
        Self::Portal(error.into())
    }
}

impl MaybeDenied for Failure {
    fn denied(&self) -> Option<&Denied> {
        match self {
            Self::Portal(error) => error.denied(),
            Self::File(_) => None,
        }
    }
}

/// What was written.
#[derive(Debug)]
pub struct Made {
    /// How many rows.
    pub rows: u64,
    /// The moment that it shows.
    pub made_at: String,
}

/// Writes a backup into a file that must not exist yet, while the portal works.
///
/// # Errors
/// [`Failure`] says what to do; no file is left then, unless it was whole and only its row of the audit log could not be written.
pub async fn make(portal: &Portal, operator: &Actor, path: &Path) -> Result<Made, Failure> {
    let permit = operator.may_operate().map_err(Error::from)?;
    // What is linked and signed for before can be compared after a restore.
    chain::drain(&portal.db, &portal.keys).await?;
    let id = Uuid::from_bytes(portal.dice().bytes()?).simple().to_string();
    let keys = portal.keys.current();
    let mut writer = BackupWriter::create(path, Arc::clone(&keys), id.clone())?;
    let manifest = portal
        .db
        .read(async |read| {
            backup::unhurried(read).await?;
            let organisation = organisation::find(read).await?.ok_or(StoreError::Corrupt("no organisation"))?;
            let mut manifest = Manifest {
                format: FORMAT,
                latchkey: env!("CARGO_PKG_VERSION").to_owned(),
                id,
                made_at: read.now().await?.to_string(),
                organisation: organisation.name,
                schema: backup::schema(read).await?,
                generations: generations::all(read).await?.iter().map(Generation::from).collect(),
                key: keys.generation,
                audit_linked: backup::linked(read).await?,
                tables: vec![],
                parts: vec![],
            };
            for table in backup::TABLES {
                manifest.tables.push(copy(portal, read, table, &mut writer).await?);
            }
            Ok::<_, Failure>(manifest)
        })
        .await?;
    let rows = manifest.tables.iter().map(|table| table.rows).sum();
    let made = Made { rows, made_at: manifest.made_at.clone() };
    writer.finish(manifest)?;
    portal.db.write(async |_| Ok::<_, Failure>(permit.change(&Event::BackedUp { rows }, made))).await
}

async fn copy(portal: &Portal, read: &Read<'_>, name: &str, writer: &mut BackupWriter) -> Result<Table, Failure> {
    let columns = backup::columns(read, name).await?;
    backup::begin(read, name, &columns).await?;
    let mut rows = 0;
    loop {
        let lines = backup::next(read, name).await?;
        if lines.is_empty() {
            return Ok(Table { name: name.to_owned(), columns, rows });
        }
        rows += lines.len() as u64;
        writer.add(name, &lines.join("\n"), portal.dice().bytes()?)?;
    }
}
