//! What happens to passwords beside resets and changes, to be told in the audit log.

use std::borrow::Cow;

use jiff::Timestamp;

use super::activity;
use super::permission::Permission;
use super::subject::{About, Subject};

/// The code that Azure has for a password that ended.
const ENDED: &str = "50055";

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PasswordEvent {
    /// The operator gave a list of known breaches.
    BreachListMade {
        /// How many lines it has.
        entries: u64,
    },
    /// An administrator asked for another password at the next sign-in.
    Demanded {
        /// Of whom.
        user: Subject,
        /// Ticket or reason, as typed.
        reason: Option<String>,
    },
    /// An administrator lets a password live on although it is old, or not any more.
    Exempted {
        /// Whose.
        user: Subject,
        /// Until when; nothing where it is over.
        until: Option<Timestamp>,
        /// Ticket or reason, as typed.
        reason: Option<String>,
    },
    /// Somebody signed in with a password that had ended, and got as far as the change of it.
    Ended {
        /// Who.
        user: Subject,
    },
}

impl PasswordEvent {
    /// The activity name.
    pub const fn activity(&self) -> &'static str {
        match self {
            Self::BreachListMade { .. } => activity::BREACH_LIST_MADE,
            Self::Demanded { .. } => activity::PASSWORD_DEMANDED,
            Self::Exempted { until: Some(_), .. } => activity::EXEMPTED,
            Self::Exempted { until: None, .. } => activity::EXEMPTION_ENDED,
            Self::Ended { .. } => activity::PASSWORD_ENDED,
        }
    }

    /// The permission that it may come from.
    pub const fn permission(&self) -> Permission {
        match self {
            Self::BreachListMade { .. } => Permission::Operate,
            Self::Demanded { .. } => Permission::ResetPassword,
            Self::Exempted { .. } => Permission::ChangeSensitive,
            Self::Ended { .. } => Permission::SignIn,
        }
    }

    /// Whom it is about.
    pub fn subjects(&self) -> Vec<About> {
        self.person().into_iter().cloned().map(About::Person).collect()
    }

    const fn person(&self) -> Option<&Subject> {
        match self {
            Self::BreachListMade { .. } => None,
            Self::Demanded { user, .. } | Self::Exempted { user, .. } | Self::Ended { user } => Some(user),
        }
    }

    /// Names and values.
    pub fn details(&self) -> Vec<(Cow<'static, str>, String)> {
        match self {
            Self::BreachListMade { entries } => vec![("entries".into(), entries.to_string())],
            Self::Demanded { reason, .. } => given(reason.as_ref()).collect(),
            Self::Exempted { until, reason, .. } => {
                let until = until.iter().map(|until| ("until".into(), until.to_string()));
                until.chain(given(reason.as_ref())).collect()
            }
            Self::Ended { .. } => vec![("code".into(), ENDED.to_owned())],
        }
    }
}

fn given(reason: Option<&String>) -> impl Iterator<Item = (Cow<'static, str>, String)> {
    reason.into_iter().map(|reason| ("reason".into(), reason.clone()))
}
