//! Named places at which a test lets the program die, as by `kill -9`. Without the feature `failpoints` there are none.

/// The places: every boundary at which half of something could be left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failpoint {
    /// The transaction of a deed is open.
    DeedBegun,
    /// Everything is written but the rows of the audit log.
    DeedDone,
    /// The commit was answered; nobody knows yet.
    DeedCommitted,
    /// Rows of the audit log were linked, and that is not committed.
    RowsLinked,
    /// Heads are signed in the database, and not in the file.
    HeadsSigned,
    /// A step of the schema was taken, and the next one not.
    SchemaStepped,
    /// A new generation of keys is there, and nothing is sealed under it.
    KeysMade,
    /// Everything is sealed anew, and that is not written down.
    KeysSealed,
    /// A backup is written, and bears not its name yet.
    BackupWritten,
    /// A backup's rows are put back, and that is not committed.
    RestoreWritten,
    /// The directory outside was written to, and the outcome is not.
    DirectoryWritten,
}

/// Dies here, if a test has asked for it by a file of that name in the folder `FAILPOINTS`.
#[cfg(feature = "failpoints")]
pub fn reached(failpoint: Failpoint) {
    use rustix::process::{Signal, getpid, kill_process};

    let Some(folder) = std::env::var_os("FAILPOINTS") else { return };
    let order = std::path::Path::new(&folder).join(format!("{failpoint:?}"));
    // Once: whoever takes the order away dies.
    if std::fs::remove_file(order).is_ok() && kill_process(getpid(), Signal::KILL).is_ok() {
        std::thread::park();
    }
}

/// Nothing.
#[cfg(not(feature = "failpoints"))]
#[inline]
pub const fn reached(_: Failpoint) {}
