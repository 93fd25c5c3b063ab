//! People keep their own second step: an authenticator app, and recovery codes.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::domain::dice::Dice as _;
use crate::domain::event::Event;
use crate::domain::id::{FormKey, SessionId, UserId};
use crate::domain::letter::About;
use crate::domain::permission::Permission;
use crate::domain::permit::Actor;
use crate::domain::registration::Interrupt;
use crate::domain::second_step::{App, matching_step, recovery_codes, recovery_hash};
use crate::domain::secret::{RecoveryCode, SessionToken, TotpSecret};
use crate::domain::security_event::{SecurityDeed, SecurityEvent};
use crate::domain::session::SessionKind;
use crate::domain::subject::Subject;
use crate::domain::target::Target;
use crate::domain::user::{Status, User};
use crate::service::error::Error;
use crate::service::keys;
use crate::service::portal::Portal;
use crate::service::self_service::notices;
use crate::service::signin::session::{self, Visitor};
use crate::store::conn::{Read, Tx};
use crate::store::{credentials, forms, registrations, second_steps, sessions};

use super::check::app_belongs;

/// The names of the forms, for their single use.
const ADD: &str = "add-app";
const REMOVE: &str = "remove-app";
const CODES: &str = "recovery-codes";

/// What somebody has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Own {
    /// The app, if there is one.
    pub app: Option<App>,
    /// How many recovery codes are unused.
    pub codes: u64,
}

/// What the visitor has.
///
/// # Errors
/// The store's.
pub async fn own(read: &Read<'_>, visitor: &Visitor) -> Result<Own, Error> {
    let user = visitor.user.id;
    Ok(Own { app: second_steps::app(read, user).await?, codes: second_steps::codes_left(read, user).await? })
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
        /// To be shown once.
        codes: Vec<RecoveryCode>,
    },
    /// The code is not one that the app shows now.
    WrongCode,
}

/// Adds the app that was offered, when the code that was typed is one of it. All recovery codes are new then.
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
    let Some(step) = matching_step(&offer.secret, typed, now) else { return Ok(Added::WrongCode) };
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
            second_steps::replace_codes(tx, id, &hashes(id, &codes)).await?;
            second_steps::refund(tx, id).await?;
            registrations::note_added(tx, id).await?;
            let session = SessionId::new(tx.now(), &mut dice)?;
            let ended = go_on(portal, tx, actor, (&user, visitor.registration), (session, &token)).await?;
            told_by_mail(portal, tx, actor, &user, About::AppAdded).await?;
            let deed = SecurityDeed::AppAdded { replaces, sessions_ended: ended };
            Ok(permit.change(&told(&user, deed), Added::Done { token, codes }))
        })
        .await
}

/// Removes the app, and the recovery codes with it. The session goes on under another token, all others are over.
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
            if !second_steps::clear(tx, user.id).await? {
                return Err(Error::Replayed);
            }
            let session = SessionId::new(tx.now(), &mut dice)?;
            let sessions_ended = go_on(portal, tx, actor, (&user, visitor.registration), (session, &token)).await?;
            told_by_mail(portal, tx, actor, &user, About::AppRemoved).await?;
            Ok(permit.change(&told(&user, SecurityDeed::AppRemoved { sessions_ended }), token))
        })
        .await
}

/// Makes new recovery codes, to be shown once; those of before are dead.
///
/// # Errors
/// [`Error::Replayed`] when the form was used before, the session is over, or there is no app.
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
            if second_steps::sealed(tx, user.id).await?.is_none() {
                return Err(Error::Replayed);
            }
            second_steps::replace_codes(tx, user.id, &hashes(user.id, &codes)).await?;
            Ok(permit.change(&told(&user, SecurityDeed::CodesMade), codes))
        })
        .await
}

fn hashes(user: UserId, codes: &[RecoveryCode]) -> Vec<[u8; 32]> {
    codes.iter().map(|code| recovery_hash(user, code.expose())).collect()
}

fn told(user: &User, deed: SecurityDeed) -> Event {
    Event::Security(SecurityEvent { user: Subject::from(&Target::from(user)), deed })
}

/// Whoever ended this session meanwhile, or blocked the account, wins.
async fn consume(tx: &mut Tx<'_>, visitor: &Visitor, user: &User, form: &str, key: FormKey) -> Result<(), Error> {
    let stands = user.status != Status::Blocked && sessions::is_open(tx, visitor.session).await?;
    if stands && forms::consume(tx, key, user.id, form, None).await? { Ok(()) } else { Err(Error::Replayed) }
}

/// Ends every session of the person, and whatever was begun without this second step; one goes on. Says how many others were alive.
async fn go_on(
    portal: &Portal,
    tx: &mut Tx<'_>,
    actor: &Actor,
    (user, asked): (&User, Option<Interrupt>),
    (id, token): (SessionId, &SessionToken),
) -> Result<u64, Error> {
    let ended = sessions::close_all(tx, user.id, "second step changed").await?;
    credentials::begin_anew(tx, user.id).await?;
    session::open(tx, portal, user, SessionKind::Full, (id, token), &actor.origin, asked);
    Ok(ended.saturating_sub(1))
}

async fn told_by_mail(portal: &Portal, tx: &mut Tx<'_>, actor: &Actor, user: &User, about: About) -> Result<(), Error> {
    if portal.settings().self_service.tell_of_proofs {
        notices::tell(portal, tx, actor, user, about).await?;
    }
    Ok(())
}
