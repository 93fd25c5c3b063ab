//! `latchkey breach-list`: a file of known breaches, made small enough to be asked at each new password.

use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;

use super::house::{House, for_command, leave};
use super::output;
use crate::config::Config;
use crate::service::breaches;
use crate::service::portal::Portal;

/// `latchkey breach-list`.
#[derive(Debug, Args)]
pub struct Breaches {
    /// Lines of passwords, or of SHA-1 hashes in hexadecimal, with or without a count behind a colon.
    file: PathBuf,
}

/// Makes the list in the data folder. It holds from that moment on; servers need no restart.
///
/// # Errors
/// One sentence that says what to do.
pub async fn make(config: &Config, asked: &Breaches) -> anyhow::Result<()> {
    let (house, portal, cluster) = for_command(config).await?;
    let made = go(&house, &portal, asked).await;
    leave(&house, cluster).await?;
    made
}

async fn go(house: &House, portal: &Portal, asked: &Breaches) -> anyhow::Result<()> {
    let operator = house.operator("breach-list")?;
    let (list, lines) = (portal.breaches.clone(), asked.file.clone());
    let made = tokio::task::spawn_blocking(move || list.make(&lines)).await?;
    let made = made.with_context(|| {
        format!("{} can not be made into {}", asked.file.display(), portal.breaches.path().display())
    })?;
    breaches::made(portal, &operator, made.entries).await?;
    output::say(&format!(
        "{} lines are in {}, in {} bytes.",
        made.entries,
        portal.breaches.path().display(),
        made.bytes
    ));
    Ok(())
}
