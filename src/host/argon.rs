//! Argon2id in memory that is used again, and the PHC strings it writes and reads.
use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};

use argon2::password_hash::phc::{Output, ParamsString, PasswordHash, Salt};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use rand::TryRng;
use rand::rngs::SysRng;
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, Zeroizing};

const SALT_LENGTH: usize = 16;
const TAG_LENGTH: usize = 32;
/// The largest stored hash that is verified, 256 MiB: four times what `latchkey calibrate` ever proposes.
const MOST_MEMORY_KIB: u32 = 256 * 1024;
/// Allocations above 32 MiB are always mapped and unmapped by themselves: smaller ones glibc may keep for ever once the
/// first of their size was freed. What lies beyond the blocks in use is never touched, so it costs no memory.
const RESERVED_BLOCKS: usize = 33 * 1024;

/// What one hash costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HashCost {
    /// Memory, in KiB.
    pub memory_kib: u32,
    /// Passes over that memory.
    pub passes: u32,
    /// Lanes of memory.
    pub lanes: u32,
}

impl Default for HashCost {
    /// What OWASP and ASVS accept and a small machine can bear.
    fn default() -> Self {
        Self { memory_kib: 19_456, passes: 2, lanes: 1 }
    }
}

impl HashCost {
    fn params(self) -> Option<Params> {
        Params::new(self.memory_kib, self.passes, self.lanes, Some(TAG_LENGTH)).ok()
    }

    /// Whether Argon2id can be run at this cost.
    pub fn is_possible(self) -> bool {
        self.memory_kib <= MOST_MEMORY_KIB && self.params().is_some()
    }
}

/// A password hash as it is stored (before it is sealed).
#[derive(Clone)]
pub struct PhcString(Zeroizing<String>);

impl PhcString {
    /// The text, to be sealed or verified against.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for PhcString {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("PhcString(***)")
    }
}

/// The blocks that one thread hashes in, kept from job to job because getting them anew costs a fifth of a hash.
#[derive(Default)]
pub(super) struct Memory(Vec<Block>);

impl Memory {
    pub(super) fn is_held(&self) -> bool {
        !self.0.is_empty()
    }

    /// Wiped and given back.
    pub(super) fn release(&mut self) {
        self.0.iter_mut().zeroize();
        self.0 = Vec::new();
    }

    fn blocks(&mut self, count: usize, made: &AtomicU64) -> &mut [Block] {
        if self.0.len() < count {
            self.release();
            self.0 = Vec::with_capacity(count.max(RESERVED_BLOCKS));
            self.0.resize(count, Block::new());
            made.fetch_add(1, Ordering::Relaxed);
        }
        &mut self.0
    }
}

impl Drop for Memory {
    fn drop(&mut self) {
        self.release();
    }
}

/// Hashes with fresh salt. Nothing if the system gives no random bytes or the cost is impossible.
pub(super) fn hash(password: &[u8], cost: HashCost, memory: &mut Memory, made: &AtomicU64) -> Option<PhcString> {
    let params = cost.params()?;
    let mut salt = [0; SALT_LENGTH];
    SysRng.try_fill_bytes(&mut salt).ok()?;
    let mut tag = Zeroizing::new([0; TAG_LENGTH]);
    let written = ParamsString::try_from(&params).ok()?;
    run(password, &salt, params, &mut *tag, memory, made)?;
    let phc = PasswordHash {
        algorithm: Algorithm::Argon2id.ident(),
        version: Some(Version::V0x13.into()),
        params: written,
        salt: Some(Salt::new(&salt).ok()?),
        hash: Some(Output::new(&*tag).ok()?),
    };
    Some(PhcString(Zeroizing::new(phc.to_string())))
}

/// Whether `password` is the one behind `phc`. Nothing if `phc` is no Argon2id hash of a bearable cost. What the hash was cheaper by than
/// one of today is spent besides: otherwise the time would tell a name with an older hash from a name that nobody has.
pub(super) fn verify(
    password: &[u8],
    phc: &str,
    today: HashCost,
    memory: &mut Memory,
    made: &AtomicU64,
) -> Option<bool> {
    let stored = PasswordHash::new(phc).ok()?;
    let params = stored_params(&stored)?;
    let (salt, expected) = (stored.salt?, stored.hash?);
    let mut tag = Zeroizing::new([0; Output::MAX_LENGTH]);
    let tag = tag.get_mut(..expected.len())?;
    let missing = missing(&params, today);
    run(password, &salt, params, tag, memory, made)?;
    let is_same = (*tag).ct_eq(expected.as_bytes()).into();
    if let Some(missing) = missing {
        run(password, &salt, missing, tag, memory, made)?;
    }
    Some(is_same)
}

/// By how much a hash was cheaper; nothing where that is too little for a hash. Time grows with the memory that is passed over, times the passes.
fn missing(made_at: &Params, today: HashCost) -> Option<Params> {
    let work = |memory_kib: u32, passes: u32| u64::from(memory_kib) * u64::from(passes);
    let whole = work(today.memory_kib, today.passes);
    let rest = whole.checked_sub(work(made_at.m_cost(), made_at.t_cost()))?;
    // Passes of today's size where they come out even, else smaller ones.
    let full = u32::try_from(rest / u64::from(today.memory_kib)).ok()?;
    let cost = match full {
        0 => HashCost { memory_kib: u32::try_from(rest).ok()?, passes: 1, ..today },
        passes => HashCost { memory_kib: u32::try_from(rest / u64::from(passes)).ok()?, passes, ..today },
    };
    Some(cost).filter(|cost| cost.is_possible())?.params()
}

/// Whether `phc` was made at this cost; if not, it is made anew when its owner next signs in.
pub(super) fn is_current(phc: &str, cost: HashCost) -> bool {
    let stored = PasswordHash::new(phc).ok().and_then(|stored| stored_params(&stored));
    stored.is_some_and(|params| {
        (params.m_cost(), params.t_cost(), params.p_cost()) == (cost.memory_kib, cost.passes, cost.lanes)
    })
}

fn stored_params(stored: &PasswordHash) -> Option<Params> {
    let ours = stored.algorithm == Algorithm::Argon2id.ident() && stored.version == Some(Version::V0x13.into());
    Params::try_from(stored).ok().filter(|params| ours && params.m_cost() <= MOST_MEMORY_KIB)
}

fn run(
    password: &[u8],
    salt: &[u8],
    params: Params,
    tag: &mut [u8],
    memory: &mut Memory,
    made: &AtomicU64,
) -> Option<()> {
    let blocks = memory.blocks(params.block_count(), made);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into_with_memory(password, salt, tag, blocks)
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: HashCost = HashCost { memory_kib: 64, passes: 1, lanes: 1 };

    #[test]
    fn a_hash_of_another_program_is_understood() {
        // Made by the reference implementation: echo -n password | argon2 somesalt -id -t 2 -m 16 -p 1 -l 32
        let phc = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
        let made = AtomicU64::new(0);
        assert_eq!(verify(b"password", phc, SMALL, &mut Memory::default(), &made), Some(true));
        assert_eq!(verify(b"Password", phc, SMALL, &mut Memory::default(), &made), Some(false));
    }

    #[test]
    fn what_is_no_argon2id_hash_of_a_bearable_cost_is_not_verified() {
        let made = AtomicU64::new(0);
        for phc in [
            "",
            "plain",
            "$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
            "$argon2id$v=19$m=4294967295,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
            "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ",
        ] {
            assert_eq!(verify(b"password", phc, SMALL, &mut Memory::default(), &made), None, "{phc}");
        }
        assert_eq!(made.load(Ordering::Relaxed), 0);
    }

    #[test]
    fn a_hash_tells_its_cost() {
        let phc = hash(b"password", SMALL, &mut Memory::default(), &AtomicU64::new(0)).unwrap();
        assert!(phc.expose().starts_with("$argon2id$v=19$m=64,t=1,p=1$"));
        assert!(is_current(phc.expose(), SMALL));
        assert!(!is_current(phc.expose(), HashCost { passes: 2, ..SMALL }));
        assert_eq!(format!("{phc:?}"), "PhcString(***)");
    }

    #[test]
    fn what_a_hash_was_cheaper_by_is_spent_besides() {
        let today = HashCost { memory_kib: 19_456, passes: 2, lanes: 1 };
        for (memory_kib, passes) in [(19_456, 1), (9_728, 2), (12_288, 1), (12_288, 3), (64, 1), (19_000, 2)] {
            let before = HashCost { memory_kib, passes, lanes: 1 }.params().unwrap();
            let missing = missing(&before, today).unwrap();
            let work = |params: &Params| u64::from(params.m_cost()) * u64::from(params.t_cost());
            assert_eq!(work(&before) + work(&missing), 2 * 19_456, "{memory_kib} KiB, {passes} passes");
        }
        // As dear, or dearer: nothing is missing, and nothing can be taken back.
        for (memory_kib, passes) in [(19_456, 2), (38_912, 1), (65_536, 3)] {
            assert!(missing(&HashCost { memory_kib, passes, lanes: 1 }.params().unwrap(), today).is_none());
        }
    }

    #[test]
    fn a_cheaper_hash_is_verified_as_well() {
        let (phc, today) = (
            hash(b"password", SMALL, &mut Memory::default(), &AtomicU64::new(0)).unwrap(),
            HashCost { memory_kib: 256, passes: 3, lanes: 1 },
        );
        let made = AtomicU64::new(0);
        assert_eq!(verify(b"password", phc.expose(), today, &mut Memory::default(), &made), Some(true));
        assert_eq!(verify(b"Password", phc.expose(), today, &mut Memory::default(), &made), Some(false));
    }
}
