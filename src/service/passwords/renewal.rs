//! A password that rests at another cost than today's is hashed anew when its owner brings it (security 4.4).

use crate::domain::id::UserId;
use crate::domain::secret::PlainPassword;
use crate::domain::user::PasswordKind;
use crate::host::hash_pool::Lane;
use crate::service::error::Error;
use crate::service::keys;
use crate::service::portal::Portal;
use crate::store::credentials::Credential;

use super::replace::{self, Prepared};
use super::verify::belongs;

/// The same password at today's cost, where it rests at another one. Where no thread is free, another day will do.
///
/// # Errors
/// A seal that does not open.
pub async fn renewed(
    portal: &Portal,
    lane: Lane,
    user: UserId,
    credential: &Credential,
    password: &PlainPassword,
) -> Result<Option<Prepared>, Error> {
    // A temporary one soon gives way to an own one.
    if credential.kind != PasswordKind::Own || !is_outdated(portal, user, credential).await? {
        return Ok(None);
    }
    match replace::prepare(portal, lane, user, credential.kind, password.expose()).await {
        Ok(prepared) => Ok(Some(prepared)),
        Err(Error::Busy(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

async fn is_outdated(portal: &Portal, user: UserId, credential: &Credential) -> Result<bool, Error> {
    let keys = keys::of_sealed(portal, &credential.sealed).await?;
    let opened = keys.pwd.open(&credential.sealed, &belongs(user, credential.kind))?;
    Ok(std::str::from_utf8(&opened).is_ok_and(|phc| !portal.hashes.is_current(phc)))
}
