//! What happens to the ways in which somebody proves who he is, to be told in the audit log.

use std::borrow::Cow;

use super::activity;
use super::failure::SignInFailure;
use super::permission::Permission;
use super::subject::Subject;

/// Something that happened to somebody's second step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecurityEvent {
    /// Whose.
    pub user: Subject,
    /// What.
    pub deed: SecurityDeed,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SecurityDeed {
    /// An authenticator app was added.
    AppAdded {
        /// In the place of another one.
        replaces: bool,
        /// How many other sessions it ended.
        sessions_ended: u64,
    },
    /// The code that was to show that an app has the secret was none of it.
    AppRefused(SignInFailure),
    /// The app was removed by its person, and the recovery codes with it where no passkey is left.
    AppRemoved {
        /// How many other sessions it ended.
        sessions_ended: u64,
    },
    /// A passkey was added.
    PasskeyAdded {
        /// What its person calls it.
        name: String,
        /// How many other sessions it ended.
        sessions_ended: u64,
    },
    /// The answer of a device that was to give a passkey was not taken.
    PasskeyRefused(SignInFailure),
    /// A passkey got another name.
    PasskeyRenamed {
        /// The one of before.
        from: String,
        /// The new one.
        to: String,
    },
    /// A passkey was removed by its person; the recovery codes too where nothing else is left.
    PasskeyRemoved {
        /// What its person called it.
        name: String,
        /// How many other sessions it ended.
        sessions_ended: u64,
    },
    /// New recovery codes were made; those of before are dead.
    CodesMade,
    /// An administrator took app, passkeys and recovery codes away.
    Cleared {
        /// Ticket or reason, as typed.
        reason: String,
        /// How many live sessions it ended.
        sessions_ended: u64,
    },
    /// An administrator contained the account: no sign-in, session, temporary password or recovery code any more.
    Contained {
        /// Ticket or reason, as typed.
        reason: String,
        /// How many live sessions it ended.
        sessions_ended: u64,
        /// Whether a temporary password was made void.
        temporary: bool,
    },
    /// The person ended own sessions.
    SessionsEnded {
        /// How many.
        sessions_ended: u64,
    },
    /// The person says that somebody else used the account.
    NotMe {
        /// How many other sessions it ended.
        sessions_ended: u64,
    },
    /// The person proved who he is, in the middle of a session.
    Proved,
    /// The person did not.
    NotProved(SignInFailure),
}

impl SecurityEvent {
    /// The activity name.
    pub const fn activity(&self) -> &'static str {
        match &self.deed {
            SecurityDeed::AppAdded { .. } | SecurityDeed::AppRefused(_) => activity::SECOND_STEP_ADDED,
            SecurityDeed::AppRemoved { .. } => activity::SECOND_STEP_REMOVED,
            SecurityDeed::PasskeyAdded { .. } | SecurityDeed::PasskeyRefused(_) => activity::PASSKEY_ADDED,
            SecurityDeed::PasskeyRenamed { .. } => activity::PASSKEY_RENAMED,
            SecurityDeed::PasskeyRemoved { .. } => activity::PASSKEY_REMOVED,
            SecurityDeed::CodesMade => activity::RECOVERY_CODES_MADE,
            SecurityDeed::SessionsEnded { .. } => activity::OWN_SESSIONS_ENDED,
            SecurityDeed::NotMe { .. } => activity::NOT_ME,
            SecurityDeed::Cleared { .. } => activity::SECOND_STEP_CLEARED,
            SecurityDeed::Contained { .. } => activity::CONTAINED,
            SecurityDeed::Proved | SecurityDeed::NotProved(_) => activity::PROOF,
        }
    }

    /// The permission that it may come from.
    pub const fn permission(&self) -> Permission {
        match &self.deed {
            SecurityDeed::AppAdded { .. }
            | SecurityDeed::AppRefused(_)
            | SecurityDeed::AppRemoved { .. }
            | SecurityDeed::PasskeyAdded { .. }
            | SecurityDeed::PasskeyRefused(_)
            | SecurityDeed::PasskeyRenamed { .. }
            | SecurityDeed::PasskeyRemoved { .. }
            | SecurityDeed::CodesMade
            | SecurityDeed::SessionsEnded { .. }
            | SecurityDeed::NotMe { .. }
            | SecurityDeed::Proved
            | SecurityDeed::NotProved(_) => Permission::ManageOwnSecurity,
            SecurityDeed::Cleared { .. } | SecurityDeed::Contained { .. } => Permission::ChangeSensitive,
        }
    }

    /// The reason of a failure; nothing for a success.
    pub const fn failure(&self) -> Option<&'static str> {
        match &self.deed {
            SecurityDeed::NotProved(reason)
            | SecurityDeed::PasskeyRefused(reason)
            | SecurityDeed::AppRefused(reason) => Some(reason.id()),
            _ => None,
        }
    }

    /// Names and values. Never a secret, nor anything of one.
    pub fn details(&self) -> Vec<(Cow<'static, str>, String)> {
        match &self.deed {
            SecurityDeed::AppAdded { replaces, sessions_ended } => {
                vec![("replaces".into(), replaces.to_string()), ("sessions_ended".into(), sessions_ended.to_string())]
            }
            SecurityDeed::AppRemoved { sessions_ended }
            | SecurityDeed::SessionsEnded { sessions_ended }
            | SecurityDeed::NotMe { sessions_ended } => {
                vec![("sessions_ended".into(), sessions_ended.to_string())]
            }
            SecurityDeed::PasskeyAdded { name, sessions_ended }
            | SecurityDeed::PasskeyRemoved { name, sessions_ended } => {
                vec![("name".into(), name.clone()), ("sessions_ended".into(), sessions_ended.to_string())]
            }
            SecurityDeed::PasskeyRenamed { from, to } => {
                vec![("from".into(), from.clone()), ("to".into(), to.clone())]
            }
            SecurityDeed::Cleared { reason, sessions_ended } => {
                vec![("reason".into(), reason.clone()), ("sessions_ended".into(), sessions_ended.to_string())]
            }
            SecurityDeed::Contained { reason, sessions_ended, temporary } => vec![
                ("reason".into(), reason.clone()),
                ("sessions_ended".into(), sessions_ended.to_string()),
                ("temporary_password".into(), temporary.to_string()),
            ],
            SecurityDeed::CodesMade
            | SecurityDeed::Proved
            | SecurityDeed::AppRefused(_)
            | SecurityDeed::PasskeyRefused(_)
            | SecurityDeed::NotProved(_) => vec![],
        }
    }
}
