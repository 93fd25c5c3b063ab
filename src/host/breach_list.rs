//! The operator's list of known breaches as one compact file: a password is looked up by reading 64 bytes of it.

use std::fs::{File, rename};
use std::io::{self, BufRead, BufWriter, Read as _, Write as _};
use std::os::unix::fs::FileExt as _;
use std::path::{Path, PathBuf};

use ring::digest::{SHA1_FOR_LEGACY_USE_ONLY, digest};
use unicode_normalization::UnicodeNormalization;

/// The file's name in the data folder.
const NAME: &str = "breached-passwords.filter";
/// What it begins with; behind it the number of blocks and of entries, eight bytes each.
const MAGIC: [u8; 8] = *b"LKBLIST1";
const HEAD: usize = 24;
/// A block, in which all bits of one entry lie.
const BLOCK: usize = 64;
/// So many bits are set for each entry.
const BITS: usize = 8;
/// An entry has room for so many bits: one password in about four thousand that is on no list is refused all the same.
const BITS_PER_ENTRY: u64 = 20;
/// So much memory is used to make the file; a greater one is made in several passes.
const MEMORY: u64 = 256 * 1024 * 1024;
/// A line longer than this is no password and no hash.
const LONGEST_LINE: usize = 4 * 1024;

/// Where the list is, if there is one.
#[derive(Debug, Clone)]
pub struct BreachList {
    path: PathBuf,
}

/// What was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Made {
    /// How many lines are in it.
    pub entries: u64,
    /// How many bytes it takes.
    pub bytes: u64,
}

impl BreachList {
    /// The list of a data folder.
    pub fn of(data_dir: &Path) -> Self {
        Self { path: data_dir.join(NAME) }
    }

    /// Where the file is, or would be.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether there is a list.
    pub fn exists(&self) -> bool {
        self.path.exists()
    }

    /// Whether a password is on the list; nothing without a list that can be read. Opened each time: a new list holds at once.
    pub fn holds(&self, password: &str) -> Option<bool> {
        match self.look(&sha1(password)) {
            Ok(holds) => Some(holds),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => {
                tracing::error!(path = %self.path.display(), %error, "the list of known breaches can not be read");
                None
            }
        }
    }

    fn look(&self, hash: &[u8; 20]) -> io::Result<bool> {
        let mut file = File::open(&self.path)?;
        let mut head = [0; HEAD];
        file.read_exact(&mut head)?;
        let blocks = number(&head[8..16]);
        if head[..8] != MAGIC || blocks == 0 {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "no list of known breaches"));
        }
        let mut block = [0; BLOCK];
        file.read_exact_at(&mut block, HEAD as u64 + block_of(hash, blocks) * BLOCK as u64)?;
        Ok(bits_of(hash).all(|bit| block[bit / 8] & (1 << (bit % 8)) != 0))
    }

    /// Makes the list from a file of lines: passwords, or SHA-1 hashes in hexadecimal, with or without a count behind a colon.
    ///
    /// # Errors
    /// When one of the files can not be read or written; the list of before stays.
    pub fn make(&self, lines: &Path) -> io::Result<Made> {
        let mut entries = 0_u64;
        each(lines, |_| entries += 1)?;
        let blocks = (entries * BITS_PER_ENTRY).div_ceil(BLOCK as u64 * 8).max(1);
        let fresh = self.path.with_extension("new");
        let mut out = BufWriter::new(File::create(&fresh)?);
        out.write_all(&MAGIC)?;
        out.write_all(&blocks.to_be_bytes())?;
        out.write_all(&entries.to_be_bytes())?;
        let at_a_time = MEMORY / BLOCK as u64;
        let mut first = 0;
        while first < blocks {
            let here = at_a_time.min(blocks - first);
            let size = usize::try_from(here).map_err(|_| io::Error::from(io::ErrorKind::OutOfMemory))? * BLOCK;
            let mut part = vec![0_u8; size];
            each(lines, |hash| {
                let block = block_of(hash, blocks);
                if let Some(place) = block.checked_sub(first).filter(|place| *place < here)
                    && let Ok(place) = usize::try_from(place)
                {
                    for bit in bits_of(hash) {
                        part[place * BLOCK + bit / 8] |= 1 << (bit % 8);
                    }
                }
            })?;
            out.write_all(&part)?;
            first += here;
        }
        out.into_inner()?.sync_all()?;
        rename(&fresh, &self.path)?;
        Ok(Made { entries, bytes: HEAD as u64 + blocks * BLOCK as u64 })
    }
}

/// The hash of each line that holds something.
fn each(lines: &Path, mut found: impl FnMut(&[u8; 20])) -> io::Result<()> {
    let mut reader = io::BufReader::with_capacity(1 << 20, File::open(lines)?);
    let mut line = Vec::new();
    loop {
        line.clear();
        if reader.by_ref().take(LONGEST_LINE as u64).read_until(b'\n', &mut line)? == 0 {
            return Ok(());
        }
        if line.len() == LONGEST_LINE && line.last() != Some(&b'\n') {
            reader.skip_until(b'\n')?;
            continue;
        }
        let text = String::from_utf8_lossy(&line);
        let text = text.trim_end_matches(['\n', '\r']);
        if !text.is_empty() {
            found(&hash_of(text));
        }
    }
}

fn hash_of(line: &str) -> [u8; 20] {
    let hexadecimal = line.split_once(':').map_or(line, |(hash, _)| hash);
    from_hexadecimal(hexadecimal).unwrap_or_else(|| sha1(line))
}

fn from_hexadecimal(text: &str) -> Option<[u8; 20]> {
    let digits: Vec<u8> =
        text.chars().map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok())).collect::<Option<_>>()?;
    let bytes: Vec<u8> = digits.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect();
    (digits.len() == 40).then(|| bytes.try_into().ok()).flatten()
}

fn sha1(password: &str) -> [u8; 20] {
    let composed: String = password.nfc().collect();
    let mut hash = [0; 20];
    hash.copy_from_slice(digest(&SHA1_FOR_LEGACY_USE_ONLY, composed.as_bytes()).as_ref());
    hash
}

fn number(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte))
}

/// Hashes in order lie in order: a sorted list is written from front to back.
fn block_of(hash: &[u8; 20], blocks: u64) -> u64 {
    let place = u128::from(number(&hash[..8])) * u128::from(blocks);
    u64::try_from(place >> 64).unwrap_or(0)
}

/// Nine bits of the hash for each.
fn bits_of(hash: &[u8; 20]) -> impl Iterator<Item = usize> {
    let bits = hash[8..20].iter().fold(0_u128, |sum, byte| sum << 8 | u128::from(*byte));
    (0..BITS).map(move |place| usize::try_from(bits >> (9 * place) & 511).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_the_file_is_held_and_hardly_anything_else() {
        let folder = std::env::temp_dir().join(format!("latchkey-breaches-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let list = BreachList::of(&folder);
        assert_eq!((list.exists(), list.holds("hunter2 hunter2")), (false, None));
        let lines = folder.join("lines");
        let mut text = "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8:3861493\r\n\
             b1b3773a05c0ed0176787a4f1574ff0075f7521e\nhunter2 hunter2\nge\u{301}heim woord\n\n"
            .to_owned();
        text.push_str(&"long".repeat(4_000));
        text.push('\n');
        text.extend((0..20_000).map(|number| format!("entry {number}\n")));
        std::fs::write(&lines, text).unwrap();
        let made = list.make(&lines).unwrap();
        assert_eq!(made.entries, 20_004);
        assert_eq!(made.bytes, std::fs::metadata(list.path()).unwrap().len());
        for held in ["password", "qwerty", "hunter2 hunter2", "g\u{e9}heim woord", "entry 19999"] {
            assert_eq!(list.holds(held), Some(true), "{held}");
        }
        let by_chance = (0..20_000).filter(|number| list.holds(&format!("other {number}")) == Some(true)).count();
        assert!(by_chance < 20, "{by_chance}");
        std::fs::write(list.path(), b"something else that is long enough").unwrap();
        assert_eq!(list.holds("password"), None);
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
