//! Why a directory could not be asked: nothing was changed there.

use std::fmt;

use thiserror::Error;

/// What stood in the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Trouble {
    /// Nobody answers at that address.
    Unreachable,
    /// The answer did not come in time.
    TooSlow,
    /// No safe connection could be made.
    Tls,
    /// The certificate is none that we trust.
    Certificate,
    /// The service account's name or password is not taken.
    Login,
    /// There is nothing below the base, or it may not be read.
    Base,
    /// The answer was none that we understand.
    Answer,
    /// As much is asked of it already as we let through, or it failed so often that it is left alone for a while.
    Resting,
    /// What was decided about it has changed since it was begun.
    Moved,
}

impl Trouble {
    /// Every trouble.
    pub const ALL: [Self; 9] = [
        Self::Unreachable,
        Self::TooSlow,
        Self::Tls,
        Self::Certificate,
        Self::Login,
        Self::Base,
        Self::Answer,
        Self::Resting,
        Self::Moved,
    ];

    /// The stable name in rows.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Unreachable => "unreachable",
            Self::TooSlow => "too-slow",
            Self::Tls => "tls",
            Self::Certificate => "certificate",
            Self::Login => "login",
            Self::Base => "base",
            Self::Answer => "answer",
            Self::Resting => "resting",
            Self::Moved => "moved",
        }
    }

    /// Reads [`Trouble::id`] back.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|trouble| trouble.id() == id)
    }

    /// Whether it may be over soon, without anybody deciding anything.
    pub const fn passes(self) -> bool {
        matches!(self, Self::Unreachable | Self::TooSlow | Self::Answer | Self::Resting)
    }
}

/// A question that came to nothing.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub struct Fault {
    /// Why.
    pub trouble: Trouble,
    /// What the directory said, in its own words: for administrators alone.
    pub said: String,
}

impl Fault {
    /// In the directory's own words, cut where they grow long.
    pub fn new(trouble: Trouble, said: impl fmt::Display) -> Self {
        Self { trouble, said: told(&said.to_string()) }
    }

    /// Of somebody who is there, and whom our account may not read.
    pub fn hidden() -> Self {
        Self::new(Trouble::Base, HIDDEN)
    }

    /// Whether it is that, which asking again changes nothing about.
    pub fn is_hidden(&self) -> bool {
        self.trouble == Trouble::Base && self.said == HIDDEN
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.trouble.id(), self.said)
    }
}

/// In our own words: those of a directory stand behind the code of its answer.
const HIDDEN: &str = "an entry that our account may not read";
/// So much of what a directory says is kept, in characters.
const LONGEST: usize = 300;

/// What a directory said, without what could not be shown on one line.
pub fn told(said: &str) -> String {
    said.chars().map(|c| if c.is_control() { ' ' } else { c }).take(LONGEST).collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn somebody_who_may_not_be_read_is_told_from_a_base_that_is_not_there() {
        assert!(Fault::hidden().is_hidden() && !Fault::hidden().trouble.passes());
        assert!(!Fault::new(Trouble::Base, "32 no such object").is_hidden());
        assert!(!Fault::new(Trouble::Answer, HIDDEN).is_hidden());
    }
}
