//! A person changes the own password in the directory outside: the old one is given, so that its rules judge the new one (T-120).

use std::cell::RefCell;

use jiff::Timestamp;

use super::follow::{self, Followed};
use super::outside::{access, chosen, no_account};
use super::patience::surely;
use super::writeback::{Begun, Sought, awaited, write};
use crate::domain::directory::outcome::{Refusal, Written};
use crate::domain::directory_event::{DirectoryEvent, Operation};
use crate::domain::event::Event;
use crate::domain::failure::ChangeFailure;
use crate::domain::id::{FormKey, SessionId, UserId, WritebackId};
use crate::domain::permission::Permission;
use crate::domain::permit::Actor;
use crate::domain::secret::{PlainPassword, SessionToken};
use crate::domain::session::SessionKind;
use crate::domain::settings::directory::Directory;
use crate::domain::subject::Subject;
use crate::domain::target::Target;
use crate::domain::user::{Source, Status, User};
use crate::service::error::Error;
use crate::service::lockout::{self, Door, Guess};
use crate::service::portal::Portal;
use crate::service::self_service::registration;
use crate::service::signin::device::{self, Opened};
use crate::service::signin::session::{self, Beginning, Visitor};
use crate::store::conn::Tx;
use crate::store::directory::people::{self, Linked};
use crate::store::directory::writes::{self, Intent};
use crate::store::{forms, lockout as counters, second_steps, sessions};

/// The name of the form, for its single use.
const FORM: &str = "change-password";

/// What came of it. Refusals are remembered, so they are outcomes and no errors.
#[derive(Debug)]
pub enum Change {
    /// Done: the session goes on under this token, all others are over.
    Done(Opened),
    /// The current password was wrong, or nothing was judged.
    WrongCurrent,
    /// It was not written, or nobody knows.
    Not(Written),
}

/// Whether the own password of somebody is changed there.
pub fn is_open(portal: &Portal, user: &User) -> bool {
    user.source == Source::Directory && portal.settings().directory.writes()
}

/// Changes it.
///
/// # Errors
/// [`Error::Replayed`] when the form was used before, or the session is over meanwhile; [`Error::Busy`].
pub async fn change(
    portal: &Portal,
    visitor: &Visitor,
    actor: &Actor,
    current: &PlainPassword,
    new: &PlainPassword,
    key: FormKey,
) -> Result<Change, Error> {
    let (id, door) = (visitor.user.id, Door::own(actor, visitor.user.id));
    let looked = portal.db.read(async |read| {
        if forms::used_at(read, key, id).await?.is_some() {
            return Ok(None);
        }
        let linked = people::find(read, id).await?.ok_or(Error::NotFound)?;
        Ok::<_, Error>(Some((linked, counters::of(read, id, door.factor).await?, read.now().await?)))
    });
    let Some((linked, found, now)) = looked.await? else { return first_press(portal, id, key).await };
    let settings = portal.settings();
    let done = RefCell::new(None);
    let check = async || {
        let sent = send(portal, &settings.directory, (visitor, key), actor, &linked, (current, new)).await?;
        let is_wrong = matches!(sent, Ok(Begun { outcome: Written::Refused(Refusal::WrongCurrent, _), .. }));
        let was_asked = sent.is_ok();
        *done.borrow_mut() = Some(sent);
        // Nothing was judged: then nothing is charged.
        if was_asked { Ok(!is_wrong) } else { Err(Error::NotFound) }
    };
    let guess = lockout::guess_by(portal, &door, current, found, now, check).await;
    let done = done.into_inner();
    if let Some(Err(not)) = done {
        return failed(portal, visitor, actor, not).await;
    }
    let guess = match guess {
        // Pressed twice at the same moment: the other one was first, and nothing was judged here.
        Err(Error::Replayed) if was_sent(portal, id, key).await? => return first_press(portal, id, key).await,
        guess => guess?,
    };
    if let Guess::Wrong(Some(fall)) = guess {
        lockout::note(portal, actor, &door, &Subject::from(&Target::from(&visitor.user)), fall).await?;
    }
    match done {
        Some(Ok(begun)) => end(portal, visitor, actor, &door, begun).await,
        // The door was closed.
        _ => refused(portal, visitor, actor).await,
    }
}

async fn was_sent(portal: &Portal, id: UserId, key: FormKey) -> Result<bool, Error> {
    Ok(portal.db.read(async |read| forms::used_at(read, key, id).await).await?.is_some())
}

/// The form was sent before: whoever pressed twice is told what the first press came to.
async fn first_press(portal: &Portal, id: UserId, key: FormKey) -> Result<Change, Error> {
    match awaited(portal, id, key).await? {
        None => Err(Error::Replayed),
        Some(done) if done.is_done() => Err(Error::Replayed),
        Some(Written::Refused(Refusal::WrongCurrent, _)) => Ok(Change::WrongCurrent),
        Some(not) => Ok(Change::Not(not)),
    }
}

async fn send(
    portal: &Portal,
    decided: &Directory,
    (visitor, key): (&Visitor, FormKey),
    actor: &Actor,
    linked: &Linked,
    (current, new): (&PlainPassword, &PlainPassword),
) -> Result<Result<Begun<WritebackId>, Written>, Error> {
    let intent = async |before| begin(portal, visitor, actor, key, before).await;
    let sought = Sought::Password { new, must_change: false };
    write(portal, decided, linked, sought, intent, async |met| {
        let name = met.entry.target.clone();
        match met.visit.change(&name, current, new).await {
            // It has ended, and was right: its person may not do anything over there any more, so our account does.
            Written::Refused(Refusal::Ended, _) => over(portal, decided, &name, new).await,
            written => written,
        }
    })
    .await
}

/// Writes a new password in the place of one that was right and has ended.
async fn over(portal: &Portal, decided: &Directory, name: &str, new: &PlainPassword) -> Written {
    let entered = async {
        let access = access(portal, decided).await.ok().and_then(|(access, _)| access).ok_or_else(no_account)?;
        portal.outside.directory.enter(&access).await
    };
    match entered.await {
        Ok(mut visit) => chosen(visit.as_mut(), name, new).await,
        Err(fault) => Written::NotAsked(fault),
    }
}

async fn begin(
    portal: &Portal,
    visitor: &Visitor,
    actor: &Actor,
    key: FormKey,
    before: Option<Timestamp>,
) -> Result<WritebackId, Error> {
    let mut dice = portal.dice();
    portal
        .db
        .write_about(visitor.user.id, async |tx, person| {
            let (user, _) = person.ok_or(Error::Replayed)?;
            let permit = actor.may_own(Permission::ChangeOwnPassword)?;
            stands(tx, visitor, &user).await?;
            if !forms::consume(tx, key, user.id, FORM, None).await? {
                return Err(Error::Replayed);
            }
            let id = WritebackId::new(tx.now(), &mut dice)?;
            let (user, operation) = (Subject::from(&Target::from(&user)), Operation::Change);
            writes::begin(tx, &Intent { id, user: &user, operation, key, reset: None, before }).await?;
            Ok(permit.change(&Event::Directory(DirectoryEvent::Begun { user, operation }), id))
        })
        .await
}

/// Whoever ended this session meanwhile, or blocked the account, wins.
async fn stands(tx: &Tx<'_>, visitor: &Visitor, user: &User) -> Result<(), Error> {
    let stands = user.status != Status::Blocked && sessions::is_open(tx, visitor.session).await?;
    if stands { Ok(()) } else { Err(Error::Replayed) }
}

async fn end(
    portal: &Portal,
    visitor: &Visitor,
    actor: &Actor,
    door: &Door,
    begun: Begun<WritebackId>,
) -> Result<Change, Error> {
    let Begun { intent: id, outcome, millis } = begun;
    let mut dice = portal.dice();
    let token = SessionToken::generate(&mut dice)?;
    let person = visitor.user.id;
    let told = surely(async || {
        let ended = portal.db.write_about(person, async |tx, found| {
            let permit = actor.may_own(Permission::ChangeOwnPassword)?;
            let is_open = writes::end(tx, id, &outcome, millis).await?;
            if !outcome.is_done() {
                let event = told(visitor, &outcome, 0);
                let change = match &outcome {
                    Written::Refused(Refusal::WrongCurrent, _) => Change::WrongCurrent,
                    not => Change::Not(not.clone()),
                };
                return Ok::<_, Error>(permit.change(&event, Some(Err(change))));
            }
            // Where another server has read it back meanwhile, all this was done.
            let followed = if is_open {
                follow::follow(tx, person, Operation::Change, &outcome).await?
            } else {
                Followed::default()
            };
            let sessions_ended = followed.sessions_ended;
            // Whoever was deleted meanwhile has no session to go on with: what was done is told all the same.
            let Some((user, epoch)) = found else {
                return Ok(permit.change(&told(visitor, &outcome, sessions_ended), None));
            };
            lockout::settle(tx, door);
            if is_open {
                follow::tell(portal, tx, actor, &user, Operation::Change).await?;
            }
            let session = SessionId::new(tx.now(), &mut dice)?;
            let mut beginning = Beginning::going_on(visitor);
            if visitor.kind == SessionKind::ForcedChange {
                beginning.registration = registration::at_sign_in(portal, tx, &user, SessionKind::Full).await?;
            } else if !second_steps::exists(&tx.reading(), person).await? {
                // The present password was just given. Where there is a second step, that proves less than a code does.
                beginning.proved_at = None;
            }
            let full = SessionKind::Full;
            let kept_for = session::open(tx, portal, &user, full, (session, &token), &actor.origin, beginning);
            let device = device::note(portal, person, if is_open { epoch.next() } else { epoch }, tx.now());
            // The session that goes on is none that ended.
            let event = told(visitor, &outcome, sessions_ended.saturating_sub(1));
            Ok(permit.change(&event, Some(Ok((kept_for, device)))))
        });
        ended.await
    });
    match told.await? {
        Some(Some(Ok((kept_for, device)))) => Ok(Change::Done(Opened { session: token, kept_for, device })),
        Some(Some(Err(change))) => Ok(change),
        Some(None) => Err(Error::Replayed),
        None => Ok(Change::Not(Written::unknown())),
    }
}

fn told(visitor: &Visitor, outcome: &Written, sessions_ended: u64) -> Event {
    Event::Directory(DirectoryEvent::Ended {
        user: Subject::from(&Target::from(&visitor.user)),
        operation: Operation::Change,
        outcome: outcome.clone(),
        sessions_ended,
        verified_by: None,
        reason: None,
    })
}

/// It did not come to a write: why stands in the log.
async fn failed(portal: &Portal, visitor: &Visitor, actor: &Actor, not: Written) -> Result<Change, Error> {
    portal
        .db
        .write(async |_| {
            let permit = actor.may_own(Permission::ChangeOwnPassword)?;
            Ok(permit.change(&told(visitor, &not, 0), Change::Not(not)))
        })
        .await
}

/// The door was closed: nothing was sent.
async fn refused(portal: &Portal, visitor: &Visitor, actor: &Actor) -> Result<Change, Error> {
    let user = Subject::from(&Target::from(&visitor.user));
    portal
        .db
        .write(async |_| {
            let permit = actor.may_own(Permission::ChangeOwnPassword)?;
            let event = Event::PasswordChangeRefused { user, reason: ChangeFailure::Locked };
            Ok(permit.change(&event, Change::WrongCurrent))
        })
        .await
}

/// Whether the directory can tell at all; nothing for those whose password lives here.
///
/// # Errors
/// The store's.
pub async fn ready(portal: &Portal, user: &User) -> Result<Option<Written>, Error> {
    if !is_open(portal, user) {
        return Ok(None);
    }
    Ok(super::writeback::probe(portal).await?.err().map(Written::NotAsked))
}
