//! The sign-in log: the sign-ins among the rows of the audit log, of everybody or of one person (R-360…R-364).

use jiff::{SignedDuration, Timestamp};

use crate::domain::activity;
use crate::domain::audit::{Entry, Filter};
use crate::domain::id::UserId;
use crate::domain::paging::{PageSize, Slice, Start};
use crate::domain::permission::Permission;
use crate::domain::permit::Actor;
use crate::domain::sign_ins::{self, DAYS, Day};
use crate::domain::target::Target;
use crate::domain::user::User;
use crate::service::audit::{self, Listed, Query};
use crate::service::error::Error;
use crate::service::portal::Portal;
use crate::service::somebody;
use crate::store::conn::Read;
use crate::store::{audit as rows, sign_ins as counted};

/// The sign-ins of one person.
#[derive(Debug)]
pub struct OfPerson {
    /// Who.
    pub user: User,
    /// The rows, newest first.
    pub entries: Slice<Entry>,
    /// The last fortnight.
    pub days: Vec<Day>,
    /// Since when they count all of it, where too much happened to count it all.
    pub counted_since: Option<Timestamp>,
}

/// One page of everybody's sign-ins.
///
/// # Errors
/// [`Error::Denied`] for whoever may not read the whole log.
pub async fn list(portal: &Portal, read: &Read<'_>, actor: &Actor, query: &Query) -> Result<Listed, Error> {
    actor.check(Permission::ViewAudit)?;
    let filter = Filter { activity: Some(activity::SIGN_IN.to_owned()), ..query.filter.clone() };
    audit::list(portal, read, actor, &Query { filter, ..query.clone() }).await
}

/// One page of a person's sign-ins: for whoever may read the log, and whoever may help that person back in.
///
/// # Errors
/// [`Error::Denied`], [`Error::NotFound`].
pub async fn of_person(
    portal: &Portal,
    read: &Read<'_>,
    actor: &Actor,
    id: UserId,
    start: &Start,
    size: PageSize,
) -> Result<OfPerson, Error> {
    actor.check(Permission::ViewUsers)?;
    let known = somebody::find(read, id).await?;
    if actor.check_on(Permission::Unlock, &Target::from(&known)).is_err() {
        actor.check(Permission::ViewAudit)?;
    }
    let filter = Filter { subjects: Some(vec![id]), activity: Some(activity::SIGN_IN.to_owned()), ..Filter::default() };
    let entries = rows::page(read, &filter, start, size).await?;
    let now = read.now().await?;
    let hours = i64::try_from(DAYS).unwrap_or(0).saturating_add(1).saturating_mul(24);
    let since = now.saturating_sub(SignedDuration::from_hours(hours)).unwrap_or(now);
    let zone = &portal.organisation.time_zone;
    let (found, counted_since) = counted::by_day(read, id, since, zone.iana_name().unwrap_or("UTC")).await?;
    let days = sign_ins::fortnight(now.to_zoned(zone.clone()).date(), &found);
    Ok(OfPerson { user: known.user, entries, days, counted_since })
}
