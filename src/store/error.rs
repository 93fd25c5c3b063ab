//! What can go wrong with what is remembered.

use diesel::result::{DatabaseErrorKind, Error as Diesel};
use thiserror::Error;

use crate::domain::dice::NoDice;
use crate::domain::permit::Denied;

/// A failure of the store.
#[derive(Debug, Error)]
pub enum StoreError {
    /// No connection, or none in time: try again soon.
    #[error("the database can not be reached")]
    Unavailable(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// A commit got no answer, and what became of it can not be found out now.
    #[error("a commit got no answer, and the database does not tell what became of it")]
    Unanswered(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// A lock or a limit was hit: try again soon.
    #[error("the database is busy")]
    Busy(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// A constraint guards: its name tells which.
    #[error("refused by the constraint {0}")]
    Constraint(String),
    /// A deed whose permit and events do not fit together; a fault of ours.
    #[error("a change without a fitting permit")]
    Unfit,
    /// No randomness.
    #[error(transparent)]
    NoDice(#[from] NoDice),
    /// What the store holds makes no sense to us; a fault of ours or of a hand in the database.
    #[error("the database holds what no version of Latchkey wrote: {0}")]
    Corrupt(&'static str),
    /// Anything else; a fault of ours.
    #[error("the database refused a statement")]
    Unexpected(#[source] Diesel),
}

/// An error that may be the policy's refusal, which leaves a row of its own.
pub trait MaybeDenied {
    /// The refusal, if it is one.
    fn denied(&self) -> Option<&Denied>;
}

/// What Postgres says when a statement was ended, not refused: by a time-out or a hand, in a deadlock, for want of room.
const BUSY: [&str; 5] = [
    "canceling statement due to",
    "deadlock detected",
    "No space left",
    // A disk that takes only a part of what is written says no more than this.
    "could not extend file",
    "out of shared memory",
];

impl From<Diesel> for StoreError {
    fn from(error: Diesel) -> Self {
        match error {
            Diesel::DatabaseError(DatabaseErrorKind::ClosedConnection | DatabaseErrorKind::UnableToSendCommand, _) => {
                Self::Unavailable(Box::new(error))
            }
            Diesel::DatabaseError(
                DatabaseErrorKind::ReadOnlyTransaction | DatabaseErrorKind::SerializationFailure,
                _,
            ) => Self::Busy(Box::new(error)),
            Diesel::DatabaseError(
                DatabaseErrorKind::UniqueViolation
                | DatabaseErrorKind::ForeignKeyViolation
                | DatabaseErrorKind::CheckViolation,
                ref info,
            ) => Self::Constraint(info.constraint_name().unwrap_or("without a name").to_owned()),
            Diesel::DatabaseError(DatabaseErrorKind::Unknown, ref info) => {
                // diesel does not hand on the SQLSTATE; these are Postgres's own English words for time-outs, deadlocks, full disks and
                // shutdown.
                let message = info.message();
                let is = |part: &str| message.contains(part);
                if BUSY.into_iter().any(is) {
                    Self::Busy(Box::new(error))
                } else if is("terminating connection")
                    || is("the database system is")
                    || is("connection closed")
                    // A standby: the primary is another one now, and the next connection finds it.
                    || is("during recovery")
                    // Its disk does not keep what it was given: Postgres ends every connection and begins anew with what did last. A
                    // part that can not be read stays so, and is for somebody to look at.
                    || (is("Input/output error") && !is("could not read"))
                {
                    Self::Unavailable(Box::new(error))
                } else {
                    Self::Unexpected(error)
                }
            }
            other => Self::Unexpected(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(kind: DatabaseErrorKind, words: &str) -> StoreError {
        Diesel::DatabaseError(kind, Box::new(words.to_owned())).into()
    }

    #[test]
    fn what_passes_by_itself_is_no_fault_of_ours() {
        for words in [
            "canceling statement due to statement timeout",
            "canceling statement due to lock timeout",
            "canceling statement due to user request",
            "deadlock detected",
            "could not extend file \"base/16384/16385\": No space left on device",
            "could not extend file \"base/16384/16385\": wrote only 4096 of 8192 bytes at block 7",
            "could not write to file \"base/pgsql_tmp/pgsql_tmp1.0\": No space left on device",
            "out of shared memory",
        ] {
            assert!(matches!(told(DatabaseErrorKind::Unknown, words), StoreError::Busy(_)), "{words}");
        }
        for words in [
            "terminating connection due to administrator command",
            "the database system is shutting down",
            "cannot execute INSERT during recovery",
            "could not fdatasync file \"000000010000000000000001\": Input/output error",
        ] {
            assert!(matches!(told(DatabaseErrorKind::Unknown, words), StoreError::Unavailable(_)), "{words}");
        }
        for kind in [DatabaseErrorKind::SerializationFailure, DatabaseErrorKind::ReadOnlyTransaction] {
            assert!(matches!(told(kind, "could not serialize access"), StoreError::Busy(_)));
        }
        for words in ["division by zero", "could not read block 7 in file \"base/16384/16385\": Input/output error"] {
            assert!(matches!(told(DatabaseErrorKind::Unknown, words), StoreError::Unexpected(_)), "{words}");
        }
    }
}
