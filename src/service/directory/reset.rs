//! An administrator gives somebody a temporary password in the directory outside (R-060…R-073, T-33, T-120).

use jiff::Timestamp;

use super::follow;
use super::patience::surely;
use super::writeback::{Begun, Sought, write};
use crate::domain::check::Check;
use crate::domain::denial::Denial;
use crate::domain::directory::outcome::{Refusal, Written};
use crate::domain::directory_event::{DirectoryEvent, Operation};
use crate::domain::event::Event;
use crate::domain::id::{FormKey, UserId, WritebackId};
use crate::domain::password::temporary::TemporaryPassword;
use crate::domain::permission::Permission;
use crate::domain::permit::{Actor, Permit};
use crate::domain::secret::PlainPassword;
use crate::domain::subject::Subject;
use crate::domain::target::Target;
use crate::domain::user::{Source, User};
use crate::service::error::Error;
use crate::service::passwords::reset;
use crate::service::portal::Portal;
use crate::service::somebody;
use crate::store::directory::people::{self, Linked};
use crate::store::directory::writes::{self, Intent};
use crate::store::forms;

/// The name of the form, for its single use.
const FORM: &str = "reset-password";
/// No password without a digit comes up so often.
const TRIES: usize = 100;

/// What the confirm page asks for.
#[derive(Debug)]
pub struct Asked {
    /// How the caller was checked.
    pub verified_by: Check,
    /// Ticket or reason.
    pub reason: Option<String>,
    /// The form's single use.
    pub key: FormKey,
}

/// What came of it.
#[derive(Debug)]
pub enum Outcome {
    /// There is a temporary password, to be shown once.
    Shown {
        /// Whose.
        user: Box<User>,
        /// The secret. There it is literal: hyphens count.
        password: TemporaryPassword,
        /// Whether the directory asks for another one at the next sign-in, and lets the person in with it.
        written: Written,
    },
    /// It was not written, or nobody knows.
    Not(Written),
}

/// Whether the password of somebody is reset there. Not where no administrator shall know one: the directory sends no codes.
pub fn is_open(portal: &Portal, user: &User) -> bool {
    let settings = portal.settings();
    user.source == Source::Directory && settings.directory.writes() && !settings.resets.code_only
}

/// What a reset of somebody's password takes: there, or here.
pub fn permission(portal: &Portal, user: &User) -> Permission {
    if is_open(portal, user) { Permission::ResetInDirectory } else { Permission::ResetPassword }
}

/// Gives `target` a temporary password there.
///
/// # Errors
/// [`Error::Denied`], [`Error::Replayed`] when the form was used before, [`Error::NotFound`].
pub async fn reset(portal: &Portal, actor: &Actor, target: UserId, asked: Asked) -> Result<Outcome, Error> {
    let (user, linked) = judged(portal, actor, target, asked.key).await?;
    let Some(linked) = linked else {
        return failed(portal, actor, &user, &asked, Written::Refused(Refusal::NotFound, String::new())).await;
    };
    let settings = portal.settings();
    let password = temporary(portal)?;
    let plain = PlainPassword::new(password.expose().to_owned());
    let intent = async |before| begin(portal, actor, target, &asked, before).await;
    let sought = Sought::Password { new: &plain, must_change: true };
    let begun = write(portal, &settings.directory, &linked, sought, intent, async |mut met| {
        let written = match met.visit.reset(&met.entry.target, &plain, true).await {
            // A password that never ends can not be asked to be changed.
            Written::Done if met.entry.state.never_ends => Written::Undemanded(String::new()),
            written => written,
        };
        met.opened_with(written).await
    });
    match Box::pin(begun).await? {
        Err(not) => failed(portal, actor, &user, &asked, not).await,
        Ok(begun) => end(portal, actor, &asked, begun, password).await,
    }
}

/// It did not come to a write: why stands in the log.
async fn failed(portal: &Portal, actor: &Actor, user: &User, asked: &Asked, not: Written) -> Result<Outcome, Error> {
    portal
        .db
        .write(async |tx| {
            let actor = &somebody::as_of_now(tx, actor, Permission::ResetInDirectory).await?;
            let permit = actor.may_to(Permission::ResetInDirectory, &Target::from(user))?;
            Ok(permit.change(&told(user, &not, asked, 0), Outcome::Not(not)))
        })
        .await
}

fn told(user: &User, outcome: &Written, asked: &Asked, sessions_ended: u64) -> Event {
    Event::Directory(DirectoryEvent::Ended {
        user: Subject::from(&Target::from(user)),
        operation: Operation::Reset,
        outcome: outcome.clone(),
        sessions_ended,
        verified_by: Some(asked.verified_by),
        reason: asked.reason.clone(),
    })
}

/// The policy's word before anything is asked of the directory; nothing beside somebody whom nothing ties to it.
async fn judged(portal: &Portal, actor: &Actor, target: UserId, key: FormKey) -> Result<(User, Option<Linked>), Error> {
    let judged = portal.db.read(async |read| {
        let known = somebody::find(read, target).await?;
        let subject = Target::from(&known);
        actor.check_on(Permission::ResetInDirectory, &subject)?;
        if !is_open(portal, &known.user) {
            return Err(Error::Denied(actor.refused(Denial::Directory, Permission::ResetInDirectory, &subject)));
        }
        match actor.user() {
            Some(admin) if forms::used_at(read, key, admin).await?.is_some() => Err(Error::Replayed),
            _ => Ok((known.user, people::find(read, target).await?)),
        }
    });
    let judged = judged.await;
    if let Err(Error::Denied(denied)) = &judged {
        portal.db.refused(denied).await?;
    }
    judged
}

/// With a digit in it, for rules that ask for three kinds of characters.
pub(super) fn temporary(portal: &Portal) -> Result<TemporaryPassword, Error> {
    let mut password = reset::temporary(portal)?;
    for _ in 0..TRIES {
        let symbols = password.expose();
        if symbols.chars().any(|c| c.is_ascii_digit()) && symbols.chars().any(|c| c.is_ascii_lowercase()) {
            break;
        }
        password = reset::temporary(portal)?;
    }
    Ok(password)
}

/// A write that was begun: which, whose password, and the leave to tell its end.
struct Leave {
    id: WritebackId,
    user: User,
    permit: Permit,
}

async fn begin(
    portal: &Portal,
    actor: &Actor,
    target: UserId,
    asked: &Asked,
    before: Option<Timestamp>,
) -> Result<Leave, Error> {
    let mut dice = portal.dice();
    portal
        .db
        .write(async |tx| {
            let user = somebody::lock(tx, actor, Permission::ResetInDirectory, target).await?;
            let subject = Target::from(&user);
            let actor = &somebody::as_of_now(tx, actor, Permission::ResetInDirectory).await?;
            let permit = actor.may_to(Permission::ResetInDirectory, &subject)?;
            if let Some(admin) = actor.user()
                && !forms::consume(tx, asked.key, admin, FORM, Some(target)).await?
            {
                return Err(Error::Replayed);
            }
            let id = WritebackId::new(tx.now(), &mut dice)?;
            let (about, operation) = (Subject::from(&subject), Operation::Reset);
            let intent = Intent { id, user: &about, operation, key: asked.key, reset: None, before };
            writes::begin(tx, &intent).await?;
            let event = Event::Directory(DirectoryEvent::Begun { user: about, operation });
            Ok(permit.begin(&event, (id, user)))
        })
        .await
        .map(|((id, user), permit)| Leave { id, user, permit })
}

/// It is done over there, or is not, whatever was decided here meanwhile: what is left is to tell it, by the leave of then.
async fn end(
    portal: &Portal,
    actor: &Actor,
    asked: &Asked,
    begun: Begun<Leave>,
    password: TemporaryPassword,
) -> Result<Outcome, Error> {
    let Begun { intent: Leave { id, user, permit }, outcome, millis } = begun;
    let told = surely(async || {
        let ended = portal.db.write_about(user.id, async |tx, person| {
            let mut sessions_ended = 0;
            // Where another server has read it back meanwhile, all this was done.
            if writes::end(tx, id, &outcome, millis).await? && outcome.is_done() {
                sessions_ended = follow::follow(tx, user.id, Operation::Reset, &outcome).await?.sessions_ended;
                // Nobody writes to whoever is deleted.
                if let Some((user, _)) = &person {
                    follow::tell(portal, tx, actor, user, Operation::Reset).await?;
                }
            }
            let user = person.map_or_else(|| user.clone(), |(user, _)| user);
            let event = told(&user, &outcome, asked, sessions_ended);
            Ok::<_, Error>(permit.again().change(&event, user))
        });
        ended.await
    });
    Ok(match told.await? {
        None => Outcome::Not(Written::unknown()),
        Some(user) if outcome.is_done() => Outcome::Shown { user: Box::new(user), password, written: outcome },
        Some(_) => Outcome::Not(outcome),
    })
}
