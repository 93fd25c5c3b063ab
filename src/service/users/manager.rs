//! Somebody's manager, found by what was typed.

use crate::domain::profile::Manager;
use crate::domain::user::sign_in_name;
use crate::service::error::Error;
use crate::service::portal::Portal;
use crate::store::conn::Read;
use crate::store::users;

/// So many people are named where it is not clear who is meant.
const NAMED: usize = 5;

/// Who a manager is, from what was typed.
#[derive(Debug)]
pub enum Found {
    /// One person.
    One(Manager),
    /// Nobody.
    Nobody,
    /// Several: the user names of the first ones.
    Several(Vec<String>),
}

/// Finds a manager by user name, or by words that find one person alone.
///
/// # Errors
/// The store's.
pub async fn manager(portal: &Portal, read: &Read<'_>, typed: &str) -> Result<Found, Error> {
    let name = sign_in_name(typed, portal.organisation.default_domain());
    if let Some((user, ..)) = users::one::by_sign_in_name(read, &name).await? {
        return Ok(Found::One(Manager::from(user)));
    }
    let ids = users::list::ids(read, typed, NAMED + 1).await?;
    let mut found = vec![];
    for id in ids.iter().take(NAMED) {
        found.extend(users::one::find(read, *id).await?);
    }
    Ok(match found.len() {
        0 => Found::Nobody,
        1 => Found::One(Manager::from(found.remove(0))),
        _ => Found::Several(found.into_iter().map(|user| user.user_name.to_string()).collect()),
    })
}
