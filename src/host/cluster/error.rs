//! Why there is no private Postgres; each is a sentence for the operator.
use std::io;
use std::path::PathBuf;

/// What went wrong with the private Postgres, and what to do.
#[derive(Debug, thiserror::Error)]
pub enum ClusterError {
    /// No server software anywhere.
    #[error(
        "No Postgres server was found on this machine: install one (`apt-get install postgresql` on Debian and Ubuntu, \
         `dnf install postgresql-server postgresql-contrib` on Fedora, `brew install postgresql@17` on macOS), name its \
         folder in LATCHKEY_PG_BIN, or set LATCHKEY_DATABASE_URL to a database elsewhere."
    )]
    NoServer,
    /// `LATCHKEY_PG_BIN` names a folder without a server.
    #[error(
        "LATCHKEY_PG_BIN names {0}, which does not hold both `initdb` and `postgres`: name the `bin` folder of a Postgres server."
    )]
    NoServerIn(PathBuf),
    /// Server software, but not of the version that made the data.
    #[error(
        "The data in {data} was made by Postgres {wanted}, and no server of that version was found here: install Postgres \
         {wanted} beside the newer one, or name its folder in LATCHKEY_PG_BIN."
    )]
    OtherVersion {
        /// The cluster's folder.
        data: PathBuf,
        /// Its major version.
        wanted: u32,
    },
    /// Only old server software.
    #[error("The Postgres server in {0} is older than version {oldest}: install a newer one, or name its folder in LATCHKEY_PG_BIN.", oldest = super::locate::OLDEST)]
    TooOld(PathBuf),
    /// Running as root, and nobody else to run Postgres as.
    #[error(
        "Postgres refuses to run as root, and this machine has neither a user `postgres` nor `nobody`: run Latchkey as a plain user, or add the user `postgres`."
    )]
    NoUser,
    /// Data of another user.
    #[error(
        "The database in {data} belongs to {owner}: run Latchkey as that user, or choose another LATCHKEY_DATA_DIR."
    )]
    NotOurs {
        /// The cluster's folder.
        data: PathBuf,
        /// Its owner.
        owner: String,
    },
    /// Root's own data, which Postgres refuses.
    #[error(
        "The database in {0} belongs to root, as whom Postgres refuses to run: give it to the user `postgres` with `chown -R`."
    )]
    Roots(PathBuf),
    /// The user that runs Postgres cannot get there.
    #[error(
        "Postgres runs as the user {user}, who cannot enter {folder}: allow it with `chmod o+x {folder}`, or choose another {setting}."
    )]
    Unreachable {
        /// Who runs Postgres.
        user: String,
        /// The folder on the way that is closed.
        folder: PathBuf,
        /// The setting that leads there.
        setting: &'static str,
    },
    /// Something that is not ours lies where the socket goes.
    #[error(
        "The folder {0} for the database's socket is not a private folder of the user that runs Postgres: remove it and start again."
    )]
    SocketFolder(PathBuf),
    /// `initdb` failed.
    #[error(
        "Postgres could not make a database in {data} ({reason}): put that right, or choose another LATCHKEY_DATA_DIR."
    )]
    Init {
        /// The cluster's folder.
        data: PathBuf,
        /// Its last words.
        reason: String,
    },
    /// The server ended instead of starting.
    #[error("The private Postgres does not start ({reason}): see {log}.")]
    Start {
        /// Its last words.
        reason: String,
        /// Where it writes.
        log: PathBuf,
    },
    /// A wait came to its limit.
    #[error(
        "The private Postgres in {data} is not {what} after {seconds} seconds: see {log}, or try again when the machine is less busy."
    )]
    TooSlow {
        /// The cluster's folder.
        data: PathBuf,
        /// Ready, or stopped.
        what: &'static str,
        /// How long was waited.
        seconds: u64,
        /// Where it writes.
        log: PathBuf,
    },
    /// Another process holds the start lock.
    #[error(
        "Another Latchkey is starting or stopping the database in {data} and did not finish within {seconds} seconds: end it, and try again."
    )]
    Occupied {
        /// The data folder.
        data: PathBuf,
        /// How long was waited.
        seconds: u64,
    },
    /// The server runs, and refuses to make role or database.
    #[error("The private Postgres refuses to make the database `latchkey` ({0}): see pg.log in the data folder.")]
    Database(String),
    /// The file system refused.
    #[error(
        "Cannot {doing} {path} ({source}): give the user that runs Latchkey access, or choose another LATCHKEY_DATA_DIR."
    )]
    Io {
        /// What was tried.
        doing: &'static str,
        /// On which file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// Names what was being done when the file system refused.
pub(super) fn while_trying(doing: &'static str, path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> ClusterError {
    let path = path.into();
    move |source| ClusterError::Io { doing, path, source }
}
