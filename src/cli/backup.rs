//! `latchkey backup` and `latchkey restore`: a copy of everything, and back.

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context as _, bail};
use clap::Args;

use super::ground::Ground;
use super::house::{Acting, House, detach, for_command, leave};
use super::output;
use crate::config::Config;
use crate::host::backup_file::BackupReader;
use crate::host::head_file::HeadFile;
use crate::host::master_key::{KeyError, MasterKey};
use crate::service::backup;
use crate::service::chain::{self, Verdict};
use crate::service::restore::{self, Lost, Place};
use crate::store::bulk;

/// The file of a backup.
#[derive(Debug, Args)]
pub struct Backup {
    /// The file.
    file: PathBuf,
}

/// Writes a backup while servers work.
///
/// # Errors
/// One sentence that says what to do.
pub async fn make(config: &Config, asked: &Backup) -> anyhow::Result<()> {
    let (house, portal, cluster) = for_command(config).await?;
    let started = Instant::now();
    let made = match house.operator("backup") {
        Ok(operator) => backup::make(&portal, &operator, &asked.file).await.map_err(anyhow::Error::from),
        Err(error) => Err(error),
    };
    leave(&house, cluster).await?;
    let made = made?;
    output::say(&format!(
        "{} holds {} rows, as they were at {} ({} s). It opens with the master key alone, which is not in it: keep {} elsewhere.",
        asked.file.display(),
        made.rows,
        made.made_at,
        started.elapsed().as_secs(),
        config.master_key_file.display(),
    ));
    Ok(())
}

/// Restores a backup into an empty place.
///
/// # Errors
/// One sentence that says what to do.
pub async fn restore(config: &Config, asked: &Backup) -> anyhow::Result<()> {
    let path = &config.master_key_file;
    let master = MasterKey::load(path)?.ok_or_else(|| KeyError::Missing { path: path.clone() })?;
    // The whole file is looked at before anything is started.
    let (backup, keys) = BackupReader::open(&asked.file, master)?;
    let (ground, cluster) = Ground::find(config).await?;
    let house = ground.built(keys);
    let restored = put_back(&house, &backup).await;
    if let Err(error) = restored {
        detach(cluster).await?;
        return Err(error);
    }
    let judged = look_through(&house).await;
    leave(&house, cluster).await?;
    judged
}

async fn put_back(house: &House, backup: &BackupReader) -> anyhow::Result<()> {
    let known = HeadFile::open(house.heads_file.clone())
        .with_context(|| format!("The heads in {} can not be read", house.heads_file.display()))?;
    // What this house has not signed tells nothing.
    let newest = known.newest().filter(|signed| {
        let keys = house.keys.generation(signed.key_id);
        keys.is_some_and(|keys| keys.heads.verify(&signed.head.message(), &signed.signature))
    });
    let place = Place { url: house.owner_url.clone(), tls: house.tls.clone(), ledger: house.ledger() };
    let aside = aside(&house.heads_file, known.last());
    let put_aside = || std::fs::rename(&house.heads_file, &aside);
    let restored = restore::restore(&place, &house.operator("restore")?, backup, newest, put_aside).await;
    if restored.is_err() && aside.exists() && !house.heads_file.exists() {
        std::fs::rename(&aside, &house.heads_file).context("The signed heads can not be put back")?;
    }
    let (lost, manifest) = (restored?, &backup.manifest);
    output::say(&format!(
        "Restored: {} as it was at {}. Nobody is signed in any more; passwords are those of that moment.",
        manifest.organisation, manifest.made_at
    ));
    let until = newest.map(|newest| newest.head.at.to_string()).unwrap_or_default();
    output::say(&match lost {
        Lost::Nothing => "The heads of the audit log know of nothing that is not in the backup.".to_owned(),
        Lost::Rows(rows) => format!(
            "Lost: {rows} rows of the audit log that were written between {} and {until}, and whatever they tell of. Their signed heads are kept in {}.",
            manifest.made_at,
            aside.display()
        ),
        Lost::AnotherCourse => format!(
            "Lost: what was written until {until} after another backup had been restored. Its signed heads are kept in {}.",
            aside.display()
        ),
        Lost::Unknown => {
            "Whether anything was written after the backup can not be told: there is no file of signed heads here."
                .to_owned()
        }
    });
    Ok(())
}

/// Where heads go that do not fit what was restored: they would call the chain broken for ever. They are put there before the end, so
/// that a power cut leaves no false alarm.
fn aside(heads: &Path, last: i64) -> PathBuf {
    let mut name = heads.as_os_str().to_owned();
    name.push(format!(".lost-{last}"));
    PathBuf::from(name)
}

async fn look_through(house: &House) -> anyhow::Result<()> {
    let db = house.db(Acting::Owner, 1)?;
    db.keep_house(async |house| bulk::vacuum(house).await).await?;
    chain::drain(&db, &house.keys).await?;
    let heads = HeadFile::open(house.heads_file.clone())?;
    match chain::verify(&db, &house.keys, heads.newest().map_or(&[], std::slice::from_ref)).await? {
        Verdict::Intact { rows } => {
            output::say(&format!("Intact: all {rows} rows of the restored audit log are as they were written."));
            Ok(())
        }
        Verdict::Broken { seq } => bail!(
            "Row {seq} of the restored audit log is not as it was written: the backup was made of a log that was broken already"
        ),
        Verdict::Incomplete { waiting } => bail!("{waiting} rows of the restored audit log have no link"),
    }
}
