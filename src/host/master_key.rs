//! The master key: 32 bytes in a file that nobody else can read.
use std::fmt;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use rand::TryRng;
use rand::rngs::SysRng;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use super::files::prepare_folder;
use super::keys::{GenerationSecret, expand};
use super::sub_key::{KEY_LENGTH, SealError, SealingKey};
use crate::domain::dice::Dice;
use crate::domain::generation::WrappedGeneration;

/// Why there are no keys; each is a sentence for the operator.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// Others could read the key.
    #[error(
        "The master key {path} can be read by others (mode {mode:04o}): run `chmod 0400 {path}`, and replace the key if somebody may have read it."
    )]
    TooOpen {
        /// Where the key lies.
        path: PathBuf,
        /// Its permissions.
        mode: u32,
    },
    /// Somebody else owns, and so can read or change, the key.
    #[error(
        "The master key {path} belongs to user {owner}, who can read and change it: give it to the user that runs Latchkey with `chown`."
    )]
    Foreign {
        /// Where the key lies.
        path: PathBuf,
        /// The owner's number.
        owner: u32,
    },
    /// Not a key, or half of one.
    #[error(
        "The master key {path} holds {length} bytes instead of {KEY_LENGTH}: restore it from your backup, because what it sealed cannot be read without it."
    )]
    WrongLength {
        /// Where the key lies.
        path: PathBuf,
        /// What it holds; never more than one byte too many is read.
        length: usize,
    },
    /// The file system refused.
    #[error(
        "Cannot {doing} the master key {path} ({source}): make the file reachable for the user that runs Latchkey, or name another one in LATCHKEY_MASTER_KEY_FILE."
    )]
    Io {
        /// Read or write.
        doing: &'static str,
        /// Where the key lies.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Something was sealed under the key, and it is not here.
    #[error(
        "The master key {path} is missing, and the database was made under it: put it back from where you keep it apart from your backups, or name its place in LATCHKEY_MASTER_KEY_FILE. A new key would open nothing."
    )]
    Missing {
        /// Where it should lie.
        path: PathBuf,
    },
    /// The operating system gave no random bytes.
    #[error("The operating system gives no random bytes for a master key: check that /dev/urandom exists.")]
    NoDice,
}

/// How the name of a key begins that is not in its place yet.
const DRAFT: &str = ".master-key.";

/// The one secret from which every other key comes.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct MasterKey([u8; KEY_LENGTH]);

impl MasterKey {
    /// Reads the key; nothing where there is no file. Where something was sealed under a key, a new one is no help.
    ///
    /// # Errors
    /// [`KeyError`] says what to do.
    pub fn load(path: &Path) -> Result<Option<Self>, KeyError> {
        match File::open(path) {
            Ok(file) => {
                take_away_drafts(&file, path);
                Self::read(file, path).map(Some)
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(source) => Err(KeyError::Io { doing: "read", path: path.into(), source }),
        }
    }

    /// Reads the key, or makes one where there is none. Of several processes at once all get the same key.
    ///
    /// # Errors
    /// [`KeyError`] says what to do.
    pub fn load_or_create(path: &Path) -> Result<Self, KeyError> {
        match Self::load(path)? {
            Some(key) => Ok(key),
            None => Self::create(path),
        }
    }

    /// Wraps a generation's secret, for its row alone.
    pub(super) fn wrap(
        &self,
        id: u8,
        secret: &GenerationSecret,
        dice: &mut impl Dice,
        used_from: Timestamp,
    ) -> Result<WrappedGeneration, SealError> {
        let nonce = dice.bytes().map_err(|_| SealError)?;
        let wrapped = self.wrapping()?.seal(nonce, &secret.0, &place(id))?;
        Ok(WrappedGeneration { id, wrapped, used_from })
    }

    /// The secret of a generation.
    pub(super) fn unwrap(&self, row: &WrappedGeneration) -> Result<GenerationSecret, SealError> {
        let opened = self.wrapping()?.open(&row.wrapped, &place(row.id))?;
        Ok(GenerationSecret(opened.as_slice().try_into().map_err(|_| SealError)?))
    }

    /// Seals the cookie that points to a session.
    pub(super) fn session_cookie(&self) -> Option<Zeroizing<[u8; 64]>> {
        expand(&self.0, "session-cookie")
    }

    fn wrapping(&self) -> Result<SealingKey, SealError> {
        Ok(SealingKey::new(0, *expand(&self.0, "wrap").ok_or(SealError)?))
    }

    #[cfg(test)]
    pub(super) fn of(bytes: [u8; KEY_LENGTH]) -> Self {
        Self(bytes)
    }

    fn read(mut file: File, path: &Path) -> Result<Self, KeyError> {
        let failed = |source| KeyError::Io { doing: "read", path: path.into(), source };
        // Asked of the open file, so that it cannot be exchanged between the question and the reading.
        let facts = file.metadata().map_err(failed)?;
        if facts.mode() & 0o077 != 0 {
            return Err(KeyError::TooOpen { path: path.into(), mode: facts.mode() & 0o7777 });
        }
        let myself = rustix::process::geteuid().as_raw();
        if facts.uid() != myself && facts.uid() != 0 {
            return Err(KeyError::Foreign { path: path.into(), owner: facts.uid() });
        }
        // One byte more than a key, to notice a longer file without reading all of it.
        let mut buffer = Zeroizing::new([0; KEY_LENGTH + 1]);
        let mut length = 0;
        while length < buffer.len() {
            match file.read(&mut buffer[length..]).map_err(failed)? {
                0 => break,
                more => length += more,
            }
        }
        if length != KEY_LENGTH {
            return Err(KeyError::WrongLength { path: path.into(), length });
        }
        let mut key = Self([0; KEY_LENGTH]);
        key.0.copy_from_slice(&buffer[..KEY_LENGTH]);
        Ok(key)
    }

    /// Written beside its place and linked into it when whole: a link, unlike a rename, never replaces a key that another
    /// process has just made.
    fn create(path: &Path) -> Result<Self, KeyError> {
        let failed = |source| KeyError::Io { doing: "write", path: path.into(), source };
        let folder = folder_of(path);
        prepare_folder(folder).map_err(failed)?;
        let mut key = Self([0; KEY_LENGTH]);
        SysRng.try_fill_bytes(&mut key.0).map_err(|_| KeyError::NoDice)?;
        let mut suffix = [0; 8];
        SysRng.try_fill_bytes(&mut suffix).map_err(|_| KeyError::NoDice)?;
        let draft = folder.join(format!("{DRAFT}{:016x}", u64::from_ne_bytes(suffix)));
        let written = write_draft(&draft, &key.0).and_then(|()| fs::hard_link(&draft, path));
        let removed = match fs::remove_file(&draft) {
            // Another process that found the key has taken its second name away.
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            removed => removed,
        };
        match written {
            Ok(()) => {
                removed.and_then(|()| File::open(folder)?.sync_all()).map_err(failed)?;
                Ok(key)
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                Self::read(File::open(path).map_err(failed)?, path)
            }
            Err(source) => Err(failed(source)),
        }
    }
}

/// Where a wrapped secret belongs.
fn place(id: u8) -> Vec<u8> {
    [b"key_generation|wrapped|".as_slice(), &[id]].concat()
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A power cut may have left the key that was just made under the name of its draft, too: whoever takes the key elsewhere, or has it
/// overwritten, would leave that behind. Nothing but a second name of this very file goes. Where it can not, the key works all the same.
fn take_away_drafts(key: &File, path: &Path) {
    let Ok(ours) = key.metadata() else { return };
    // Most keys have one name, and nobody looks further.
    let Some(entries) = (ours.nlink() > 1).then(|| fs::read_dir(folder_of(path)).ok()).flatten() else { return };
    for entry in entries.filter_map(Result::ok) {
        let name = entry.file_name();
        let is_draft = name.as_encoded_bytes().starts_with(DRAFT.as_bytes()) && path.file_name() != Some(&*name);
        let is_same = |there: Metadata| (there.dev(), there.ino()) == (ours.dev(), ours.ino());
        if is_draft
            && entry.metadata().is_ok_and(is_same)
            && let Err(error) = fs::remove_file(entry.path())
            && error.kind() != io::ErrorKind::NotFound
        {
            tracing::warn!(path = %entry.path().display(), %error, "a second name of the master key can not be taken away");
        }
    }
}

fn write_draft(draft: &Path, key: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o400).open(draft)?;
    file.write_all(key)?;
    file.sync_all()
}

impl fmt::Debug for MasterKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("MasterKey(***)")
    }
}

#[cfg(test)]
#[path = "master_key_tests.rs"]
mod tests;
