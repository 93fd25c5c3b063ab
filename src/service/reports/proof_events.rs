//! What was registered, and what proved or failed to prove somebody at a reset: one by one, from the audit log.

use crate::domain::audit::Filter;
use crate::domain::paging::{PageSize, Slice, Start};
use crate::domain::people::Missed;
use crate::domain::period::Period;
use crate::domain::permission::Permission;
use crate::domain::permit::Actor;
use crate::domain::proof_event::{Feature, ProofEvent};
use crate::service::audit;
use crate::service::error::Error;
use crate::service::portal::{Portal, Reading};
use crate::store::audit as store;

/// What the page is asked for, as typed: names are looked up here.
#[derive(Debug, Clone, Default)]
pub struct Query {
    /// Which time.
    pub period: Period,
    /// Who, by name or user name.
    pub person: Option<String>,
    /// Only what was done for this.
    pub feature: Option<Feature>,
    /// Only what came about (`true`), or failed (`false`).
    pub succeeded: Option<bool>,
    /// From where.
    pub start: Start,
    /// How many.
    pub size: PageSize,
}

/// What the page shows.
#[derive(Debug)]
pub struct Listed {
    /// The rows, newest first.
    pub rows: Slice<ProofEvent>,
    /// Words of the person that found nobody.
    pub missed: Option<Missed>,
}

/// One page of it, for whoever sees what everybody did.
///
/// # Errors
/// [`Error::Denied`].
pub async fn list(portal: &Portal, read: &Reading<'_>, actor: &Actor, query: &Query) -> Result<Listed, Error> {
    actor.check(Permission::ViewAudit)?;
    let (from, until) = query.period.moments(read.now().await?, &portal.organisation.time_zone);
    let mut missed = None;
    let subjects = match &query.person {
        Some(person) => Some(audit::people(portal, read, person, &mut missed).await?),
        None => None,
    };
    let filter = Filter {
        subjects,
        activities: Some(Feature::activities(query.feature)),
        succeeded: query.succeeded,
        judged: true,
        from: Some(from),
        until: Some(until),
        ..Filter::default()
    };
    let Slice { rows, before, after } = store::page(read, &filter, &query.start, query.size).await?;
    Ok(Listed { rows: Slice { rows: rows.iter().filter_map(ProofEvent::of).collect(), before, after }, missed })
}
