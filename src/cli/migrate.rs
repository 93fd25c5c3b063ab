//! `latchkey migrate`: the schema, safely when several run at once.

use super::ground::{Ground, described};
use super::house::{detach, leave};
use super::{output, serve};
use crate::config::Config;

/// Brings the schema up to date; on an empty database also installs, as `serve` would.
///
/// # Errors
/// One sentence that says what to do.
pub async fn migrate(config: &Config) -> anyhow::Result<()> {
    let (ground, cluster) = Ground::find(config).await?;
    let house = match ground.ready(described(config)).await {
        Ok((house, _, installed)) => {
            serve::announce(config, installed.as_ref(), config.listen)?;
            house
        }
        Err(error) => {
            detach(cluster).await?;
            return Err(error);
        }
    };
    leave(&house, cluster).await?;
    output::tell("The database is up to date.");
    Ok(())
}
