//! What happens to passwords beside resets and changes, to be told in the audit log.

use std::borrow::Cow;

use super::activity;
use super::permission::Permission;
use super::subject::{About, Subject};

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PasswordEvent {
    /// The operator gave a list of known breaches.
    BreachListMade {
        /// How many lines it has.
        entries: u64,
    },
}

impl PasswordEvent {
    /// The activity name.
    pub const fn activity(&self) -> &'static str {
        match self {
            Self::BreachListMade { .. } => activity::BREACH_LIST_MADE,
        }
    }

    /// The permission that it may come from.
    pub const fn permission(&self) -> Permission {
        match self {
            Self::BreachListMade { .. } => Permission::Operate,
        }
    }

    /// Whom it is about.
    pub fn subjects(&self) -> Vec<About> {
        self.person().into_iter().cloned().map(About::Person).collect()
    }

    const fn person(&self) -> Option<&Subject> {
        match self {
            Self::BreachListMade { .. } => None,
        }
    }

    /// Names and values.
    pub fn details(&self) -> Vec<(Cow<'static, str>, String)> {
        match self {
            Self::BreachListMade { entries } => vec![("entries".into(), entries.to_string())],
        }
    }
}
