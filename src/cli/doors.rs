//! Opens the portal's doors: the site, its workers, its layers. Used by `serve` and by the tests.

use std::net::TcpListener;
use std::rc::Rc;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::Context as _;
use tokio_util::task::TaskTracker;

use super::house::{Acting, House, entropy, now};
use crate::domain::id::RequestId;
use crate::domain::organisation::Organisation;
use crate::host::keys::Keys;
use crate::host::passkeys::RelyingParty;
use crate::i18n::Locales;
use crate::web::address::TrustedProxies;
use crate::web::answered::Answered;
use crate::web::app::App;
use crate::web::body::BodyLimits;
use crate::web::csrf::Csrf;
use crate::web::flashes::Flashes;
use crate::web::methods::Methods;
use crate::web::origin::PublicUrl;
use crate::web::server::{Patience, Running, ServerOptions, serve};
use crate::web::signature::{Signer, Signers};
use crate::web::site::Site;
use crate::web::{failures, routes};

/// How the doors open.
pub struct Doors {
    /// Bound already.
    pub listener: TcpListener,
    /// Threads that answer.
    pub workers: usize,
    /// Connections of each worker to the database.
    pub connections: usize,
    /// The one address it answers under.
    pub public_url: PublicUrl,
    /// Whose word about a client's address counts.
    pub trusted_proxies: TrustedProxies,
    /// The least time of a failed sign-in.
    pub failure_floor: Duration,
    /// How large and how slow a form may be.
    pub body: BodyLimits,
    /// How long to wait for clients.
    pub patience: Patience,
    /// Counts what is answered.
    pub answered: Arc<Answered>,
}

/// The open portal.
pub struct Open {
    /// The server.
    pub running: Running,
    /// The deeds under way.
    pub tasks: TaskTracker,
}

impl Open {
    /// Stops taking requests, lets the running ones end, and waits for every deed.
    ///
    /// # Errors
    /// What the server ended with.
    pub async fn close(self) -> std::io::Result<()> {
        let stopped = self.running.stop().await;
        self.tasks.close();
        self.tasks.wait().await;
        stopped
    }
}

/// Opens the doors.
///
/// # Errors
/// When words or listener are broken.
pub fn open(house: &House, organisation: &Arc<Organisation>, doors: Doors) -> anyhow::Result<Open> {
    let clock = house.clock.clone();
    let moment: Arc<dyn Fn() -> jiff::Timestamp + Send + Sync> =
        Arc::new(move || now().saturating_add(clock.get()).unwrap_or_else(|_| now()));
    let tasks = TaskTracker::new();
    let site = Arc::new(Site {
        public: doors.public_url.clone(),
        locales: Locales::load().context("The words of the pages can not be read")?,
        csrf: Csrf::new(signers(house, |keys| keys.csrf.mac(&[b"form tokens"]))),
        flashes: Flashes::new(signers(house, |keys| keys.cookie.mac(&[b"flash"]))),
        organisation: Arc::clone(organisation),
        now: Arc::clone(&moment),
        dice: entropy(),
        tasks: tasks.clone(),
        downloads: Arc::default(),
        failure_floor: doors.failure_floor,
    });
    let passkeys = RelyingParty::at(doors.public_url.origin(), &organisation.name).map(Arc::new);
    let cookie_key = house.keys.session_cookie()?;
    let (table, modules) = (routes::table(), house.settings.modules());
    let open = table.iter().filter(|route| modules.open(route.path));
    let options = ServerOptions {
        listener: doors.listener,
        workers: doors.workers,
        public_url: doors.public_url,
        trusted_proxies: doors.trusted_proxies,
        cookie_key,
        request_ids: Arc::new(move || RequestId::new(moment(), &mut entropy())),
        methods: Methods::new(open.map(|route| (route.method.clone(), route.path))),
        render: failures::renderer(Arc::clone(&site)),
        body: doors.body,
        patience: doors.patience,
        answered: doors.answered,
    };
    let (house, organisation, connections) = (house.clone(), Arc::clone(organisation), doors.connections);
    let running = serve(options, move |config| {
        match house.portal(Acting::App, connections, Arc::clone(&organisation)) {
            Ok(portal) => {
                let portal = portal.with_passkeys(passkeys.clone());
                config.app_data(App { portal: Rc::new(portal), site: Arc::clone(&site) });
            }
            // Without an App every page of this worker is an error page, and readiness says no.
            Err(error) => tracing::error!(%error, "a worker has no way to the database"),
        }
        routes::configure(config, modules);
        config.default_service(actix_web::web::to(failures::unknown));
    })?;
    Ok(Open { running, tasks })
}

/// Signers for one purpose, under the keys of each moment; made anew when the keys change.
fn signers(house: &House, key: fn(&Keys) -> [u8; 32]) -> Signers {
    let keys = Arc::clone(&house.keys);
    let made = move |generations: Arc<[Arc<Keys>]>| {
        let signers: Arc<[Signer]> = generations.iter().map(|keys| Signer::new(key(keys))).collect();
        (generations, signers)
    };
    let last = Mutex::new(made(keys.accepted()));
    Signers::new(move || {
        let generations = keys.accepted();
        let mut last = last.lock().unwrap_or_else(PoisonError::into_inner);
        if !Arc::ptr_eq(&last.0, &generations) {
            *last = made(generations);
        }
        Arc::clone(&last.1)
    })
}

/// The least time that a failed sign-in takes (security 4.4).
pub const FAILURE_FLOOR: Duration = Duration::from_millis(350);
