//! `latchkey audit verify`: whether the audit log is as it was written.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Args;

use super::ground::Ground;
use super::house::{Acting, House};
use super::output;
use crate::config::Config;
use crate::domain::chain::step_back;
use crate::host::head_file;
use crate::service::chain::{self, Verdict};
use crate::service::findings;

/// A row is not as it was written, or gone.
const BROKEN: u8 = 2;
/// What there is is intact, but something is missing to say more.
const INCOMPLETE: u8 = 3;

/// `latchkey audit verify`.
#[derive(Debug, Args)]
pub struct Verify {
    /// A copy of the file of signed heads; without it, the one in the data folder.
    #[arg(long)]
    heads: Option<PathBuf>,
}

/// Checks every row, link and head. Exit status 0: intact; 2: broken; 3: incomplete.
///
/// # Errors
/// One sentence that says what to do.
pub async fn verify(config: &Config, asked: &Verify) -> anyhow::Result<ExitCode> {
    let (ground, cluster) = Ground::find_founded(config).await?;
    let verdict = match ground.enter().await {
        Ok(house) => judge(&house, asked).await,
        Err(error) => Err(error),
    };
    // No row of the log was written, so nothing waits for its link.
    super::house::detach(cluster).await?;
    verdict
}

async fn judge(house: &House, asked: &Verify) -> anyhow::Result<ExitCode> {
    let path = asked.heads.as_ref().unwrap_or(&house.heads_file);
    let outside = if asked.heads.is_some() || path.exists() {
        Some(head_file::read(path).with_context(|| format!("The heads in {} can not be read", path.display()))?)
    } else {
        None
    };
    let db = house.db(Acting::Owner, 1)?;
    let verdict = chain::verify(&db, &house.keys, outside.as_deref().unwrap_or_default()).await?;
    // Every server hears of it, and tells whoever may see the log. A copy that can not be written to is checked all the same.
    let covered = outside.iter().flatten().map(|signed| signed.head.link.seq).max();
    if let Err(error) = findings::decide(&db, verdict, covered).await {
        tracing::warn!(%error, "what was found can not be kept for the pages");
    }
    if let Some((before, rows)) = chain::forgotten(&db).await? {
        output::say(&format!(
            "Kept from {before} on: the {rows} rows before that were removed, as was decided (settings, Retention)."
        ));
    }
    let stepped = step_back(outside.as_deref().unwrap_or_default());
    if let (Verdict::Intact { .. }, Some((earlier, later))) = (verdict, stepped) {
        output::say(&format!(
            "The clock was set back: a head over row {} was signed at {}, and the next one, over row {}, at {}. The order of the rows is that of their numbers.",
            earlier.link.seq, earlier.at, later.link.seq, later.at
        ));
    }
    Ok(match verdict {
        Verdict::Broken { seq } => {
            output::say(&format!(
                "Broken: row {seq} of the audit log is gone, or is not as it was written. Everything before it is intact."
            ));
            ExitCode::from(BROKEN)
        }
        Verdict::Incomplete { waiting } => {
            output::say(&format!(
                "Incomplete: {waiting} rows from more than ten seconds ago are not linked; what is linked is intact. A running server links them."
            ));
            ExitCode::from(INCOMPLETE)
        }
        Verdict::Intact { rows } if rows > 0 && outside.is_none() => {
            output::say(&format!(
                "Incomplete: {rows} rows are intact, but there is no file of signed heads at {}, so rows taken from the end would not be missed. Give a copy with --heads.",
                path.display()
            ));
            ExitCode::from(INCOMPLETE)
        }
        Verdict::Intact { rows } => {
            output::say(&format!("Intact: all {rows} rows of the audit log are as they were written."));
            ExitCode::SUCCESS
        }
    })
}
