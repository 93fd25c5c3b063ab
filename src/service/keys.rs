//! Generations of keys: known everywhere before they are used; a rotation seals everything anew while the portal works.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use crate::domain::dice::Dice as _;
use crate::domain::event::Event;
use crate::domain::id::{PasskeyId, UserId};
use crate::domain::permit::Actor;
use crate::domain::user::PasswordKind;
use crate::failpoint::{self, Failpoint};
use crate::host::keyring::{Keyring, LockedError};
use crate::host::keys::Keys;
use crate::host::sub_key::SealError;
use crate::service::directory::setup::ACCOUNT_BELONGS;
use crate::service::error::Error;
use crate::service::passwords::verify::belongs;
use crate::service::portal::Portal;
use crate::service::second_step::ceremony::passkey_belongs;
use crate::service::second_step::check::app_belongs;
use crate::service::self_service::answers;
use crate::store::db::Db;
use crate::store::directory::account;
use crate::store::{credentials, generations, passkeys, password_history, second_steps, security_answers};

/// Every server looks for new generations each second, and knows one long before it is used.
pub const KNOWN_BEFORE_USE: SignedDuration = SignedDuration::from_secs(5);
/// So many secrets are sealed anew at a time.
const STEP: i64 = 1_000;
/// And the answers of so many people, each of whom has several.
const ANSWERS: i64 = 200;

/// Takes notice of new generations, of the moment at which they are used, and of a database that is not ours any more.
///
/// # Errors
/// The store's; [`Error::Busy`] when the database was exchanged: whoever runs this process ends it then; [`Error::Internal`] when a
/// generation does not open.
pub async fn refresh(db: &Db, keys: &Keyring) -> Result<(), Error> {
    let known = keys.newest();
    let (rows, now) = db.read(async |read| Ok::<_, Error>((generations::all(read).await?, read.now().await?))).await?;
    keys.learn(&rows, known, now).map_err(|error| match error {
        LockedError::AnotherCourse(_) => Error::Busy(Box::new(error)),
        error => Error::Internal(Box::new(error)),
    })
}

/// The keys that sealed a value. A server that slept through a rotation takes notice of it here.
///
/// # Errors
/// [`Error::Internal`] when there never was such a generation.
pub async fn of_sealed(portal: &Portal, sealed: &[u8]) -> Result<Arc<Keys>, Error> {
    if let Some(keys) = portal.keys.of_sealed(sealed) {
        return Ok(keys);
    }
    refresh(&portal.db, &portal.keys).await?;
    portal.keys.of_sealed(sealed).ok_or_else(|| SealError.into())
}

/// How a rotation begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rotation {
    /// With a new generation.
    Begun {
        /// Its number.
        generation: u8,
        /// From when on it is used.
        used_from: Timestamp,
    },
    /// The one before was interrupted: it is to be finished first.
    Unfinished {
        /// Its number.
        generation: u8,
    },
    /// There can be no more generations.
    Spent,
}

/// Makes a new generation of keys, unless the last rotation was not finished.
///
/// # Errors
/// The store's; [`Error::Replayed`] when another rotation began at the same moment.
pub async fn begin(portal: &Portal, operator: &Actor) -> Result<Rotation, Error> {
    refresh(&portal.db, &portal.keys).await?;
    let unfinished = portal.db.read(async |read| Ok::<_, Error>(generations::unfinished(read).await?)).await?;
    if let Some(generation) = unfinished {
        return Ok(Rotation::Unfinished { generation });
    }
    if portal.keys.newest() == u8::MAX {
        return Ok(Rotation::Spent);
    }
    let begun = portal
        .db
        .write(async |tx| {
            let permit = operator.may_operate()?;
            let used_from = tx.now() + KNOWN_BEFORE_USE;
            let new = portal.keys.next(&mut portal.dice(), used_from)?.ok_or(SealError)?;
            if !generations::add(tx, &new).await? {
                return Err(Error::Replayed);
            }
            let rotation = Rotation::Begun { generation: new.id, used_from };
            Ok(permit.change(&Event::KeysRotated { generation: new.id }, rotation))
        })
        .await?;
    failpoint::reached(Failpoint::KeysMade);
    refresh(&portal.db, &portal.keys).await?;
    Ok(begun)
}

/// Behind which of the secrets the walk goes on.
#[derive(Debug, Clone, Copy)]
enum Walk {
    /// Among those of now.
    Present(Option<UserId>),
    /// Among those of before.
    Earlier(Option<(UserId, Timestamp)>),
    /// Among what authenticator apps share with us.
    Apps(Option<UserId>),
    /// Among passkeys.
    Passkeys(Option<PasskeyId>),
    /// Among answers to security questions.
    Answers(Option<UserId>),
    /// At the password of our account in the directory outside.
    Directory,
}

/// A walk over everything that is sealed.
#[derive(Debug)]
pub struct Resealing {
    keys: Arc<Keys>,
    walk: Walk,
    /// How many secrets were sealed anew so far.
    pub secrets: u64,
}

impl Resealing {
    /// From the beginning, under a generation that is known.
    ///
    /// # Errors
    /// [`Error::Internal`] when it is not.
    pub fn under(keys: &Keyring, generation: u8) -> Result<Self, Error> {
        let keys = keys.generation(i16::from(generation)).ok_or(SealError)?;
        Ok(Self { keys, walk: Walk::Present(None), secrets: 0 })
    }

    /// Seals the next thousand anew, where it must. Says whether there may be more.
    ///
    /// # Errors
    /// The store's; [`Error::Internal`] when one can not be opened.
    pub async fn advance(&mut self, portal: &Portal) -> Result<bool, Error> {
        match self.walk {
            Walk::Present(after) => self.present(portal, after).await.map(|()| true),
            Walk::Earlier(after) => self.earlier(portal, after).await.map(|()| true),
            Walk::Apps(after) => self.apps(portal, after).await.map(|()| true),
            Walk::Passkeys(after) => self.passkeys(portal, after).await.map(|()| true),
            Walk::Answers(after) => self.answers(portal, after).await.map(|()| true),
            Walk::Directory => self.directory(portal).await.map(|()| false),
        }
    }

    async fn present(&mut self, portal: &Portal, after: Option<UserId>) -> Result<(), Error> {
        let found =
            portal.db.read(async |read| Ok::<_, Error>(credentials::sealed_after(read, after, STEP).await?)).await?;
        self.walk = found.last().map_or(Walk::Earlier(None), |last| Walk::Present(Some(last.user)));
        let old: Vec<_> = found.into_iter().filter(|hash| self.is_old(&hash.sealed)).collect();
        let mut anew = vec![];
        for hash in &old {
            anew.push(self.anew(portal, hash.user, hash.kind, &hash.sealed).await?);
        }
        if !old.is_empty() {
            let written = portal.db.keep_house(async |house| credentials::reseal(house, &old, &anew).await).await?;
            self.secrets += u64::try_from(written).unwrap_or(0);
        }
        Ok(())
    }

    async fn earlier(&mut self, portal: &Portal, after: Option<(UserId, Timestamp)>) -> Result<(), Error> {
        let found = portal
            .db
            .read(async |read| Ok::<_, Error>(password_history::sealed_after(read, after, STEP).await?))
            .await?;
        self.walk = found.last().map_or(Walk::Apps(None), |last| Walk::Earlier(Some((last.user, last.set_at))));
        let old: Vec<_> = found.into_iter().filter(|earlier| self.is_old(&earlier.sealed)).collect();
        let mut anew = vec![];
        for hash in &old {
            anew.push(self.anew(portal, hash.user, PasswordKind::Own, &hash.sealed).await?);
        }
        if !old.is_empty() {
            let written =
                portal.db.keep_house(async |house| password_history::reseal(house, &old, &anew).await).await?;
            self.secrets += u64::try_from(written).unwrap_or(0);
        }
        Ok(())
    }

    async fn apps(&mut self, portal: &Portal, after: Option<UserId>) -> Result<(), Error> {
        let found =
            portal.db.read(async |read| Ok::<_, Error>(second_steps::sealed_after(read, after, STEP).await?)).await?;
        self.walk = found.last().map_or(Walk::Passkeys(None), |last| Walk::Apps(Some(last.user)));
        let old: Vec<_> = found.into_iter().filter(|app| self.is_old(&app.sealed)).collect();
        let mut anew = vec![];
        let mut readable = vec![];
        for app in old {
            let place = app_belongs(app.user);
            // Its person has recovery codes, and an administrator who takes it away; everybody else's secrets go on.
            let Ok(opened) = of_sealed(portal, &app.sealed).await?.totp.open(&app.sealed, &place) else {
                tracing::error!(user = %app.user, "what an authenticator app shares with us can not be opened: left as it is");
                continue;
            };
            anew.push(self.keys.totp.seal(portal.dice().bytes()?, &opened, &place)?);
            readable.push(app);
        }
        let old = readable;
        if !old.is_empty() {
            let written = portal.db.keep_house(async |house| second_steps::reseal(house, &old, &anew).await).await?;
            self.secrets += u64::try_from(written).unwrap_or(0);
        }
        Ok(())
    }

    async fn passkeys(&mut self, portal: &Portal, after: Option<PasskeyId>) -> Result<(), Error> {
        let found =
            portal.db.read(async |read| Ok::<_, Error>(passkeys::sealed_after(read, after, STEP).await?)).await?;
        self.walk = found.last().map_or(Walk::Answers(None), |last| Walk::Passkeys(Some(last.id)));
        let old: Vec<_> = found.into_iter().filter(|kept| self.is_old(&kept.sealed)).collect();
        let mut anew = vec![];
        let mut readable = vec![];
        for kept in old {
            let place = passkey_belongs(kept.user, kept.id);
            let Ok(opened) = of_sealed(portal, &kept.sealed).await?.passkey.open(&kept.sealed, &place) else {
                tracing::error!(user = %kept.user, passkey = %kept.id, "a passkey can not be opened: left as it is");
                continue;
            };
            anew.push(self.keys.passkey.seal(portal.dice().bytes()?, &opened, &place)?);
            readable.push(kept);
        }
        let old = readable;
        if !old.is_empty() {
            let written = portal.db.keep_house(async |house| passkeys::reseal(house, &old, &anew).await).await?;
            self.secrets += u64::try_from(written).unwrap_or(0);
        }
        Ok(())
    }

    async fn answers(&mut self, portal: &Portal, after: Option<UserId>) -> Result<(), Error> {
        let found = portal
            .db
            .read(async |read| Ok::<_, Error>(security_answers::sealed_after(read, after, ANSWERS).await?))
            .await?;
        self.walk = found.last().map_or(Walk::Directory, |(user, _)| Walk::Answers(Some(*user)));
        for (user, old) in found {
            if !old.sealed.iter().any(|sealed| self.is_old(sealed)) {
                continue;
            }
            let Some(anew) = answers::anew(portal, &self.keys, user, &old).await? else { continue };
            let written =
                portal.db.keep_house(async |house| security_answers::reseal(house, user, &old, &anew).await).await?;
            self.secrets += u64::try_from(written).unwrap_or(0);
        }
        Ok(())
    }

    async fn directory(&mut self, portal: &Portal) -> Result<(), Error> {
        let found = portal.db.read(async |read| Ok::<_, Error>(account::sealed(read).await?)).await?;
        if let Some(old) = found.filter(|sealed| self.is_old(sealed)) {
            let opened = of_sealed(portal, &old).await?.directory.open(&old, ACCOUNT_BELONGS)?;
            let anew = self.keys.directory.seal(portal.dice().bytes()?, &opened, ACCOUNT_BELONGS)?;
            let written = portal.db.keep_house(async |house| account::reseal(house, &old, &anew).await).await?;
            self.secrets += u64::try_from(written).unwrap_or(0);
        }
        Ok(())
    }

    fn is_old(&self, sealed: &[u8]) -> bool {
        sealed.first().is_some_and(|generation| *generation < self.keys.generation)
    }

    async fn anew(&self, portal: &Portal, user: UserId, kind: PasswordKind, sealed: &[u8]) -> Result<Vec<u8>, Error> {
        let place = belongs(user, kind);
        let opened = of_sealed(portal, sealed).await?.pwd.open(sealed, &place)?;
        Ok(self.keys.pwd.seal(portal.dice().bytes()?, &opened, &place)?)
    }
}

/// Notes that nothing is under an older generation any more.
///
/// # Errors
/// The store's.
pub async fn finish(portal: &Portal, operator: &Actor, generation: u8, secrets: u64) -> Result<(), Error> {
    failpoint::reached(Failpoint::KeysSealed);
    portal
        .db
        .write(async |tx| {
            let permit = operator.may_operate()?;
            generations::note_resealed(tx, generation).await?;
            Ok(permit.change(&Event::SecretsResealed { generation, secrets }, ()))
        })
        .await
}
