//! What stands before any key is known: the way to the database. A house is built on it when the keys open.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, anyhow, bail};
use rustls::ClientConfig;

use super::house::{Acting, House, detach, entropy};
use super::lost_house;
use super::postman::{self, Route};
use super::streamer::Streams;
use super::tls;
use crate::config::Config;
use crate::domain::modules::Modules;
use crate::domain::organisation::Organisation;
use crate::host::argon::HashCost;
use crate::host::breach_list::BreachList;
use crate::host::cluster::{Cluster, ClusterOptions};
use crate::host::files::prepare_folder;
use crate::host::hash_pool::{HashPool, HashPoolOptions};
use crate::host::keyring::Keyring;
use crate::host::master_key::{KeyError, MasterKey};
use crate::outbound::ldap::Ldap;
use crate::outbound::webhook::Webhook;
use crate::service::directory::outside::Outside;
use crate::service::install::{self, Installed};
use crate::service::{keys, settings};
use crate::store::clock_offset::ClockOffset;
use crate::store::{generations, migrations};

/// Longer than Postgres lets any statement of a page take.
const LIMIT: Duration = Duration::from_secs(8);

/// Database and files, before the keys.
#[derive(Clone)]
pub struct Ground {
    /// Where the owner signs in: migrations and commands.
    pub owner_url: String,
    /// Where pages are served from; the owner's address with a lesser role where there is no other.
    pub app_url: Option<String>,
    /// TLS to the database, for its owner.
    pub tls: Option<Arc<ClientConfig>>,
    /// And for pages, where they have an address of their own: it may lead another way.
    pub app_tls: Option<Arc<ClientConfig>>,
    /// Where the master key lies.
    pub master_key_file: PathBuf,
    /// Where the audit log's signed heads are kept beside the database.
    pub heads_file: PathBuf,
    /// Where the operator's list of known breaches is, if there is one.
    pub breaches: BreachList,
    /// The threads that hash.
    pub hashes: Arc<HashPool>,
    /// This server's name in audit rows.
    pub instance: Arc<str>,
    /// The way that mail takes, if there is one.
    pub mail: Option<Route>,
    /// The gateway that takes text messages, if there is one.
    pub texts: Option<Webhook>,
    /// Where the audit log is sent to.
    pub streams: Streams,
    /// The parts that the operator did not leave out.
    pub modules: Modules,
}

impl Ground {
    /// Starts or finds the database, starts the hashing threads.
    ///
    /// # Errors
    /// One sentence that says what to do.
    pub async fn find(config: &Config) -> anyhow::Result<(Self, Option<Cluster>)> {
        prepare_folder(&config.data_dir)
            .with_context(|| format!("The data folder {} can not be made", config.data_dir.display()))?;
        let (mail, texts, streams) = (Route::of(config)?, postman::gateway(config)?, Streams::of(config)?);
        // A key that nobody may use is told before anything is started.
        MasterKey::load(&config.master_key_file)?;
        let (owner_url, cluster) = if let Some(url) = &config.database_url {
            (url.expose().to_owned(), None)
        } else {
            let (data_dir, pg_bin) = (config.data_dir.clone(), config.pg_bin.clone());
            let cluster = Cluster::attach(&ClusterOptions { data_dir, pg_bin, durable: true }).await?;
            (cluster.url(), Some(cluster))
        };
        let believed = config.database_ca_file.as_deref();
        let tls = tls::for_database(&owner_url, believed)?;
        let app_url = config.app_database_url.as_ref().map(|url| url.expose().to_owned());
        let app_tls = app_url.as_ref().map(|url| tls::for_database(url, believed)).transpose()?.flatten();
        let ground = Self {
            owner_url,
            app_url,
            tls,
            app_tls,
            master_key_file: config.master_key_file.clone(),
            heads_file: config.data_dir.join(lost_house::HEADS),
            breaches: BreachList::of(&config.data_dir),
            hashes: Arc::new(HashPool::start(&hashing(config))?),
            instance: format!("{}:{}", host_name(), std::process::id()).into(),
            mail,
            texts,
            streams,
            modules: Modules { reports: config.reports, directory: config.writeback },
        };
        Ok((ground, cluster))
    }

    /// The same for whoever founds no house: where there is none he is told so, and nothing is made.
    ///
    /// # Errors
    /// One sentence that says what to do.
    pub async fn find_founded(config: &Config) -> anyhow::Result<(Self, Option<Cluster>)> {
        let nothing = |place: String| {
            anyhow!(
                "There is no Latchkey in {place}: does this command read the settings of the server (the file, or the same \
                 LATCHKEY_… variables)? `latchkey serve` founds one"
            )
        };
        let own = || nothing(format!("the data folder {}", config.data_dir.display()));
        if config.database_url.is_none() && !Cluster::is_made(&config.data_dir) {
            return Err(own());
        }
        let (ground, cluster) = Self::find(config).await?;
        let refusal = match generations::first_look(&ground.owner_url, ground.tls.clone()).await {
            Ok(Some(_)) => return Ok((ground, cluster)),
            Ok(None) if cluster.is_some() => own(),
            Ok(None) => nothing("the database of LATCHKEY_DATABASE_URL".to_owned()),
            Err(error) => error.into(),
        };
        detach(cluster).await?;
        Err(refusal)
    }

    /// Brings the schema up to date, opens the keys, and installs when nothing is there yet; eight at once install once.
    ///
    /// # Errors
    /// One sentence that says what to do.
    pub async fn ready(self, new: Organisation) -> anyhow::Result<(House, Arc<Organisation>, Option<Installed>)> {
        lost_house::none_beside(&self).await?;
        let lock = migrations::migrate(&self.owner_url, self.tls.clone()).await?;
        let (rows, now) = lock.generations().await?;
        let (house, organisation, installed) = if rows.is_empty() {
            let master = MasterKey::load_or_create(&self.master_key_file)?;
            let (keys, first) = Keyring::found(master, &mut entropy(), now)?;
            let house = self.built(keys);
            let portal = house.portal(Acting::Owner, 1, Arc::new(new.clone()))?;
            if install::find(&portal).await?.is_some() {
                bail!(
                    "The database holds no keys: it was made by a version before the first release, or only half restored"
                );
            }
            let installed = install::install(&portal, &house.operator("serve")?, &new, &first).await?;
            keys::refresh(&portal.db, &house.keys).await?;
            (house, new, Some(installed))
        } else {
            let master = self.master()?;
            let house = self.built(Keyring::open(master, &rows, now)?);
            let portal = house.portal(Acting::Owner, 1, Arc::new(new))?;
            // Looked at under the lock: a restore that comes later is seen by every look from then on.
            keys::refresh(&portal.db, &house.keys).await?;
            let found = install::find(&portal).await?;
            settings::renew(&portal.db, &house.settings).await?;
            (house, found.context("The database holds keys but no organisation: restore it from your backup")?, None)
        };
        lock.release().await?;
        Ok((house, Arc::new(organisation), installed))
    }

    /// Opens the keys of what is there, and changes nothing.
    ///
    /// # Errors
    /// One sentence that says what to do.
    pub async fn enter(self) -> anyhow::Result<House> {
        let looked = generations::first_look(&self.owner_url, self.tls.clone()).await?;
        let (rows, now) = looked.context("There is no Latchkey in this database")?;
        let master = self.master()?;
        Ok(self.built(Keyring::open(master, &rows, now)?))
    }

    /// The master key of what is there. A new one would open nothing, so none is made.
    fn master(&self) -> Result<MasterKey, KeyError> {
        let path = &self.master_key_file;
        MasterKey::load(path)?.ok_or_else(|| KeyError::Missing { path: path.clone() })
    }

    /// The house on it.
    pub(super) fn built(self, keys: Keyring) -> House {
        House {
            owner_url: self.owner_url,
            app_url: self.app_url,
            tls: self.tls,
            app_tls: self.app_tls,
            keys: Arc::new(keys),
            hashes: self.hashes,
            darkroom: Arc::default(),
            instance: self.instance,
            limit: LIMIT,
            clock: ClockOffset::default(),
            traffic: Arc::default(),
            heads_file: self.heads_file,
            breaches: self.breaches,
            proof: Arc::default(),
            settings: Arc::new(settings::Live::of(self.modules)),
            mail: self.mail,
            texts: self.texts,
            outside: Arc::new(Outside::by(Arc::new(Ldap))),
            streams: self.streams,
        }
    }
}

/// The organisation that the configuration describes for a first run.
pub fn described(config: &Config) -> Organisation {
    Organisation {
        name: config.organisation.clone(),
        domains: vec![config.domain.clone()],
        time_zone: config.time_zone.clone(),
        language: config.language,
        service_desk: config.service_desk.clone(),
    }
}

fn host_name() -> String {
    std::fs::read_to_string("/etc/hostname").map_or_else(|_| "latchkey".to_owned(), |name| name.trim().to_owned())
}

/// How passwords are hashed, as configured.
fn hashing(config: &Config) -> HashPoolOptions {
    let (memory_kib, passes) = (config.argon2_memory_kib, config.argon2_passes);
    HashPoolOptions { cost: HashCost { memory_kib, passes, lanes: 1 }, ..HashPoolOptions::default() }
}
