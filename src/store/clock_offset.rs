//! A shift of time, for tests.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::SignedDuration;

/// A shift of the database's time that only tests move.
#[derive(Debug, Clone, Default)]
pub struct ClockOffset(Arc<AtomicI64>);

impl ClockOffset {
    /// Moves every moment told from now on.
    pub fn advance(&self, by: SignedDuration) {
        self.0.fetch_add(i64::try_from(by.as_micros()).unwrap_or(0), Ordering::Relaxed);
    }

    /// How far time is moved.
    pub fn get(&self) -> SignedDuration {
        SignedDuration::from_micros(AtomicI64::load(&self.0, Ordering::Relaxed))
    }
}
