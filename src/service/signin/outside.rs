//! Signing in with a password that lives in the directory outside: counted and answered like any other one.

use crate::domain::directory::outcome::Judged;
use crate::domain::event::Event;
use crate::domain::failure::SignInFailure;
use crate::domain::id::SessionId;
use crate::domain::lockout::Lock;
use crate::domain::permit::{Actor, Who};
use crate::domain::secret::{PlainPassword, SessionToken};
use crate::domain::session::SessionKind;
use crate::domain::sign_in_step::{Means, Step};
use crate::domain::subject::Subject;
use crate::domain::target::Target;
use crate::domain::user::Status;
use crate::service::directory::signin;
use crate::service::error::Error;
use crate::service::lockout::{self, Door, Fall, Guess};
use crate::service::portal::Portal;
use crate::service::self_service::registration;
use crate::store::credentials::Epoch;
use crate::store::directory::people as directory;
use crate::store::sessions;
use crate::store::users::one::SigningIn;

use super::device::{self, Opened};
use super::password::SignIn;
use super::session::{self, Beginning};

/// What came of it.
#[derive(Debug)]
pub(super) enum Outside {
    /// In, or in as far as the next step.
    In(SignIn),
    /// Not in, for a reason that the log learns; the guess that closed the door; whether it was the same mistake again.
    Not(SignInFailure, Option<Fall>, bool),
}

/// Signs somebody in whose password lives there; nothing for everybody else.
///
/// # Errors
/// [`Error::Busy`] where the directory does not answer: nothing was judged, and nothing is charged.
pub(super) async fn sign_in(
    portal: &Portal,
    guest: &Actor,
    (replaces, stays): (Option<SessionId>, bool),
    door: &Door,
    found: &SigningIn,
    typed: &PlainPassword,
    now: jiff::Timestamp,
) -> Result<Option<Outside>, Error> {
    let Some(linked) = signin::linked(portal, &found.user).await? else { return Ok(None) };
    let (outcome, said) = signin::guess(portal, door, &linked, typed, found.counters.clone(), now).await?;
    let because = |judged| match judged {
        Some(Judged::Disabled) => SignInFailure::DirectoryDisabled,
        Some(Judged::Expired) => SignInFailure::DirectoryExpired,
        Some(Judged::Locked) => SignInFailure::DirectoryLocked,
        Some(Judged::Absent) => SignInFailure::DirectoryAbsent,
        Some(Judged::Right | Judged::MustChange | Judged::Wrong) | None => SignInFailure::WrongPassword,
    };
    Ok(Some(match outcome {
        Guess::Right => {
            let must_change = said == Some(Judged::MustChange);
            open(portal, guest, (replaces, stays), door, (found.epoch, found.second_step, must_change)).await?
        }
        Guess::Wrong(fall) => Outside::Not(because(said), fall, false),
        Guess::Repeated => Outside::Not(because(said), None, true),
        Guess::Locked(lock) => Outside::Not(locked(lock), None, false),
    }))
}

fn locked(lock: Lock) -> SignInFailure {
    lock.into()
}

/// The password was right there: everything else is judged on the locked row here.
async fn open(
    portal: &Portal,
    guest: &Actor,
    (replaces, stays): (Option<SessionId>, bool),
    door: &Door,
    (seen, second_step, must_change): (Epoch, bool, bool),
) -> Result<Outside, Error> {
    let mut dice = portal.dice();
    let token = SessionToken::generate(&mut dice)?;
    portal
        .db
        .write_about(door.user, async |tx, person| {
            let (user, epoch) = person.ok_or(Error::NotFound)?;
            let subject = Subject::from(&Target::from(&user));
            let failure = if user.status == Status::Blocked {
                Some(SignInFailure::Blocked)
            } else {
                (epoch != seen).then_some(SignInFailure::Superseded)
            };
            if let Some(reason) = failure {
                let failed = Event::SignInFailed { user: Some(subject), unknown_name: None, reason };
                return Ok(guest.may_sign_in().change(&failed, Outside::In(SignIn::Refused)));
            }
            directory::note_demand(tx, user.id, must_change).await?;
            // Another password is asked for behind the second step, as everywhere.
            let kind = if second_step {
                SessionKind::SecondStep
            } else if must_change {
                SessionKind::ForcedChange
            } else {
                SessionKind::Full
            };
            if let Some(replaced) = replaces {
                // The browser forgets its cookie with this answer: nobody could ever end that session.
                sessions::close(tx, replaced, "replaced by a new sign-in").await?;
            }
            lockout::settle(tx, door);
            let id = SessionId::new(tx.now(), &mut dice)?;
            let asked = registration::at_sign_in(portal, tx, &user, kind).await?;
            let beginning = Beginning::signed_in(asked, stays);
            let kept_for = session::open(tx, portal, &user, kind, (id, &token), &guest.origin, beginning);
            let outcome = match kind {
                SessionKind::Full => {
                    let device = device::note(portal, user.id, epoch, tx.now());
                    SignIn::Open(Opened { session: token, kept_for, device })
                }
                SessionKind::SecondStep => SignIn::MustProve(token),
                SessionKind::ForcedChange => SignIn::MustChange(token),
            };
            let name = user.user_name.to_string();
            let who = Who::Person { id: user.id, name, roles: user.roles, session: id };
            let permit = Actor { who, origin: guest.origin.clone() }.may_sign_in();
            Ok(permit.change(
                &Event::SignedIn { user: subject, session: kind, step: Step::first(Means::OutsidePassword) },
                Outside::In(outcome),
            ))
        })
        .await
}
