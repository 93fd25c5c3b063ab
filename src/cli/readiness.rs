//! Whether traffic may come to this server, and who looks: who looked a moment ago is told of a stop before it begins.

use std::net::TcpListener;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::time::{Instant, sleep};

use super::house::{Acting, House, now};
use super::metrics::Metrics;
use crate::host::hash_pool::HashPool;
use crate::host::keyring::Keyring;
use crate::service::health::{Finding, Health, Standing};
use crate::store::db::Db;
use crate::web::answered::Answered;
use crate::web::ops::health::{self as door, Check, Look, Tell};
use crate::web::server::Running;

/// A proxy looks every second or two: whoever has not for so long does not look at all.
const RECENTLY: Duration = Duration::from_secs(10);
/// Time for two looks, after which proxies send no more.
const NOTICE: Duration = Duration::from_secs(2);

/// Shared by the operators' address and whoever stops the server.
#[derive(Default)]
pub(super) struct Readiness {
    stopping: AtomicBool,
    looked: Mutex<Option<Instant>>,
}

/// What is looked at.
struct LookedAt {
    health: Health,
    db: Arc<Db>,
    keys: Arc<Keyring>,
    hashes: Arc<HashPool>,
}

impl Readiness {
    /// From now on the server is unready.
    pub(super) fn end(&self) {
        self.stopping.store(true, Ordering::Relaxed);
    }

    /// If somebody looked lately, waits until whoever looks every second has seen that the server is [at its end](Self::end).
    pub(super) async fn let_it_be_seen(&self) {
        let looked = self.looked.lock().ok().and_then(|looked| *looked);
        if looked.is_some_and(|at| at.elapsed() < RECENTLY) {
            sleep(NOTICE).await;
        }
    }

    async fn checks(&self, looked_at: &LookedAt) -> Vec<Check> {
        if let Ok(mut looked) = self.looked.lock() {
            *looked = Some(Instant::now());
        }
        let LookedAt { health, db, keys, hashes } = looked_at;
        let found = health.look(db, keys, hashes, now).await;
        let mut checks: Vec<Check> = found.into_iter().map(check).collect();
        if self.stopping.load(Ordering::Relaxed) {
            let message = "it stops; what runs is finished".to_owned();
            checks.push(Check { name: "server", ok: false, warning: false, message });
        }
        checks
    }
}

/// Serves `/healthz`, `/readyz` and `/metrics`.
///
/// # Errors
/// When the listener can not be used.
pub(super) fn serve(
    house: &House,
    answered: &Answered,
    listener: TcpListener,
    readiness: &Arc<Readiness>,
) -> anyhow::Result<Running> {
    let db = Arc::new(house.db(Acting::App, 1)?);
    let metrics = Arc::new(Metrics::new(house, answered, Arc::clone(&db)));
    let readiness = Arc::clone(readiness);
    let (keys, hashes) = (Arc::clone(&house.keys), Arc::clone(&house.hashes));
    let looked_at = Arc::new(LookedAt { health: Health::new(), db, keys, hashes });
    let look: Look = Arc::new(move || {
        let (looked_at, readiness) = (Arc::clone(&looked_at), Arc::clone(&readiness));
        Box::pin(async move { readiness.checks(&looked_at).await })
    });
    let tell: Tell = Arc::new(move || {
        let metrics = Arc::clone(&metrics);
        Box::pin(async move { metrics.text().await })
    });
    Ok(door::serve(listener, look, tell)?)
}

fn check(Finding { name, standing, message }: Finding) -> Check {
    Check { name, ok: standing != Standing::Unfit, warning: standing == Standing::Warns, message }
}
