//! `latchkey migrate`: the schema, safely when several run at once.

use super::house::{Entered, enter, leave};
use super::{output, serve};
use crate::config::Config;

/// Brings the schema up to date; on an empty database also installs, as `serve` would.
///
/// # Errors
/// One sentence that says what to do.
pub async fn migrate(config: &Config) -> anyhow::Result<()> {
    let Entered { house, installed, cluster, .. } = enter(config).await?;
    serve::announce(config, installed.as_ref(), config.listen)?;
    leave(&house, cluster).await?;
    output::tell("The database is up to date.");
    Ok(())
}
