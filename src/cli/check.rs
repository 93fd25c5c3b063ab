//! `latchkey check`: configuration, database, keys; says what to fix.

use anyhow::bail;

use super::house::{Acting, Entered, House, enter, leave};
use super::output;
use crate::config::Config;
use crate::domain::causes::told;
use crate::domain::organisation::Organisation;
use crate::outbound::texts::Gateway;
use crate::service::health;

/// Tries everything that `serve` needs, and says which wall stands between pages and the audit log.
///
/// # Errors
/// The first thing to fix, in one sentence.
pub async fn check(config: &Config) -> anyhow::Result<()> {
    output::say("Configuration: fine.");
    for name in &config.unknown {
        output::say(&format!("Configuration: {name} is not used by this version."));
    }
    let Entered { house, organisation, installed, cluster } = enter(config).await?;
    let whose = if cluster.is_some() { "its own, in the data folder" } else { "the given one" };
    super::serve::announce(config, installed.as_ref(), config.listen)?;
    let checked = judge(&house).await;
    leave(&house, cluster).await?;
    checked?;
    let mail = tried(&house, &organisation).await;
    let texts = tried_texts(&house, &organisation).await;
    let streams = house.streams.try_out().await;
    output::say(&format!("Database: {whose}, up to date."));
    output::say(&format!("Keys: they open what the database holds (generation {}).", house.keys.newest()));
    output::say(&format!("Mail: {}", mail?));
    output::say(&format!("Text messages: {}", texts?));
    for told in streams? {
        output::say(&format!("Audit log: {told}"));
    }
    Ok(())
}

/// Whether mail leaves; everything else works without.
async fn tried(house: &House, organisation: &Organisation) -> anyhow::Result<String> {
    let Some(route) = &house.mail else {
        return Ok("none is sent; set LATCHKEY_SMTP_URL to the server that takes yours.".to_owned());
    };
    let server = &route.server;
    match route.try_out(organisation).await? {
        Ok(()) => {
            Ok(format!("{}, port {}, answers and takes what we send from {}.", server.host, server.port, route.from))
        }
        Err(why) => bail!(
            "The mail server {}, port {}, can not be used ({why}); mend LATCHKEY_SMTP_URL, or leave it out to work without mail",
            server.host,
            server.port
        ),
    }
}

/// Whether the gateway of text messages answers. Nothing is sent to it.
async fn tried_texts(house: &House, organisation: &Organisation) -> anyhow::Result<String> {
    let Some(hook) = &house.texts else {
        return Ok("none are sent; LATCHKEY_TEXT_GATEWAY_URL would name the gateway that takes them.".to_owned());
    };
    let (host, port) = (&hook.peer.host, hook.peer.port);
    match Gateway::new(hook.clone(), organisation.clone())?.try_out().await {
        Ok(()) => Ok(format!("{host}, port {port}, answers; /settings/mail sends a test.")),
        Err(why) => bail!(
            "The gateway of text messages {host}, port {port}, can not be used ({why}); mend LATCHKEY_TEXT_GATEWAY_URL, or leave \
             it out to work without text messages"
        ),
    }
}

async fn judge(house: &House) -> anyhow::Result<()> {
    let wall = if house.app_url.is_some() {
        "a role of its own, by LATCHKEY_APP_DATABASE_URL: the stronger wall"
    } else {
        "the role latchkey_app, taken after signing in as the owner"
    };
    if let Err(error) = health::ready(&house.db(Acting::App, 1)?).await {
        let remedy = if house.app_url.is_some() {
            "mend LATCHKEY_APP_DATABASE_URL, or leave it out"
        } else {
            "let the owner's role create roles (ALTER ROLE … CREATEROLE), or make latchkey_app by hand and grant it to the owner"
        };
        bail!("Pages can not use the database as {wall}: {}; {remedy} (docs/operations.md)", told(&error));
    }
    output::say(&format!("Database: pages act as {wall}."));
    Ok(())
}
