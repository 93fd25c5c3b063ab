//! The one person that somebody means, by a user name or by words that find her alone.

use crate::domain::user::{User, sign_in_name};
use crate::service::error::Error;
use crate::service::portal::Portal;
use crate::store::conn::Read;
use crate::store::users;

/// So many people are named where it is not clear who is meant.
const NAMED: usize = 5;

/// Who is meant.
#[derive(Debug, Clone)]
pub enum Named {
    /// One person.
    One(Box<User>),
    /// Nobody.
    Nobody,
    /// Several: the user names of the first ones.
    Several(Vec<String>),
}

/// Finds a person by user name, or by words that find one alone.
///
/// # Errors
/// The store's.
pub async fn named(portal: &Portal, read: &Read<'_>, typed: &str) -> Result<Named, Error> {
    let name = sign_in_name(typed, portal.organisation.default_domain());
    if let Some(users::one::SigningIn { user, .. }) = users::one::by_sign_in_name(read, &name).await? {
        return Ok(Named::One(Box::new(user)));
    }
    let ids = users::list::ids(read, typed, NAMED + 1).await?;
    let mut found = vec![];
    for id in ids.iter().take(NAMED) {
        found.extend(users::one::find(read, *id).await?);
    }
    Ok(match found.len() {
        0 => Named::Nobody,
        1 => Named::One(Box::new(found.remove(0))),
        _ => Named::Several(found.into_iter().map(|user| user.user_name.to_string()).collect()),
    })
}
