//! The user that Postgres runs as: ourselves, or a lesser one where we are root.
use std::fs::{self, File, Metadata};
use std::io;
use std::os::unix::fs::{MetadataExt, fchown, lchown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use rustix::process::{getegid, geteuid};

use super::error::{ClusterError, while_trying};

/// Who runs Postgres and owns its files.
#[derive(Debug, Clone)]
pub(super) struct Owner {
    pub(super) uid: u32,
    gid: u32,
    name: String,
    /// Whether we are root and must step down to this user.
    lesser: bool,
}

impl Owner {
    /// The owner of the data that exists, else the one who shall own it.
    pub(super) fn of(data: &Path) -> Result<Self, ClusterError> {
        let (me, root) = (geteuid().as_raw(), geteuid().is_root());
        let existing = match fs::metadata(data) {
            Ok(facts) => Some((facts.uid(), facts.gid())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(source) => return Err(while_trying("look at", data)(source)),
        };
        match existing {
            Some((0, _)) if root => Err(ClusterError::Roots(data.into())),
            Some((uid, gid)) if root => Ok(Self { uid, gid, name: name_of(uid), lesser: true }),
            Some((uid, _)) if uid != me => Err(ClusterError::NotOurs { data: data.into(), owner: name_of(uid) }),
            None if root => {
                let (name, uid, gid) = find_user(&["postgres", "nobody"]).ok_or(ClusterError::NoUser)?;
                Ok(Self { uid, gid, name, lesser: true })
            }
            _ => Ok(Self { uid: me, gid: getegid().as_raw(), name: name_of(me), lesser: false }),
        }
    }

    /// Hands a folder that we made over to the owner.
    pub(super) fn take(&self, path: &Path) -> Result<(), ClusterError> {
        if !self.lesser {
            return Ok(());
        }
        lchown(path, Some(self.uid), Some(self.gid)).map_err(while_trying("hand over to Postgres", path))
    }

    /// Hands an open file over to the owner.
    pub(super) fn take_open(&self, file: &File, path: &Path) -> Result<(), ClusterError> {
        if !self.lesser {
            return Ok(());
        }
        fchown(file, Some(self.uid), Some(self.gid)).map_err(while_trying("hand over to Postgres", path))
    }

    /// One of the server's programs, run by the owner inside `folder`, in a process group of its own (so that Ctrl-C reaches
    /// Latchkey alone, which then stops Postgres in order), and without our environment, which may hold secrets.
    pub(super) fn command(&self, program: &Path, folder: &Path) -> Command {
        let mut command = Command::new(program);
        command.env_clear().env("LC_ALL", "C").env("TZ", "UTC");
        for kept in ["PATH", "LD_LIBRARY_PATH"] {
            if let Some(value) = std::env::var_os(kept) {
                command.env(kept, value);
            }
        }
        command.current_dir(folder).stdin(Stdio::null()).process_group(0);
        if self.lesser {
            command.uid(self.uid).gid(self.gid);
        }
        command
    }

    /// Says why `program` could not be run inside `folder`: mostly because a folder on the way is closed to its user.
    pub(super) fn explain(&self, error: io::Error, program: &Path, folder: &Path) -> ClusterError {
        if error.kind() == io::ErrorKind::PermissionDenied {
            for (path, setting) in [(folder, "LATCHKEY_DATA_DIR"), (program, "LATCHKEY_PG_BIN")] {
                if let Some(folder) = self.closed_on_the_way(path) {
                    return ClusterError::Unreachable { user: self.name.clone(), folder, setting };
                }
            }
        }
        while_trying("run", program)(error)
    }

    /// The first folder from the root down that this user may not pass.
    fn closed_on_the_way(&self, path: &Path) -> Option<PathBuf> {
        let mut folders: Vec<&Path> = path.ancestors().skip(1).collect();
        folders.reverse();
        folders
            .into_iter()
            .find(|folder| fs::metadata(folder).is_ok_and(|facts| !self.may_pass(&facts)))
            .map(Path::to_owned)
    }

    fn may_pass(&self, facts: &Metadata) -> bool {
        let passes = match (facts.uid() == self.uid, facts.gid() == self.gid) {
            (true, _) => 0o100,
            (false, true) => 0o010,
            (false, false) => 0o001,
        };
        facts.mode() & passes != 0
    }
}

/// The first of these users that this machine has, with number and group.
fn find_user(names: &[&str]) -> Option<(String, u32, u32)> {
    let users = fs::read_to_string("/etc/passwd").unwrap_or_default();
    names.iter().find_map(|name| {
        let mut fields = users.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))?.split(':').skip(1);
        Some(((*name).to_owned(), fields.next()?.parse().ok()?, fields.next()?.parse().ok()?))
    })
}

fn name_of(uid: u32) -> String {
    let users = fs::read_to_string("/etc/passwd").unwrap_or_default();
    let mut lines = users.lines().map(|line| line.split(':').collect::<Vec<_>>());
    let found = lines.find(|fields| fields.get(2).and_then(|field| field.parse().ok()) == Some(uid));
    found.and_then(|fields| fields.first().map(|name| (*name).to_owned())).unwrap_or_else(|| format!("number {uid}"))
}
