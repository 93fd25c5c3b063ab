//! The one place where a password is replaced.

use crate::domain::dice::Dice;
use crate::domain::id::UserId;
use crate::domain::password::issued::{Ending, Issue};
use crate::domain::user::PasswordKind;
use crate::host::hash_pool::Lane;
use crate::service::error::Error;
use crate::service::portal::Portal;
use crate::store::conn::Tx;
use crate::store::credentials::{self, Credential};
use crate::store::{lockout, password_history, sessions, temporary_passwords};

use super::verify::{belongs, compared};

/// A password hashed and sealed for one person, ready to be written. Made before the transaction: hashing is slow.
pub struct Prepared {
    user: UserId,
    kind: PasswordKind,
    sealed: Vec<u8>,
    /// So many earlier ones are kept.
    history: u16,
}

/// Hashes and seals a new password.
///
/// # Errors
/// [`Error::Busy`] when no thread is free.
pub async fn prepare(
    portal: &Portal,
    lane: Lane,
    user: UserId,
    kind: PasswordKind,
    plain: &str,
) -> Result<Prepared, Error> {
    let phc = portal.hashes.hash(lane, compared(kind, plain).as_bytes()).await?;
    let sealed =
        portal.keys.current().pwd.seal(portal.dice().bytes()?, phc.expose().as_bytes(), &belongs(user, kind))?;
    let history = portal.rules().policy().history;
    Ok(Prepared { user, kind, sealed, history })
}

/// Keeps the same password under a hash of today's cost; not where another one has taken its place meanwhile (security 4.4).
///
/// # Errors
/// The store's.
pub async fn rehash(tx: &mut Tx<'_>, new: &Prepared, old: &[u8]) -> Result<(), Error> {
    Ok(credentials::reseal_one(tx, new.user, old, &new.sealed).await?)
}

/// Replaces the password and ends every session of the person, in one transaction; an own password that was is remembered.
/// A temporary one comes with how it came about. Says how many sessions were alive.
///
/// # Errors
/// The store's.
pub async fn replace(tx: &mut Tx<'_>, new: Prepared, issue: Option<&Issue>) -> Result<u64, Error> {
    let (set_by, expires_at) = (issue.and_then(|issue| issue.by), issue.and_then(|issue| issue.expires_at));
    let reason = if set_by.is_some() { "password reset" } else { "password changed" };
    temporary_passwords::end(tx, new.user, if issue.is_some() { Ending::Superseded } else { Ending::Used }).await?;
    if let Some(issue) = issue {
        temporary_passwords::add(tx, new.user, issue).await?;
    }
    let ended = sessions::close_all(tx, new.user, reason).await?;
    let credential = Credential {
        kind: new.kind,
        sealed: new.sealed,
        set_at: tx.now(),
        set_by,
        expires_at,
        first_used_at: None,
        demanded_at: None,
        exempt_until: None,
    };
    password_history::keep(tx, new.user, i64::from(new.history)).await?;
    credentials::replace(tx, new.user, &credential).await?;
    // Nobody has guessed at the new one.
    lockout::forget(tx, new.user);
    Ok(ended)
}
