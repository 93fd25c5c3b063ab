//! `latchkey serve`: the portal, its health, its database, until somebody says stop.

use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use tokio::signal::unix::{SignalKind, signal};
use url::Url;

use super::attendant::Attendant;
use super::chainer::Chainer;
use super::doors::{self, Doors, FAILURE_FLOOR};
use super::house::{Entered, House, detach, enter};
use super::output;
use super::postman::Postman;
use super::readiness::{self, Readiness};
use super::streamer::Streamer;
use super::tidier::Tidier;
use crate::config::Config;
use crate::domain::organisation::Organisation;
use crate::host::cluster::Cluster;
use crate::host::service_manager::{self, State, logs_to_journal};
use crate::service::install::Installed;
use crate::web::address::TrustedProxies;
use crate::web::answered::Answered;
use crate::web::body::BodyLimits;
use crate::web::origin::PublicUrl;
use crate::web::server::Patience;

/// Connections of each worker to the database, as long as all of them together leave room in it.
const CONNECTIONS: usize = 3;
/// No more connections than this for all workers.
const ALL_CONNECTIONS: usize = 48;
/// How often the private Postgres is looked after.
const WATCH: Duration = Duration::from_secs(1);

/// Said in the place of the first password where it would be kept.
const KEPT_OUT: &str = "not written into the journal; `latchkey admin recover --user-name admin` gives a new one";

/// Serves until SIGINT or SIGTERM; then lets every request and deed end.
///
/// # Errors
/// One sentence that says what to do.
pub async fn serve(config: &Config) -> anyhow::Result<()> {
    let listener = bind(config.listen, "LATCHKEY_LISTEN")?;
    let ops = config.ops_listen.map(|address| bind(address, "LATCHKEY_OPS_LISTEN")).transpose()?;
    let address = listener.local_addr()?;
    let public = config.public_url_at(address)?;
    let Entered { house, organisation, installed, cluster } = enter(config).await?;
    let about = About { config, address, public: &public, installed: installed.as_ref() };
    let served = Box::pin(work(about, (listener, ops), house, &organisation, cluster.as_ref())).await;
    // Whatever ended it: the last to leave stops the private Postgres.
    let left = detach(cluster).await;
    served.and(left)
}

/// What is said at the start.
struct About<'a> {
    config: &'a Config,
    address: SocketAddr,
    public: &'a Url,
    installed: Option<&'a Installed>,
}

/// From the open doors to the last link of the audit log.
async fn work(
    about: About<'_>,
    (listener, ops): (TcpListener, Option<TcpListener>),
    house: House,
    organisation: &Arc<Organisation>,
    cluster: Option<&Cluster>,
) -> anyhow::Result<()> {
    let About { config, address, public, installed } = about;
    announce(config, installed, address)?;
    for name in &config.unknown {
        tracing::warn!(%name, "this version does not use this setting");
    }
    let answered = Arc::new(Answered::default());
    let doors = Doors {
        listener,
        workers: config.workers,
        connections: CONNECTIONS.min(ALL_CONNECTIONS / config.workers.max(1)).max(1),
        public_url: PublicUrl::parse(public.as_str()).context("LATCHKEY_PUBLIC_URL")?,
        trusted_proxies: TrustedProxies::new(config.trusted_proxies.clone()),
        failure_floor: FAILURE_FLOOR,
        body: BodyLimits::default(),
        patience: Patience::default(),
        answered: Arc::clone(&answered),
    };
    let mut interrupted = signal(SignalKind::interrupt())?;
    let mut terminated = signal(SignalKind::terminate())?;
    let (mut chainer, tidier) = (Chainer::new(&house)?, Tidier::new(&house)?);
    let attendant = Attendant::new(&house)?;
    let (postman, streamer) = (Postman::new(&house, organisation)?, Streamer::new(&house)?);
    let open = doors::open(&house, organisation, doors)?;
    let readiness = Arc::new(Readiness::default());
    let health = ops.map(|listener| readiness::serve(&house, &answered, listener, &readiness)).transpose()?;
    tracing::info!(address = %public, "serving");
    told(State::Ready);
    if installed.is_none() {
        output::tell(&format!("Latchkey serves {public}"));
    }
    let ended = tokio::select! {
        _ = interrupted.recv() => Ok(()),
        _ = terminated.recv() => Ok(()),
        () = look_after(cluster) => Ok(()),
        // Keys, settings and what is known of the audit log are of another course: whoever looks after us starts us anew. Until the
        // end every page that asks the database is told 503.
        another = chainer.run() => Err(another),
        () = tidier.run() => Ok(()),
        () = postman.run() => Ok(()),
        () = attendant.run() => Ok(()),
        () = streamer.run() => Ok(()),
    };
    // Before anybody is told: who reads that it stops and looks finds it unready.
    readiness.end();
    match ended {
        Ok(()) => tracing::info!("stopping: running requests and deeds end first"),
        Err(another) => tracing::error!("{another}"),
    }
    told(State::Stopping);
    let second = async {
        tokio::select! {
            _ = interrupted.recv() => {}
            _ = terminated.recv() => {}
        }
    };
    let stop = async {
        readiness.let_it_be_seen().await;
        open.close().await
    };
    tokio::select! {
        stopped = stop => stopped?,
        () = second => tracing::warn!("stopped at once, as asked twice"),
    }
    if let Some(health) = health {
        health.stop().await?;
    }
    if ended.is_ok() {
        chainer.finish().await;
    }
    Ok(ended?)
}

/// The service manager's picture of us, if there is one who looks.
fn told(state: State) {
    if let Err(error) = service_manager::tell(state) {
        tracing::warn!(%error, "the service manager could not be told");
    }
}

/// Starts a private Postgres again that has died; never ends, and does nothing with a given database.
async fn look_after(cluster: Option<&Cluster>) {
    loop {
        tokio::time::sleep(WATCH).await;
        if let Some(cluster) = cluster {
            match cluster.ensure_alive().await {
                Ok(false) => {}
                Ok(true) => tracing::warn!("the private Postgres had died and was started again"),
                Err(error) => tracing::error!(%error, "the private Postgres can not be started"),
            }
        }
    }
}

fn bind(address: SocketAddr, key: &str) -> anyhow::Result<TcpListener> {
    let listener = TcpListener::bind(address).with_context(|| {
        format!("{address} can not be used; stop what listens there, or set {key} to another address")
    })?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}

/// Tells the operator, once, where to sign in and as whom.
///
/// # Errors
/// When the public address can not be derived.
pub fn announce(config: &Config, installed: Option<&Installed>, listen: SocketAddr) -> anyhow::Result<()> {
    if let Some(installed) = installed {
        output::tell(&format!("Address: {}", config.public_url_at(listen)?));
        output::tell(&format!("User name: {}", installed.user_name));
        // The journal is no place for a secret: many may read it, and it is kept for long.
        let password = if logs_to_journal() { KEPT_OUT } else { installed.password.expose() };
        output::tell(&format!("Temporary password: {password}"));
    }
    Ok(())
}
