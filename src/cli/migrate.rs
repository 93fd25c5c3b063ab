//! `latchkey migrate`: the schema, safely when several run at once.

use super::house::{House, described, leave};
use super::{output, serve};
use crate::config::Config;

/// Brings the schema up to date; on an empty database also installs, as `serve` would.
///
/// # Errors
/// One sentence that says what to do.
pub async fn migrate(config: &Config) -> anyhow::Result<()> {
    let (house, cluster) = House::open(config).await?;
    let ready = house.ready(described(config)).await;
    if let Ok((_, installed)) = &ready {
        serve::announce(config, installed.as_ref(), config.listen)?;
    }
    leave(&house, cluster).await?;
    ready?;
    output::tell("The database is up to date.");
    Ok(())
}
