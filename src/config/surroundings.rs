//! What configuration depends on besides what is written: handed in, so that tests need no process of their own.
use std::env;
use std::ffi::{OsStr, OsString};
use std::io::{self, IsTerminal};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::thread::available_parallelism;

use super::ConfigError;
use crate::telemetry::Format;

/// The process's environment and place.
#[derive(Debug, Clone)]
pub struct Surroundings {
    /// The environment's variables.
    pub vars: Vec<(OsString, OsString)>,
    /// The working folder.
    pub folder: PathBuf,
    /// The machine's own configuration file, read where nothing else is named and the working folder has none.
    pub system_file: PathBuf,
    /// Whether we run as root.
    pub is_root: bool,
    /// Whether somebody watches the log.
    pub on_terminal: bool,
    /// Cores that we may use.
    pub cores: usize,
}

impl Surroundings {
    /// Those of this process.
    pub fn of_this_process() -> Result<Self, ConfigError> {
        let folder = env::current_dir().map_err(|error| {
            ConfigError(format!("The working folder cannot be read ({error}): start Latchkey in a folder that exists."))
        })?;
        Ok(Self {
            vars: env::vars_os().collect(),
            folder,
            system_file: PathBuf::from("/etc/latchkey/latchkey.toml"),
            is_root: rustix::process::geteuid().is_root(),
            on_terminal: io::stderr().is_terminal(),
            cores: available_parallelism().map_or(1, NonZeroUsize::get),
        })
    }

    /// A variable that is set and not blank: a blank one means "not given", as compose files write it.
    pub(super) fn var(&self, name: &str) -> Option<&OsStr> {
        let found = self.vars.iter().find(|(key, _)| key.as_os_str() == OsStr::new(name));
        found.map(|(_, value)| value.as_os_str()).filter(|value| !value.as_encoded_bytes().trim_ascii().is_empty())
    }

    /// As a service the folder that the service manager made; else root's usual place, or one in the home folder.
    pub(super) fn default_data_dir(&self) -> Result<PathBuf, ConfigError> {
        // systemd's StateDirectory; several are separated by colons.
        if let Some(folder) = self.var("STATE_DIRECTORY").and_then(OsStr::to_str).and_then(|all| all.split(':').next())
        {
            return Ok(PathBuf::from(folder));
        }
        if self.is_root {
            return Ok(PathBuf::from("/var/lib/latchkey"));
        }
        let absolute = |name, below: &str| {
            self.var(name).map(|folder| PathBuf::from(folder).join(below)).filter(|folder| folder.is_absolute())
        };
        absolute("XDG_DATA_HOME", "latchkey").or_else(|| absolute("HOME", ".local/share/latchkey")).ok_or_else(|| {
            ConfigError(
                "There is no home folder to keep data in: set LATCHKEY_DATA_DIR to a folder that this user may write."
                    .to_owned(),
            )
        })
    }

    pub(super) fn usual_log(&self) -> Format {
        if self.on_terminal { Format::Text } else { Format::Json }
    }
}
