//! `latchkey serve`.

use super::output;
use crate::config::Config;
use crate::service::install::Installed;
use std::net::SocketAddr;

/// Serves.
///
/// # Errors
/// One sentence.
pub async fn serve(_config: &Config) -> anyhow::Result<()> {
    anyhow::bail!("not yet")
}

/// Tells the operator, once, where to sign in and as whom.
///
/// # Errors
/// When the public address can not be derived.
pub fn announce(config: &Config, installed: Option<&Installed>, listen: SocketAddr) -> anyhow::Result<()> {
    if let Some(installed) = installed {
        output::tell(&format!("Address: {}", config.public_url_at(listen)?));
        output::tell(&format!("User name: {}", installed.user_name));
        output::tell(&format!("Temporary password: {}", installed.password.expose()));
    }
    Ok(())
}
