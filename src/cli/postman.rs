//! Sends what waits to be sent by mail and as text messages, while the program runs.

use std::fs;
use std::time::Duration;

use anyhow::Context as _;
use futures_util::future::join;
use lettre::message::Mailbox;

use super::house::{Acting, House, entropy};
use super::streamer;
use super::tidier::every;
use crate::config::Config;
use crate::domain::carrier::{Carrier, Failed};
use crate::domain::organisation::Organisation;
use crate::outbound::smtp::{Safety, Server, Smtp, WHOLE};
use crate::outbound::texts::Gateway;
use crate::outbound::webhook::Webhook;
use crate::service::letters;
use crate::store::db::Db;

/// A code is on its way so soon.
const BEAT: Duration = Duration::from_millis(500);

/// The way that mail takes.
#[derive(Debug, Clone)]
pub struct Route {
    /// The server that takes it.
    pub server: Server,
    /// From whom it comes.
    pub from: Mailbox,
    /// The address that people type.
    pub portal: String,
}

impl Route {
    /// As configured; nothing where no server was named.
    ///
    /// # Errors
    /// One sentence that says what to do.
    pub fn of(config: &Config) -> anyhow::Result<Option<Self>> {
        let Some(smtp) = &config.smtp_url else { return Ok(None) };
        let authority = match &config.smtp_ca_file {
            Some(file) => Some(
                fs::read(file).with_context(|| format!("LATCHKEY_SMTP_CA_FILE {} can not be read", file.display()))?,
            ),
            None => None,
        };
        let safety = match (smtp.wrapped, smtp.loopback) {
            (true, _) => Safety::Wrapped,
            (false, false) => Safety::Upgraded,
            (false, true) => Safety::Loopback,
        };
        let login = smtp.login.as_ref().map(|(user, password)| (user.clone(), password.expose().to_owned()));
        let (host, port, patience) = (smtp.host.clone(), smtp.port, WHOLE);
        let server = Server { host, port, safety, login, authority, patience };
        let portal = config.public_url_at(config.listen)?.to_string();
        Ok(Some(Self { server, from: config.mail_from()?, portal }))
    }

    /// A way to send mail for this organisation.
    ///
    /// # Errors
    /// One sentence that says what to do.
    pub fn open(&self, organisation: &Organisation) -> anyhow::Result<Smtp> {
        Ok(Smtp::new(&self.server, self.from.clone(), organisation.clone(), &self.portal)?)
    }

    /// Whether the server answers and takes our name and password.
    ///
    /// # Errors
    /// Why not; one sentence where it can not even be tried.
    pub async fn try_out(&self, organisation: &Organisation) -> anyhow::Result<Result<(), Failed>> {
        Ok(self.open(organisation)?.try_out().await)
    }
}

/// One server's hand that sends mail and text messages.
pub struct Postman {
    house: House,
    db: Db,
    smtp: Option<Smtp>,
    gateway: Option<Gateway>,
}

/// The gateway that takes text messages; nothing where none was named.
///
/// # Errors
/// One sentence that says what to do.
pub(super) fn gateway(config: &Config) -> anyhow::Result<Option<Webhook>> {
    let signed = (&config.text_gateway_url, &config.text_gateway_secret);
    streamer::hook(signed, config.text_gateway_ca_file.as_deref(), "LATCHKEY_TEXT_GATEWAY_CA_FILE")
}

impl Postman {
    /// With a way to the database of its own: a slow mail server holds up no page.
    ///
    /// # Errors
    /// When the pool can not be built, or no way to send them.
    pub fn new(house: &House, organisation: &Organisation) -> anyhow::Result<Self> {
        let smtp = house.mail.as_ref().map(|route| route.open(organisation)).transpose()?;
        let gateway = house.texts.clone().map(|hook| Gateway::new(hook, organisation.clone())).transpose()?;
        Ok(Self { house: house.clone(), db: house.db(Acting::App, 1)?, smtp, gateway })
    }

    /// Works until it is dropped.
    pub async fn run(&self) {
        // A gateway that does not answer holds up no mail, and the other way round.
        join(
            every(BEAT, "mail", async || self.all(self.smtp.as_ref()).await.map(drop)),
            every(BEAT, "text messages", async || self.all(self.gateway.as_ref()).await.map(drop)),
        )
        .await;
    }

    /// Sends everything that is due, some at a time, and gives up what is too old. Says how many tries that were.
    ///
    /// # Errors
    /// The store's.
    pub async fn beat(&self) -> anyhow::Result<usize> {
        Ok(self.all(self.smtp.as_ref()).await? + self.all(self.gateway.as_ref()).await?)
    }

    async fn all(&self, carrier: Option<&impl Carrier>) -> anyhow::Result<usize> {
        let Some(carrier) = carrier else { return Ok(0) };
        let mut all = 0;
        loop {
            // However long a server makes us wait, what nobody wants any more is emptied meanwhile.
            letters::give_up(&self.db).await?;
            let some = letters::send(&self.db, &self.house.keys, &self.house.settings, &mut entropy(), carrier).await?;
            if some == 0 {
                return Ok(all);
            }
            all += some;
        }
    }
}
