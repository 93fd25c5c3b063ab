//! Who may sign in at all: block, unblock, sign out everywhere (R-129…R-133).

use crate::domain::denial::Denial;
use crate::domain::event::Event;
use crate::domain::id::{FormKey, UserId};
use crate::domain::permission::Permission;
use crate::domain::permit::{Actor, Denied, Permit, Who};
use crate::domain::role::Role;
use crate::domain::subject::Subject;
use crate::domain::target::Target;
use crate::domain::user::{Status, User};
use crate::service::error::Error;
use crate::service::portal::Portal;
use crate::service::somebody;
use crate::store::conn::{Read, Tx};
use crate::store::{forms, roles, sessions, users};

/// What can be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// No sign-in any more, and every session is over.
    Block,
    /// Sign-in again.
    Unblock,
    /// Every session is over.
    SignOut,
}

impl Deed {
    /// What it takes.
    pub const fn permission(self) -> Permission {
        match self {
            Self::Block | Self::Unblock => Permission::ChangeSensitive,
            Self::SignOut => Permission::RevokeSessions,
        }
    }

    /// The name of its form, for its single use.
    const fn form(self) -> &'static str {
        match self {
            Self::Block => "block",
            Self::Unblock => "unblock",
            Self::SignOut => "sign-out-everywhere",
        }
    }
}

/// What the form says.
#[derive(Debug)]
pub struct Asked {
    /// Ticket or reason.
    pub reason: Option<String>,
    /// The form's single use.
    pub key: FormKey,
}

/// What the confirm page shows before anything happens.
#[derive(Debug)]
pub struct Question {
    /// About whom.
    pub user: User,
    /// How many live sessions it ends.
    pub sessions: u64,
    /// Why there is nothing to confirm.
    pub denied: Option<Denied>,
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
    Ok(Question { user: known.user, sessions, denied })
}

/// Blocks somebody: no sign-in any more, and every session is over at once.
///
/// # Errors
/// [`Error::Denied`], also for the last Global administrator; [`Error::Replayed`] when the form was used before, or it is so already.
pub async fn block(portal: &Portal, actor: &Actor, target: UserId, asked: Asked) -> Result<(), Error> {
    portal
        .db
        .write(async |tx| {
            // Before any person is locked: of two who block each other, one waits here and finds that he is the last.
            let others = roles::enabled_global_administrators_beside(tx, target).await?;
            let (user, permit) = begun(tx, actor, target, &asked, Deed::Block).await?;
            if user.status == Status::Blocked {
                return Err(Error::Replayed);
            }
            let subject = Target::from(&user);
            if user.roles.has(Role::GlobalAdministrator) && !others {
                let permission = Deed::Block.permission();
                return Err(actor.refused(Denial::LastGlobalAdministrator, permission, &subject).into());
            }
            let by = match &actor.who {
                Who::Person { name, .. } => name.as_str(),
                Who::Operator { command } => command,
                Who::Program { job } => job,
                Who::Guest => "",
            };
            users::block::block(tx, target, by, asked.reason.as_deref()).await?;
            let sessions_ended = sessions::close_all(tx, target, "blocked").await?;
            let user = Subject::from(&subject);
            Ok(permit.change(&Event::UserBlocked { user, reason: asked.reason, sessions_ended }, ()))
        })
        .await
}

/// Lets somebody sign in again. Sessions of before stay over.
///
/// # Errors
/// As [`block`].
pub async fn unblock(portal: &Portal, actor: &Actor, target: UserId, asked: Asked) -> Result<(), Error> {
    portal
        .db
        .write(async |tx| {
            let (user, permit) = begun(tx, actor, target, &asked, Deed::Unblock).await?;
            if user.status != Status::Blocked {
                return Err(Error::Replayed);
            }
            users::block::unblock(tx, target).await?;
            let user = Subject::from(&Target::from(&user));
            Ok(permit.change(&Event::UserUnblocked { user, reason: asked.reason }, ()))
        })
        .await
}

/// Ends every session of somebody; the password stays.
///
/// # Errors
/// As [`block`].
pub async fn sign_out(portal: &Portal, actor: &Actor, target: UserId, asked: Asked) -> Result<(), Error> {
    portal
        .db
        .write(async |tx| {
            let (user, permit) = begun(tx, actor, target, &asked, Deed::SignOut).await?;
            let sessions_ended = sessions::close_all(tx, target, "signed out by an administrator").await?;
            let user = Subject::from(&Target::from(&user));
            Ok(permit.change(&Event::SessionsRevoked { user, reason: asked.reason, sessions_ended }, ()))
        })
        .await
}

/// The person, locked; leave to do it; the form used up.
async fn begun(
    tx: &mut Tx<'_>,
    actor: &Actor,
    target: UserId,
    asked: &Asked,
    deed: Deed,
) -> Result<(User, Permit), Error> {
    let user = somebody::lock(tx, actor, deed.permission(), target).await?;
    let permit = actor.may_to(deed.permission(), &Target::from(&user))?;
    if let Some(admin) = actor.user()
        && !forms::consume(tx, asked.key, admin, deed.form(), Some(target)).await?
    {
        return Err(Error::Replayed);
    }
    Ok((user, permit))
}
