//! When passwords end by themselves: for one person, and for how many at once (R-280…R-285).

use jiff::{SignedDuration, Timestamp};

use crate::domain::id::UserId;
use crate::domain::password::expiry::{Age, End, Standing};
use crate::domain::password::policy::Expiry;
use crate::domain::permission::Permission;
use crate::domain::permit::Actor;
use crate::domain::user::User;
use crate::service::error::Error;
use crate::service::portal::Portal;
use crate::store::conn::Read;
use crate::store::credentials::{self, Credential};
use crate::store::password_age;

pub use crate::store::password_age::Hits;

/// How somebody's password stands now.
pub fn standing(portal: &Portal, credential: &Credential, now: Timestamp) -> Standing {
    Standing::of(portal.settings().password_policy.expiry(), &age(credential), now)
}

/// How the password of a person stands; nothing where there is none here.
///
/// # Errors
/// The store's.
pub async fn of(portal: &Portal, read: &Read<'_>, user: UserId) -> Result<Option<Standing>, Error> {
    let Some(credential) = credentials::find(read, user).await? else { return Ok(None) };
    Ok(Some(standing(portal, &credential, read.now().await?)))
}

/// The end of which somebody is given notice by now. The store is asked only where what is known of the person does not rule it out.
///
/// # Errors
/// The store's.
pub async fn noticed(portal: &Portal, read: &Read<'_>, user: &User, now: Timestamp) -> Result<Option<End>, Error> {
    let (Some(kind), Some(set_at)) = (user.password_kind, user.password_changed_at) else { return Ok(None) };
    let at_most = Age { kind, set_at, demanded_at: None, exempt_until: None };
    let by_age = Standing::of(portal.settings().password_policy.expiry(), &at_most, now);
    if by_age.noticed(now).is_none() && !by_age.is_over() {
        return Ok(None);
    }
    let Some(credential) = credentials::find(read, user.id).await? else { return Ok(None) };
    Ok(standing(portal, &credential, now).noticed(now))
}

fn age(credential: &Credential) -> Age {
    let Credential { kind, set_at, demanded_at, exempt_until, .. } = *credential;
    Age { kind, set_at, demanded_at, exempt_until }
}

/// How many people an end by age would meet, and when.
///
/// # Errors
/// [`Error::Denied`], and the store's.
pub async fn hits(read: &Read<'_>, actor: &Actor, expiry: Expiry) -> Result<Hits, Error> {
    actor.check(Permission::ManageSettings)?;
    let now = read.now().await?;
    let ended = expiry.oldest(now);
    let later = |days: i64| ended.saturating_add(SignedDuration::from_hours(24 * days)).unwrap_or(ended);
    Ok(password_age::hits(read, now, [ended, later(7), later(30)]).await?)
}
