//! `/metrics`: counters of every shelf, put together when somebody asks.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::Registry;

use super::house::House;
use crate::host::hash_pool::HashPool;
use crate::service::chain::{self, Progress, Proof};
use crate::store::db::Db;
use crate::store::traffic::Traffic;
use crate::web::answered::Answered;

/// What is told.
pub struct Metrics {
    registry: Registry,
    hashes: Arc<HashPool>,
    traffic: Arc<Traffic>,
    proof: Arc<Proof>,
    db: Arc<Db>,
    hashed: Counter,
    hashes_waiting: Gauge,
    connections: Gauge,
    connections_busy: Gauge,
    connections_wanted: Gauge,
    database_up: Gauge,
    audit_unlinked: Gauge,
    audit_broken: Gauge,
}

impl Metrics {
    /// Over the parts of a house; `db` is asked how much of the audit log waits for its link.
    pub fn new(house: &House, answered: &Answered, db: Arc<Db>) -> Self {
        let mut registry = Registry::with_prefix("latchkey");
        answered.register(&mut registry);
        house.traffic.register(&mut registry);
        let mut gauge = |name: &str, help: &str| {
            let gauge = Gauge::default();
            registry.register(name, help, gauge.clone());
            gauge
        };
        let hashes_waiting = gauge("hashes_waiting", "Passwords that wait for a thread to be checked");
        let connections = gauge("database_connections", "Open connections to the database");
        let connections_busy = gauge("database_connections_busy", "Connections at work");
        let connections_wanted = gauge("database_connections_wanted", "Callers that wait for a connection");
        let database_up = gauge("database_up", "Whether the database answered this question");
        let audit_unlinked =
            gauge("audit_unlinked_rows", "Rows of the audit log that wait for their link, counted to 1,001");
        let audit_broken =
            gauge("audit_broken", "Whether a row of the audit log was found that is not as it was written");
        let hashed = Counter::default();
        registry.register("hashes", "Passwords hashed or checked", hashed.clone());
        Self {
            hashes: Arc::clone(&house.hashes),
            traffic: Arc::clone(&house.traffic),
            proof: Arc::clone(&house.proof),
            registry,
            db,
            hashed,
            hashes_waiting,
            connections,
            connections_busy,
            connections_wanted,
            database_up,
            audit_unlinked,
            audit_broken,
        }
    }

    /// The text that Prometheus reads. What the database would have to tell is left as it was when it does not answer.
    pub async fn text(&self) -> String {
        let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        let waiting = self.hashes.waiting();
        self.hashes_waiting.set(number(waiting));
        self.hashed.inner().store(self.hashes.hashes() + self.hashes.verifications(), Ordering::Relaxed);
        let unlinked = chain::waiting(&self.db).await;
        self.database_up.set(i64::from(unlinked.is_ok()));
        if let Ok(unlinked) = unlinked {
            self.audit_unlinked.set(unlinked);
        }
        let connections = self.traffic.connections();
        self.connections.set(number(connections.open));
        self.connections_busy.set(number(connections.busy));
        self.connections_wanted.set(number(connections.waiting));
        self.audit_broken.set(i64::from(matches!(self.proof.known(), Some(Progress::Broken(_)))));
        let mut text = String::with_capacity(8 * 1024);
        match encode(&mut text, &self.registry) {
            Ok(()) => text,
            // Writing into a String does not fail.
            Err(fmt::Error) => String::new(),
        }
    }
}
