//! The file of a backup: a tar of sealed parts, a manifest behind them, and its signature.
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use rustix::fs::OFlags;
use sha2::{Digest as _, Sha256};
use tar::{Archive, Builder, EntryType, Header};

use super::keyring::{Keyring, LockedError};
use super::keys::Keys;
use super::master_key::MasterKey;
use super::sub_key::{NONCE_LENGTH, SealError};
use crate::domain::backup::{FORMAT, Manifest, Part};
use crate::failpoint::{self, Failpoint};

const MANIFEST: &str = "manifest.json";
const SIGNATURE: &str = "manifest.sig";
/// No entry of a backup is larger.
const LARGEST: u64 = 256 << 20;

/// A backup can not be written or read; each is a sentence for the operator.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The file system refused.
    #[error("Cannot {doing} {path} ({source})")]
    Io {
        /// Read or write.
        doing: &'static str,
        /// Which file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Nothing is overwritten.
    #[error("{0} exists already: give the backup another name")]
    Exists(PathBuf),
    /// Something else, or a part of one.
    #[error("{0} is not a whole backup of Latchkey")]
    NotABackup(PathBuf),
    /// Written in a form that this version does not know.
    #[error(
        "The backup was written by Latchkey {0}, in a form that this version does not know; restore it with that version"
    )]
    Newer(String),
    /// Not as it was written.
    #[error("The backup is not as it was written: {0}. Nothing was restored; use another copy")]
    Damaged(String),
    /// The master key does not fit.
    #[error("The backup does not open: {0}")]
    Locked(#[from] LockedError),
    /// Nothing can be sealed.
    #[error(transparent)]
    Seal(#[from] SealError),
}

/// A link that somebody else has put there is not followed.
#[expect(clippy::cast_possible_wrap, reason = "a flag of the system, as the standard library wants it")]
const NOFOLLOW: i32 = OFlags::NOFOLLOW.bits() as i32;

/// Writes a backup beside its place and puts it there when it is whole.
pub struct BackupWriter {
    path: PathBuf,
    draft: PathBuf,
    tar: Option<Builder<BufWriter<File>>>,
    /// Held until the file has its name, or is gone.
    lock: File,
    keys: Arc<Keys>,
    id: String,
    parts: Vec<Part>,
}

impl BackupWriter {
    /// Begins a file that nobody else can read.
    ///
    /// # Errors
    /// [`BackupError::Exists`], [`BackupError::Io`].
    pub fn create(path: &Path, keys: Arc<Keys>, id: String) -> Result<Self, BackupError> {
        if path.exists() {
            return Err(BackupError::Exists(path.into()));
        }
        let mut draft = path.as_os_str().to_owned();
        draft.push(".part");
        let draft = PathBuf::from(draft);
        let failed = |source| BackupError::Io { doing: "write", path: draft.clone(), source };
        let create = || OpenOptions::new().write(true).create_new(true).mode(0o600).open(&draft);
        let file = match create() {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                // One that is being written is locked. What a power cut has left belongs to nobody, and is taken away, never written
                // to: it may be another name of a whole backup.
                let left = OpenOptions::new().read(true).custom_flags(NOFOLLOW).open(&draft).map_err(failed)?;
                match left.try_lock() {
                    // Opening and locking are two steps: another command may have put its own there in between.
                    Ok(()) if !is_at(&left, &draft) => return Err(BackupError::Exists(draft)),
                    Ok(()) => fs::remove_file(&draft).map_err(failed)?,
                    Err(TryLockError::WouldBlock) => return Err(BackupError::Exists(draft)),
                    Err(TryLockError::Error(source)) => return Err(failed(source)),
                }
                create().map_err(failed)?
            }
            created => created.map_err(failed)?,
        };
        let lock = file.try_clone().map_err(failed)?;
        // Making and locking, too: what another command took for left behind in between is gone by now, and its own is there.
        if lock.try_lock().is_err() || !is_at(&lock, &draft) {
            return Err(BackupError::Exists(draft));
        }
        let tar = Some(Builder::new(BufWriter::new(file)));
        Ok(Self { path: path.into(), draft, tar, lock, keys, id, parts: vec![] })
    }

    /// Adds rows of a table: packed, then sealed for this place in this backup.
    ///
    /// # Errors
    /// [`BackupError::Io`].
    pub fn add(&mut self, table: &str, rows: &str, nonce: [u8; NONCE_LENGTH]) -> Result<(), BackupError> {
        let mut packed = GzEncoder::new(vec![], Compression::fast());
        let packed =
            packed.write_all(rows.as_bytes()).and_then(|()| packed.finish()).map_err(|error| self.failed(error))?;
        let place = place(&self.id, self.parts.len(), table);
        let sealed = self.keys.backup.seal(nonce, &packed, &place)?;
        let part = Part { table: table.to_owned(), sha256: STANDARD.encode(Sha256::digest(&sealed)) };
        self.parts.push(part);
        self.append(&name(self.parts.len() - 1), &sealed)
    }

    /// Adds what the backup holds, signs for it, and puts the file in its place.
    ///
    /// # Errors
    /// [`BackupError::Io`].
    pub fn finish(mut self, mut manifest: Manifest) -> Result<(), BackupError> {
        manifest.parts = std::mem::take(&mut self.parts);
        let text = serde_json::to_vec_pretty(&manifest).map_err(|error| self.failed(error.into()))?;
        self.append(MANIFEST, &text)?;
        self.append(SIGNATURE, &self.keys.manifests.sign(&text))?;
        if let Some(tar) = self.tar.take() {
            let written =
                tar.into_inner().and_then(|buffer| buffer.into_inner().map_err(io::IntoInnerError::into_error));
            written.and_then(|file| file.sync_all()).map_err(|error| self.failed(error))?;
        }
        failpoint::reached(Failpoint::BackupWritten);
        // What has our draft's name by now is not what was written here.
        if !is_at(&self.lock, &self.draft) {
            return Err(BackupError::Exists(self.draft.clone()));
        }
        // A link, unlike a rename, never takes the place of a file that has just been made there. Not every file system has links.
        match fs::hard_link(&self.draft, &self.path) {
            Ok(()) => {}
            Err(_) if self.path.exists() => return Err(BackupError::Exists(self.path.clone())),
            Err(_) => fs::rename(&self.draft, &self.path).map_err(|error| self.failed(error))?,
        }
        let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(|error| self.failed(error))
    }

    fn append(&mut self, name: &str, content: &[u8]) -> Result<(), BackupError> {
        let mut header = Header::new_gnu();
        header.set_entry_type(EntryType::Regular);
        header.set_mode(0o600);
        header.set_size(content.len() as u64);
        match &mut self.tar {
            Some(tar) => tar.append_data(&mut header, name, content).map_err(|error| self.failed(error)),
            None => Ok(()),
        }
    }

    fn failed(&self, source: io::Error) -> BackupError {
        BackupError::Io { doing: "write", path: self.draft.clone(), source }
    }
}

impl Drop for BackupWriter {
    fn drop(&mut self) {
        // Put in its place already, or half of something. What is another command's stays.
        if is_at(&self.lock, &self.draft) {
            fs::remove_file(&self.draft).unwrap_or_default();
        }
    }
}

/// Whether this file is what has that name.
fn is_at(file: &File, path: &Path) -> bool {
    let there = fs::symlink_metadata(path).and_then(|there| Ok((there, file.metadata()?)));
    there.is_ok_and(|(there, ours)| (there.dev(), there.ino()) == (ours.dev(), ours.ino()))
}

/// A backup whose signature and parts were all looked at.
#[derive(Debug)]
pub struct BackupReader {
    path: PathBuf,
    /// What it holds.
    pub manifest: Manifest,
    keys: Arc<Keys>,
}

impl BackupReader {
    /// Reads the whole file, and compares everything with what was signed.
    ///
    /// # Errors
    /// [`BackupError`] says what is wrong with it.
    pub fn open(path: &Path, master: MasterKey) -> Result<(Self, Keyring), BackupError> {
        let (mut manifest, mut signature, mut sums) = (None, None, vec![]);
        let mut archive = archive(path)?;
        for entry in entries(&mut archive, path)? {
            let (name, content) = entry?;
            match name.as_str() {
                MANIFEST => manifest = Some(content),
                SIGNATURE => signature = Some(content),
                _ => sums.push((name, STANDARD.encode(Sha256::digest(&content)))),
            }
        }
        let not_ours = || BackupError::NotABackup(path.into());
        let (text, signature) = manifest.zip(signature).ok_or_else(not_ours)?;
        let manifest: Manifest = serde_json::from_slice(&text).map_err(|_| not_ours())?;
        if manifest.format != FORMAT {
            return Err(BackupError::Newer(manifest.latchkey));
        }
        let generations = manifest.generations().ok_or_else(not_ours)?;
        let made_at = manifest.made_at.parse().map_err(|_| not_ours())?;
        let keyring = Keyring::open(master, &generations, made_at)?;
        let keys = keyring.generation(i16::from(manifest.key)).ok_or_else(not_ours)?;
        if !keys.manifests.verify(&text, &signature) {
            return Err(BackupError::Damaged("its manifest was not signed by this house".to_owned()));
        }
        let signed: Vec<_> =
            manifest.parts.iter().enumerate().map(|(number, part)| (name(number), part.sha256.clone())).collect();
        if let Some(number) = (0..signed.len().max(sums.len())).find(|at| signed.get(*at) != sums.get(*at)) {
            return Err(BackupError::Damaged(format!("part {} is another one or missing", number + 1)));
        }
        Ok((Self { path: path.into(), manifest, keys }, keyring))
    }

    /// Opens the parts, one after the other, and hands out the table and its rows, one JSON object a line.
    ///
    /// # Errors
    /// [`BackupError`], and those of the receiver.
    pub async fn each_part<E: From<BackupError>>(
        &self,
        mut receive: impl AsyncFnMut(&str, &str) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut archive = archive(&self.path)?;
        let mut entries = entries(&mut archive, &self.path)?;
        for (number, part) in self.manifest.parts.iter().enumerate() {
            let damaged = || BackupError::Damaged(format!("part {} does not open", number + 1));
            let (_, sealed) = entries.next().ok_or_else(damaged)??;
            let place = place(&self.manifest.id, number, &part.table);
            let packed = self.keys.backup.open(&sealed, &place).map_err(|_| damaged())?;
            let mut rows = String::new();
            GzDecoder::new(packed.as_slice()).take(LARGEST).read_to_string(&mut rows).map_err(|_| damaged())?;
            receive(&part.table, &rows).await?;
        }
        Ok(())
    }
}

fn archive(path: &Path) -> Result<Archive<BufReader<File>>, BackupError> {
    let file = File::open(path).map_err(|source| BackupError::Io { doing: "read", path: path.into(), source })?;
    Ok(Archive::new(BufReader::new(file)))
}

type Entry = Result<(String, Vec<u8>), BackupError>;

fn entries<'a>(
    archive: &'a mut Archive<BufReader<File>>,
    path: &'a Path,
) -> Result<impl Iterator<Item = Entry> + 'a, BackupError> {
    let failed = move |_: io::Error| BackupError::NotABackup(path.into());
    Ok(archive.entries().map_err(failed)?.map(move |entry| {
        let mut entry = entry.map_err(failed)?;
        let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        if entry.size() > LARGEST {
            return Err(BackupError::NotABackup(path.into()));
        }
        let mut content = vec![];
        entry.read_to_end(&mut content).map_err(failed)?;
        Ok((name, content))
    }))
}

fn name(number: usize) -> String {
    format!("parts/{number:06}")
}

/// Where a sealed part belongs: in no other backup, and nowhere else in this one.
fn place(id: &str, number: usize, table: &str) -> Vec<u8> {
    format!("backup|{id}|{number}|{table}").into_bytes()
}
