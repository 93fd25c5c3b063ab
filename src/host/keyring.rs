//! All generations of keys that there are: the newest in use seals and signs, the others still open and verify.
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};

use jiff::{SignedDuration, Timestamp};
use zeroize::Zeroizing;

use super::keys::{GenerationSecret, Keys};
use super::master_key::MasterKey;
use super::sub_key::SealError;
use crate::domain::chain::SignedHead;
use crate::domain::dice::Dice;
use crate::domain::generation::WrappedGeneration;
use crate::domain::id::EventId;

/// So long what pages were given under the generation before is accepted.
const OVERLAP: SignedDuration = SignedDuration::from_hours(24);

/// The master key does not open what is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LockedError {
    /// None of it.
    #[error(
        "The database was made under another master key: put that key back where LATCHKEY_MASTER_KEY_FILE points, from where you keep it apart from your backups."
    )]
    WrongMasterKey,
    /// Some of it: not the key is wrong.
    #[error(
        "Generation {0} of the keys was changed in the database: restore the table key_generation from your backup."
    )]
    Damaged(u8),
    /// None at all.
    #[error("The database holds no keys: it was made by a version before the first release, or only half restored.")]
    Nothing,
    /// The database is another one than that which the keys were opened for.
    #[error(
        "Generation {0} of the keys is not in the database any more, or another one is in its place: a backup was restored, or another database put there, while this program ran. It ends here and writes nothing more; started again, it works with what is there."
    )]
    AnotherCourse(u8),
    /// The same keys, and a course of things that was put back.
    #[error(
        "A backup was restored into the database while this program ran. It ends here and writes nothing more; started again, it works with what is there."
    )]
    Restored,
}

/// The generations of keys, and what wraps them.
pub struct Keyring {
    master: MasterKey,
    ring: RwLock<Ring>,
}

#[derive(Clone)]
struct Ring {
    all: BTreeMap<u8, Arc<Keys>>,
    /// What is given to pages comes from the first of them; of the others it is still accepted.
    accepted: Arc<[Arc<Keys>]>,
    /// The restores that the audit log told of at the first look; nothing before it.
    restores: Option<BTreeSet<EventId>>,
    /// How it was seen that the database is another one.
    strange: Option<LockedError>,
}

impl Keyring {
    /// For a new house: the first generation, and its row.
    ///
    /// # Errors
    /// Without randomness.
    pub fn found(
        master: MasterKey,
        dice: &mut impl Dice,
        used_from: Timestamp,
    ) -> Result<(Self, WrappedGeneration), SealError> {
        let first = master.wrap(1, &GenerationSecret::generate(dice).map_err(|_| SealError)?, dice, used_from)?;
        let ring = unlock(&master, BTreeMap::new(), std::slice::from_ref(&first), used_from).map_err(|_| SealError)?;
        Ok((Self { master, ring: RwLock::new(ring) }, first))
    }

    /// Opens what is there.
    ///
    /// # Errors
    /// [`LockedError`] says what to do.
    pub fn open(master: MasterKey, rows: &[WrappedGeneration], now: Timestamp) -> Result<Self, LockedError> {
        let ring = unlock(&master, BTreeMap::new(), rows, now)?;
        Ok(Self { master, ring: RwLock::new(ring) })
    }

    /// Takes notice of generations that were added, and of the time at which they are used. `known` is the number of the newest one that
    /// was known before the rows were asked for: what another thread learns meanwhile need not be among them.
    ///
    /// No rotation changes or removes a row. Where one is gone or another, a backup was restored, or another database put in the place of
    /// ours. What was sealed and signed since, this server's settings, and what it knows of the audit log belong to a course of things that
    /// is no more: it does not learn anew, it must begin anew. So also where the keys are the same and `restores`, those that the audit log
    /// tells of, hold one that was not there at the first look. One that is gone was forgotten with the rows of its time, or somebody
    /// tampers with the log: that is for the chain to find.
    ///
    /// # Errors
    /// [`LockedError`] when they do not open; what was known stays. [`LockedError::AnotherCourse`] and [`LockedError::Restored`] from then on,
    /// as [`Self::stands`] says.
    pub fn learn(
        &self,
        rows: &[WrappedGeneration],
        restores: &[EventId],
        known: u8,
        now: Timestamp,
    ) -> Result<(), LockedError> {
        let mut ring = self.ring.write().unwrap_or_else(PoisonError::into_inner);
        let strange = ring.strange.or_else(|| ring.stranger(rows, known)).or_else(|| ring.put_back(restores));
        if let Some(error) = strange {
            ring.strange = strange;
            return Err(error);
        }
        // Asked before another thread learnt more.
        if rows.iter().map(|row| row.id).max() < ring.all.keys().next_back().copied() {
            return Ok(());
        }
        let learnt = unlock(&self.master, ring.all.clone(), rows, now)?;
        *ring = Ring { restores: ring.restores.take(), ..learnt };
        Ok(())
    }

    /// Whether the database is the one that these keys were opened for, as far as anybody has looked.
    ///
    /// # Errors
    /// [`LockedError::AnotherCourse`] or [`LockedError::Restored`] when it is not: nothing more may be sealed, signed or written by this
    /// process.
    pub fn stands(&self) -> Result<(), LockedError> {
        self.with(|ring| ring.strange).map_or(Ok(()), Err)
    }

    /// A row for the generation behind the newest; nothing when there can be no more.
    ///
    /// # Errors
    /// Without randomness.
    pub fn next(&self, dice: &mut impl Dice, used_from: Timestamp) -> Result<Option<WrappedGeneration>, SealError> {
        let Some(id) = self.newest().checked_add(1) else { return Ok(None) };
        let secret = GenerationSecret::generate(dice).map_err(|_| SealError)?;
        self.master.wrap(id, &secret, dice, used_from).map(Some)
    }

    /// The generation that seals and signs now.
    pub fn current(&self) -> Arc<Keys> {
        self.with(|ring| Arc::clone(&ring.accepted[0]))
    }

    /// What pages were given under these is accepted: the generation in use first; those that it replaced less than a day ago; and those
    /// that another server, whose look at the clock came sooner, uses already.
    pub fn accepted(&self) -> Arc<[Arc<Keys>]> {
        self.with(|ring| Arc::clone(&ring.accepted))
    }

    /// A generation by its number.
    pub fn generation(&self, id: i16) -> Option<Arc<Keys>> {
        let id = u8::try_from(id).ok()?;
        self.with(|ring| ring.all.get(&id).cloned())
    }

    /// The first generation that there ever was. No rotation changes what is made with it: only for what must stay the same for a name that
    /// nobody has, and opens nothing.
    pub fn first(&self) -> Arc<Keys> {
        self.with(|ring| ring.all.values().next().cloned().unwrap_or_else(|| Arc::clone(&ring.accepted[0])))
    }

    /// The generation that a value was sealed under, if it is known.
    pub fn of_sealed(&self, sealed: &[u8]) -> Option<Arc<Keys>> {
        sealed.first().and_then(|id| self.generation(i16::from(*id)))
    }

    /// Whether one of these generations has signed a head of the audit log.
    pub fn have_signed(&self, signed: &SignedHead) -> bool {
        let by = self.generation(signed.key_id);
        by.is_some_and(|keys| keys.heads.verify(&signed.head.message(), &signed.signature))
    }

    /// The number of the newest generation, in use or not yet.
    pub fn newest(&self) -> u8 {
        self.with(|ring| ring.all.keys().next_back().copied().unwrap_or_default())
    }

    /// Seals the cookie that points to a session. It belongs to the master key, so that no rotation signs anybody out: what it seals
    /// is a random pointer, worth nothing without its row.
    ///
    /// # Errors
    /// [`SealError`] if HKDF refuses our length, which it cannot.
    pub fn session_cookie(&self) -> Result<Zeroizing<[u8; 64]>, SealError> {
        self.master.session_cookie().ok_or(SealError)
    }

    fn with<T>(&self, look: impl FnOnce(&Ring) -> T) -> T {
        look(&self.ring.read().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Ring {
    /// The first generation that is another one in these rows, or is not among them although it was known before they were asked for.
    fn stranger(&self, rows: &[WrappedGeneration], known: u8) -> Option<LockedError> {
        let mut ours = self.all.values();
        let stranger = ours.find(|keys| match rows.iter().find(|row| row.id == keys.generation) {
            Some(row) => row.wrapped != keys.at_rest.bytes(),
            None => keys.generation <= known,
        });
        stranger.map(|keys| LockedError::AnotherCourse(keys.generation))
    }

    /// Whether there was a restore since the first look, which this is where there was none. The clock has no say: it may be another
    /// machine's by now.
    fn put_back(&mut self, restores: &[EventId]) -> Option<LockedError> {
        let known = self.restores.get_or_insert_with(|| restores.iter().copied().collect());
        restores.iter().any(|one| !known.contains(one)).then_some(LockedError::Restored)
    }
}

/// Opens what is not open yet.
fn unlock(
    master: &MasterKey,
    mut all: BTreeMap<u8, Arc<Keys>>,
    rows: &[WrappedGeneration],
    now: Timestamp,
) -> Result<Ring, LockedError> {
    let mut damaged = None;
    for row in rows.iter().filter(|row| !all.contains_key(&row.id)).collect::<Vec<_>>() {
        match master.unwrap(row).ok().and_then(|secret| Keys::derive(row, &secret)) {
            Some(keys) => drop(all.insert(row.id, Arc::new(keys))),
            None => damaged = Some(row.id),
        }
    }
    match (all.is_empty(), damaged) {
        (true, Some(_)) => return Err(LockedError::WrongMasterKey),
        (false, Some(id)) => return Err(LockedError::Damaged(id)),
        (_, None) => {}
    }
    let mut rows: Vec<&WrappedGeneration> = rows.iter().collect();
    rows.sort_unstable_by_key(|row| row.id);
    let current = rows.iter().rposition(|row| row.used_from <= now).unwrap_or(0);
    let in_use = rows.get(current).ok_or(LockedError::Nothing)?;
    // The moment at which a generation was replaced is that from which the next one is used.
    let replaced_lately = rows.windows(2).take(current).filter(|pair| now.duration_since(pair[1].used_from) < OVERLAP);
    let accepted = std::iter::once(*in_use)
        .chain(rows.iter().skip(current + 1).copied())
        .chain(replaced_lately.map(|pair| pair[0]))
        .filter_map(|row| all.get(&row.id).cloned())
        .collect();
    Ok(Ring { all, accepted, restores: None, strange: None })
}

impl fmt::Debug for Keyring {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Keyring({} generations)", self.newest())
    }
}

#[cfg(test)]
#[path = "keyring_tests.rs"]
mod tests;
