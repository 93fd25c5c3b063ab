//! `latchkey backup` and `latchkey restore`: a copy of everything, and back.

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::bail;
use clap::Args;

use super::ground::Ground;
use super::house::{Acting, House, detach, for_command, leave};
use super::known_heads::KnownHeads;
use super::output;
use crate::config::Config;
use crate::domain::backup::Manifest;
use crate::domain::chain::SignedHead;
use crate::host::backup_file::BackupReader;
use crate::host::master_key::{KeyError, MasterKey};
use crate::service::backup;
use crate::service::chain::{self, Verdict};
use crate::service::restore::{self, Failure, Lost, Place, Told};
use crate::store::bulk;
use crate::store::migrations::MigrationError;

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
    let agreeing = match put_back(&house, &backup).await {
        Ok(agreeing) => agreeing,
        Err(error) => {
            detach(cluster).await?;
            return Err(error);
        }
    };
    let judged = look_through(&house, agreeing.as_ref()).await;
    leave(&house, cluster).await?;
    judged
}

/// Restores, and says what is lost. Gives the newest head that is known here, where it agrees with what was restored.
async fn put_back(house: &House, backup: &BackupReader) -> anyhow::Result<Option<SignedHead>> {
    let manifest = &backup.manifest;
    let heads = KnownHeads::find(house, manifest)?;
    let place = Place { url: house.owner_url.clone(), tls: house.tls.clone(), ledger: house.ledger() };
    let operator = house.operator("restore")?;
    let mut aside = None;
    let put_aside = || heads.put_aside().map(|put| aside = put);
    let restored = restore::restore(&place, &operator, backup, &heads.known(), put_aside).await;
    let Told { lost, by } = match (restored, &aside) {
        (Ok(told), _) => told,
        (Err(error), None) => return Err(error.into()),
        // It may all be there, or another house is: where the heads belong they could call that broken for ever.
        (Err(error @ Failure::Place(MigrationError::Unanswered(_) | MigrationError::NotEmpty)), Some(aside)) => {
            bail!("{error}. The signed heads stay in {}, where a restore finds them", aside.display());
        }
        (Err(error), Some(aside)) => {
            heads.put_back(aside)?;
            return Err(error.into());
        }
    };
    output::say(&format!(
        "Restored: {} as it was at {}. Nobody is signed in any more; passwords are those of that moment.",
        manifest.organisation, manifest.made_at
    ));
    if heads.lay_aside() {
        output::say(&format!(
            "There are no signed heads at {}. Those in {} are taken for the newest: a restore that was interrupted may have left them there.",
            house.heads_file.display(),
            heads.path(0).display()
        ));
    }
    let first = aside.as_deref().unwrap_or_else(|| heads.path(0));
    let kept = if by == 0 { first } else { heads.path(by) };
    if by > 0 {
        output::say(&format!(
            "{} lay aside already and tells of more than {}: a restore before this one put it there.",
            kept.display(),
            first.display()
        ));
    }
    output::say(&told(lost, manifest, &heads.until(by), kept, &house.heads_file));
    Ok(heads.into_proven().filter(|_| lost == Lost::Nothing))
}

/// What is lost, in words.
fn told(lost: Lost, manifest: &Manifest, until: &str, kept: &Path, place: &Path) -> String {
    let (from, kept) = (&manifest.made_at, kept.display());
    match lost {
        Lost::Nothing => "The heads of the audit log know of nothing that is not in the backup.".to_owned(),
        Lost::Rows(rows) => format!(
            "Lost: {rows} rows of the audit log that were written between {from} and {until}, and whatever they tell of. Their signed heads are kept in {kept}."
        ),
        Lost::Unproven { rows: 0, .. } => format!(
            "Lost: what was written until {until} under keys that are not in this backup. Its heads, which are kept in {kept}, do not tell how much that is."
        ),
        Lost::Unproven { rows, proven } => {
            let proof = if proven > 0 { format!("{proven} of them for certain, the others") } else { "all".to_owned() };
            format!(
                "Lost: about {rows} rows of the audit log that were written between {from} and {until}, and whatever they tell of ({proof} told by heads that the keys in this backup do not verify, as after a rotation of keys). The heads are kept in {kept}."
            )
        }
        Lost::AnotherCourse => format!(
            "Lost: what was written until {until} after another backup had been restored. Its signed heads are kept in {kept}."
        ),
        Lost::Forgotten => format!(
            "Whether anything was written after the backup can not be told: the signed heads in {kept} end before the first row that it holds."
        ),
        Lost::Unknown => format!(
            "Whether anything was written after the backup can not be told: there are no signed heads at {}.",
            place.display()
        ),
    }
}

async fn look_through(house: &House, agreeing: Option<&SignedHead>) -> anyhow::Result<()> {
    let db = house.db(Acting::Owner, 1)?;
    db.keep_house(async |house| bulk::vacuum(house).await).await?;
    chain::drain(&db, &house.keys).await?;
    match chain::verify(&db, &house.keys, agreeing.map_or(&[], std::slice::from_ref)).await? {
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
