//! How a sign-in finds an account: the same look for the sign-in itself and for the page that explains it.

use jiff::Timestamp;

use crate::domain::lockout::Lock;
use crate::domain::password::temporary;
use crate::domain::sign_in_check::Standing;
use crate::domain::user::{PasswordKind, User};
use crate::store::credentials::Credential;

/// The account with its password and its locks, of the password and of the second step, at a moment.
pub fn standing(
    user: &User,
    credential: Option<&Credential>,
    (lock, step_lock): (Option<Lock>, Option<Lock>),
    now: Timestamp,
) -> Standing {
    let is_over = credential.is_some_and(|known| {
        known.kind == PasswordKind::Temporary && temporary::is_over(now, known.expires_at, known.first_used_at)
    });
    Standing { has_password: credential.is_some(), is_over, lock, step_lock, status: user.status }
}
