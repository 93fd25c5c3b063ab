//! A house that was lost: the signed heads of its audit log lie here, and its database does not. Beside them nobody founds another one.

use std::path::Path;

use anyhow::{Context as _, bail};

use crate::config::Config;
use crate::host::cluster::Cluster;
use crate::host::head_file::HeadFile;
use crate::host::heads_aside;
use crate::store::generations;

use super::ground::Ground;

/// The file of signed heads, in the data folder.
pub(super) const HEADS: &str = "audit-heads.jsonl";

/// Refuses a data folder that has the heads and no private Postgres, before one is made there: a restore wants none.
///
/// # Errors
/// The sentence for the operator.
pub(super) fn none_in(config: &Config) -> anyhow::Result<()> {
    if config.database_url.is_some() || Cluster::is_made(&config.data_dir) {
        return Ok(());
    }
    tells_of_none(&config.data_dir.join(HEADS))
}

/// The same of a database in which nothing was founded, before the schema is made in it.
///
/// # Errors
/// The sentence for the operator; the store's.
pub(super) async fn none_beside(ground: &Ground) -> anyhow::Result<()> {
    let Err(refusal) = tells_of_none(&ground.heads_file) else { return Ok(()) };
    match generations::first_look(&ground.owner_url, ground.tls.clone()).await? {
        Some(_) => Ok(()),
        None => Err(refusal),
    }
}

/// Also what a restore put aside counts: one that died there left no other file.
fn tells_of_none(heads: &Path) -> anyhow::Result<()> {
    let unreadable = || format!("The heads in {} can not be read", heads.display());
    if !heads.parent().is_some_and(Path::is_dir) {
        return Ok(());
    }
    let told = HeadFile::open(heads.to_owned()).with_context(unreadable)?;
    let told = match told.newest() {
        Some(_) => Some(told),
        None => heads_aside::all(heads).with_context(unreadable)?.into_iter().next(),
    };
    if let Some((file, signed)) = told.as_ref().and_then(|file| Some((file, file.newest()?))) {
        bail!(
            "There is no Latchkey in the database, and {} tells of one that had {} rows in its audit log at {}: bring its database back, \
             or restore a backup (latchkey restore FILE); to begin anew, move that file and the master key out of the folder",
            file.path().display(),
            signed.head.link.seq,
            signed.head.at
        );
    }
    Ok(())
}
