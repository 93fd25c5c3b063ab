//! What an organisation asks of passwords: every figure that can be set (R-272… ).

use serde::{Deserialize, Serialize};

use super::banned::Strictness;

/// The bounds of each figure, as the page says them.
pub mod bounds {
    use std::ops::RangeInclusive;

    /// Least length (NIST SP 800-63B-4: never below 8).
    pub const SHORTEST: RangeInclusive<u16> = 8..=64;
    /// Points beside banned terms.
    pub const POINTS: RangeInclusive<u8> = 5..=8;
    /// Passwords that may not come back.
    pub const HISTORY: RangeInclusive<u8> = 0..=24;
    /// Hours before a password may be changed again.
    pub const YOUNGEST: RangeInclusive<u16> = 0..=720;
    /// Days a password is valid.
    pub const DAYS: RangeInclusive<u16> = 14..=730;
    /// Days before its end on which notice is given.
    pub const NOTICE: RangeInclusive<u16> = 1..=30;
}

/// Which characters may stand in a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Characters {
    /// All of Unicode, composed (NFC).
    #[default]
    Any,
    /// Printable ASCII and blank alone.
    Ascii,
}

/// When passwords end by themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expiry {
    /// So many days after they were set.
    pub days: u16,
    /// So many days before, people are told.
    pub notice: u16,
}

impl Default for Expiry {
    fn default() -> Self {
        Self { days: 90, notice: 14 }
    }
}

/// The password policy of an organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PasswordPolicy {
    /// At least so many code points.
    pub shortest: u16,
    /// Which characters.
    pub characters: Characters,
    /// Three of lower case, upper case, digits and signs.
    pub classes: bool,
    /// Whether the organisation's own banned terms hold.
    pub ban: bool,
    /// Those terms.
    pub terms: Vec<String>,
    /// The fewest points beside them.
    pub points: u8,
    /// A term counts once however often it stands there.
    pub once: bool,
    /// `1` as `i`, `3` as `e`, `5` as `s`.
    pub more_swaps: bool,
    /// So many passwords may not come back, the present one included.
    pub history: u8,
    /// The same where people who forgot theirs choose a new one.
    pub history_at_reset: bool,
    /// So many hours must a password be kept.
    pub youngest: u16,
    /// When they end by themselves; nothing for never.
    pub expiry: Option<Expiry>,
}

impl Default for PasswordPolicy {
    fn default() -> Self {
        Self {
            shortest: 15,
            characters: Characters::Any,
            classes: false,
            ban: true,
            terms: vec![],
            points: 5,
            once: true,
            more_swaps: true,
            history: 5,
            history_at_reset: true,
            youngest: 0,
            expiry: None,
        }
    }
}

impl PasswordPolicy {
    /// "Azure AD 2018": 8 characters, three of four classes, 90 and 14 days, the last password not again. Banned terms stay.
    #[must_use]
    pub fn azure_2018(terms: Vec<String>) -> Self {
        Self {
            shortest: 8,
            characters: Characters::Ascii,
            classes: true,
            ban: true,
            terms,
            points: 5,
            once: false,
            more_swaps: false,
            history: 1,
            history_at_reset: false,
            youngest: 0,
            expiry: Some(Expiry::default()),
        }
    }

    /// How banned terms are looked for.
    pub fn strictness(&self) -> Strictness {
        Strictness { points: usize::from(self.points), once: self.once, more_swaps: self.more_swaps }
    }
}
