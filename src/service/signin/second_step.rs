//! The second step of a sign-in: behind the right password, a code of the app, a recovery code or a passkey (security 4.8, A46).

use crate::domain::event::Event;
use crate::domain::failure::SignInFailure;
use crate::domain::id::SessionId;
use crate::domain::passkey::{Ceremony, Purpose};
use crate::domain::permit::{Actor, Change, Who};
use crate::domain::second_step::Factor;
use crate::domain::secret::SessionToken;
use crate::domain::session::SessionKind;
use crate::domain::subject::Subject;
use crate::domain::target::Target;
use crate::domain::user::{PasswordKind, Status, User};
use crate::service::error::Error;
use crate::service::passwords::age;
use crate::service::portal::Portal;
use crate::service::second_step::check::{Checked, Given, check};
use crate::service::self_service::registration;
use crate::store::conn::Tx;
use crate::store::credentials::Epoch;
use crate::store::directory::people;
use crate::store::{sessions, temporary_passwords};

use super::device::{self, Opened};
use super::session::{self, Beginning, Visitor};

/// What came of it. Refusals are remembered, so they are outcomes and no errors.
#[derive(Debug)]
pub enum Proved {
    /// In.
    Open(Opened, Option<Factor>),
    /// In as far as the change page.
    MustChange(SessionToken),
    /// Not the right code, or passkey.
    Wrong(SignInFailure),
    /// Too many wrong codes: the session is over.
    TooMany,
}

/// Takes a code or a passkey from somebody whose password was right. The session of that moment ends with the new one.
///
/// # Errors
/// [`Error::Replayed`] when the session is over meanwhile.
pub async fn prove(portal: &Portal, visitor: &Visitor, actor: &Actor, given: &Given) -> Result<Proved, Error> {
    let mut dice = portal.dice();
    let token = SessionToken::generate(&mut dice)?;
    portal
        .db
        .write_about(visitor.user.id, async |tx, person| {
            let (user, epoch) = person.ok_or(Error::Replayed)?;
            // A reset or a block that committed meanwhile wins (A52).
            if user.status == Status::Blocked || !sessions::is_open(tx, visitor.session).await? {
                return Err(Error::Replayed);
            }
            let ceremony = Ceremony::of(Purpose::SignIn, visitor.session);
            match check(portal, tx, actor, &user, (given, ceremony)).await? {
                Checked::Right(factor) => {
                    sessions::close(tx, visitor.session, "second step done").await?;
                    let session = SessionId::new(tx.now(), &mut dice)?;
                    // A password that has ended opens the change page here, too.
                    let over =
                        age::of(portal, &tx.reading(), user.id).await?.is_some_and(|standing| standing.is_over());
                    let ended = over || people::must_change(&tx.reading(), user.id).await?;
                    open(portal, tx, actor, (&user, epoch), (session, token), factor, (ended, visitor.stays)).await
                }
                Checked::Wrong(why) => Ok(refused(actor, &user, (why, None), Proved::Wrong(why))),
                Checked::TooMany(closing) => {
                    sessions::close(tx, visitor.session, "too many wrong codes").await?;
                    Ok(refused(actor, &user, (SignInFailure::TooManyCodes, closing), Proved::TooMany))
                }
            }
        })
        .await
}

async fn open(
    portal: &Portal,
    tx: &mut Tx<'_>,
    actor: &Actor,
    (user, epoch): (&User, Epoch),
    (id, token): (SessionId, SessionToken),
    factor: Option<Factor>,
    (ended, stays): (bool, bool),
) -> Result<Change<Proved>, Error> {
    let temporary = user.password_kind == Some(PasswordKind::Temporary);
    let kind = if temporary || ended { SessionKind::ForcedChange } else { SessionKind::Full };
    let asked = registration::at_sign_in(portal, tx, user, kind).await?;
    let beginning = Beginning::signed_in(asked, stays);
    let kept_for = session::open(tx, portal, user, kind, (id, &token), &actor.origin, beginning);
    let outcome = if kind == SessionKind::ForcedChange {
        if temporary {
            temporary_passwords::note_first_use(tx, user.id, id, actor.origin.request);
        }
        Proved::MustChange(token)
    } else {
        // The device is recognised from now on, as behind a password alone.
        let device = device::note(portal, user.id, epoch, tx.now());
        Proved::Open(Opened { session: token, kept_for, device }, factor)
    };
    let who = Who::Person { id: user.id, name: user.user_name.to_string(), roles: user.roles, session: id };
    let permit = Actor { who, origin: actor.origin.clone() }.may_sign_in();
    let signed_in = Event::SignedIn { user: Subject::from(&Target::from(user)), session: kind, factor };
    Ok(permit.change(&signed_in, outcome))
}

fn refused(
    actor: &Actor,
    user: &User,
    (reason, closing): (SignInFailure, Option<Event>),
    outcome: Proved,
) -> Change<Proved> {
    let user = Some(Subject::from(&Target::from(user)));
    let failed = Event::SignInFailed { user, unknown_name: None, reason };
    actor.may_sign_in().changes(&[failed].into_iter().chain(closing).collect::<Vec<_>>(), outcome)
}
