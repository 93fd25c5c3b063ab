//! What all workers share of the site: its address, its words, its signatures, its clock.

use std::sync::Arc;
use std::time::Duration;

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
