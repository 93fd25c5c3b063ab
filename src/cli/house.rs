//! The house put together: database, keys, hashing threads.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use rand::TryRng as _;
use rand::rngs::SysRng;
use rustls::ClientConfig;

use super::chainer::Chainer;
use super::ground::{Ground, described};
use super::lost_house;
use super::postman::Route;
use super::streamer::Streams;
use crate::config::Config;
use crate::domain::dice::{Entropy, NoDice};
use crate::domain::id::RequestId;
use crate::domain::organisation::Organisation;
use crate::domain::permit::{Actor, Origin, Who};
use crate::host::breach_list::BreachList;
use crate::host::cluster::Cluster;
use crate::host::darkroom::Darkroom;
use crate::host::hash_pool::HashPool;
use crate::host::keyring::Keyring;
use crate::outbound::webhook::Webhook;
use crate::service::chain::Proof;
use crate::service::directory::outside::Outside;
use crate::service::install::Installed;
use crate::service::portal::{Portal, Shared};
use crate::service::settings::Live;
use crate::store::clock_offset::ClockOffset;
use crate::store::db::{Db, DbOptions};
use crate::store::ledger::{Authentic, Ledger};
use crate::store::traffic::Traffic;

/// The role that serving connections take when they sign in as the owner.
const APP_ROLE: &str = "latchkey_app";

/// The parts that every portal of this process shares.
#[derive(Clone)]
pub struct House {
    /// Where the owner signs in: migrations and commands.
    pub owner_url: String,
    /// Where pages are served from; the owner's address with a lesser role where there is no other.
    pub app_url: Option<String>,
    /// TLS to the database, for its owner.
    pub tls: Option<Arc<ClientConfig>>,
    /// And for pages, where they have an address of their own: it may lead another way.
    pub app_tls: Option<Arc<ClientConfig>>,
    /// The keys.
    pub keys: Arc<Keyring>,
    /// The threads that hash.
    pub hashes: Arc<HashPool>,
    /// Where pictures are looked at.
    pub darkroom: Arc<Darkroom>,
    /// This server's name in audit rows.
    pub instance: Arc<str>,
    /// No page waits longer for an answer of the database.
    pub limit: Duration,
    /// A shift of time that only tests move.
    pub clock: ClockOffset,
    /// Counts what this process asks of the database.
    pub traffic: Arc<Traffic>,
    /// Where the audit log's signed heads are kept beside the database.
    pub heads_file: PathBuf,
    /// Where the operator's list of known breaches is, if there is one.
    pub breaches: BreachList,
    /// What this process knows of the audit log's chain.
    pub proof: Arc<Proof>,
    /// What administrators decided, as this process knows it.
    pub settings: Arc<Live>,
    /// The server that takes mail, if there is one.
    pub mail: Option<Route>,
    /// The gateway that takes text messages, if there is one.
    pub texts: Option<Webhook>,
    /// The way to the directory outside, shared by all who use it.
    pub outside: Arc<Outside>,
    /// Where the audit log is sent to.
    pub streams: Streams,
}

/// For whom a portal works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Acting {
    /// Commands and installation: the owner of the tables.
    Owner,
    /// Pages: the lesser role.
    App,
}

/// The operating system's dice.
pub fn entropy() -> Entropy {
    Entropy::new(|bytes| SysRng.try_fill_bytes(bytes).map_err(|_| NoDice))
}

impl House {
    /// A portal of its own: one a worker thread, or one for a command.
    ///
    /// # Errors
    /// When the pool can not be built.
    pub fn portal(
        &self,
        acting: Acting,
        connections: usize,
        organisation: Arc<Organisation>,
    ) -> anyhow::Result<Portal> {
        let db = self.db(acting, connections)?;
        let (hashes, keys, proof) = (Arc::clone(&self.hashes), Arc::clone(&self.keys), Arc::clone(&self.proof));
        let (settings, breaches, outside) =
            (Arc::clone(&self.settings), self.breaches.clone(), Arc::clone(&self.outside));
        let (has_mail, has_texts, sent_to) = (self.mail.is_some(), self.texts.is_some(), self.streams.targets());
        let darkroom = Arc::clone(&self.darkroom);
        let shared =
            Shared { hashes, darkroom, keys, proof, settings, breaches, has_mail, has_texts, outside, sent_to };
        Ok(Portal::new(db, entropy(), organisation, shared))
    }

    /// The database's doors, for one thread or one purpose.
    ///
    /// # Errors
    /// When the pool can not be built.
    pub fn db(&self, acting: Acting, connections: usize) -> anyhow::Result<Db> {
        let (url, tls, role) = match (acting, &self.app_url) {
            (Acting::App, Some(url)) => (url.clone(), self.app_tls.clone(), None),
            (Acting::App, None) => (self.owner_url.clone(), self.tls.clone(), Some(APP_ROLE)),
            (Acting::Owner, _) => (self.owner_url.clone(), self.tls.clone(), None),
        };
        let (ledger, clock) = (self.ledger(), self.clock.clone());
        let limit = (acting == Acting::App).then_some(self.limit);
        let options = DbOptions { url, tls, role, connections, limit, ledger, clock };
        Ok(Db::new(options, Arc::clone(&self.traffic))?)
    }

    /// How audit rows are authenticated.
    pub(super) fn ledger(&self) -> Ledger {
        let (audit, ring) = (Arc::clone(&self.keys), Arc::clone(&self.keys));
        let mac = move |fields: &[&[u8]]| {
            let keys = audit.current();
            let wrapped = keys.at_rest.bytes().to_vec();
            Authentic { key_id: i16::from(keys.generation), wrapped, mac: keys.audit.mac(fields) }
        };
        let is_ours = Arc::new(move || ring.stands().is_ok());
        Ledger { mac: Arc::new(mac), is_ours, instance: Arc::clone(&self.instance), dice: entropy() }
    }

    /// The operator, acting through a command.
    ///
    /// # Errors
    /// Without randomness.
    pub fn operator(&self, command: &'static str) -> anyhow::Result<Actor> {
        let request = RequestId::new(now(), &mut entropy())?;
        Ok(Actor { who: Who::Operator { command }, origin: Origin { request, address: None, device: None } })
    }

    /// The program by itself.
    ///
    /// # Errors
    /// Without randomness.
    pub fn program(&self, job: &'static str) -> anyhow::Result<Actor> {
        let request = RequestId::new(now(), &mut entropy())?;
        Ok(Actor { who: Who::Program { job }, origin: Origin { request, address: None, device: None } })
    }
}

/// A command's way in: a house that is there already, brought up to date, and a portal for the operator. It founds none: a command that
/// read other settings than the server would do so, and report success.
///
/// # Errors
/// One sentence that says what to do.
pub(super) async fn for_command(config: &Config) -> anyhow::Result<(House, Portal, Option<Cluster>)> {
    let (ground, cluster) = Ground::find_founded(config).await?;
    let Entered { house, organisation, cluster, .. } = stand_on(ground, cluster, config).await?;
    let portal = house.portal(Acting::Owner, 2, organisation)?;
    Ok((house, portal, cluster))
}

/// The same for a command that makes people: it may be the first one, and then it founds the house.
///
/// # Errors
/// One sentence that says what to do.
pub(super) async fn for_first_command(config: &Config) -> anyhow::Result<(House, Portal, Option<Cluster>)> {
    let Entered { house, organisation, installed, cluster } = enter(config).await?;
    super::serve::announce(config, installed.as_ref(), config.listen)?;
    let portal = house.portal(Acting::Owner, 2, organisation)?;
    Ok((house, portal, cluster))
}

/// A house that is up to date, and what it stands on.
pub(super) struct Entered {
    /// The parts.
    pub(super) house: House,
    /// The organisation.
    pub(super) organisation: Arc<Organisation>,
    /// The first administrator, if this was the first start.
    pub(super) installed: Option<Installed>,
    /// The private Postgres, if it is one.
    pub(super) cluster: Option<Cluster>,
}

/// Finds the database and brings it up to date. Whoever is refused there leaves no private Postgres running behind him: its folder may
/// be the next thing that the operator puts aside.
///
/// # Errors
/// One sentence that says what to do.
pub(super) async fn enter(config: &Config) -> anyhow::Result<Entered> {
    lost_house::none_in(config)?;
    let (ground, cluster) = Ground::find(config).await?;
    stand_on(ground, cluster, config).await
}

async fn stand_on(ground: Ground, cluster: Option<Cluster>, config: &Config) -> anyhow::Result<Entered> {
    match ground.ready(described(config)).await {
        Ok((house, organisation, installed)) => Ok(Entered { house, organisation, installed, cluster }),
        Err(error) => {
            // Why he is refused is what he must read.
            if let Err(late) = detach(cluster).await {
                tracing::error!("{late:#}");
            }
            Err(error)
        }
    }
}

/// A command's way out. Whoever has the private Postgres of his own links what he wrote before he lets go of it: the last to leave
/// stops it.
pub(super) async fn leave(house: &House, cluster: Option<Cluster>) -> anyhow::Result<()> {
    if cluster.is_some() {
        match Chainer::new(house) {
            Ok(chainer) => chainer.finish().await,
            // What the command did is done; the next one that can links it.
            Err(error) => tracing::error!("{error:#}"),
        }
    }
    detach(cluster).await
}

/// Lets go of the private Postgres.
pub(super) async fn detach(cluster: Option<Cluster>) -> anyhow::Result<()> {
    if let Some(cluster) = cluster {
        cluster.detach().await?;
    }
    Ok(())
}

/// The wall clock, for ids of requests and commands alone: deeds are told the time by the database.
#[expect(clippy::disallowed_methods, reason = "the composition root is where the clock comes from")]
pub fn now() -> jiff::Timestamp {
    jiff::Timestamp::now()
}
