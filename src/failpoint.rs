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
    /// The heads of what a restore has lost are put aside, and the restore is not committed.
    HeadsAside,
    /// The directory outside was written to, and the outcome is not.
    DirectoryWritten,
    /// A job is taken up, and nobody has had a turn.
    JobTaken,
    /// One person of a job has had a turn, and the next one not.
    TurnOver,
    /// A turn left somebody as is, and that is not noted.
    PersonLeft,
    /// Everybody in a job has had a turn, and the job has no end.
    JobOver,
    /// Letters are taken, and none has left.
    LettersTaken,
    /// Letters have left, and that is not written down.
    LettersSent,
    /// What became of one letter is written down, and of those beside it not.
    LetterNoted,
    /// A receiver of the audit log is taken, and no row has left for it.
    StreamTaken,
    /// Rows of the audit log were sent on, and how far is not written down.
    RowsSent,
    /// The audit log begins later, and what lies before is still there.
    BeginningMoved,
    /// Some of what lies before the beginning is gone, and the rest not.
    RowsForgotten,
    /// Nobody is in a deleted group any more, and it is still there.
    GroupEmptied,
    /// Sessions are forgotten, and what else has had its time not.
    SessionsForgotten,
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
