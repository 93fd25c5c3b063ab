//! An administrator opens an account in the directory outside that wrong guesses have closed there; the password stays.

use jiff::Timestamp;

use super::follow::follow;
use super::patience::surely;
use super::writeback::{Begun, Sought, write};
use crate::domain::directory::outcome::{Refusal, Written};
use crate::domain::directory_event::{DirectoryEvent, Operation};
use crate::domain::event::Event;
use crate::domain::id::{UserId, WritebackId};
use crate::domain::lockout_event::LockoutEvent;
use crate::domain::permission::Permission;
use crate::domain::permit::{Actor, Permit};
use crate::domain::subject::Subject;
use crate::domain::target::Target;
use crate::domain::user::{Source, User};
use crate::service::error::Error;
use crate::service::portal::Portal;
use crate::service::somebody;
use crate::service::users::unlocking::Asked;
use crate::store::directory::people::{self, Linked};
use crate::store::directory::writes::{self, Intent};
use crate::store::forms;

/// The name of the form, for its single use.
const FORM: &str = "unlock";

/// Whether the account of somebody is opened there.
pub fn is_open(portal: &Portal, user: &User) -> bool {
    user.source == Source::Directory && portal.settings().directory.writes()
}

/// Opens it there, and here whatever guesses have closed; nothing for somebody whose account lives here alone.
///
/// # Errors
/// [`Error::Denied`], [`Error::NotFound`]; [`Error::Replayed`] when the form was used before.
pub async fn unlock(portal: &Portal, actor: &Actor, target: UserId, asked: &Asked) -> Result<Option<Written>, Error> {
    let Some((user, linked)) = judged(portal, actor, target).await? else { return Ok(None) };
    let not = |written| failed(portal, actor, &user, asked, written);
    let Some(linked) = linked else {
        return not(Written::Refused(Refusal::NotFound, String::new())).await.map(Some);
    };
    let settings = portal.settings();
    let intent = async |before| begin(portal, actor, target, asked, before).await;
    let send = async |mut met: super::outside::Met| met.visit.unlock(&met.entry.target).await;
    let begun = write(portal, &settings.directory, &linked, Sought::Open, intent, send).await?;
    match begun {
        Ok(begun) => end(portal, &user, asked, begun).await.map(Some),
        Err(written) => not(written).await.map(Some),
    }
}

/// The policy's word before anything is asked of the directory.
async fn judged(portal: &Portal, actor: &Actor, target: UserId) -> Result<Option<(User, Option<Linked>)>, Error> {
    let judged = portal.db.read(async |read| {
        let known = somebody::find(read, target).await?;
        if !is_open(portal, &known.user) {
            return Ok(None);
        }
        actor.check_on(Permission::Unlock, &Target::from(&known))?;
        let linked = people::find(read, target).await?;
        Ok(Some((known.user, linked)))
    });
    let judged = judged.await;
    if let Err(Error::Denied(denied)) = &judged {
        portal.db.refused(denied).await?;
    }
    judged
}

async fn begin(
    portal: &Portal,
    actor: &Actor,
    target: UserId,
    asked: &Asked,
    before: Option<Timestamp>,
) -> Result<(WritebackId, Permit), Error> {
    let mut dice = portal.dice();
    portal
        .db
        .write(async |tx| {
            let user = somebody::lock(tx, actor, Permission::Unlock, target).await?;
            let subject = Target::from(&user);
            let actor = &somebody::as_of_now(tx, actor, Permission::Unlock).await?;
            let permit = actor.may_to(Permission::Unlock, &subject)?;
            if let Some(admin) = actor.user()
                && !forms::consume(tx, asked.key, admin, FORM, Some(target)).await?
            {
                return Err(Error::Replayed);
            }
            let id = WritebackId::new(tx.now(), &mut dice)?;
            let (user, operation) = (Subject::from(&subject), Operation::Unlock);
            let intent = Intent { id, user: &user, operation, key: asked.key, reset: None, before };
            writes::begin(tx, &intent).await?;
            Ok(permit.begin(&Event::Directory(DirectoryEvent::Begun { user, operation }), id))
        })
        .await
}

fn told(user: Subject, outcome: &Written, asked: &Asked) -> Event {
    Event::Directory(DirectoryEvent::Ended {
        user,
        operation: Operation::Unlock,
        outcome: outcome.clone(),
        sessions_ended: 0,
        verified_by: None,
        reason: asked.reason.clone(),
    })
}

/// It did not come to a write: why stands in the log.
async fn failed(portal: &Portal, actor: &Actor, user: &User, asked: &Asked, not: Written) -> Result<Written, Error> {
    portal
        .db
        .write(async |tx| {
            let actor = &somebody::as_of_now(tx, actor, Permission::Unlock).await?;
            let subject = Target::from(user);
            let permit = actor.may_to(Permission::Unlock, &subject)?;
            Ok(permit.change(&told(Subject::from(&subject), &not, asked), not))
        })
        .await
}

/// It is done over there, or is not, whatever was decided here meanwhile: what is left is to tell it, by the leave of then.
async fn end(
    portal: &Portal,
    user: &User,
    asked: &Asked,
    begun: Begun<(WritebackId, Permit)>,
) -> Result<Written, Error> {
    let Begun { intent: (id, permit), outcome, millis } = begun;
    let told = surely(async || {
        let ended = portal.db.write_about(user.id, async |tx, person| {
            let user = person.map_or_else(|| user.clone(), |(user, _)| user);
            let subject = Subject::from(&Target::from(&user));
            let is_open = writes::end(tx, id, &outcome, millis).await?;
            let mut events = vec![told(subject.clone(), &outcome, asked)];
            if is_open && outcome.is_done() && follow(tx, user.id, Operation::Unlock, &outcome).await?.doors > 0 {
                events.push(Event::Lockout(LockoutEvent::Unlocked { user: subject, reason: asked.reason.clone() }));
            }
            Ok::<_, Error>(permit.again().changes(&events, ()))
        });
        ended.await
    });
    Ok(told.await?.map_or_else(Written::unknown, |()| outcome))
}
