//! How the portal is used: sign-ins by requirement and method, passwords and unlocks, proofs of resets, registrations.

use crate::domain::capability::Proof;
use crate::domain::period::Period;
use crate::domain::permission::Permission;
use crate::domain::permit::Actor;
use crate::domain::usage::{Number, What, total};
use crate::service::error::Error;
use crate::service::portal::{Portal, Reading};
use crate::store::db::Db;
use crate::store::{reset_figures, usage};

use super::password_resets::{self, span};

/// What the page shows.
#[derive(Debug)]
pub struct Usage {
    /// How often what came to what, in every day or hour that had any.
    pub numbers: Vec<Number>,
    /// The resets of that time: the numbers of their own report.
    pub resets: Vec<password_resets::Number>,
    /// What the charts have a column for.
    pub slots: Vec<String>,
}

/// The report, for whoever sees what everybody did.
///
/// # Errors
/// [`Error::Denied`].
pub async fn report(portal: &Portal, read: &Reading<'_>, actor: &Actor, period: Period) -> Result<Usage, Error> {
    actor.check(Permission::ViewAudit)?;
    let (now, zone) = (read.now().await?, &portal.organisation.time_zone);
    let span = span(period, now, zone, None);
    let numbers = usage::numbers(read, &span).await?;
    let resets = reset_figures::numbers(read, &span).await?;
    Ok(Usage { numbers, resets, slots: period.slots(now, zone) })
}

/// How often each method was registered in the last thirty days, and how often that failed.
///
/// # Errors
/// The store's.
pub(super) async fn registered(portal: &Portal, read: &Reading<'_>) -> Result<Vec<(Proof, u64, u64)>, Error> {
    let span = span(Period::Month, read.now().await?, &portal.organisation.time_zone, None);
    let numbers = usage::numbers(read, &span).await?;
    let of = |proof: Proof, succeeded| total(&numbers, What::Registration, Some(proof.id()), succeeded);
    Ok(Proof::ALL.map(|proof| (proof, of(proof, true), of(proof, false))).into())
}

/// So many hours or days at a time.
const STEP: usize = 30;

/// Counts some of what is over, each hour or day in a statement of its own. Says how many.
///
/// # Errors
/// The store's.
pub async fn count(db: &Db) -> Result<usize, Error> {
    let now = db.read(async |read| Ok::<_, Error>(read.now().await?)).await?;
    let mut counted = 0;
    while counted < STEP && db.keep_house(async |house| usage::count(house, now).await).await? {
        counted += 1;
    }
    Ok(counted)
}
