//! `latchkey serve`.

use super::output;
use crate::config::Config;
use crate::service::install::Installed;
use url::Url;

/// Serves.
///
/// # Errors
/// One sentence.
pub async fn serve(_config: &Config) -> anyhow::Result<()> {
    anyhow::bail!("not yet")
}

/// Tells the operator, once, who signs in first.
pub fn announce(installed: &Installed, address: Option<&Url>) {
    if let Some(address) = address {
        output::tell(&format!("Address: {address}"));
    }
    output::tell(&format!("User name: {}", installed.user_name));
    output::tell(&format!("Temporary password: {}", installed.password.expose()));
}
