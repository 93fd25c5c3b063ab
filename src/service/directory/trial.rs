//! What our account may write is tried on somebody who is made for that, before anybody depends on it (peers 95).

use super::follow;
use super::patience::surely;
use super::reset::temporary;
use crate::domain::directory::door::Visit;
use crate::domain::directory::entry::Entry;
use crate::domain::directory::outcome::{Judged, Refusal, Written};
use crate::domain::directory_event::{DirectoryEvent, Operation};
use crate::domain::event::Event;
use crate::domain::id::FormKey;
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
}

/// Gives somebody a password that nobody knows and another one is asked for, and opens the account. Never somebody whom the directory protects
/// or has disabled, nor somebody who is known here and whom `actor` may not reset. Whoever is known here hears of it, as after a reset.
///
/// # Errors
/// [`Error::Denied`]; [`Error::Replayed`] when the form was used before.
pub(super) async fn try_rights(
    portal: &Portal,
    actor: &Actor,
    mut visit: Box<dyn Visit>,
    entry: &Entry,
    key: FormKey,
) -> Result<Rights, Error> {
    let refused = [(entry.state.protected, Refusal::Protected), (entry.state.disabled, Refusal::Disabled)];
    if let Some((_, why)) = refused.into_iter().find(|(is, _)| *is) {
        return Ok(Rights { set: Written::Refused(why, String::new()), opened: None, judged: None });
    }
    let (user, permit) = begin(portal, actor, entry, key).await?;
    let password = PlainPassword::new(temporary(portal)?.expose().to_owned());
    let set = visit.reset(&entry.target, &password, true).await;
    let opened = match set {
        Written::NotAsked(_) | Written::Unknown(_) => None,
        _ => Some(visit.unlock(&entry.target).await),
    };
    let judged = if set.is_done() { visit.judge(&entry.name, &password).await.ok() } else { None };
    let rights = Rights { set, opened, judged };
    // It is done over there, or is not, whatever was decided here meanwhile: what is left is to tell it, and to do what follows from it.
    let told = surely(async || {
        let settle = async |tx: &mut Tx<'_>, person: Option<Person>| {
            let mut sessions_ended = 0;
            if let Some(user) = user.as_ref().filter(|_| rights.set.is_done()) {
                sessions_ended = follow::follow(tx, user.id, Operation::Reset, &rights.set).await?.sessions_ended;
                // Nobody writes to whoever is deleted.
                if let Some((user, _)) = &person {
                    follow::tell(portal, tx, actor, user, Operation::Reset).await?;
                }
            }
            let event = DirectoryEvent::RightsTried {
                name: entry.name.clone(),
                user: person.map(|(user, _)| user).as_ref().or(user.as_ref()).map(subject),
                set: rights.set.clone(),
                opened: rights.opened.clone(),
                sessions_ended,
            };
            Ok::<_, Error>(permit.again().change(&Event::Directory(event), ()))
        };
        match &user {
            Some(user) => portal.db.write_about(user.id, settle).await,
            None => portal.db.write(async |tx| settle(tx, None).await).await,
        }
    });
    told.await?;
    Ok(rights)
}

/// Leave to try, and whoever is known here by that: the row tells that there may be another password from now on.
async fn begin(portal: &Portal, actor: &Actor, entry: &Entry, key: FormKey) -> Result<(Option<User>, Permit), Error> {
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
            let event = DirectoryEvent::RightsTrying { name: entry.name.clone(), user: user.as_ref().map(subject) };
            Ok(permit.begin(&Event::Directory(event), user))
        })
        .await
}

fn subject(user: &User) -> Subject {
    Subject::from(&Target::from(user))
}
