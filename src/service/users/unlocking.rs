//! An administrator opens what wrong guesses have closed, and may close it again (R-096, R-099, T-77).

use crate::domain::event::Event;
use crate::domain::id::{FormKey, UserId};
use crate::domain::lockout::Factor;
use crate::domain::lockout_event::LockoutEvent;
use crate::domain::permission::Permission;
use crate::domain::permit::{Actor, Change, Permit};
use crate::domain::subject::Subject;
use crate::domain::target::Target;
use crate::service::error::Error;
use crate::service::portal::Portal;
use crate::service::somebody;
use crate::store::conn::Tx;
use crate::store::{forms, unlocking};

/// The name of the form, for its single use.
const FORM: &str = "unlock";

/// Which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Open.
    Unlock,
    /// Take that back.
    LockAgain,
}

/// What the form says.
#[derive(Debug)]
pub struct Asked {
    /// Which way.
    pub step: Step,
    /// Ticket or reason.
    pub reason: Option<String>,
    /// The form's single use.
    pub key: FormKey,
}

/// Does it.
///
/// # Errors
/// [`Error::Denied`], [`Error::NotFound`]; [`Error::Replayed`] when the form was used before, or it is so already.
pub async fn act(portal: &Portal, actor: &Actor, target: UserId, asked: Asked) -> Result<(), Error> {
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
            step(tx, permit, (actor, &subject), asked.step, asked.reason).await
        })
        .await
}

/// Opens what wrong guesses have closed to somebody, as one turn of a job.
///
/// # Errors
/// [`Error::Denied`], [`Error::NotFound`]; [`Error::Replayed`] where nothing is closed.
pub(in crate::service) async fn unlocked(
    tx: &mut Tx<'_>,
    actor: &Actor,
    target: UserId,
    reason: Option<String>,
) -> Result<Change<()>, Error> {
    let user = somebody::lock(tx, actor, Permission::Unlock, target).await?;
    let subject = Target::from(&user);
    let permit = actor.may_to(Permission::Unlock, &subject)?;
    step(tx, permit, (actor, &subject), Step::Unlock, reason).await
}

async fn step(
    tx: &mut Tx<'_>,
    permit: Permit,
    (actor, target): (&Actor, &Target),
    step: Step,
    reason: Option<String>,
) -> Result<Change<()>, Error> {
    let user = Subject::from(target);
    // Whoever may not take a second step away buys nobody guesses at it either.
    let factors: &[Factor] = match actor.check_on(Permission::ChangeSensitive, target) {
        Ok(()) => &Factor::ALL,
        Err(_) => &Factor::OF_THE_PASSWORD,
    };
    let (doors, event) = match step {
        Step::Unlock => (unlocking::unlock(tx, target.id, factors).await?, LockoutEvent::Unlocked { user, reason }),
        Step::LockAgain => (unlocking::lock_again(tx, target.id).await?, LockoutEvent::LockedAgain { user }),
    };
    if doors == 0 {
        return Err(Error::Replayed);
    }
    Ok(permit.change(&Event::Lockout(event), ()))
}
