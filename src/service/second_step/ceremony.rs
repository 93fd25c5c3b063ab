//! Questions to devices and their answers: kept sealed, bound to one session, answered once (ASVS 6.7.2, A48).

use crate::domain::dice::Dice as _;
use crate::domain::id::{PasskeyId, ResetId, UserId};
use crate::domain::passkey::{CEREMONY_LASTS, Ceremony, Purpose, Unfit};
use crate::host::passkeys::{Question, Refused, RelyingParty, Used};
use crate::service::error::Error;
use crate::service::keys;
use crate::service::portal::Portal;
use crate::service::signin::session::Visitor;
use crate::store::conn::Tx;
use crate::store::passkeys::{self, Kept};

/// Asks one of the visitor's passkeys to sign. What the browser is told, as JSON.
///
/// # Errors
/// [`Error::NotFound`] for whoever has none, or where there are none at all.
pub async fn ask(portal: &Portal, visitor: &Visitor, purpose: Purpose) -> Result<String, Error> {
    let party = party(portal)?;
    let user = visitor.user.id;
    let kept = portal.db.read(async |read| Ok::<_, Error>(passkeys::kept(read, user).await?)).await?;
    let mut opened = vec![];
    for kept in &kept {
        // What can not be opened signs nothing; the others still do.
        if let Ok(key) = open(portal, kept).await {
            opened.push(key);
        }
    }
    if opened.is_empty() {
        return Err(Error::NotFound);
    }
    let question = party.ask(opened.iter().map(Vec::as_slice)).map_err(fault)?;
    wait(portal, Ceremony::of(purpose, visitor.session), question).await
}

/// Keeps a question until its answer comes.
pub(in crate::service) async fn wait(portal: &Portal, ceremony: Ceremony, question: Question) -> Result<String, Error> {
    let nonce = portal.dice().bytes()?;
    let sealed = portal.keys.current().passkey.seal(nonce, &question.state, &ceremony.place())?;
    let now = portal.db.read(async |read| Ok::<_, Error>(read.now().await?)).await?;
    let until = now + CEREMONY_LASTS;
    portal.db.keep_house(async |house| passkeys::ask(house, ceremony, &sealed, until).await).await?;
    Ok(question.options)
}

/// Takes a question away. Nothing where none waits for an answer any more.
pub(in crate::service) async fn taken(
    portal: &Portal,
    tx: &mut Tx<'_>,
    ceremony: Ceremony,
) -> Result<Option<Vec<u8>>, Error> {
    let Some(sealed) = passkeys::take(tx, ceremony).await? else { return Ok(None) };
    let keys = keys::of_sealed(portal, &sealed).await?;
    Ok(Some(keys.passkey.open(&sealed, &ceremony.place())?.to_vec()))
}

/// Whether an answer was given with one of a person's passkeys, who is locked; that it was used is written down. Why not, otherwise.
///
/// # Errors
/// The store's, and faults of ours.
pub(in crate::service) async fn matches(
    portal: &Portal,
    tx: &mut Tx<'_>,
    user: UserId,
    ceremony: Ceremony,
    answer: &str,
) -> Result<Result<(), Unfit>, Error> {
    let Some(party) = &portal.passkeys else { return Ok(Err(Unfit::Wrong)) };
    let Some(state) = taken(portal, tx, ceremony).await? else { return Ok(Err(Unfit::Over)) };
    let kept = passkeys::kept(&tx.reading(), user).await?;
    match party.used(&state, answer) {
        Ok(signed) => used(portal, tx, user, &kept, &signed).await,
        Err(refused) => Ok(Err(unfit(refused)?)),
    }
}

/// Asks for a passkey of whoever carries a reset: nothing is told of whose keys there are.
///
/// # Errors
/// [`Error::NotFound`] where there are no passkeys at all.
pub(in crate::service) async fn ask_anybody(portal: &Portal, reset: ResetId) -> Result<String, Error> {
    let question = party(portal)?.ask_anybody().map_err(fault)?;
    wait(portal, Ceremony::of_reset(reset), question).await
}

/// Why the answer to that was not given with a passkey of this person, who is locked; that it was used is written down. The question is
/// gone in any case, also where there is nobody.
///
/// # Errors
/// The store's, and faults of ours.
pub(in crate::service) async fn matches_reset(
    portal: &Portal,
    tx: &mut Tx<'_>,
    user: Option<UserId>,
    reset: ResetId,
    answer: &str,
) -> Result<Result<(), Unfit>, Error> {
    let Some(party) = &portal.passkeys else { return Ok(Err(Unfit::Wrong)) };
    let state = taken(portal, tx, Ceremony::of_reset(reset)).await?;
    let Some(state) = state else { return Ok(Err(Unfit::Over)) };
    let Some(user) = user else { return Ok(Err(Unfit::Wrong)) };
    let kept = passkeys::kept(&tx.reading(), user).await?;
    let mut opened = vec![];
    for kept in &kept {
        if let Ok(key) = open(portal, kept).await {
            opened.push(key);
        }
    }
    match party.used_of(&state, answer, opened.iter().map(Vec::as_slice)) {
        Ok(signed) => used(portal, tx, user, &kept, &signed).await,
        Err(refused) => unfit(refused).map(Err),
    }
}

/// Writes down that one of a person's passkeys was used; why that is not taken, otherwise.
async fn used(
    portal: &Portal,
    tx: &mut Tx<'_>,
    user: UserId,
    kept: &[Kept],
    signed: &Used,
) -> Result<Result<(), Unfit>, Error> {
    let party = party(portal)?;
    // Removed while the device was asked, or of somebody else.
    let Some(own) = kept.iter().find(|kept| kept.credential_id == signed.credential_id) else {
        return Ok(Err(Unfit::Wrong));
    };
    // Two questions that were asked at one moment know one number: the newer use counts.
    let counter = i64::from(signed.counter);
    if (counter > 0 || own.counter > 0) && counter <= own.counter {
        return Ok(Err(Unfit::Copied));
    }
    let after = party.after(&open(portal, own).await?, signed).map_err(fault)?;
    let sealed = seal(portal, user, own.id, &after)?;
    passkeys::note_use(tx, own.id, &sealed, counter).await?;
    Ok(Ok(()))
}

/// This portal, as devices know it.
pub(in crate::service) fn party(portal: &Portal) -> Result<&RelyingParty, Error> {
    portal.passkeys.as_deref().ok_or(Error::NotFound)
}

/// What is wrong with an answer; a fault of ours is an error.
pub(in crate::service) fn unfit(refused: Refused) -> Result<Unfit, Error> {
    match refused {
        Refused::Unfit(unfit) => Ok(unfit),
        Refused::Fault(error) => Err(fault(error)),
    }
}

/// A fault of ours.
pub(in crate::service) fn fault(error: crate::host::passkeys::Fault) -> Error {
    Error::Internal(Box::new(error))
}

async fn open(portal: &Portal, kept: &Kept) -> Result<Vec<u8>, Error> {
    let keys = keys::of_sealed(portal, &kept.sealed).await?;
    let opened = keys.passkey.open(&kept.sealed, &passkey_belongs(kept.user, kept.id)).inspect_err(|_| {
        tracing::error!(user = %kept.user, "a passkey can not be opened");
    })?;
    Ok(opened.to_vec())
}

/// Seals a passkey for its row.
pub(in crate::service) fn seal(portal: &Portal, user: UserId, id: PasskeyId, key: &[u8]) -> Result<Vec<u8>, Error> {
    Ok(portal.keys.current().passkey.seal(portal.dice().bytes()?, key, &passkey_belongs(user, id))?)
}

/// Where a sealed passkey belongs: in nobody else's row.
pub(in crate::service) fn passkey_belongs(user: UserId, id: PasskeyId) -> Vec<u8> {
    [user.uuid().as_bytes(), b"passkey".as_slice(), id.uuid().as_bytes()].concat()
}
