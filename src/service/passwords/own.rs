//! The own password, asked again of somebody who has signed in: counted like any guess, for itself (A35).

use crate::domain::id::UserId;
use crate::domain::permit::{Actor, Who};
use crate::domain::secret::PlainPassword;
use crate::domain::subject::Subject;
use crate::service::error::Error;
use crate::service::lockout::{self, Door, Guess};
use crate::service::portal::Portal;
use crate::store::credentials::Credential;
use crate::store::lockout as counters;

/// Judges what was typed. Whoever acts on a right one takes its charge back with [`lockout::settle`], or replaces the password.
///
/// # Errors
/// [`Error::Busy`]: nothing was judged.
pub async fn guess(
    portal: &Portal,
    actor: &Actor,
    user: UserId,
    credential: &Credential,
    typed: &PlainPassword,
) -> Result<Guess, Error> {
    let door = Door::own(actor, user);
    let seen = portal.db.read(async |read| {
        let found = counters::of(read, user, door.factor).await?;
        Ok::<_, Error>((found, read.now().await?))
    });
    let (found, now) = seen.await?;
    let guess = lockout::guess(portal, &door, credential, typed, found, now).await?;
    if let (Guess::Wrong(Some(fall)), Who::Person { id, name, .. }) = (guess, &actor.who) {
        let subject = Subject { id: *id, name: name.clone() };
        lockout::note(portal, actor, &door, &subject, fall).await?;
    }
    Ok(guess)
}
