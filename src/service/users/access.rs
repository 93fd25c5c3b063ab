//! Who may sign in at all: block, unblock, sign out everywhere (R-129…R-133).

pub use crate::domain::access::Deed;
use crate::domain::denial::Denial;
use crate::domain::event::Event;
use crate::domain::id::{FormKey, UserId};
use crate::domain::notice::About;
use crate::domain::password::issued::Ending;
use crate::domain::password_event::PasswordEvent;
use crate::domain::permission::Permission;
use crate::domain::permit::{Actor, Change, Denied, Who};
use crate::domain::role::Role;
use crate::domain::security_event::{SecurityDeed, SecurityEvent};
use crate::domain::self_service_event::{SelfServiceEvent, Step};
use crate::domain::subject::Subject;
use crate::domain::target::Target;
use crate::domain::user::{Status, User};
use crate::service::error::Error;
use crate::service::portal::Portal;
use crate::service::self_service::{invitation, notices};
use crate::service::somebody;
use crate::store::conn::{Read, Tx};
use crate::store::{credentials, forms, password_age, roles, second_steps, sessions, temporary_passwords, users};

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
    let denied = denied.map(|denied| denied.told_as(deed.activity()));
    Ok(Question { user: known.user, sessions, denied })
}

/// Does it.
///
/// # Errors
/// [`Error::Denied`], also for the last Global administrator; [`Error::Replayed`] when the form was used before, or it is so already.
pub async fn act(portal: &Portal, actor: &Actor, target: UserId, deed: Deed, asked: Asked) -> Result<(), Error> {
    portal
        .db
        .write(async |tx| {
            let done = pressed(portal, tx, actor, target, deed, asked).await;
            done.map_err(|error| error.told_as(deed.activity()))
        })
        .await
}

async fn pressed(
    portal: &Portal,
    tx: &mut Tx<'_>,
    actor: &Actor,
    target: UserId,
    deed: Deed,
    asked: Asked,
) -> Result<Change<()>, Error> {
    let decided = &portal.settings().self_service;
    let tells = decided.tell_of_proofs;
    // Before any person is locked: of two who block each other, one waits here and finds that he is the last.
    let others = !deed.ends_sign_in() || roles::enabled_global_administrators_beside(tx, target).await?;
    let locked = users::one::lock(tx, target).await?;
    let actor = &somebody::as_of_now(tx, actor, deed.permission()).await?;
    if deed == Deed::Reregister && tells {
        // Before the address is gone that would hear of it; a refusal takes the letter back.
        tell_of_demand(portal, tx, actor, target).await?;
    }
    let change = judged(tx, actor, target, deed, asked.reason, others).await?;
    if let Some(admin) = actor.user()
        && !forms::consume(tx, asked.key, admin, form(deed), Some(target)).await?
    {
        return Err(Error::Replayed);
    }
    let about = match deed {
        Deed::ClearSecondStep if tells => Some(About::StepCleared),
        Deed::RevokePassword if decided.tell_of_administrator => Some(About::PasswordTakenBack),
        Deed::Contain if decided.tell_of_administrator => Some(About::Contained),
        _ => None,
    };
    if let Some((user, about)) = locked.zip(about) {
        notices::tell(portal, tx, actor, &user, about).await?;
    }
    Ok(change)
}

/// Does it inside a deed: judged on the locked person.
///
/// # Errors
/// [`Error::Denied`], also for the last Global administrator; [`Error::Replayed`] when it is so already.
pub(in crate::service) async fn done(
    portal: &Portal,
    tx: &mut Tx<'_>,
    actor: &Actor,
    target: UserId,
    deed: Deed,
    reason: Option<String>,
) -> Result<Change<()>, Error> {
    let others = !deed.ends_sign_in() || roles::enabled_global_administrators_beside(tx, target).await?;
    if deed == Deed::Reregister && portal.settings().self_service.tell_of_proofs {
        tell_of_demand(portal, tx, actor, target).await?;
    }
    judged(tx, actor, target, deed, reason, others).await.map_err(|error| error.told_as(deed.activity()))
}

async fn judged(
    tx: &mut Tx<'_>,
    actor: &Actor,
    target: UserId,
    deed: Deed,
    reason: Option<String>,
    others: bool,
) -> Result<Change<()>, Error> {
    let permission = deed.permission();
    let user = somebody::lock(tx, actor, permission, target).await?;
    let subject = Target::from(&user);
    let permit = actor.may_to(permission, &subject)?;
    let told = Subject::from(&subject);
    let blocked = user.status == Status::Blocked;
    let event = match deed {
        Deed::Block if blocked => return Err(Error::Replayed),
        Deed::Unblock if !blocked => return Err(Error::Replayed),
        Deed::Block | Deed::Contain if user.roles.has(Role::GlobalAdministrator) && !others => {
            return Err(actor.refused(Denial::LastGlobalAdministrator, permission, &subject).into());
        }
        Deed::ClearSecondStep => cleared(tx, told, reason).await?,
        Deed::Contain => {
            // Whoever blocked it before stays whoever did.
            if !blocked {
                users::block::block(tx, target, name(actor), reason.as_deref()).await?;
            }
            contained(tx, told, reason).await?
        }
        Deed::Block => {
            users::block::block(tx, target, name(actor), reason.as_deref()).await?;
            let sessions_ended = sessions::close_all(tx, target, "blocked").await?;
            Event::UserBlocked { user: told, reason, sessions_ended }
        }
        // Sessions of before stay over.
        Deed::Unblock => {
            users::block::unblock(tx, target).await?;
            Event::UserUnblocked { user: told, reason }
        }
        Deed::SignOut => {
            let sessions_ended = sessions::close_all(tx, target, "signed out by an administrator").await?;
            Event::SessionsRevoked { user: told, reason, sessions_ended }
        }
        Deed::RevokePassword => {
            if !temporary_passwords::end(tx, target, Ending::Revoked).await? {
                return Err(Error::Replayed);
            }
            credentials::remove(tx, target).await?;
            let sessions_ended = sessions::close_all(tx, target, "temporary password taken back").await?;
            Event::TemporaryPasswordRevoked { user: told, reason, sessions_ended }
        }
        Deed::Reregister => demanded(tx, told, reason).await?,
        // Sessions go on. A temporary password is changed at the next sign-in anyway.
        Deed::ExpirePassword => {
            if !password_age::demand(tx, target).await? {
                return Err(Error::Replayed);
            }
            Event::Password(PasswordEvent::Demanded { user: told, reason })
        }
    };
    Ok(permit.change(&event, ()))
}

/// Whose device is lost has no second step any more, and nobody who found it goes on with a session (A51).
async fn cleared(tx: &mut Tx<'_>, user: Subject, reason: Option<String>) -> Result<Event, Error> {
    if !second_steps::clear(tx, user.id).await?.any() {
        return Err(Error::Replayed);
    }
    let sessions_ended = sessions::close_all(tx, user.id, "second step cleared").await?;
    credentials::begin_anew(tx, user.id).await?;
    let deed = SecurityDeed::Cleared { reason: reason.unwrap_or_default(), sessions_ended };
    Ok(Event::Security(SecurityEvent { user, deed }))
}

/// Nothing proves any more who somebody is, and nobody goes on with a session that was opened by it.
async fn demanded(tx: &mut Tx<'_>, user: Subject, reason: Option<String>) -> Result<Event, Error> {
    let methods = invitation::demanded(tx, user.id).await?;
    let sessions_ended = sessions::close_all(tx, user.id, "asked to register again").await?;
    credentials::begin_anew(tx, user.id).await?;
    let step = Step::RegistrationDemanded { reason: reason.unwrap_or_default(), methods, sessions_ended };
    Ok(Event::SelfService(SelfServiceEvent { user: Some(user), step }))
}

/// Tells somebody that all proofs are asked for anew.
async fn tell_of_demand(portal: &Portal, tx: &mut Tx<'_>, actor: &Actor, target: UserId) -> Result<(), Error> {
    match users::one::lock(tx, target).await? {
        Some(user) => notices::tell(portal, tx, actor, &user, About::RegistrationDemanded).await,
        None => Ok(()),
    }
}

/// Whatever opens the account, but its own password and app, which work again when it is unblocked.
async fn contained(tx: &mut Tx<'_>, user: Subject, reason: Option<String>) -> Result<Event, Error> {
    let sessions_ended = sessions::close_all(tx, user.id, "contained").await?;
    second_steps::replace_codes(tx, user.id, &[]).await?;
    let temporary = temporary_passwords::end(tx, user.id, Ending::Revoked).await?;
    if temporary {
        credentials::remove(tx, user.id).await?;
    } else {
        credentials::begin_anew(tx, user.id).await?;
    }
    let deed = SecurityDeed::Contained { reason: reason.unwrap_or_default(), sessions_ended, temporary };
    Ok(Event::Security(SecurityEvent { user, deed }))
}

fn name(actor: &Actor) -> &str {
    match &actor.who {
        Who::Person { name, .. } => name,
        Who::Operator { command } => command,
        Who::Program { job } => job,
        Who::Guest => "",
    }
}

/// The name of a deed's form, for its single use.
const fn form(deed: Deed) -> &'static str {
    match deed {
        Deed::SignOut => "sign-out-everywhere",
        Deed::Block
        | Deed::Unblock
        | Deed::RevokePassword
        | Deed::ExpirePassword
        | Deed::ClearSecondStep
        | Deed::Contain
        | Deed::Reregister => deed.id(),
    }
}
