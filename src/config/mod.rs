//! Configuration: file and environment into one typed struct, read once.
pub mod smtp;
mod source;
pub mod stream;
pub mod surroundings;
mod value;

use std::fmt;
use std::net::SocketAddr;
use std::path::PathBuf;

use ipnet::IpNet;
use jiff::tz::TimeZone;
use lettre::message::Mailbox;
use tracing::Level;
use url::Url;
use zeroize::Zeroizing;

use crate::domain::organisation::Language;
use crate::telemetry::Format;
use smtp::SmtpUrl;
use source::Given;
use stream::StreamUrl;
use surroundings::Surroundings;

/// Every key of `latchkey.toml`; in the environment `LATCHKEY_` and the same in capitals.
pub const KEYS: &[&str] = &[
    "database_url",
    "app_database_url",
    "database_ca_file",
    "pg_bin",
    "data_dir",
    "master_key_file",
    "listen",
    "public_url",
    "trusted_proxies",
    "ops_listen",
    "workers",
    "argon2_memory_kib",
    "argon2_passes",
    "organisation",
    "domain",
    "time_zone",
    "language",
    "service_desk",
    "smtp_url",
    "smtp_ca_file",
    "mail_from",
    "text_gateway_url",
    "text_gateway_ca_file",
    "text_gateway_secret",
    "syslog_url",
    "syslog_ca_file",
    "webhook_url",
    "webhook_ca_file",
    "webhook_secret",
    "reports",
    "writeback",
    "log",
    "log_level",
];

/// The keys that may name a file instead (`…_file`), because what they hold is secret.
pub const SECRET_KEYS: &[&str] =
    &["database_url", "app_database_url", "smtp_url", "text_gateway_secret", "webhook_secret"];

/// What is wrong, in one sentence that names the key and the way out. Never holds a secret.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct ConfigError(pub(crate) String);

/// Text that no log shows.
#[derive(Clone, PartialEq, Eq)]
pub struct SecretText(Zeroizing<String>);

impl SecretText {
    /// The text, for whom it is meant.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for SecretText {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("***")
    }
}

/// What an operator decided before the start.
#[derive(Debug, Clone)]
pub struct Config {
    /// The owner's database; without one, Latchkey starts its own private Postgres.
    pub database_url: Option<SecretText>,
    /// The same database for a lesser role, under which pages are served.
    pub app_database_url: Option<SecretText>,
    /// The authority that signed the database's certificate, where the system does not know it.
    pub database_ca_file: Option<PathBuf>,
    /// Where the programs of the private Postgres are, if not in a usual place.
    pub pg_bin: Option<PathBuf>,
    /// Where the private Postgres and the master key lie. Absolute.
    pub data_dir: PathBuf,
    /// The master key. Absolute.
    pub master_key_file: PathBuf,
    /// Where pages are served.
    pub listen: SocketAddr,
    /// The address that people type, if it is not simply `listen`; see [`Config::public_url_at`].
    pub public_url: Option<Url>,
    /// Whose word about the client's address is believed.
    pub trusted_proxies: Vec<IpNet>,
    /// Where health and metrics are served, if at all.
    pub ops_listen: Option<SocketAddr>,
    /// Threads that serve pages.
    pub workers: usize,
    /// The memory that each password hash takes, in KiB.
    pub argon2_memory_kib: u32,
    /// How often it is passed over.
    pub argon2_passes: u32,
    /// The organisation's name, at first run.
    pub organisation: String,
    /// The domain of user names, at first run. In ASCII and small letters.
    pub domain: String,
    /// The organisation's time zone, at first run.
    pub time_zone: TimeZone,
    /// The language for who has not chosen one, at first run.
    pub language: Language,
    /// How people reach the service desk, at first run.
    pub service_desk: Option<String>,
    /// The server that takes mail, if there is one.
    pub smtp_url: Option<SmtpUrl>,
    /// The authority that signed its certificate, where the system does not know it.
    pub smtp_ca_file: Option<PathBuf>,
    /// From which address mail comes; see [`Config::mail_from`].
    pub mail_from: Option<Mailbox>,
    /// The gateway that takes text messages, if there is one.
    pub text_gateway_url: Option<StreamUrl>,
    /// The authority that signed its certificate, where the system does not know it.
    pub text_gateway_ca_file: Option<PathBuf>,
    /// What signs requests to it.
    pub text_gateway_secret: Option<SecretText>,
    /// The syslog server that gets the audit log, if there is one.
    pub syslog_url: Option<StreamUrl>,
    /// The authority that signed its certificate, where the system does not know it.
    pub syslog_ca_file: Option<PathBuf>,
    /// The address that gets the audit log as requests, if there is one.
    pub webhook_url: Option<StreamUrl>,
    /// The authority that signed its certificate, where the system does not know it.
    pub webhook_ca_file: Option<PathBuf>,
    /// What signs these requests.
    pub webhook_secret: Option<SecretText>,
    /// Whether there are reports.
    pub reports: bool,
    /// Whether there can be people of a directory outside.
    pub writeback: bool,
    /// How log lines look.
    pub log: Format,
    /// The least important lines that are logged.
    pub log_level: Level,
    /// Variables that begin with `LATCHKEY_` and mean nothing to this version: worth a warning.
    pub unknown: Vec<String>,
}

impl Config {
    /// From the process's own surroundings.
    pub fn load() -> Result<Self, ConfigError> {
        Self::from_surroundings(&Surroundings::of_this_process()?)
    }

    /// The file named by `LATCHKEY_CONFIG`, else `latchkey.toml` in the working folder, else the machine's, if there is one; and the
    /// environment over it.
    pub fn from_surroundings(surroundings: &Surroundings) -> Result<Self, ConfigError> {
        let values = source::read(surroundings)?;
        let path = |key| values.get(key).map(value::path);
        let data_dir = match path("data_dir") {
            Some(folder) => folder,
            None => surroundings.default_data_dir()?,
        };
        let listen = values.parse("listen", value::address)?.unwrap_or_else(|| loopback(8080));
        let ops_listen = values.parse("ops_listen", value::address_or_off)?.unwrap_or_else(|| Some(loopback(9090)));
        let config = Self {
            database_url: values.parse("database_url", value::database)?,
            app_database_url: values.parse("app_database_url", value::database)?,
            database_ca_file: path("database_ca_file"),
            pg_bin: path("pg_bin"),
            master_key_file: path("master_key_file").unwrap_or_else(|| data_dir.join("master.key")),
            data_dir,
            listen,
            public_url: values.parse("public_url", value::public_url)?,
            trusted_proxies: values.parse("trusted_proxies", value::networks)?.unwrap_or_default(),
            ops_listen,
            workers: values.parse("workers", value::workers)?.unwrap_or(surroundings.cores),
            argon2_memory_kib: values
                .parse("argon2_memory_kib", value::hash_memory)?
                .unwrap_or(value::LEAST_HASH_MEMORY),
            argon2_passes: values.parse("argon2_passes", value::hash_passes)?.unwrap_or(2),
            organisation: values.parse("organisation", value::line)?.unwrap_or_else(|| "Our organisation".to_owned()),
            domain: values.parse("domain", value::domain)?.unwrap_or_else(|| "latchkey.internal".to_owned()),
            time_zone: values.parse("time_zone", value::time_zone)?.unwrap_or(TimeZone::UTC),
            language: values.parse("language", value::language)?.unwrap_or(Language::English),
            service_desk: values.parse("service_desk", value::line)?,
            smtp_url: values.parse("smtp_url", smtp::url)?,
            smtp_ca_file: path("smtp_ca_file"),
            mail_from: values.parse("mail_from", value::mailbox)?,
            text_gateway_url: values.parse("text_gateway_url", stream::gateway)?,
            text_gateway_ca_file: path("text_gateway_ca_file"),
            text_gateway_secret: values.parse("text_gateway_secret", stream::secret)?,
            syslog_url: values.parse("syslog_url", stream::syslog)?,
            syslog_ca_file: path("syslog_ca_file"),
            webhook_url: values.parse("webhook_url", stream::webhook)?,
            webhook_ca_file: path("webhook_ca_file"),
            webhook_secret: values.parse("webhook_secret", stream::secret)?,
            reports: values.parse("reports", value::on_or_off)?.unwrap_or(true),
            writeback: values.parse("writeback", value::on_or_off)?.unwrap_or(true),
            log: values.parse("log", value::log)?.unwrap_or(surroundings.usual_log()),
            log_level: values.parse("log_level", value::level)?.unwrap_or(Level::INFO),
            unknown: values.unknown.clone(),
        };
        config.agrees_with_itself(values.get("listen"))?;
        Ok(config)
    }

    /// The address that people type, when pages are really served at `bound` (the system chose the port, if `listen` left
    /// that to it).
    pub fn public_url_at(&self, bound: SocketAddr) -> Result<Url, ConfigError> {
        match &self.public_url {
            Some(url) => Ok(url.clone()),
            None => Url::parse(&format!("http://{bound}/")).map_err(|error| {
                ConfigError(format!("No address can be made of {bound} ({error}): set LATCHKEY_PUBLIC_URL."))
            }),
        }
    }

    /// From which address mail comes: the one that was given, or `no-reply@` and the host that people type, or the domain of user names.
    ///
    /// # Errors
    /// When no address can be made of them.
    pub fn mail_from(&self) -> Result<Mailbox, ConfigError> {
        if let Some(from) = &self.mail_from {
            return Ok(from.clone());
        }
        let domain = match self.public_url.as_ref().and_then(Url::domain) {
            Some(host) if host.contains('.') => host,
            _ => self.domain.as_str(),
        };
        format!("no-reply@{domain}").parse().map_err(|_| {
            ConfigError("No address can be made from which mail comes: set LATCHKEY_MAIL_FROM to one.".to_owned())
        })
    }

    fn agrees_with_itself(&self, listen: Option<&Given>) -> Result<(), ConfigError> {
        let refuse = |sentence: String| Err(ConfigError(sentence));
        if self.public_url.is_none() && !self.listen.ip().is_loopback() {
            let name = listen.map_or("listen", |given| given.name.as_str());
            return refuse(format!(
                "{name} is {}, which other machines can reach, and the address that people type is not known: set \
                 LATCHKEY_PUBLIC_URL to it (https://…).",
                self.listen
            ));
        }
        if self.argon2_passes < 2 && self.argon2_memory_kib < value::LEAST_FOR_ONE_PASS {
            return refuse(format!(
                "LATCHKEY_ARGON2_PASSES is 1 with less than {} KiB of memory, which is too cheap to guess at: set it to 2, or \
                 ask `latchkey calibrate` for both.",
                value::LEAST_FOR_ONE_PASS
            ));
        }
        if self.ops_listen == Some(self.listen) && self.listen.port() != 0 {
            return refuse(format!(
                "listen and ops_listen are both {}: give LATCHKEY_OPS_LISTEN another port, or `off`.",
                self.listen
            ));
        }
        for (name, url, secret) in [
            ("WEBHOOK", &self.webhook_url, &self.webhook_secret),
            ("TEXT_GATEWAY", &self.text_gateway_url, &self.text_gateway_secret),
        ] {
            if url.is_some() && secret.is_none() {
                return refuse(format!(
                    "LATCHKEY_{name}_URL is set and nothing signs its requests: set LATCHKEY_{name}_SECRET."
                ));
            }
        }
        if self.database_url.is_none() {
            for (key, given) in [
                ("APP_DATABASE_URL", self.app_database_url.is_some()),
                ("DATABASE_CA_FILE", self.database_ca_file.is_some()),
            ] {
                if given {
                    return refuse(format!(
                        "LATCHKEY_{key} is set without LATCHKEY_DATABASE_URL: set both, or neither for a private Postgres."
                    ));
                }
            }
        }
        Ok(())
    }
}

fn loopback(port: u16) -> SocketAddr {
    SocketAddr::from(([127, 0, 0, 1], port))
}
