//! Puts a backup back into an empty place: whole, or not at all.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustls::ClientConfig;
use thiserror::Error;

use crate::domain::backup::Manifest;
use crate::domain::chain::SignedHead;
use crate::domain::event::Event;
use crate::domain::permit::{Actor, Denied};
use crate::failpoint::{self, Failpoint};
use crate::host::backup_file::{BackupError, BackupReader};
use crate::store::error::StoreError;
use crate::store::ledger::Ledger;
use crate::store::migrations::MigrationError;
use crate::store::restore::Restoring;

/// A restore did not come about; nothing is left of it, but where that is not known.
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

/// The signed heads that are known where a backup is restored.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// The newest one.
    pub newest: &'a SignedHead,
    /// The newest one that the keys in the backup verify. Another one, or none, where the keys were rotated after the backup, and where heads
    /// are not as they were written.
    pub proven: Option<&'a SignedHead>,
}

/// What is known to have been written and is not in a backup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lost {
    /// Nothing that anybody signed for.
    Nothing,
    /// So many rows of the audit log, or as many and a few that were not linked yet.
    Rows(i64),
    /// Heads that the keys in the backup do not verify tell of so many rows.
    Unproven {
        /// How many they tell of.
        rows: i64,
        /// How many of them are known by a head that is verified.
        proven: i64,
    },
    /// The signed heads belong to another course of things: an older backup was restored, and work went on.
    AnotherCourse,
    /// The signed heads end before the first row that the backup holds: they can not be compared with it.
    Forgotten,
    /// There are no signed heads here.
    Unknown,
}

impl Lost {
    /// Whether another file of heads tells of more than this one, which lies in its place.
    fn is_less_than(self, other: Self) -> bool {
        self != Self::AnotherCourse && self.size() < other.size()
    }

    const fn size(self) -> (bool, i64, i64) {
        match self {
            Self::Rows(rows) => (true, rows, rows),
            Self::Unproven { rows, proven } => (true, rows, proven),
            Self::AnotherCourse => (true, 0, 0),
            Self::Nothing | Self::Forgotten | Self::Unknown => (false, 0, 0),
        }
    }

    /// Whether the heads do not fit what was restored, and would call it broken.
    const fn is_something(self) -> bool {
        matches!(self, Self::Rows(_) | Self::Unproven { .. } | Self::AnotherCourse)
    }
}

/// The loss of a restore.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told {
    /// What is lost.
    pub lost: Lost,
    /// Which of the files of heads tells it; the first one where there are none.
    pub by: usize,
}

/// Restores everything that a backup holds, and writes down what is known to be lost: of what several files of heads tell, the most.
/// `aside` is called right before the commit, behind everything that takes its time, when the heads in the first one do not fit what was
/// restored.
///
/// # Errors
/// [`Failure`] says what to do.
pub async fn restore(
    place: &Place,
    operator: &Actor,
    backup: &BackupReader,
    known: &[Known<'_>],
    aside: impl FnOnce() -> std::io::Result<()>,
) -> Result<Told, Failure> {
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
    let first = lost(&mut restoring, manifest, known.first()).await?;
    let mut told = Told { lost: first, by: 0 };
    for (by, known) in known.iter().enumerate().skip(1) {
        let lost = lost(&mut restoring, manifest, Some(known)).await?;
        if told.lost.is_less_than(lost) {
            told = Told { lost, by };
        }
    }
    let lost_rows = match told.lost {
        Lost::Nothing => "0".to_owned(),
        Lost::Rows(rows) => rows.to_string(),
        Lost::Unproven { .. } | Lost::AnotherCourse | Lost::Forgotten | Lost::Unknown => "?".to_owned(),
    };
    let restored = Event::Restored { made_at: manifest.made_at.clone(), lost_rows };
    let written = restoring.finish(&place.ledger, permit.change(&restored, ())).await?;
    if first.is_something() {
        aside().map_err(Failure::Heads)?;
        failpoint::reached(Failpoint::HeadsAside);
    }
    written.commit().await?;
    Ok(told)
}

async fn lost(restoring: &mut Restoring, manifest: &Manifest, known: Option<&Known<'_>>) -> Result<Lost, Failure> {
    let Some(&Known { newest, proven }) = known else { return Ok(Lost::Unknown) };
    let told = match proven {
        Some(proven) => compared(restoring, manifest, proven).await?,
        None => Lost::Unknown,
    };
    if proven == Some(newest) {
        return Ok(told);
    }
    let rows = behind(manifest, newest);
    Ok(match told {
        Lost::AnotherCourse => Lost::AnotherCourse,
        Lost::Rows(proven) => Lost::Unproven { rows: rows.max(proven), proven },
        Lost::Nothing | Lost::Unproven { .. } | Lost::Forgotten | Lost::Unknown => Lost::Unproven { rows, proven: 0 },
    })
}

/// What a head says that the keys in the backup verify.
async fn compared(restoring: &mut Restoring, manifest: &Manifest, proven: &SignedHead) -> Result<Lost, Failure> {
    let link = proven.head.link;
    if link.seq <= restoring.start().await? {
        return Ok(Lost::Forgotten);
    }
    Ok(match restoring.link(link.seq).await? {
        Some(hash) if hash == link.hash => Lost::Nothing,
        Some(_) => Lost::AnotherCourse,
        None => Lost::Rows(behind(manifest, proven)),
    })
}

/// How many rows lie between the end of the backup and a head.
fn behind(manifest: &Manifest, signed: &SignedHead) -> i64 {
    signed.head.link.seq.saturating_sub(manifest.audit_rows()).max(0)
}

#[cfg(test)]
mod tests {
    use super::Lost::{self, *};

    #[test]
    fn of_what_two_files_tell_the_larger_loss_is_told() {
        let unproven = |rows, proven| Unproven { rows, proven };
        let less = [(Nothing, Rows(1)), (Rows(2), Rows(3)), (unproven(5, 0), unproven(5, 2)), (Unknown, AnotherCourse)];
        for (less, more) in less {
            assert!(less.is_less_than(more) && !more.is_less_than(less), "{less:?} {more:?}");
        }
        // How much another course is nobody knows: what lies in its place tells it, whatever lies beside.
        let stays: [(Lost, Lost); 4] =
            [(AnotherCourse, Rows(9)), (Rows(1), AnotherCourse), (Rows(2), Rows(2)), (Nothing, Unknown)];
        for (stays, other) in stays {
            assert!(!stays.is_less_than(other), "{stays:?} {other:?}");
        }
    }
}
