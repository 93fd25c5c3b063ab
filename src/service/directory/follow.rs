//! What follows here from a write that is done over there: at once, or when it is read back later.

use crate::domain::directory::outcome::Written;
use crate::domain::directory_event::Operation;
use crate::domain::id::UserId;
use crate::domain::lockout::Factor;
use crate::domain::notice::About;
use crate::domain::permit::Actor;
use crate::domain::reset_detail::Detail;
use crate::domain::reset_report::Outcome;
use crate::domain::user::User;
use crate::service::error::Error;
use crate::service::portal::Portal;
use crate::service::self_service::{counters, notices};
use crate::store::conn::Tx;
use crate::store::directory::people;
use crate::store::resets::{self, Flow};
use crate::store::{credentials, lockout, password_resets, sessions, unlocking};

/// What came of it.
#[derive(Debug, Default)]
pub(super) struct Followed {
    /// So many live sessions ended.
    pub(super) sessions_ended: u64,
    /// So many doors are open again.
    pub(super) doors: usize,
}

/// Another password ends every session and whatever was begun under the one of before; an open account is open here as well.
pub(super) async fn follow(
    tx: &mut Tx<'_>,
    user: UserId,
    operation: Operation,
    outcome: &Written,
) -> Result<Followed, Error> {
    if outcome.is_closed() {
        people::note_locked(tx, user, true).await?;
    } else if operation != Operation::Change {
        people::note_locked(tx, user, false).await?;
    }
    if !operation.is_of_password() {
        let doors = unlocking::unlock(tx, user, &Factor::OF_THE_PASSWORD).await?;
        return Ok(Followed { doors, ..Followed::default() });
    }
    let why = if operation.is_temporary() { "password reset" } else { "password changed" };
    let sessions_ended = sessions::close_all(tx, user, why).await?;
    // Sign-ins, resets, devices.
    credentials::begin_anew(tx, user).await?;
    if !operation.is_temporary() {
        people::note_demand(tx, user, false).await?;
    }
    if operation != Operation::Change {
        // Nobody has guessed at the new one.
        lockout::forget(tx, user);
    }
    Ok(Followed { sessions_ended, ..Followed::default() })
}

/// The self-service reset came to what it was for.
pub(super) async fn over(
    portal: &Portal,
    tx: &mut Tx<'_>,
    flow: Flow,
    user: Option<&User>,
    operation: Operation,
) -> Result<(), Error> {
    let (outcome, detail) = if operation == Operation::SelfUnlock {
        (Outcome::Unlocked, Detail::Unlocked)
    } else {
        (Outcome::Succeeded, Detail::Done)
    };
    if let Some(user) = user {
        // Before the report's row: whoever asks for help in another tab takes them in this order.
        counters::forget(portal, tx, user, Some(flow.counted)).await?;
    }
    password_resets::note(tx, flow.id, &flow.proved, Some(outcome), detail).await?;
    Ok(resets::keep(tx, &Flow { is_over: true, ..flow }).await?)
}

/// Whoever is to hear of it hears of it.
pub(super) async fn tell(
    portal: &Portal,
    tx: &mut Tx<'_>,
    actor: &Actor,
    user: &User,
    operation: Operation,
) -> Result<(), Error> {
    let settings = portal.settings();
    let policy = &settings.self_service;
    let (wanted, about) = match operation {
        Operation::Reset => (policy.tell_of_administrator, About::ResetByAdministrator),
        Operation::Trial => (policy.tell_of_administrator, About::RightsTried),
        Operation::Change => (policy.tell_person, About::PasswordChanged),
        Operation::SelfReset => (policy.tell_person, About::PasswordReset),
        Operation::SelfUnlock => (policy.tell_person, About::Unlocked),
        Operation::Unlock => return Ok(()),
    };
    if wanted {
        notices::tell(portal, tx, actor, user, about).await?;
    }
    if operation == Operation::SelfReset && policy.tell_administrators && !user.roles.is_empty() {
        notices::tell_administrators(portal, tx, actor, user).await?;
    }
    Ok(())
}
