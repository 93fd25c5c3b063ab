//! People keep their own passkeys: they come, get another name, and go (R-352, ASVS 6.5.6).

use crate::domain::failure::SignInFailure;
use crate::domain::id::{FormKey, PasskeyId, SessionId};
use crate::domain::notice::About;
use crate::domain::passkey::{Ceremony, MOST, Passkey, Purpose, Unfit};
use crate::domain::permission::Permission;
use crate::domain::permit::Actor;
use crate::domain::second_step::recovery_codes;
use crate::domain::secret::{RecoveryCode, SessionToken};
use crate::domain::security_event::SecurityDeed;
use crate::domain::user::Status;
use crate::service::error::Error;
use crate::service::lockout;
use crate::service::portal::{Portal, Reading};
use crate::service::signin::session::Visitor;
use crate::service::stop::Stop;
use crate::store::error::StoreError;
use crate::store::{forms, passkeys, second_steps, sessions};

use super::ceremony::{fault, party, seal, taken, unfit, wait};
use super::change::{codes_if_none, consume, go_on, told, told_by_mail};

/// The names of the forms, for their single use.
const ADD: &str = "add-passkey";
const RENAME: &str = "rename-passkey";
const REMOVE: &str = "remove-passkey";

/// One of the visitor's passkeys.
///
/// # Errors
/// [`Error::NotFound`] for anything else.
pub async fn one(read: &Reading<'_>, visitor: &Visitor, id: PasskeyId) -> Result<Passkey, Error> {
    let own = passkeys::list(read, visitor.user.id).await?;
    own.into_iter().find(|passkey| passkey.id == id).ok_or(Error::NotFound)
}

/// Asks the visitor's device for a new passkey. What the browser is told, as JSON.
///
/// # Errors
/// [`Error::NotFound`] where there are no passkeys.
pub async fn offer(portal: &Portal, visitor: &Visitor) -> Result<String, Error> {
    let (party, user) = (party(portal)?, &visitor.user);
    let kept = portal.db.read(async |read| Ok::<_, Error>(passkeys::kept(read, user.id).await?)).await?;
    let known = kept.into_iter().map(|kept| kept.credential_id).collect();
    let question = party.offer((user.id, user.user_name.as_str(), &user.display_name), known).map_err(fault)?;
    wait(portal, Ceremony::of(Purpose::Add, visitor.session), question).await
}

/// What came of adding a passkey.
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
    /// The answer of the device is not taken.
    Unfit(SignInFailure),
    /// Somebody has it.
    Taken,
    /// There are as many as there may be.
    Full,
}

/// Keeps the passkey that the visitor's device made.
///
/// # Errors
/// [`Error::Replayed`] when the form was used before, or the session is over.
pub async fn add(
    portal: &Portal,
    visitor: &Visitor,
    actor: &Actor,
    (name, answer): (&str, &str),
    key: FormKey,
) -> Result<Added, Error> {
    let (party, id) = (party(portal)?, visitor.user.id);
    let mut dice = portal.dice();
    let (token, codes) = (SessionToken::generate(&mut dice)?, recovery_codes(&mut dice)?);
    let written = portal
        .db
        .write_about(id, async |tx, person| {
            let (user, _) = person.ok_or(Stop::Error(Error::Replayed))?;
            let permit = actor.may_own(Permission::ManageOwnSecurity).map_err(Error::from)?;
            if passkeys::number(&tx.reading(), id).await? >= MOST {
                return Err(Stop::Because(Added::Full));
            }
            // Before the question is taken: the second press of a button is no second answer to it.
            let stands = user.status != Status::Blocked && sessions::is_open(tx, visitor.session).await?;
            if !stands || forms::used_at(&tx.reading(), key, id).await?.is_some() {
                return Err(Stop::Error(Error::Replayed));
            }
            let ceremony = Ceremony::of(Purpose::Add, visitor.session);
            let made = match taken(portal, tx, ceremony).await? {
                None => Err(Unfit::Over),
                Some(state) => match party.made(&state, answer) {
                    Ok(made) => Ok(made),
                    Err(refused) => Err(unfit(refused)?),
                },
            };
            let made = match made {
                Ok(made) => made,
                Err(why) => {
                    let why = SignInFailure::from(why);
                    return Ok(permit.change(&told(&user, SecurityDeed::PasskeyRefused(why)), Added::Unfit(why)));
                }
            };
            consume(tx, visitor, &user, ADD, key).await?;
            let passkey = PasskeyId::new(tx.now(), &mut dice).map_err(Error::from)?;
            let sealed = seal(portal, id, passkey, &made.key)?;
            let (credential_id, discoverable) = (&made.credential_id, made.discoverable);
            let new = passkeys::New { id: passkey, user: id, credential_id, name, sealed: &sealed, discoverable };
            match passkeys::add(tx, new).await {
                Err(StoreError::Constraint(rule)) if rule == passkeys::TAKEN => {
                    return Err(Stop::Because(Added::Taken));
                }
                added => added?,
            }
            let codes = codes_if_none(tx, id, codes).await?;
            lockout::forgive(tx, id);
            let session = SessionId::new(tx.now(), &mut dice).map_err(Error::from)?;
            let sessions_ended = go_on(portal, tx, actor, (&user, visitor), (session, &token)).await?;
            told_by_mail(portal, tx, actor, &user, About::PasskeyAdded).await?;
            let deed = SecurityDeed::PasskeyAdded { name: name.to_owned(), sessions_ended };
            Ok(permit.change(&told(&user, deed), Added::Done { token, session, codes }))
        })
        .await;
    match written {
        Ok(added) | Err(Stop::Because(added)) => Ok(added),
        Err(Stop::Error(error)) => Err(error),
    }
}

/// Gives one of the visitor's passkeys another name.
///
/// # Errors
/// [`Error::Replayed`] when the form was used before, the session is over, or there is no such passkey.
pub async fn rename(
    portal: &Portal,
    visitor: &Visitor,
    actor: &Actor,
    (id, name): (PasskeyId, &str),
    key: FormKey,
) -> Result<(), Error> {
    portal
        .db
        .write_about(visitor.user.id, async |tx, person| {
            let (user, _) = person.ok_or(Error::Replayed)?;
            let permit = actor.may_own(Permission::ManageOwnSecurity)?;
            consume(tx, visitor, &user, RENAME, key).await?;
            let from = passkeys::rename(tx, user.id, id, name).await?.ok_or(Error::Replayed)?;
            Ok(permit.change(&told(&user, SecurityDeed::PasskeyRenamed { from, to: name.to_owned() }), ()))
        })
        .await
}

/// Removes one of the visitor's passkeys, and the recovery codes too where no second step is left. The session goes on under another
/// token, all others are over.
///
/// # Errors
/// [`Error::Replayed`] when the form was used before, the session is over, or there is no such passkey.
pub async fn remove(
    portal: &Portal,
    visitor: &Visitor,
    actor: &Actor,
    id: PasskeyId,
    key: FormKey,
) -> Result<SessionToken, Error> {
    let mut dice = portal.dice();
    let token = SessionToken::generate(&mut dice)?;
    portal
        .db
        .write_about(visitor.user.id, async |tx, person| {
            let (user, _) = person.ok_or(Error::Replayed)?;
            let permit = actor.may_own(Permission::ManageOwnSecurity)?;
            consume(tx, visitor, &user, REMOVE, key).await?;
            let name = passkeys::remove(tx, user.id, id).await?.ok_or(Error::Replayed)?;
            let has_app = second_steps::sealed(tx, user.id).await?.is_some();
            if !has_app && passkeys::number(&tx.reading(), user.id).await? == 0 {
                second_steps::clear(tx, user.id).await?;
            }
            let session = SessionId::new(tx.now(), &mut dice)?;
            let sessions_ended = go_on(portal, tx, actor, (&user, visitor), (session, &token)).await?;
            told_by_mail(portal, tx, actor, &user, About::PasskeyRemoved).await?;
            Ok(permit.change(&told(&user, SecurityDeed::PasskeyRemoved { name, sessions_ended }), token))
        })
        .await
}
