//! What the server answered, counted for the operator.

use std::time::Duration;

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};

/// Upper bounds of the groups of durations, in seconds.
const GROUPS: [f64; 9] = [0.001, 0.002, 0.005, 0.01, 0.025, 0.1, 0.5, 2.0, 10.0];

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Class {
    status: &'static str,
}

/// The counters of a process, shared by all its workers.
#[derive(Debug)]
pub struct Answered {
    requests: Family<Class, Counter>,
    durations: Histogram,
}

impl Default for Answered {
    fn default() -> Self {
        Self { requests: Family::default(), durations: Histogram::new(GROUPS) }
    }
}

impl Answered {
    /// Puts the counters into a registry.
    pub fn register(&self, registry: &mut Registry) {
        registry.register("requests", "Requests answered, by class of status", self.requests.clone());
        registry.register_with_unit(
            "request_duration",
            "How long answers took, until their body was sent off",
            Unit::Seconds,
            self.durations.clone(),
        );
    }

    pub(super) fn note(&self, status: u16, took: Duration) {
        let status = match status {
            100..=199 => "1xx",
            200..=299 => "2xx",
            300..=399 => "3xx",
            400..=499 => "4xx",
            _ => "5xx",
        };
        self.requests.get_or_create(&Class { status }).inc();
        self.durations.observe(took.as_secs_f64());
    }
}
