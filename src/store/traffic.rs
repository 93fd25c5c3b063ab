//! What goes through the database's doors, counted for the operator.

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use diesel_async::AsyncPgConnection;
use diesel_async::pooled_connection::deadpool::Pool;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::registry::Registry;

use crate::domain::record::Record;

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Deed {
    activity: &'static str,
    result: &'static str,
}

/// The counters of a process, shared by all its doors.
#[derive(Default)]
pub struct Traffic {
    commits: AtomicU64,
    deeds: Family<Deed, Counter>,
    in_vain: Counter,
    pools: Mutex<Vec<Pool<AsyncPgConnection>>>,
}

/// How the connections of a process are used at a moment.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Connections {
    /// Open ones.
    pub open: usize,
    /// Of these, at work.
    pub busy: usize,
    /// Callers that wait for one.
    pub waiting: usize,
}

impl Traffic {
    /// Puts the counters into a registry.
    pub fn register(&self, registry: &mut Registry) {
        registry.register("deeds", "Rows of the audit log written, by activity and result", self.deeds.clone());
        registry.register(
            "database_waits_in_vain",
            "Callers that got no connection to the database in time",
            self.in_vain.clone(),
        );
    }

    /// How many changes this process has committed.
    pub fn commits(&self) -> u64 {
        AtomicU64::load(&self.commits, Ordering::Relaxed)
    }

    /// How the connections are used now.
    pub fn connections(&self) -> Connections {
        self.pools().iter().map(Pool::status).fold(Connections::default(), |sum, pool| Connections {
            open: sum.open + pool.size,
            busy: sum.busy + pool.size.saturating_sub(pool.available),
            waiting: sum.waiting + pool.waiting,
        })
    }

    pub(super) fn watch(&self, pool: &Pool<AsyncPgConnection>) {
        self.pools().push(pool.clone());
    }

    pub(super) fn committed(&self, records: &[Record]) {
        self.commits.fetch_add(1, Ordering::Relaxed);
        self.written(records);
    }

    pub(super) fn written(&self, records: &[Record]) {
        for record in records {
            let result = if record.failure.is_some() { "failure" } else { "success" };
            self.deeds.get_or_create(&Deed { activity: record.activity, result }).inc();
        }
    }

    pub(super) fn waited_in_vain(&self) {
        self.in_vain.inc();
    }

    fn pools(&self) -> MutexGuard<'_, Vec<Pool<AsyncPgConnection>>> {
        self.pools.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Traffic {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Traffic").field("commits", &self.commits()).finish_non_exhaustive()
    }
}
