//! Deleting somebody, and removing for good whoever was deleted: by hand, and when the time is over (R-125…R-129).

use crate::domain::deletion::{Deletion, KEPT, Known};
use crate::domain::denial::Denial;
use crate::domain::event::Event;
use crate::domain::id::{FormKey, UserId};
use crate::domain::permission::Permission;
use crate::domain::permit::{Actor, Change, Denied, Who};
use crate::domain::role::Role;
use crate::domain::subject::Subject;
use crate::domain::target::Target;
use crate::service::error::Error;
use crate::service::portal::Portal;
use crate::service::somebody;
use crate::store::conn::{Read, Tx};
use crate::store::db::Db;
use crate::store::users::deleted;
use crate::store::{forms, roles, sessions};

/// So many at most are removed for good at a time.
const STEP: i64 = 20;

/// What can be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// Out of sight, restorable for a time.
    Delete,
    /// Gone for good.
    Purge,
}

impl Deed {
    /// What it takes.
    pub const fn permission(self) -> Permission {
        match self {
            Self::Delete => Permission::DeleteUsers,
            Self::Purge => Permission::PurgeUsers,
        }
    }

    /// The name of its form, for its single use.
    const fn form(self) -> &'static str {
        match self {
            Self::Delete => "delete-user",
            Self::Purge => "purge-user",
        }
    }
}

/// What the confirm page shows before anything happens.
#[derive(Debug)]
pub struct Question {
    /// About whom.
    pub known: Known,
    /// How many live sessions it ends.
    pub sessions: u64,
    /// Why there is nothing to confirm.
    pub denied: Option<Denied>,
}

/// What the form says, beside the name that was typed.
#[derive(Debug)]
pub struct Asked {
    /// Ticket or reason.
    pub reason: Option<String>,
    /// The form's single use.
    pub key: FormKey,
}

/// Whom a deed would be about, and what it would do.
///
/// # Errors
/// [`Error::NotFound`] for nobody.
pub async fn question(read: &Read<'_>, actor: &Actor, target: UserId, deed: Deed) -> Result<Question, Error> {
    actor.check(Permission::ViewUsers)?;
    let known = somebody::find(read, target).await?;
    let sessions = sessions::live(read, target).await?;
    let denied = actor.check_on(deed.permission(), &Target::from(&known)).err();
    Ok(Question { known, sessions, denied })
}

/// Whether this administrator has used a form already: its deed may have left nobody to ask about.
///
/// # Errors
/// The store's.
pub async fn was_done(read: &Read<'_>, actor: &Actor, key: FormKey) -> Result<bool, Error> {
    match actor.user() {
        Some(admin) => Ok(forms::used_at(read, key, admin).await?.is_some()),
        None => Ok(false),
    }
}

/// Deletes somebody: out of sight, signed out everywhere, every name free for others.
///
/// # Errors
/// [`Error::Denied`], also for the last Global administrator; [`Error::Replayed`] when the form was used before, or it is so already.
pub async fn delete(portal: &Portal, actor: &Actor, target: UserId, asked: Asked) -> Result<(), Error> {
    portal
        .db
        .write(async |tx| {
            // Before any person is locked, as whoever blocks does.
            let others = roles::enabled_global_administrators_beside(tx, target).await?;
            let user = match somebody::lock(tx, actor, Permission::DeleteUsers, target).await {
                // Somebody else was quicker: it is so already.
                Err(Error::Denied(denied)) if denied.denial == Denial::Deleted => return Err(Error::Replayed),
                locked => locked?,
            };
            let subject = Target::from(&user);
            let actor = &somebody::as_of_now(tx, actor, Permission::DeleteUsers).await?;
            let permit = actor.may_to(Permission::DeleteUsers, &subject)?;
            used(forms::consume(tx, asked.key, by(actor)?, Deed::Delete.form(), Some(target)).await?)?;
            if user.roles.has(Role::GlobalAdministrator) && !others {
                let denial = Denial::LastGlobalAdministrator;
                return Err(actor.refused(denial, Permission::DeleteUsers, &subject).into());
            }
            let sessions_ended = sessions::close_all(tx, target, "deleted").await?;
            let (at, by_name) = (tx.now(), name_of(actor));
            let deletion = Deletion { at, by: actor.user(), by_name, purge_at: at.saturating_add(KEPT).unwrap_or(at) };
            deleted::delete_person(tx, target, &deletion).await?;
            let user = Subject::from(&subject);
            Ok(permit.change(&Event::UserDeleted { user, reason: asked.reason, sessions_ended }, ()))
        })
        .await
}

/// Removes somebody who was deleted, for good.
///
/// # Errors
/// [`Error::Denied`]; [`Error::Replayed`] when the form was used before, or the person is not deleted (any more).
pub async fn purge(portal: &Portal, actor: &Actor, target: UserId, key: FormKey) -> Result<(), Error> {
    portal
        .db
        .write(async |tx| {
            let person = deleted::lock(tx, target).await?.ok_or(Error::Replayed)?;
            let subject = Target::from(&person);
            let actor = &somebody::as_of_now(tx, actor, Permission::PurgeUsers).await?;
            let permit = actor.may_to(Permission::PurgeUsers, &subject)?;
            used(forms::consume(tx, key, by(actor)?, Deed::Purge.form(), Some(target)).await?)?;
            deleted::purge(tx, target).await?;
            Ok(permit.change(&Event::UserPurged { user: Subject::from(&subject) }, ()))
        })
        .await
}

/// Removes somebody who was deleted, for good, inside a deed.
///
/// # Errors
/// [`Error::Denied`]; [`Error::Replayed`] for somebody who is not deleted (any more).
pub(in crate::service) async fn purged(tx: &mut Tx<'_>, actor: &Actor, target: UserId) -> Result<Change<()>, Error> {
    let person = deleted::lock(tx, target).await?.ok_or(Error::Replayed)?;
    let subject = Target::from(&person);
    let permit = actor.may_to(Permission::PurgeUsers, &subject)?;
    deleted::purge(tx, target).await?;
    Ok(permit.change(&Event::UserPurged { user: Subject::from(&subject) }, ()))
}

/// Removes some of those whose time is over. Says how many; at most twenty at a time, and nobody whom another server is at.
///
/// # Errors
/// The store's; [`Error::Denied`] for everybody but the program itself.
pub async fn purge_expired(db: &Db, program: &Actor) -> Result<usize, Error> {
    if !db.read(async |read| deleted::any_expired(read).await).await? {
        return Ok(0);
    }
    let purged = db.write(async |tx| {
        let permit = program.may_purge_expired()?;
        let people = deleted::expired(tx, STEP).await?;
        if people.is_empty() {
            // Another server is at them.
            return Err(Error::Replayed);
        }
        for person in &people {
            deleted::purge(tx, person.id).await?;
        }
        let number = people.len();
        let events: Vec<Event> = people.into_iter().map(|user| Event::UserPurged { user }).collect();
        Ok(permit.changes(&events, number))
    });
    match purged.await {
        Err(Error::Replayed) => Ok(0),
        done => done,
    }
}

fn used(now: bool) -> Result<(), Error> {
    if now { Ok(()) } else { Err(Error::Replayed) }
}

/// The administrator whose form it is.
fn by(actor: &Actor) -> Result<UserId, Error> {
    actor.user().ok_or(Error::NotFound)
}

/// As the audit row names who did it.
fn name_of(actor: &Actor) -> String {
    match &actor.who {
        Who::Person { name, .. } => name.clone(),
        Who::Guest => String::new(),
        Who::Operator { command } => (*command).to_owned(),
        Who::Program { job } => (*job).to_owned(),
    }
}
