//! People who are not in the directory any more, and those who are back: deleted here once more than one look has not found them, restored where
//! it was a walk that deleted them.

use crate::domain::deletion::{Deletion, KEPT};
use crate::domain::directory_event::DirectoryEvent;
use crate::domain::event::Event;
use crate::domain::fold::canonical;
use crate::domain::id::UserId;
use crate::domain::permit::Actor;
use crate::domain::user::UserName;
use crate::service::error::Error;
use crate::service::portal::Portal;
use crate::service::stop::Stop;
use crate::service::users::restoration;
use crate::store::conn::Tx;
use crate::store::directory::people;
use crate::store::sessions;
use crate::store::users::{deleted, names, one};

/// Under what name a walk deletes.
const BY: &str = "directory";

/// Deletes people whom a whole walk has not met, and whom nobody has met since: restorable, like everybody who is deleted. Whoever holds a role
/// here by now stays. Says how many.
///
/// # Errors
/// The store's.
pub(super) async fn delete(portal: &Portal, program: &Actor, run: i64, unmet: &[UserId]) -> Result<usize, Error> {
    let deleted = portal.db.write(async |tx| {
        let permit = program.may_operate().map_err(Error::from)?;
        for person in unmet {
            one::lock(tx, *person).await?;
        }
        let gone = people::unmet_among(&tx.reading(), run, unmet).await?;
        if gone.is_empty() {
            return Err(Stop::Because(()));
        }
        for person in &gone {
            sessions::close_all(tx, person.id, "gone from the directory").await?;
            let at = tx.now();
            let deletion =
                Deletion { at, by: None, by_name: BY.to_owned(), purge_at: at.saturating_add(KEPT).unwrap_or(at) };
            deleted::delete_person(tx, person.id, &deletion).await?;
        }
        let number = gone.len();
        Ok(permit.change(&Event::Directory(DirectoryEvent::PeopleGone { gone }), number))
    });
    match deleted.await {
        Ok(number) => Ok(number),
        Err(Stop::Because(())) => Ok(0),
        Err(Stop::Error(error)) => Err(error),
    }
}

/// Brings somebody back whom a walk has deleted, and who is met again under a name that nobody else has by now. Says whether it did: whoever
/// was deleted by an administrator stays deleted until somebody restores her.
///
/// # Errors
/// The store's.
pub(super) async fn is_back(tx: &mut Tx<'_>, id: UserId, user_name: &UserName) -> Result<bool, Error> {
    let Some(person) = deleted::lock(tx, id).await? else { return Ok(false) };
    let by_a_walk = person.deletion.by.is_none() && person.deletion.by_name == BY;
    if !by_a_walk || person.deletion.purge_at <= tx.now() {
        return Ok(false);
    }
    let wanted = [user_name.canonical(), canonical(person.user.user_name.as_str())];
    if !names::known(&tx.reading(), &wanted, Some(id)).await?.is_empty() {
        return Ok(false);
    }
    restoration::bring_back(tx, person).await?;
    Ok(true)
}
