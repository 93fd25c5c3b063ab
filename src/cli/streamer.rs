//! Sends the audit log on to whoever else keeps it, while the program runs.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context as _, bail};
use futures_util::future::join;

use super::house::{Acting, House, now};
use super::tidier::every;
use super::tls;
use crate::config::stream::StreamUrl;
use crate::config::{Config, SecretText};
use crate::domain::carrier::Failed;
use crate::domain::stream::{Receiver, Target};
use crate::outbound::line::Peer;
use crate::outbound::syslog::Syslog;
use crate::outbound::webhook::Webhook;
use crate::service::streams;
use crate::store::db::Db;

/// What was linked is on its way so soon.
const BEAT: Duration = Duration::from_secs(1);

/// Where the audit log is sent to.
#[derive(Debug, Clone, Default)]
pub struct Streams {
    /// A syslog server.
    pub syslog: Option<Syslog>,
    /// An address that takes requests.
    pub webhook: Option<Webhook>,
}

impl Streams {
    /// As configured.
    ///
    /// # Errors
    /// One sentence that says what to do.
    pub fn of(config: &Config) -> anyhow::Result<Self> {
        let syslog = match &config.syslog_url {
            Some(url) => {
                let peer = peer(url, config.syslog_ca_file.as_deref(), "LATCHKEY_SYSLOG_CA_FILE")?;
                let host = rustix::system::uname().nodename().to_string_lossy().into_owned();
                Some(Syslog { peer, host })
            }
            None => None,
        };
        let signed = (&config.webhook_url, &config.webhook_secret);
        let webhook = hook(signed, config.webhook_ca_file.as_deref(), "LATCHKEY_WEBHOOK_CA_FILE")?;
        Ok(Self { syslog, webhook })
    }

    /// Which there are.
    pub fn targets(&self) -> Vec<Target> {
        let is_there = |target: &Target| match target {
            Target::Syslog => self.syslog.is_some(),
            Target::Webhook => self.webhook.is_some(),
        };
        Target::ALL.into_iter().filter(is_there).collect()
    }

    /// Tries whether each of them answers, without a row of the log. Says so of each in one sentence.
    ///
    /// # Errors
    /// The first that does not, in one sentence that says what to do.
    pub async fn try_out(&self) -> anyhow::Result<Vec<String>> {
        let mut tried = vec![];
        if let Some(syslog) = &self.syslog {
            let answer = syslog.take(&[], now()).await;
            tried.push(judged("syslog server", &syslog.peer, "LATCHKEY_SYSLOG_URL", answer)?);
        }
        if let Some(webhook) = &self.webhook {
            let answer = webhook.take(&[], now()).await;
            tried.push(judged("webhook", &webhook.peer, "LATCHKEY_WEBHOOK_URL", answer)?);
        }
        Ok(tried)
    }
}

fn judged(what: &str, peer: &Peer, key: &str, answer: Result<(), Failed>) -> anyhow::Result<String> {
    let Peer { host, port, .. } = peer;
    match answer {
        Ok(()) => Ok(format!("goes to the {what} {host}, port {port}, which answers.")),
        Err(why) => bail!(
            "The {what} {host}, port {port}, that the audit log is sent to can not be used ({why}); mend {key}, or leave it out"
        ),
    }
}

/// An address that takes signed requests. The configuration lets none be without its secret.
///
/// # Errors
/// One sentence that says what to do.
pub(super) fn hook(
    signed: (&Option<StreamUrl>, &Option<SecretText>),
    authority: Option<&Path>,
    key: &str,
) -> anyhow::Result<Option<Webhook>> {
    let (Some(url), Some(secret)) = signed else { return Ok(None) };
    Ok(Some(Webhook {
        peer: peer(url, authority, key)?,
        authority: url.authority(),
        path: url.path.clone(),
        secret: secret.expose().as_bytes().to_vec(),
    }))
}

fn peer(url: &StreamUrl, authority: Option<&Path>, key: &str) -> anyhow::Result<Peer> {
    let tls =
        if url.tls { Some(tls::believing(authority, key).context("no safe connection can be made")?) } else { None };
    Ok(Peer { host: url.host.clone(), port: url.port, tls })
}

/// One server's hand that sends the log on. Every server has one; what one of them is at, the others leave to it.
pub struct Streamer {
    db: Db,
    streams: Streams,
}

impl Streamer {
    /// With a way to the database of its own: a slow receiver holds up no page.
    ///
    /// # Errors
    /// When the pool can not be built.
    pub fn new(house: &House) -> anyhow::Result<Self> {
        Ok(Self { db: house.db(Acting::App, 2)?, streams: house.streams.clone() })
    }

    /// Works until it is dropped.
    pub async fn run(&self) {
        let Streams { syslog, webhook } = &self.streams;
        join(
            every(BEAT, "the audit log on its way to a syslog server", async || {
                self.send(Target::Syslog, syslog.as_ref()).await
            }),
            every(BEAT, "the audit log on its way to a webhook", async || {
                self.send(Target::Webhook, webhook.as_ref()).await
            }),
        )
        .await;
    }

    /// Sends everything that is linked by now. Says how many rows went.
    ///
    /// # Errors
    /// The store's.
    pub async fn beat(&self) -> anyhow::Result<usize> {
        let mut all = 0;
        for target in Target::ALL {
            all += match target {
                Target::Syslog => self.all(target, self.streams.syslog.as_ref()).await?,
                Target::Webhook => self.all(target, self.streams.webhook.as_ref()).await?,
            };
        }
        Ok(all)
    }

    async fn send(&self, target: Target, receiver: Option<&impl Receiver>) -> anyhow::Result<()> {
        self.all(target, receiver).await.map(drop)
    }

    async fn all(&self, target: Target, receiver: Option<&impl Receiver>) -> anyhow::Result<usize> {
        let Some(receiver) = receiver else { return Ok(0) };
        let mut all = 0;
        loop {
            let some = streams::step(&self.db, target, receiver).await?;
            if some == 0 {
                return Ok(all);
            }
            all += some;
        }
    }
}
