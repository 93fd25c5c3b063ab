//! Whether traffic may come to this server, and who looks: who looked a moment ago is told of a stop before it begins.

use std::net::TcpListener;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::time::{Instant, sleep};

use super::house::{Acting, House};
use super::metrics::Metrics;
use crate::service::health;
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

impl Readiness {
    /// From now on the server is unready. If somebody looked lately, waits until he will have seen that.
    pub(super) async fn give_notice(&self) {
        self.stopping.store(true, Ordering::Relaxed);
        let looked = self.looked.lock().ok().and_then(|looked| *looked);
        if looked.is_some_and(|at| at.elapsed() < RECENTLY) {
            sleep(NOTICE).await;
        }
    }

    async fn checks(&self, db: &Db) -> Vec<Check> {
        if let Ok(mut looked) = self.looked.lock() {
            *looked = Some(Instant::now());
        }
        let mut checks = vec![database(db).await];
        if self.stopping.load(Ordering::Relaxed) {
            checks.push(Check { name: "server", ok: false, message: "it stops; what runs is finished".to_owned() });
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
    let look: Look = Arc::new(move || {
        let (db, readiness) = (Arc::clone(&db), Arc::clone(&readiness));
        Box::pin(async move { readiness.checks(&db).await })
    });
    let tell: Tell = Arc::new(move || {
        let metrics = Arc::clone(&metrics);
        Box::pin(async move { metrics.text().await })
    });
    Ok(door::serve(listener, look, tell)?)
}

async fn database(db: &Db) -> Check {
    match health::ready(db).await {
        Ok(()) => Check { name: "database", ok: true, message: "reachable and up to date".to_owned() },
        Err(error) => Check { name: "database", ok: false, message: error.to_string() },
    }
}
