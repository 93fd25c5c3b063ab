//! How somebody wants to see lists of people, wherever he signs in.

use crate::domain::columns::Choice;
use crate::domain::id::UserId;
use crate::service::error::Error;
use crate::service::portal::Portal;
use crate::store::users::choice;

/// Keeps a person's own choice.
///
/// # Errors
/// The store's.
pub async fn keep(portal: &Portal, who: UserId, chosen: Choice) -> Result<(), Error> {
    Ok(portal.db.keep_house(async |house| choice::keep(house, who, chosen).await).await?)
}
