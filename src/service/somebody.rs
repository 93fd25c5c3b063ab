//! Somebody whom a page or a deed is about: deleted people are found too, so that they are told to be deleted, and not to be nobody.

use crate::domain::deletion::Known;
use crate::domain::id::UserId;
use crate::domain::permission::Permission;
use crate::domain::permit::{Actor, Who};
use crate::domain::profile::Profile;
use crate::domain::target::Target;
use crate::domain::user::User;
use crate::service::error::Error;
use crate::store::conn::{Read, Tx};
use crate::store::sessions;
use crate::store::users::{deleted, one};

/// Somebody, deleted or not. The policy says what may still be done (`Actor::check_on` with the [`Target`]).
///
/// # Errors
/// [`Error::NotFound`] for nobody.
pub async fn find(read: &Read<'_>, id: UserId) -> Result<Known, Error> {
    if let Some(user) = one::find(read, id).await? {
        return Ok(user.into());
    }
    deleted::find(read, id).await?.map(Known::from).ok_or(Error::NotFound)
}

/// What the directory knows of somebody whom [`find`] found in the same moment.
///
/// # Errors
/// [`Error::NotFound`] for nobody.
pub async fn profile(read: &Read<'_>, known: &Known) -> Result<Profile, Error> {
    let id = known.user.id;
    let found =
        if known.deletion.is_some() { deleted::profile(read, id).await? } else { one::profile(read, id).await? };
    found.ok_or(Error::NotFound)
}

/// Whoever acts, with the roles of this moment: between the press of the button and the deed somebody may have blocked the account, ended
/// the session, replaced the password or taken a role away. Asked when everything that could make a deed wait is behind it.
///
/// # Errors
/// [`Error::Denied`] where the session does not stand any more.
pub async fn as_of_now(tx: &Tx<'_>, actor: &Actor, permission: Permission) -> Result<Actor, Error> {
    let Who::Person { id, name, session, .. } = &actor.who else { return Ok(actor.clone()) };
    let Some(roles) = sessions::roles(&tx.reading(), *session).await? else {
        return Err(actor.signed_out(permission).into());
    };
    let who = Who::Person { id: *id, name: name.clone(), roles, session: *session };
    Ok(Actor { who, origin: actor.origin.clone() })
}

/// Somebody who is not deleted, locked for a deed that takes this permission.
///
/// # Errors
/// [`Error::Denied`] for somebody who is deleted, [`Error::NotFound`] for nobody.
pub async fn lock(tx: &Tx<'_>, actor: &Actor, permission: Permission, id: UserId) -> Result<User, Error> {
    if let Some(user) = one::lock(tx, id).await? {
        return Ok(user);
    }
    let deleted = deleted::find(&tx.reading(), id).await?.ok_or(Error::NotFound)?;
    actor.check_on(permission, &Target::from(&deleted))?;
    Err(Error::NotFound)
}
