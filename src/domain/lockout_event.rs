//! What happens to doors that wrong guesses close: closed, opened, closed again, opened by time (R-096, T-77).

use jiff::Timestamp;

use super::activity;
use super::lockout::Factor;
use super::permission::Permission;
use super::source_limit::Held;
use super::subject::{About, Subject};

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LockoutEvent {
    /// Wrong guesses closed a door.
    Locked {
        /// Whose.
        user: Subject,
        /// What was guessed at.
        factor: Factor,
        /// Whether from a recognised device.
        recognised: bool,
        /// How many guesses.
        guesses: u32,
        /// Until when; nothing where time does not open it.
        until: Option<Timestamp>,
    },
    /// An administrator opened it.
    Unlocked {
        /// Whose.
        user: Subject,
        /// Ticket or reason, as typed.
        reason: Option<String>,
    },
    /// An administrator took that back.
    LockedAgain {
        /// Whose.
        user: Subject,
    },
    /// Time opened it.
    Lapsed {
        /// Whose.
        user: Subject,
    },
    /// Too many failures from one place: it has to wait.
    SourceHeld {
        /// The place.
        source: String,
        /// Until when.
        until: Timestamp,
    },
    /// Too many self-service resets began in one place: it has to wait.
    ResetsHeld {
        /// The place.
        source: String,
        /// Until when.
        until: Timestamp,
    },
    /// An administrator let a place in again.
    SourceReleased {
        /// The place.
        source: String,
        /// What it had to wait with.
        held: Held,
    },
    /// Failures of one place within a minute, beyond those that were told one by one.
    SourceCounted {
        /// The place.
        source: String,
        /// How many.
        failures: u32,
    },
}

impl LockoutEvent {
    /// The activity name.
    pub const fn activity(&self) -> &'static str {
        match self {
            Self::Locked { .. } => activity::USER_LOCKED,
            Self::Unlocked { .. } => activity::USER_UNLOCKED,
            Self::LockedAgain { .. } => activity::USER_LOCKED_AGAIN,
            Self::Lapsed { .. } => activity::LOCK_LAPSED,
            Self::SourceHeld { .. } => activity::SOURCE_HELD,
            Self::ResetsHeld { .. } => activity::RESETS_HELD,
            Self::SourceReleased { .. } => activity::SOURCE_RELEASED,
            Self::SourceCounted { .. } => activity::SOURCE_COUNTED,
        }
    }

    /// The permission that it comes from.
    pub const fn permission(&self) -> Permission {
        match self {
            Self::Locked { factor, .. } => factor.permission(),
            Self::Unlocked { .. } | Self::LockedAgain { .. } | Self::SourceReleased { .. } => Permission::Unlock,
            Self::SourceHeld { .. } => Permission::SignIn,
            Self::ResetsHeld { .. } => Permission::ResetOwnPassword,
            Self::Lapsed { .. } | Self::SourceCounted { .. } => Permission::Operate,
        }
    }

    /// Whom it is about.
    pub fn subjects(&self) -> Vec<About> {
        match self {
            Self::Locked { user, .. }
            | Self::Unlocked { user, .. }
            | Self::LockedAgain { user }
            | Self::Lapsed { user } => vec![About::Person(user.clone())],
            Self::SourceHeld { .. }
            | Self::ResetsHeld { .. }
            | Self::SourceReleased { .. }
            | Self::SourceCounted { .. } => vec![],
        }
    }

    /// Everything else worth keeping.
    pub fn facts(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Locked { factor, recognised, guesses, until, .. } => vec![
                ("factor", factor.id().to_owned()),
                ("recognised", recognised.to_string()),
                ("guesses", guesses.to_string()),
                ("until", until.map_or_else(String::new, |until| until.to_string())),
            ],
            Self::Unlocked { reason, .. } => reason.iter().map(|reason| ("reason", reason.clone())).collect(),
            Self::SourceHeld { source, until } | Self::ResetsHeld { source, until } => {
                vec![("source", source.clone()), ("until", until.to_string())]
            }
            Self::SourceReleased { source, held } => {
                vec![("source", source.clone()), ("held", held.id().to_owned())]
            }
            Self::SourceCounted { source, failures } => {
                vec![("source", source.clone()), ("failures", failures.to_string())]
            }
            Self::LockedAgain { .. } | Self::Lapsed { .. } => vec![],
        }
    }
}
