//! What all workers share of the site: its address, its words, its signatures, its clock.

use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use tokio_util::task::TaskTracker;

use super::csrf::Csrf;
use super::flashes::Flashes;
use super::origin::PublicUrl;
use crate::domain::dice::Entropy;
use crate::domain::organisation::Organisation;
use crate::i18n::Locales;
use crate::service::users::export::Downloads;

/// The site.
pub struct Site {
    /// The one address under which it answers.
    pub public: PublicUrl,
    /// The words of every language.
    pub locales: Locales,
    /// Makes and checks form tokens.
    pub csrf: Csrf,
    /// Makes and reads flash cookies.
    pub flashes: Flashes,
    /// The organisation.
    pub organisation: Arc<Organisation>,
    /// The clock of pages that ask the database nothing.
    pub now: Arc<dyn Fn() -> Timestamp + Send + Sync>,
    /// Where randomness comes from.
    pub dice: Entropy,
    /// The deeds under way: a stop waits for them.
    pub tasks: TaskTracker,
    /// The downloads under way, so that they are few.
    pub downloads: Arc<Downloads>,
    /// A sign-in that fails takes at least so long, whatever the reason (security 4.4).
    pub failure_floor: Duration,
}

impl Site {
    /// Holds an answer back that must not tell what was done for it: until the floor, or the next whole number of floors where a busy
    /// machine took longer, so that a few milliseconds more or less are seen by nobody (T-95).
    pub async fn hold_back(&self, started: Instant) {
        actix_web::rt::time::sleep(left(self.failure_floor, started.elapsed())).await;
    }
}

/// From a moment to the next whole number of floors.
fn left(floor: Duration, elapsed: Duration) -> Duration {
    match (floor.as_nanos(), elapsed.as_nanos()) {
        (0, _) => Duration::ZERO,
        (floor, elapsed) => Duration::from_nanos(u64::try_from(floor - elapsed % floor).unwrap_or(0)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_comes_at_a_whole_number_of_floors() {
        let ms = Duration::from_millis;
        assert_eq!(left(ms(350), ms(40)), ms(310));
        assert_eq!(left(ms(350), ms(351)), ms(349));
        assert_eq!(left(ms(350), ms(1_100)), ms(300));
        assert_eq!(left(Duration::ZERO, ms(5)), Duration::ZERO);
    }
}
