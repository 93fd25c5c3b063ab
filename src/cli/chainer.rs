//! Links the audit log while the program runs, keeps its heads beside the database, and looks through what was linked.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;

use super::house::{Acting, House};
use crate::domain::outside_heads::OutsideHeads;
use crate::host::hash_pool::HashPool;
use crate::host::head_file::HeadFile;
use crate::host::keyring::{Keyring, LockedError};
use crate::service::chain::{self, Check, Progress, Proof, Sign};
use crate::service::error::Error;
use crate::service::{findings, keys};
use crate::store::db::Db;

/// No row waits longer for its link while all is well (security 4.9).
const BEAT: Duration = Duration::from_secs(1);
/// So many steps of looking through the log are taken at a beat: a long log takes its time, and pages do not notice.
const LOOKS: usize = 20;
/// While people sign in, every core is theirs.
const LOOKS_BESIDE_OTHERS: usize = 1;

/// One server's hand on the chain. Every server has one; the database lets one of them link at a time.
pub struct Chainer {
    db: Db,
    keys: Arc<Keyring>,
    heads: HeadFile,
    check: Option<Check<'static>>,
    /// Whether it is kept for all servers that the log is broken; who finds it intact takes that back.
    broken_told: bool,
    /// Whether a look through all of the log has ended.
    is_through: bool,
    proof: Arc<Proof>,
    hashes: Arc<HashPool>,
    /// How many passwords had been verified at the last beat.
    verified: u64,
    troubled: bool,
}

impl Chainer {
    /// Opens the file of heads.
    ///
    /// # Errors
    /// When it can not be read.
    pub fn new(house: &House) -> anyhow::Result<Self> {
        let path = &house.heads_file;
        let heads = HeadFile::open(path.clone())
            .with_context(|| format!("The heads of the audit log in {} can not be read", path.display()))?;
        Ok(Self {
            db: house.db(Acting::App, 1)?,
            keys: Arc::clone(&house.keys),
            check: Some(beginning(&heads)),
            heads,
            broken_told: false,
            is_through: false,
            proof: Arc::clone(&house.proof),
            hashes: Arc::clone(&house.hashes),
            verified: house.hashes.verifications(),
            troubled: false,
        })
    }

    /// Works until it is dropped; ends when the database is another one than that of the keys, and says so.
    pub async fn run(&mut self) -> LockedError {
        loop {
            let beat = self.beat().await;
            if let Err(another) = self.keys.stands() {
                return another;
            }
            self.note(beat);
            tokio::time::sleep(BEAT).await;
        }
    }

    /// Links and signs everything that waits: before a stop. Trouble is told to the log; the next start goes on.
    pub async fn finish(mut self) {
        let last = async {
            chain::drain(&self.db, &self.keys).await?;
            self.keep_heads().await
        };
        let last = last.await;
        self.note(last);
    }

    /// Takes notice of new keys and of what others found, links what waits, keeps the heads, looks at the next rows.
    ///
    /// # Errors
    /// The store's, and a file of heads that can not be written.
    pub async fn beat(&mut self) -> Result<(), Error> {
        keys::refresh(&self.db, &self.keys).await?;
        while chain::advance(&self.db, &self.keys, Sign::WhenDue).await? == Some(true) {}
        self.keep_heads().await?;
        self.hear().await?;
        for _ in 0..self.looks() {
            let Some(check) = &mut self.check else { break };
            let Some(found) = check.advance(&self.db, &self.keys).await? else {
                if !self.is_through {
                    findings::note(&self.db, check.row(), false).await?;
                    self.is_through = true;
                }
                break;
            };
            if matches!(found, Progress::Broken(_)) {
                // Between the look at the keys and this one a backup may have been restored, and then it is no finding.
                keys::refresh(&self.db, &self.keys).await?;
            }
            self.proof.note(found);
            if let Progress::Broken(seq) = found {
                tracing::error!(seq, "the audit log is broken: run `latchkey audit verify`");
                self.check = None;
            }
        }
        if let (Some(Progress::Broken(seq)), false) = (self.proof.known(), self.broken_told) {
            findings::note(&self.db, seq, true).await?;
            self.broken_told = true;
        }
        Ok(())
    }

    /// Takes notice of what was found before the start, by another server or by the command. Where the command found nothing wrong any
    /// more, this server looks again.
    async fn hear(&mut self) -> Result<(), Error> {
        let Some(found) = findings::latest(&self.db).await? else { return Ok(()) };
        if found.broken {
            self.proof.note(Progress::Broken(found.seq));
            self.broken_told = true;
        } else if self.broken_told {
            // Whatever the clock says: a server never takes such a finding back, only the command does.
            self.proof.forget();
            self.broken_told = false;
            self.check = Some(beginning(&self.heads));
        }
        Ok(())
    }

    /// How many steps to take now.
    fn looks(&mut self) -> usize {
        let verified = self.hashes.verifications();
        let quiet = verified == std::mem::replace(&mut self.verified, verified);
        if quiet { LOOKS } else { LOOKS_BESIDE_OTHERS }
    }

    /// Every server keeps every head, whoever signed it.
    async fn keep_heads(&mut self) -> Result<(), Error> {
        loop {
            let heads = chain::heads_after(&self.db, self.heads.last()).await?;
            if heads.is_empty() {
                return Ok(());
            }
            // Heads of another course are not kept beside those of ours.
            keys::refresh(&self.db, &self.keys).await?;
            self.heads.append(&heads).map_err(|error| Error::Internal(Box::new(error)))?;
        }
    }

    /// Trouble is told once, and its end.
    fn note(&mut self, beat: Result<(), Error>) {
        match beat {
            Err(error) if !self.troubled => {
                let cause = std::error::Error::source(&error).map(ToString::to_string);
                tracing::error!(%error, cause, "the audit log can not be linked, or its heads not be kept, now; it is tried again every second");
                self.troubled = true;
            }
            Ok(()) if self.troubled => {
                tracing::info!("the audit log is linked and its heads are kept again");
                self.troubled = false;
            }
            Ok(()) | Err(_) => {}
        }
    }
}

/// A look from the beginning, with the newest head alone: the file grows for years, and one head is enough to miss rows that are gone.
fn beginning(heads: &HeadFile) -> Check<'static> {
    Check::new(OutsideHeads::one(heads.newest().cloned()))
}
