//! People keep their own second step: an authenticator app, and recovery codes. Passkeys have a file of their own.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::domain::dice::Dice as _;
use crate::domain::failure::SignInFailure;
use crate::domain::id::{FormKey, SessionId};
use crate::domain::notice::About;
use crate::domain::passkey::Passkey;
use crate::domain::permission::Permission;
use crate::domain::permit::Actor;
use crate::domain::second_step::{App, matching_step, recovery_codes};
use crate::domain::secret::{RecoveryCode, SessionToken, TotpSecret};
use crate::domain::security_event::SecurityDeed;
use crate::service::error::Error;
use crate::service::portal::Portal;
use crate::service::signin::session::Visitor;
use crate::service::{keys, lockout};
use crate::store::conn::Read;
use crate::store::{passkeys, registrations, second_steps};

use super::change::{codes_if_none, consume, go_on, hashes, told, told_by_mail};
use super::check::app_belongs;

/// The names of the forms, for their single use.
const ADD: &str = "add-app";
const REMOVE: &str = "remove-app";
const CODES: &str = "recovery-codes";

/// What somebody has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Own {
    /// The app, if there is one.
    pub app: Option<App>,
    /// The passkeys.
    pub passkeys: Vec<Passkey>,
    /// How many recovery codes are unused.
    pub codes: u64,
}

/// What the visitor has.
///
/// # Errors
/// The store's.
pub async fn own(read: &Read<'_>, visitor: &Visitor) -> Result<Own, Error> {
    let user = visitor.user.id;
    Ok(Own {
        app: second_steps::app(read, user).await?,
        passkeys: passkeys::list(read, user).await?,
        codes: second_steps::codes_left(read, user).await?,
    })
}

/// An app to be added: the secret for the square, and the same sealed, for the form. Until a code of it comes back, the portal keeps
/// nothing (A45).
#[derive(Debug)]
pub struct Offer {
    /// For the app.
    pub secret: TotpSecret,
    /// For the form.
    pub sealed: String,
}

/// Offers an app to the visitor, for this session alone.
///
/// # Errors
/// Without randomness.
pub fn offer(portal: &Portal, visitor: &Visitor) -> Result<Offer, Error> {
    let secret = TotpSecret::generate(&mut portal.dice())?;
    let nonce = portal.dice().bytes()?;
    let sealed = portal.keys.current().totp.seal(nonce, secret.expose(), &offered_to(visitor))?;
    Ok(Offer { secret, sealed: URL_SAFE_NO_PAD.encode(sealed) })
}

/// What was offered, as it comes back with a form; nothing when it was not offered to this session.
///
/// # Errors
/// The store's.
pub async fn offered(portal: &Portal, visitor: &Visitor, sealed: String) -> Result<Option<Offer>, Error> {
    let Ok(bytes) = URL_SAFE_NO_PAD.decode(&sealed) else { return Ok(None) };
    let Ok(keys) = keys::of_sealed(portal, &bytes).await else { return Ok(None) };
    let opened = keys.totp.open(&bytes, &offered_to(visitor)).ok();
    Ok(opened.and_then(|secret| TotpSecret::from_bytes(&secret)).map(|secret| Offer { secret, sealed }))
}

fn offered_to(visitor: &Visitor) -> Vec<u8> {
    [visitor.user.id.uuid().as_bytes(), b"offered".as_slice(), visitor.session.uuid().as_bytes()].concat()
}

/// What came of adding an app.
#[derive(Debug)]
pub enum Added {
    /// It is there: the session goes on under this token, all others are over.
    Done {
        /// The token.
        token: SessionToken,
        /// The session.
        session: SessionId,
        /// To be shown once; none where those of before stay.
        codes: Vec<RecoveryCode>,
    },
    /// The code is not one that the app shows now.
    WrongCode,
}

/// Adds the app that was offered, when the code that was typed is one of it. All recovery codes are new then, unless a passkey is there:
/// then those of before stay.
///
/// # Errors
/// [`Error::Replayed`] when the form was used before, or the session is over.
pub async fn add(
    portal: &Portal,
    visitor: &Visitor,
    actor: &Actor,
    offer: &Offer,
    typed: &str,
    key: FormKey,
) -> Result<Added, Error> {
    let id = visitor.user.id;
    let now = portal.db.read(async |read| Ok::<_, Error>(read.now().await?)).await?;
    let Some(step) = matching_step(&offer.secret, typed, now) else {
        return not_confirmed(portal, visitor, actor).await;
    };
    let mut dice = portal.dice();
    let sealed = portal.keys.current().totp.seal(dice.bytes()?, offer.secret.expose(), &app_belongs(id))?;
    let (token, codes) = (SessionToken::generate(&mut dice)?, recovery_codes(&mut dice)?);
    portal
        .db
        .write_about(id, async |tx, person| {
            let (user, _) = person.ok_or(Error::Replayed)?;
            let permit = actor.may_own(Permission::ManageOwnSecurity)?;
            consume(tx, visitor, &user, ADD, key).await?;
            let replaces = second_steps::add(tx, id, &sealed, step).await?;
            if replaces || passkeys::number(&tx.reading(), id).await? == 0 {
                second_steps::replace_codes(tx, id, &[]).await?;
            }
            let codes = codes_if_none(tx, id, codes).await?;
            lockout::forgive(tx, id);
            registrations::note_added(tx, id).await?;
            let session = SessionId::new(tx.now(), &mut dice)?;
            let ended = go_on(portal, tx, actor, (&user, visitor), (session, &token)).await?;
            told_by_mail(portal, tx, actor, &user, About::AppAdded).await?;
            let deed = SecurityDeed::AppAdded { replaces, sessions_ended: ended };
            Ok(permit.change(&told(&user, deed), Added::Done { token, session, codes }))
        })
        .await
}

/// Writes down that an app was not confirmed: its owner needs help, or somebody else is at it.
async fn not_confirmed(portal: &Portal, visitor: &Visitor, actor: &Actor) -> Result<Added, Error> {
    portal
        .db
        .write_about(visitor.user.id, async |_, person| {
            let (user, _) = person.ok_or(Error::Replayed)?;
            let permit = actor.may_own(Permission::ManageOwnSecurity)?;
            let deed = SecurityDeed::AppRefused(SignInFailure::WrongCode);
            Ok(permit.change(&told(&user, deed), Added::WrongCode))
        })
        .await
}

/// Removes the app, and the recovery codes with it where no passkey is left. The session goes on under another token, all others are over.
///
/// # Errors
/// [`Error::Replayed`] when the form was used before, the session is over, or there is no app.
pub async fn remove(portal: &Portal, visitor: &Visitor, actor: &Actor, key: FormKey) -> Result<SessionToken, Error> {
    let mut dice = portal.dice();
    let token = SessionToken::generate(&mut dice)?;
    portal
        .db
        .write_about(visitor.user.id, async |tx, person| {
            let (user, _) = person.ok_or(Error::Replayed)?;
            let permit = actor.may_own(Permission::ManageOwnSecurity)?;
            consume(tx, visitor, &user, REMOVE, key).await?;
            if !second_steps::remove_app(tx, user.id).await? {
                return Err(Error::Replayed);
            }
            if passkeys::number(&tx.reading(), user.id).await? == 0 {
                second_steps::clear(tx, user.id).await?;
            }
            let session = SessionId::new(tx.now(), &mut dice)?;
            let sessions_ended = go_on(portal, tx, actor, (&user, visitor), (session, &token)).await?;
            told_by_mail(portal, tx, actor, &user, About::AppRemoved).await?;
            Ok(permit.change(&told(&user, SecurityDeed::AppRemoved { sessions_ended }), token))
        })
        .await
}

/// Makes new recovery codes, to be shown once; those of before are dead.
///
/// # Errors
/// [`Error::Replayed`] when the form was used before, the session is over, or there is no second step.
pub async fn make_codes(
    portal: &Portal,
    visitor: &Visitor,
    actor: &Actor,
    key: FormKey,
) -> Result<Vec<RecoveryCode>, Error> {
    let codes = recovery_codes(&mut portal.dice())?;
    portal
        .db
        .write_about(visitor.user.id, async |tx, person| {
            let (user, _) = person.ok_or(Error::Replayed)?;
            let permit = actor.may_own(Permission::ManageOwnSecurity)?;
            consume(tx, visitor, &user, CODES, key).await?;
            let has_app = second_steps::sealed(tx, user.id).await?.is_some();
            if !has_app && passkeys::number(&tx.reading(), user.id).await? == 0 {
                return Err(Error::Replayed);
            }
            second_steps::replace_codes(tx, user.id, &hashes(user.id, &codes)).await?;
            told_by_mail(portal, tx, actor, &user, About::CodesMade).await?;
            Ok(permit.change(&told(&user, SecurityDeed::CodesMade), codes))
        })
        .await
}
