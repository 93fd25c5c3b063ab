//! All generations of keys that there are: the newest in use seals and signs, the others still open and verify.
use std::collections::BTreeMap;
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

    /// Takes notice of generations that were added, and of the time at which they are used.
    ///
    /// # Errors
    /// [`LockedError`] when they do not open; what was known stays.
    pub fn learn(&self, rows: &[WrappedGeneration], now: Timestamp) -> Result<(), LockedError> {
        let known = self.with(|ring| ring.all.clone());
        let ring = unlock(&self.master, known, rows, now)?;
        *self.ring.write().unwrap_or_else(PoisonError::into_inner) = ring;
        Ok(())
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

/// Opens what is not open yet.
fn unlock(
    master: &MasterKey,
    mut all: BTreeMap<u8, Arc<Keys>>,
    rows: &[WrappedGeneration],
    now: Timestamp,
) -> Result<Ring, LockedError> {
    let mut damaged = None;
    for row in rows.iter().filter(|row| !all.contains_key(&row.id)).collect::<Vec<_>>() {
        match master.unwrap(row).ok().and_then(|secret| Keys::derive(row.id, &secret)) {
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
    Ok(Ring { all, accepted })
}

impl fmt::Debug for Keyring {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Keyring({} generations)", self.newest())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::dice::{Entropy, NoDice};
    use crate::host::sub_key::NONCE_LENGTH;

    fn noon() -> Timestamp {
        "2026-11-20T12:00:00Z".parse().unwrap()
    }

    fn dice() -> Entropy {
        let next = std::sync::atomic::AtomicU8::new(1);
        Entropy::new(move |bytes| {
            bytes.fill(next.fetch_add(1, std::sync::atomic::Ordering::Relaxed));
            Ok::<_, NoDice>(())
        })
    }

    fn master(byte: u8) -> MasterKey {
        MasterKey::of([byte; 32])
    }

    #[test]
    fn a_new_generation_is_used_from_its_moment_and_the_old_one_still_opens() {
        let (ring, first) = Keyring::found(master(1), &mut dice(), noon()).unwrap();
        let sealed = ring.current().pwd.seal([3; NONCE_LENGTH], b"secret", b"row").unwrap();
        let soon = noon() + SignedDuration::from_secs(5);
        let second = ring.next(&mut dice(), soon).unwrap().unwrap();
        let rows = [first, second];
        ring.learn(&rows, noon()).unwrap();
        assert_eq!((ring.current().generation, ring.newest()), (1, 2));
        ring.learn(&rows, soon).unwrap();
        assert_eq!(ring.current().generation, 2);
        assert_eq!(ring.of_sealed(&sealed).unwrap().pwd.open(&sealed, b"row").unwrap().as_slice(), b"secret");
        assert!(ring.current().pwd.open(&sealed, b"row").is_err());
        let accepted = |now| {
            ring.learn(&rows, now).unwrap();
            ring.accepted().iter().map(|keys| keys.generation).collect::<Vec<_>>()
        };
        // Another server's clock may be a moment ahead; and for a day what was given before is taken.
        assert_eq!(accepted(noon()), [1, 2]);
        assert_eq!(accepted(soon), [2, 1]);
        assert_eq!(accepted(soon + OVERLAP), [2]);
        assert!(ring.generation(1).is_some() && ring.generation(3).is_none() && ring.generation(-1).is_none());
        assert!(ring.of_sealed(b"").is_none());
    }

    #[test]
    fn another_master_key_a_changed_row_and_no_row_are_told_apart() {
        let (ring, first) = Keyring::found(master(1), &mut dice(), noon()).unwrap();
        let second = ring.next(&mut dice(), noon()).unwrap().unwrap();
        let open = |byte, rows: &[WrappedGeneration]| Keyring::open(master(byte), rows, noon()).err();
        let rows = [first.clone(), second.clone()];
        assert_eq!(open(1, &rows), None);
        assert_eq!(open(2, &rows), Some(LockedError::WrongMasterKey));
        assert_eq!(open(1, &[]), Some(LockedError::Nothing));
        let exchanged = WrappedGeneration { wrapped: first.wrapped.clone(), ..second };
        assert_eq!(open(1, &[first, exchanged]), Some(LockedError::Damaged(2)));
    }

    #[test]
    fn the_sessions_cookie_outlives_a_rotation_and_not_the_master_key() {
        let (ring, first) = Keyring::found(master(1), &mut dice(), noon()).unwrap();
        let before = ring.session_cookie().unwrap();
        let second = ring.next(&mut dice(), noon()).unwrap().unwrap();
        ring.learn(&[first, second], noon()).unwrap();
        assert_eq!(*ring.session_cookie().unwrap(), *before);
        let (other, _) = Keyring::found(master(2), &mut dice(), noon()).unwrap();
        assert_ne!(*other.session_cookie().unwrap(), *before);
    }
}
