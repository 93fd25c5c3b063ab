//! A walk over everything that is sealed, which seals it anew under newer keys while the portal works.

use std::cmp::Ordering;
use std::sync::Arc;

use jiff::Timestamp;

use crate::domain::dice::Dice as _;
use crate::domain::id::{PasskeyId, UserId};
use crate::domain::user::PasswordKind;
use crate::host::keyring::Keyring;
use crate::host::keys::Keys;
use crate::host::sub_key::{SealError, SealingKey};
use crate::service::directory::setup::ACCOUNT_BELONGS;
use crate::service::error::Error;
use crate::service::keys;
use crate::service::passwords::verify::belongs;
use crate::service::portal::Portal;
use crate::service::second_step::ceremony::passkey_belongs;
use crate::service::second_step::check::app_belongs;
use crate::service::self_service::answers;
use crate::store::directory::account;
use crate::store::{credentials, passkeys, password_history, second_steps, security_answers};

/// So many secrets are sealed anew at a time.
const STEP: i64 = 1_000;
/// And the answers of so many people, each of whom has several.
const ANSWERS: i64 = 200;

/// What came of a walk.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many secrets were sealed anew.
    pub secrets: u64,
    /// How many values under other keys could not be opened, and were left as they are.
    pub unopened: u64,
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

/// A walk over everything that is sealed. What can not be opened, because a bit of it turned over, opens for nobody and never will: it
/// is told whose it is, counted and left as it is. It keeps nobody else's secrets under the old keys.
#[derive(Debug)]
pub struct Resealing {
    keys: Arc<Keys>,
    walk: Walk,
    /// What came of it so far.
    pub tally: Tally,
}

impl Resealing {
    /// From the beginning, under a generation that is known.
    ///
    /// # Errors
    /// [`Error::Internal`] when it is not.
    pub fn under(keys: &Keyring, generation: u8) -> Result<Self, Error> {
        let keys = keys.generation(i16::from(generation)).ok_or(SealError)?;
        Ok(Self { keys, walk: Walk::Present(None), tally: Tally::default() })
    }

    /// Seals the next thousand anew, where it must. Says whether there may be more.
    ///
    /// # Errors
    /// The store's.
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
        let (mut old, mut anew) = (vec![], vec![]);
        for hash in found {
            if !self.is_old(portal, &hash.sealed).await? {
                continue;
            }
            // The person can be given another password.
            let place = belongs(hash.user, hash.kind);
            let Some(sealed) = self.anew(portal, &hash.sealed, &place, |keys| &keys.pwd).await? else {
                tracing::error!(user = %hash.user, "a password can not be opened: left as it is");
                continue;
            };
            anew.push(sealed);
            old.push(hash);
        }
        if !old.is_empty() {
            let written = portal.db.keep_house(async |house| credentials::reseal(house, &old, &anew).await).await?;
            self.count(written);
        }
        Ok(())
    }

    async fn earlier(&mut self, portal: &Portal, after: Option<(UserId, Timestamp)>) -> Result<(), Error> {
        let found = portal
            .db
            .read(async |read| Ok::<_, Error>(password_history::sealed_after(read, after, STEP).await?))
            .await?;
        self.walk = found.last().map_or(Walk::Apps(None), |last| Walk::Earlier(Some((last.user, last.set_at))));
        let (mut old, mut anew) = (vec![], vec![]);
        for hash in found {
            if !self.is_old(portal, &hash.sealed).await? {
                continue;
            }
            let place = belongs(hash.user, PasswordKind::Own);
            let Some(sealed) = self.anew(portal, &hash.sealed, &place, |keys| &keys.pwd).await? else {
                tracing::error!(user = %hash.user, set_at = %hash.set_at, "an earlier password can not be opened: left as it is");
                continue;
            };
            anew.push(sealed);
            old.push(hash);
        }
        if !old.is_empty() {
            let written =
                portal.db.keep_house(async |house| password_history::reseal(house, &old, &anew).await).await?;
            self.count(written);
        }
        Ok(())
    }

    async fn apps(&mut self, portal: &Portal, after: Option<UserId>) -> Result<(), Error> {
        let found =
            portal.db.read(async |read| Ok::<_, Error>(second_steps::sealed_after(read, after, STEP).await?)).await?;
        self.walk = found.last().map_or(Walk::Passkeys(None), |last| Walk::Apps(Some(last.user)));
        let (mut old, mut anew) = (vec![], vec![]);
        for app in found {
            if !self.is_old(portal, &app.sealed).await? {
                continue;
            }
            // Its person has recovery codes, and an administrator who takes it away.
            let place = app_belongs(app.user);
            let Some(sealed) = self.anew(portal, &app.sealed, &place, |keys| &keys.totp).await? else {
                tracing::error!(user = %app.user, "what an authenticator app shares with us can not be opened: left as it is");
                continue;
            };
            anew.push(sealed);
            old.push(app);
        }
        if !old.is_empty() {
            let written = portal.db.keep_house(async |house| second_steps::reseal(house, &old, &anew).await).await?;
            self.count(written);
        }
        Ok(())
    }

    async fn passkeys(&mut self, portal: &Portal, after: Option<PasskeyId>) -> Result<(), Error> {
        let found =
            portal.db.read(async |read| Ok::<_, Error>(passkeys::sealed_after(read, after, STEP).await?)).await?;
        self.walk = found.last().map_or(Walk::Answers(None), |last| Walk::Passkeys(Some(last.id)));
        let (mut old, mut anew) = (vec![], vec![]);
        for kept in found {
            if !self.is_old(portal, &kept.sealed).await? {
                continue;
            }
            let place = passkey_belongs(kept.user, kept.id);
            let Some(sealed) = self.anew(portal, &kept.sealed, &place, |keys| &keys.passkey).await? else {
                tracing::error!(user = %kept.user, passkey = %kept.id, "a passkey can not be opened: left as it is");
                continue;
            };
            anew.push(sealed);
            old.push(kept);
        }
        if !old.is_empty() {
            let written = portal.db.keep_house(async |house| passkeys::reseal(house, &old, &anew).await).await?;
            self.count(written);
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
            if !self.is_any_old(portal, &old.sealed).await? {
                continue;
            }
            // Whose they are is told where they are opened. They are one value: all of a person's answers go on together, or none.
            let Some(anew) = answers::anew(portal, &self.keys, user, &old).await? else {
                self.tally.unopened += 1;
                continue;
            };
            let written =
                portal.db.keep_house(async |house| security_answers::reseal(house, user, &old, &anew).await).await?;
            self.count(written);
        }
        Ok(())
    }

    async fn directory(&mut self, portal: &Portal) -> Result<(), Error> {
        let found = portal.db.read(async |read| Ok::<_, Error>(account::sealed(read).await?)).await?;
        let Some(old) = found else { return Ok(()) };
        if !self.is_old(portal, &old).await? {
            return Ok(());
        }
        let Some(anew) = self.anew(portal, &old, ACCOUNT_BELONGS, |keys| &keys.directory).await? else {
            tracing::error!(
                "the password of our account in the directory can not be opened: left as it is; give it anew in the settings"
            );
            return Ok(());
        };
        let written = portal.db.keep_house(async |house| account::reseal(house, &old, &anew).await).await?;
        self.count(written);
        Ok(())
    }

    /// Whether a value must be sealed anew. What another rotation, begun since, has sealed is newer than ours; a number that was never
    /// given, or none at all, is told like everything else that can not be opened.
    async fn is_old(&self, portal: &Portal, sealed: &[u8]) -> Result<bool, Error> {
        let Some(generation) = sealed.first() else { return Ok(true) };
        Ok(match generation.cmp(&self.keys.generation) {
            Ordering::Less => true,
            Ordering::Equal => false,
            Ordering::Greater => keys::find(portal, sealed).await?.is_none(),
        })
    }

    async fn is_any_old(&self, portal: &Portal, sealed: &[Vec<u8>]) -> Result<bool, Error> {
        for one in sealed {
            if self.is_old(portal, one).await? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// A value under our keys; nothing where it can not be opened, which is counted.
    async fn anew(
        &mut self,
        portal: &Portal,
        sealed: &[u8],
        place: &[u8],
        key: fn(&Keys) -> &SealingKey,
    ) -> Result<Option<Vec<u8>>, Error> {
        let by = keys::find(portal, sealed).await?;
        let Some(opened) = by.and_then(|keys| key(&keys).open(sealed, place).ok()) else {
            self.tally.unopened += 1;
            return Ok(None);
        };
        Ok(Some(key(&self.keys).seal(portal.dice().bytes()?, &opened, place)?))
    }

    fn count(&mut self, written: usize) {
        self.tally.secrets += u64::try_from(written).unwrap_or(0);
    }
}
