//! A disk under the write-ahead log that a test fills or breaks, for a Postgres of its own. Neither needs root.

use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::PathBuf;
use std::process::Command;

use tempfile::TempDir;

use super::cluster::shared;

/// What comes between Postgres and the system.
const SOURCE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/portal/support/disk.c");

/// How the disk fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Nothing more can be written.
    Full,
    /// What was written can not be made to last.
    Broken,
}

impl Fault {
    /// The system's words for it.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Full => "No space left on device",
            Self::Broken => "Input/output error",
        }
    }
}

/// The disk, and server programs that stand on it.
pub(crate) struct Disk(TempDir);

impl Disk {
    pub(crate) fn new() -> Self {
        // Not in memory: not every machine runs programs from there.
        let folder = tempfile::Builder::new().prefix("latchkey-disk-").tempdir().unwrap();
        shared().guard("folder", &folder.path().display());
        let disk = Self(folder);
        let (library, programs, real) = (disk.file("disk.so"), disk.programs(), shared().programs());
        let made =
            Command::new("cc").args(["-shared", "-fPIC", "-O1", "-o"]).arg(&library).arg(SOURCE).output().unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        fs::create_dir(&programs).unwrap();
        symlink(real.join("initdb"), programs.join("initdb")).unwrap();
        // Latchkey hands nothing of its surroundings on to Postgres. It ends itself over and over here, and no picture of that is kept.
        let script = format!(
            "#!/bin/sh\nulimit -c 0\n\
             export LD_PRELOAD='{}' LATCHKEY_DISK_FULL='{}' LATCHKEY_DISK_BROKEN='{}'\n\
             exec '{}' \"$@\"\n",
            library.display(),
            disk.flag(Fault::Full).display(),
            disk.flag(Fault::Broken).display(),
            real.join("postgres").display(),
        );
        let postgres = programs.join("postgres");
        fs::write(&postgres, script).unwrap();
        // Postgres is not always the user that runs the tests.
        for path in [disk.0.path(), &programs, &postgres, &library] {
            fs::set_permissions(path, Permissions::from_mode(0o755)).unwrap();
        }
        disk
    }

    /// The folder of the programs.
    pub(crate) fn programs(&self) -> PathBuf {
        self.file("bin")
    }

    /// From now on the disk fails.
    pub(crate) fn fails(&self, fault: Fault) {
        fs::write(self.flag(fault), "").unwrap();
    }

    /// From now on it does not.
    pub(crate) fn works(&self, fault: Fault) {
        fs::remove_file(self.flag(fault)).unwrap();
    }

    fn flag(&self, fault: Fault) -> PathBuf {
        self.file(match fault {
            Fault::Full => "full",
            Fault::Broken => "broken",
        })
    }

    fn file(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }
}
