//! People who are not in the directory any more, and those who are back: deleted here once more than one look has not found them, restored where
//! it was a walk that deleted them.

use super::claim::hold;
use super::patience::patiently;
use super::walk::{TOGETHER, Task, Walked};
use crate::domain::deletion::{Deletion, KEPT};
use crate::domain::directory::door::Visit;
use crate::domain::directory::run::{Walk, may_go};
use crate::domain::directory_event::DirectoryEvent;
use crate::domain::event::Event;
use crate::domain::id::UserId;
use crate::domain::permit::Actor;
use crate::domain::user::UserName;
use crate::service::error::Error;
use crate::service::portal::Portal;
use crate::service::stop::Stop;
use crate::service::users::restoration;
use crate::store::conn::Tx;
use crate::store::directory::claims::Claim;
use crate::store::directory::unmet_people;
use crate::store::sessions;
use crate::store::users::{deleted, names, one};

/// Under what name a walk deletes.
const BY: &str = "directory";

impl Task<'_> {
    /// Whoever was not met is gone; where that are too many at once, somebody has to look first. Who administers something here is not deleted by a
    /// program, and is not among the many.
    pub(super) async fn see_who_is_gone(&mut self, visit: &mut dyn Visit) -> Walked {
        let portal = self.portal;
        let [free, holders, known] =
            portal.db.read(async |read| unmet_people::numbers(read, self.claim.run).await).await?;
        let (unmet, holders) = if self.walk == Walk::Try {
            // A try writes nobody down as met: whom it has not met are all but those.
            let holders = holders.saturating_sub(self.holders_met.into());
            (known.saturating_sub(self.met_again.into()).saturating_sub(holders), holders)
        } else {
            (free, holders)
        };
        let short = |people: u64| u32::try_from(people).unwrap_or(u32::MAX);
        let number = short(unmet.saturating_add(holders));
        // Of whom our account may not even see what never changes, nobody knows who they are: anybody's absence may be theirs.
        if self.hidden > 0 || !self.may_go(unmet, known) {
            self.counts.held_back = number;
            return Ok(Ok(()));
        }
        if self.walk == Walk::Try {
            (self.counts.gone, self.counts.held_back) = (short(unmet), short(holders));
            return Ok(Ok(()));
        }
        let (most, mut after, mut met) = (i64::try_from(TOGETHER).unwrap_or(1), None, 0_u32);
        loop {
            let some =
                portal.db.read(async |read| unmet_people::after(read, self.claim.run, after, most).await).await?;
            let Some((last, _)) = some.last() else { break };
            after = Some(*last);
            let (mut gone, mut there) = (vec![], vec![]);
            for (person, anchor) in &some {
                // Once more, by what never changes: whoever was moved while the pages went by is there.
                match visit.by_anchor(anchor).await {
                    Ok(None) => gone.push(*person),
                    Ok(Some(entry)) => there.push(entry),
                    Err(fault) => return Ok(Err(fault)),
                }
            }
            // An administrator who sees it go wrong ends it by what is decided.
            if let Err(fault) = self.stands() {
                return Ok(Err(fault));
            }
            self.take(&there).await?;
            let again = u32::try_from(there.len()).unwrap_or(u32::MAX);
            (met, self.counts.read) = (met + again, self.counts.read.saturating_sub(again));
            if !self.may_go(unmet, known) {
                break;
            }
            let deleted = patiently(async || delete(portal, self.program, self.claim, &gone).await).await?;
            self.counts.gone += u32::try_from(deleted).unwrap_or(u32::MAX);
        }
        self.counts.held_back = number.saturating_sub(self.counts.gone.saturating_add(met));
        Ok(Ok(()))
    }

    /// Whether so many of so many may be deleted at once, by what is decided now.
    pub(super) fn may_go(&self, unmet: u64, known: u64) -> bool {
        may_go(unmet, known, self.portal.settings().directory.deletions_percent)
    }
}

/// Deletes people whom a whole walk has not met, and whom nobody has met since: restorable, like everybody who is deleted. Whoever holds a role
/// here by now stays. Says how many.
///
/// # Errors
/// The store's.
async fn delete(portal: &Portal, program: &Actor, claim: Claim, unmet: &[UserId]) -> Result<usize, Error> {
    let deleted = portal.db.write(async |tx| {
        let permit = hold(tx, program, claim).await?;
        for person in unmet {
            one::lock(tx, *person).await?;
        }
        let gone = unmet_people::among(&tx.reading(), claim.run, unmet).await?;
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

/// What becomes of somebody, or of a group, that is deleted here and met again.
#[derive(Debug)]
pub(super) enum Return {
    /// Brought back.
    Back,
    /// Nothing stands in the way but these names, which another one has by now.
    Taken(Vec<String>),
    /// Deleted by somebody here, or for too long.
    Stays,
}

/// Brings somebody back whom a walk has deleted, and who is met again, under the name of now where nobody else has it: whoever was deleted by an
/// administrator stays deleted until somebody restores her.
///
/// # Errors
/// The store's.
pub(super) async fn is_back(tx: &mut Tx<'_>, id: UserId, user_name: &UserName) -> Result<Return, Error> {
    let Some(person) = deleted::lock(tx, id).await? else { return Ok(Return::Stays) };
    let by_a_walk = person.deletion.by.is_none() && person.deletion.by_name == BY;
    if !by_a_walk || person.deletion.purge_at <= tx.now() {
        return Ok(Return::Stays);
    }
    // The name of before may be somebody else's by now: nobody asks for it.
    let taken = names::known(&tx.reading(), &[user_name.canonical()], Some(id)).await?;
    if !taken.is_empty() {
        return Ok(Return::Taken(taken));
    }
    restoration::bring_back(tx, person, user_name.clone()).await?;
    Ok(Return::Back)
}
