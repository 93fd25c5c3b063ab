//! Somebody's manager, found by what was typed.

use crate::domain::profile::Manager;
use crate::service::error::Error;
use crate::service::portal::Portal;
use crate::store::conn::Read;

use super::named::{Named, named};

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
    Ok(match named(portal, read, typed).await? {
        Named::One(user) => Found::One(Manager::from(*user)),
        Named::Nobody => Found::Nobody,
        Named::Several(names) => Found::Several(names),
    })
}
