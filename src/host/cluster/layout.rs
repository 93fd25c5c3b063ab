//! Where everything of the private Postgres lies, and the locks by which its users know of each other.
use std::env;
use std::fs::{self, DirBuilder, File};
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rustix::fs::{FlockOperation, Mode, OFlags, flock, open};
use sha2::{Digest, Sha256};
use tokio::time::Instant;

use super::error::{ClusterError, while_trying};
use super::owner::Owner;
use crate::host::files::prepare_folder;

/// How often a wait looks again.
pub(super) const PAUSE: Duration = Duration::from_millis(10);
/// A socket's whole path has at most 103 bytes everywhere; this is what remains for its folder.
const LONGEST_SOCKET_FOLDER: usize = 103 - "/.s.PGSQL.5432".len();
/// The cluster's own folder, below the data folder.
pub(super) const CLUSTER: &str = "pg";
/// A log larger than this makes room at the next start.
const LARGE_LOG: u64 = 1024 * 1024;

/// The places below the data folder.
#[derive(Debug, Clone)]
pub(super) struct Layout {
    /// The data folder, without links.
    pub(super) folder: PathBuf,
    /// The cluster itself.
    pub(super) data: PathBuf,
    /// What Postgres writes while it runs.
    pub(super) log: PathBuf,
}

impl Layout {
    pub(super) fn below(data_dir: &Path) -> Result<Self, ClusterError> {
        prepare_folder(data_dir).map_err(while_trying("make the data folder", data_dir))?;
        let folder = fs::canonicalize(data_dir).map_err(while_trying("enter the data folder", data_dir))?;
        Ok(Self { data: folder.join(CLUSTER), log: folder.join("pg.log"), folder })
    }

    /// The log, with some room in it.
    pub(super) fn open_log(&self) -> Result<File, ClusterError> {
        if fs::metadata(&self.log).is_ok_and(|facts| facts.len() > LARGE_LOG) {
            fs::rename(&self.log, self.folder.join("pg.log.old")).map_err(while_trying("put aside", &self.log))?;
        }
        open_here(&self.log).map_err(while_trying("write", &self.log))
    }

    /// A folder for the socket that only Postgres' user may enter: below the data folder, or where its path is short enough.
    pub(super) fn socket_folder(&self, owner: &Owner) -> Result<PathBuf, ClusterError> {
        let folder = self.short_enough();
        match DirBuilder::new().mode(0o700).create(&folder) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                return Err(while_trying("make", &folder)(error));
            }
            _ => {}
        }
        // Elsewhere anybody could have made it before us, as his own or as a link.
        let facts = fs::symlink_metadata(&folder).map_err(while_trying("look at", &folder))?;
        let ours = facts.uid() == owner.uid || facts.uid() == rustix::process::geteuid().as_raw();
        if !facts.is_dir() || !ours || facts.mode() & 0o077 != 0 {
            return Err(ClusterError::SocketFolder(folder));
        }
        owner.take(&folder)?;
        Ok(folder)
    }

    /// The same for every process that uses this data folder.
    fn short_enough(&self) -> PathBuf {
        let hash = Sha256::digest(self.folder.as_os_str().as_bytes());
        let name = hash.iter().take(8).fold("latchkey-".to_owned(), |name, byte| format!("{name}{byte:02x}"));
        let root = rustix::process::geteuid().is_root();
        let runtime =
            if root { Some(PathBuf::from("/run")) } else { env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from) };
        let elsewhere = runtime.into_iter().chain([env::temp_dir(), PathBuf::from("/tmp")]);
        let usable =
            elsewhere.filter(|folder| folder.is_absolute() && folder.is_dir()).map(|folder| folder.join(&name));
        let short = |folder: &PathBuf| folder.as_os_str().len() <= LONGEST_SOCKET_FOLDER;
        std::iter::once(self.folder.join("pg.run"))
            .chain(usable)
            .find(short)
            .unwrap_or_else(|| Path::new("/tmp").join(&name))
    }
}

/// A file that is locked; the lock ends with the value, and with the process however it ends.
#[derive(Debug)]
pub(super) struct Lock(File);

impl Lock {
    pub(super) fn open(path: &Path, owner: &Owner) -> Result<Self, ClusterError> {
        let file = open_here(path).map_err(while_trying("open the lock", path))?;
        owner.take_open(&file, path)?;
        Ok(Self(file))
    }

    /// Whether the lock could be shared within the limit.
    pub(super) async fn shared_within(&self, limit: Duration) -> bool {
        self.within(FlockOperation::NonBlockingLockShared, limit).await
    }

    /// Whether the lock became exclusive within the limit.
    pub(super) async fn exclusive_within(&self, limit: Duration) -> bool {
        self.within(FlockOperation::NonBlockingLockExclusive, limit).await
    }

    async fn within(&self, operation: FlockOperation, limit: Duration) -> bool {
        let deadline = Instant::now() + limit;
        while flock(&self.0, operation).is_err() {
            if Instant::now() >= deadline {
                return false;
            }
            tokio::time::sleep(PAUSE).await;
        }
        true
    }
}

/// Opens or makes a file, for us alone, in a folder that may belong to a lesser user: so it follows no link he may have put there.
fn open_here(path: &Path) -> io::Result<File> {
    let flags = OFlags::RDWR | OFlags::APPEND | OFlags::CREATE | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    Ok(File::from(open(path, flags, Mode::RUSR | Mode::WUSR)?))
}
