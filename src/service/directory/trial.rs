//! What our account may write is tried on somebody who is made for that, before anybody depends on it (peers 95).

use std::time::Instant;

use super::follow;
use super::outside::millis;
use super::patience::surely;
use super::reset::temporary;
use super::writeback::{Sought, settled, unless_open};
use crate::domain::directory::access::Access;
use crate::domain::directory::door::Visit;
use crate::domain::directory::entry::Entry;
use crate::domain::directory::fault::Fault;
use crate::domain::directory::outcome::{Judged, Refusal, Written};
use crate::domain::directory_event::{DirectoryEvent, Operation};
use crate::domain::event::Event;
use crate::domain::id::{FormKey, WritebackId};
use crate::domain::permission::Permission;
use crate::domain::permit::{Actor, Permit};
use crate::domain::secret::PlainPassword;
use crate::domain::subject::Subject;
use crate::domain::target::Target;
use crate::domain::user::User;
use crate::service::error::Error;
use crate::service::portal::Portal;
use crate::service::somebody;
use crate::store::begin::Person;
use crate::store::conn::Tx;
use crate::store::directory::people;
use crate::store::directory::writes::{self, Intent};
use crate::store::forms;

/// The name of the form, for its single use.
const FORM: &str = "directory-test";

/// What our account may do to somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rights {
    /// Whether it may set a password, and have another one asked for.
    pub set: Written,
    /// Whether it may open an account that guesses have closed; nothing where that was not tried.
    pub opened: Option<Written>,
    /// What a sign-in with that password says; nothing where there is none.
    pub judged: Option<Judged>,
}

impl Rights {
    /// Whether all of it is there.
    pub fn is_fine(&self) -> bool {
        self.set == Written::Done && self.opened == Some(Written::Done) && self.judged == Some(Judged::MustChange)
    }

    /// What the write came to, as that of a reset: an account that was closed and could not be opened is told as such.
    fn outcome(&self, entry: &Entry) -> Written {
        if !self.set.is_done() {
            return self.set.clone();
        }
        let undemanded = self.set.is_undemanded() || entry.state.never_ends || self.judged == Some(Judged::Right);
        match &self.opened {
            Some(not) if entry.state.locked && *not != Written::Done => {
                Written::Closed { said: not.said().to_owned(), undemanded }
            }
            _ if undemanded => Written::Undemanded(self.set.said().to_owned()),
            _ => Written::Done,
        }
    }
}

/// A trial that was begun: whose it is where she is known here, by which write its end is found again, and the leave to tell it.
struct Leave {
    known: Option<(User, WritebackId)>,
    permit: Permit,
}

/// Gives somebody a password that nobody knows and another one is asked for, and opens the account. Never somebody whom the directory protects
/// or has disabled, nor somebody who is known here and whom `actor` may not reset. Whoever is known here hears of it. Says beside it what was the
/// directory's fault.
///
/// # Errors
/// [`Error::Denied`]; [`Error::Replayed`] when the form was used before.
pub(super) async fn try_rights(
    portal: &Portal,
    actor: &Actor,
    (access, visit): (&Access, Box<dyn Visit>),
    entry: &Entry,
    key: FormKey,
) -> Result<(Rights, Option<Fault>), Error> {
    let refused = [(entry.state.protected, Refusal::Protected), (entry.state.disabled, Refusal::Disabled)];
    if let Some((_, why)) = refused.into_iter().find(|(is, _)| *is) {
        return Ok((Rights { set: Written::Refused(why, String::new()), opened: None, judged: None }, None));
    }
    let leave = begin(portal, actor, entry, key).await?;
    let password = PlainPassword::new(temporary(portal)?.expose().to_owned());
    let began = Instant::now();
    let rights = used(portal, access, visit, entry, &password).await;
    let mut outcome = rights.outcome(entry);
    if outcome.is_closed() {
        outcome = unless_open(portal, access, entry, outcome).await;
    }
    let fault = match &rights.set {
        Written::Unknown(fault) | Written::NotAsked(fault) => Some(fault.clone()),
        _ => None,
    };
    let ended = (&outcome, millis(began));
    let told = tell(portal, actor, entry, &leave, &rights, ended).await?;
    // As with a reset: what could not be told is not known, and is read back later.
    let unknown = || Rights { set: Written::unknown(), opened: None, judged: None };
    Ok((told.map_or_else(unknown, |()| rights), fault))
}

/// Uses each right.
async fn used(
    portal: &Portal,
    access: &Access,
    mut visit: Box<dyn Visit>,
    entry: &Entry,
    password: &PlainPassword,
) -> Rights {
    let mut set = visit.reset(&entry.target, password, true).await;
    if matches!(set, Written::Unknown(_)) {
        let sought = Sought::Password { new: password, must_change: true };
        set = settled(portal, access, entry, sought, set).await;
        // The connection of before may have ended with the question.
        let another = if set.is_done() { portal.outside.directory.enter(access).await.ok() } else { None };
        let Some(another) = another else { return Rights { set, opened: None, judged: None } };
        visit = another;
    }
    let opened = match set {
        Written::NotAsked(_) | Written::Unknown(_) => None,
        _ => Some(visit.unlock(&entry.target).await),
    };
    let judged = if set.is_done() { visit.judge(&entry.name, password).await.ok() } else { None };
    Rights { set, opened, judged }
}

/// It is done over there, or is not, whatever was decided here meanwhile: what is left is to tell it, and to do what follows from it.
async fn tell(
    portal: &Portal,
    actor: &Actor,
    entry: &Entry,
    Leave { known, permit }: &Leave,
    rights: &Rights,
    (outcome, millis): (&Written, u32),
) -> Result<Option<()>, Error> {
    let told = surely(async || {
        let settle = async |tx: &mut Tx<'_>, person: Option<Person>| {
            let mut sessions_ended = 0;
            // Where another server has read it back meanwhile, all this was done.
            if let Some((user, id)) = known
                && writes::end(tx, *id, outcome, millis).await?
                && outcome.is_done()
            {
                sessions_ended = follow::follow(tx, user.id, Operation::Trial, outcome).await?.sessions_ended;
                // Nobody writes to whoever is deleted.
                if let Some((user, _)) = &person {
                    follow::tell(portal, tx, actor, user, Operation::Trial).await?;
                }
            }
            let then = known.as_ref().map(|(user, _)| user);
            let event = DirectoryEvent::RightsTried {
                name: entry.name.clone(),
                user: person.as_ref().map(|(user, _)| user).or(then).map(subject),
                set: rights.set.clone(),
                opened: rights.opened.clone(),
                sessions_ended,
            };
            Ok::<_, Error>(permit.again().change(&Event::Directory(event), ()))
        };
        match known {
            Some((user, _)) => portal.db.write_about(user.id, settle).await,
            None => portal.db.write(async |tx| settle(tx, None).await).await,
        }
    });
    told.await
}

/// Leave to try, and whoever is known here by that: the row tells that there may be another password from now on.
async fn begin(portal: &Portal, actor: &Actor, entry: &Entry, key: FormKey) -> Result<Leave, Error> {
    let mut dice = portal.dice();
    portal
        .db
        .write(async |tx| {
            let linked = people::by_anchors(&tx.reading(), &[&entry.anchor]).await?.pop();
            let user = match linked {
                Some(linked) => Some(somebody::lock(tx, actor, Permission::ResetInDirectory, linked.user).await?),
                None => None,
            };
            let actor = &somebody::as_of_now(tx, actor, Permission::ManageDirectory).await?;
            let permit = actor.may(Permission::ManageDirectory)?;
            if let Some(user) = &user {
                actor.check_on(Permission::ResetInDirectory, &Target::from(user))?;
            }
            let person = actor.user().ok_or(Error::Replayed)?;
            if !forms::consume(tx, key, person, FORM, None).await? {
                return Err(Error::Replayed);
            }
            let about = user.as_ref().map(subject);
            let known = match (user, &about) {
                (Some(user), Some(about)) => {
                    let id = WritebackId::new(tx.now(), &mut dice)?;
                    let (operation, before) = (Operation::Trial, entry.password_at);
                    writes::begin(tx, &Intent { id, user: about, operation, key, reset: None, before }).await?;
                    Some((user, id))
                }
                _ => None,
            };
            let event = DirectoryEvent::RightsTrying { name: entry.name.clone(), user: about };
            Ok(permit.begin(&Event::Directory(event), known))
        })
        .await
        .map(|(known, permit)| Leave { known, permit })
}

fn subject(user: &User) -> Subject {
    Subject::from(&Target::from(user))
}
