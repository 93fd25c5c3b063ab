//! Before a powerful deed somebody proves again who he is, unless that was just done (R-115, ASVS 7.5.1).

use crate::domain::event::Event;
use crate::domain::failure::SignInFailure;
use crate::domain::passkey::{Ceremony, Purpose};
use crate::domain::permission::Permission;
use crate::domain::permit::{Actor, Change};
use crate::domain::second_step::Typed;
use crate::domain::secret::{PlainPassword, SessionToken};
use crate::domain::security_event::{SecurityDeed, SecurityEvent};
use crate::domain::subject::Subject;
use crate::domain::target::Target;
use crate::domain::user::{Status, User};
use crate::host::hash_pool::Lane;
use crate::service::error::Error;
use crate::service::passwords::verify::verify;
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
    let (right, given) = match (asked, means) {
        (Asked::Password, Means::Typed(typed)) => {
            let own = credential.as_ref().map(|own| (id, own));
            (Some(verify(portal, Lane::SignedIn, own, &typed).await?), None)
        }
        (Asked::Code { .. }, Means::Typed(typed)) => (None, Typed::read(typed.expose()).map(Given::Code)),
        (_, Means::Passkey(answer)) => (None, Some(Given::Passkey(answer))),
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
            let checked = match right {
                Some(right) => password(tx, &user, right).await?,
                None => match &given {
                    Some(given) => check(portal, tx, id, given, Ceremony::of(Purpose::Proof, visitor.session)).await?,
                    None => Checked::Wrong(SignInFailure::WrongCode),
                },
            };
            match checked {
                Checked::Right(_) => {
                    sessions::note_proof(tx, visitor.session, token_hash(token.expose())).await?;
                    told(actor, &user, SecurityDeed::Proved, Proved::Yes(token))
                }
                Checked::Wrong(why) => told(actor, &user, SecurityDeed::NotProved(why), Proved::No(why)),
                Checked::TooMany => {
                    sessions::close(tx, visitor.session, "too many wrong proofs").await?;
                    told(actor, &user, SecurityDeed::NotProved(SignInFailure::TooManyCodes), Proved::TooMany)
                }
            }
        })
        .await
}

/// Wrong passwords count as wrong codes do (A35).
async fn password(tx: &mut Tx<'_>, user: &User, right: bool) -> Result<Checked, Error> {
    if second_steps::are_too_many(tx, user.id).await? {
        Ok(Checked::TooMany)
    } else if right {
        second_steps::refund(tx, user.id).await?;
        Ok(Checked::Right(None))
    } else if second_steps::charge(tx, user.id).await? {
        Ok(Checked::TooMany)
    } else {
        Ok(Checked::Wrong(SignInFailure::WrongPassword))
    }
}

fn told(actor: &Actor, user: &User, deed: SecurityDeed, outcome: Proved) -> Result<Change<Proved>, Error> {
    let permit = actor.may_own(Permission::ManageOwnSecurity)?;
    let user = Subject::from(&Target::from(user));
    Ok(permit.change(&Event::Security(SecurityEvent { user, deed }), outcome))
}
