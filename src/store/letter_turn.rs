//! Whose turn it is, of the letters that wait.

use crate::domain::letter::Kind;

/// Whose turn it is. Each takes what is of no use soonest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// What never comes in masses ([`Kind::in_masses`]).
    Few,
    /// What somebody waits for, or was asked for ([`Kind::of_themselves`]).
    Awaited,
    /// Whatever waits.
    Anybody,
}

impl Turn {
    /// The condition, written out, so that an index knows it by these very words.
    pub(super) fn condition(self) -> String {
        let but = |kinds: Vec<Kind>| {
            let kinds: Vec<_> = kinds.into_iter().map(|kind| format!("'{}'", kind.id())).collect();
            format!(" AND kind NOT IN ({})", kinds.join(", "))
        };
        match self {
            Self::Few => but(Kind::in_masses().collect()),
            Self::Awaited => but(Kind::of_themselves().to_vec()),
            Self::Anybody => String::new(),
        }
    }
}
