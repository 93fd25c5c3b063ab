//! Whether a typed password is the right one: the same work for everybody, whoever exists.

use zeroize::Zeroizing;

use crate::domain::id::UserId;
use crate::domain::password::rules::LONGEST;
use crate::domain::password::temporary::relaxed;
use crate::domain::secret::PlainPassword;
use crate::domain::user::PasswordKind;
use crate::host::hash_pool::Lane;
use crate::service::error::Error;
use crate::service::keys;
use crate::service::portal::Portal;
use crate::store::credentials::Credential;

/// Verifies `typed` against a person's credential; without one, against a hash that nothing matches.
///
/// # Errors
/// [`Error::Busy`] when no thread was free: nothing is known then.
pub async fn verify(
    portal: &Portal,
    lane: Lane,
    credential: Option<(UserId, &Credential)>,
    typed: &PlainPassword,
) -> Result<bool, Error> {
    // Longer than any password can be: no hash is spent on it.
    if typed.code_points() > LONGEST {
        return Ok(false);
    }
    match credential {
        None => {
            portal.hashes.verify(lane, typed.expose().as_bytes(), portal.hashes.dummy_phc().expose()).await?;
            Ok(false)
        }
        Some((user, credential)) => verify_sealed(portal, lane, user, credential.kind, &credential.sealed, typed).await,
    }
}

/// Verifies `typed` against one sealed hash of a person.
///
/// # Errors
/// As [`verify`].
pub(super) async fn verify_sealed(
    portal: &Portal,
    lane: Lane,
    user: UserId,
    kind: PasswordKind,
    sealed: &[u8],
    typed: &PlainPassword,
) -> Result<bool, Error> {
    let keys = keys::of_sealed(portal, sealed).await?;
    let opened = keys.pwd.open(sealed, &belongs(user, kind))?;
    let phc = std::str::from_utf8(&opened).map_err(|error| Error::Internal(Box::new(error)))?;
    let compared = compared(kind, typed.expose());
    Ok(portal.hashes.verify(lane, compared.as_bytes(), phc).await?)
}

/// What is hashed and compared: temporary passwords forgive hyphens, blanks and case; own ones forgive nothing.
pub(in crate::service) fn compared(kind: PasswordKind, typed: &str) -> Zeroizing<String> {
    match kind {
        PasswordKind::Own => Zeroizing::new(typed.to_owned()),
        PasswordKind::Temporary => relaxed(typed),
    }
}

/// Where a sealed hash belongs: in nobody else's row, and as no other kind (security 4.4).
pub(in crate::service) fn belongs(user: UserId, kind: PasswordKind) -> Vec<u8> {
    [user.uuid().as_bytes(), b"pwd".as_slice(), kind.id().as_bytes()].concat()
}
