//! Before a powerful deed somebody proves again who he is, unless that was just done (R-115, ASVS 7.5.1).

use crate::domain::event::Event;
use crate::domain::failure::SignInFailure;
use crate::domain::id::UserId;
use crate::domain::passkey::{Ceremony, Purpose};
use crate::domain::permission::Permission;
use crate::domain::permit::{Actor, Change};
use crate::domain::second_step::Typed;
use crate::domain::secret::{PlainPassword, SessionToken};
use crate::domain::security_event::{SecurityDeed, SecurityEvent};
use crate::domain::subject::Subject;
use crate::domain::target::Target;
use crate::domain::user::{Status, User};
use crate::service::error::Error;
use crate::service::lockout::{self, Door, Guess};
use crate::service::passwords::own;
use crate::service::portal::Portal;
use crate::service::signin::session::{Visitor, token_hash};
use crate::store::conn::{Read, Tx};
use crate::store::{credentials, passkeys, second_steps, sessions};

use super::check::{Checked, Given, check};

/// By what somebody proves it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// The own password.
    Password,
    /// A code of the second step, or a passkey.
    Code {
        /// Whether there is a passkey that could be used.
        passkeys: bool,
    },
}

/// What came of it. Refusals are remembered, so they are outcomes and no errors.
#[derive(Debug)]
pub enum Proved {
    /// Proved: the session goes on under this token.
    Yes(SessionToken),
    /// Not the right password, code, or passkey.
    No(SignInFailure),
    /// Too many wrong ones: the session is over.
    TooMany,
}

/// What the visitor is asked for.
///
/// # Errors
/// The store's.
pub async fn asked(portal: &Portal, read: &Read<'_>, visitor: &Visitor) -> Result<Asked, Error> {
    let app = second_steps::app(read, visitor.user.id).await?;
    let has_passkey = passkeys::number(read, visitor.user.id).await? > 0;
    let step = Asked::Code { passkeys: has_passkey && portal.passkeys.is_some() };
    Ok(if app.is_some() || has_passkey { step } else { Asked::Password })
}

/// How it is proven.
#[derive(Debug)]
pub enum Means {
    /// By something typed: the own password, or a code where there is a second step.
    Typed(PlainPassword),
    /// By what a device answered, as script hands it over.
    Passkey(String),
}

/// Takes the visitor's password, or the second step where there is one.
///
/// # Errors
/// [`Error::Replayed`] when the session is over meanwhile, [`Error::Busy`].
pub async fn prove(portal: &Portal, visitor: &Visitor, actor: &Actor, means: Means) -> Result<Proved, Error> {
    let id = visitor.user.id;
    let (asked, credential, epoch) = portal
        .db
        .read(async |read| {
            let epoch = credentials::epoch(read, id).await?;
            Ok::<_, Error>((asked(portal, read, visitor).await?, credentials::find(read, id).await?, epoch))
        })
        .await?;
    let given = match (asked, means) {
        (Asked::Password, Means::Typed(typed)) => {
            let credential = credential.ok_or(Error::Replayed)?;
            By::Password(own::guess(portal, actor, id, &credential, &typed).await?)
        }
        (Asked::Code { .. }, Means::Typed(typed)) => By::Step(Typed::read(typed.expose()).map(Given::Code)),
        (_, Means::Passkey(answer)) => By::Step(Some(Given::Passkey(answer))),
    };
    let token = SessionToken::generate(&mut portal.dice())?;
    portal
        .db
        .write_about(id, async |tx, person| {
            let (user, now) = person.ok_or(Error::Replayed)?;
            // Another password or second step since, a block, a sign-out: they win.
            let stands = user.status != Status::Blocked && sessions::is_open(tx, visitor.session).await?;
            if !stands || epoch != Some(now) {
                return Err(Error::Replayed);
            }
            let checked = match &given {
                By::Password(guess) => password(tx, actor, id, *guess),
                By::Step(Some(given)) => {
                    let ceremony = Ceremony::of(Purpose::Proof, visitor.session);
                    check(portal, tx, actor, &user, (given, ceremony)).await?
                }
                By::Step(None) => Checked::Wrong(SignInFailure::WrongCode),
            };
            match checked {
                Checked::Right(_) => {
                    sessions::note_proof(tx, visitor.session, token_hash(token.expose())).await?;
                    told(actor, &user, SecurityDeed::Proved, Proved::Yes(token))
                }
                Checked::Wrong(why) => told(actor, &user, SecurityDeed::NotProved(why), Proved::No(why)),
                Checked::TooMany(closing) => {
                    sessions::close(tx, visitor.session, "too many wrong proofs").await?;
                    let deed = SecurityDeed::NotProved(SignInFailure::TooManyCodes);
                    let change = told(actor, &user, deed, Proved::TooMany)?;
                    Ok(match closing {
                        Some(closing) => change.and(actor.may_sign_in().change(&closing, ())),
                        None => change,
                    })
                }
            }
        })
        .await
}

/// What was given, and what came of a password already: it is charged before it is judged, in a commit of its own (A35).
enum By {
    Password(Guess),
    Step(Option<Given>),
}

fn password(tx: &mut Tx<'_>, actor: &Actor, user: UserId, guess: Guess) -> Checked {
    match guess {
        Guess::Right => {
            lockout::settle(tx, &Door::own(actor, user));
            Checked::Right(None)
        }
        Guess::Wrong(None) | Guess::Repeated => Checked::Wrong(SignInFailure::WrongPassword),
        Guess::Wrong(Some(_)) | Guess::Locked(_) => Checked::TooMany(None),
    }
}

fn told(actor: &Actor, user: &User, deed: SecurityDeed, outcome: Proved) -> Result<Change<Proved>, Error> {
    let permit = actor.may_own(Permission::ManageOwnSecurity)?;
    let user = Subject::from(&Target::from(user));
    Ok(permit.change(&Event::Security(SecurityEvent { user, deed }), outcome))
}
