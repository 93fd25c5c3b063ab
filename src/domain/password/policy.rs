//! What an organisation asks of passwords: every figure that can be set (R-272… ).

use serde::{Deserialize, Serialize};

use super::banned::Strictness;

/// Fewest and most of each figure, as the page says them.
pub mod bounds {
    /// Least length (NIST SP 800-63B-4: never below 8).
    pub const SHORTEST: (u16, u16) = (8, 64);
    /// Points beside banned words.
    pub const POINTS: (u16, u16) = (5, 8);
    /// Passwords that may not come back.
    pub const HISTORY: (u16, u16) = (0, 24);
    /// Hours before a password may be changed again.
    pub const YOUNGEST: (u16, u16) = (0, 720);
    /// Days a password is valid.
    pub const DAYS: (u16, u16) = (14, 730);
    /// Days before its end on which notice is given.
    pub const NOTICE: (u16, u16) = (1, 30);
}

/// When passwords end by themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Expiry {
    /// So many days after they were set.
    pub days: u16,
    /// So many days before, people are told.
    pub notice: u16,
}

/// The password policy of an organisation.
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own on the page")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PasswordPolicy {
    /// At least so many code points.
    pub shortest: u16,
    /// The same for whoever has a second step and must have one (NIST SP 800-63B-4 3.1.1.2); never more than [`PasswordPolicy::shortest`].
    pub shortest_with_step: u16,
    /// Printable ASCII and blank alone; otherwise all of Unicode, composed.
    pub ascii: bool,
    /// Three of lower case, upper case, digits and signs.
    pub classes: bool,
    /// Whether the organisation's own banned words hold.
    pub ban: bool,
    /// The fewest points beside them.
    pub points: u16,
    /// A banned word counts once however often it stands there.
    pub once: bool,
    /// `1` as `i`, `3` as `e`, `5` as `s`.
    pub more_swaps: bool,
    /// So many passwords may not come back, the present one included.
    pub history: u16,
    /// The same where people who forgot theirs choose a new one.
    pub history_at_reset: bool,
    /// So many hours must a password be kept.
    pub youngest: u16,
    /// Whether passwords end by themselves.
    pub expires: bool,
    /// Then so many days after they were set.
    pub valid_days: u16,
    /// So many days before, people are told.
    pub notice_days: u16,
}

impl Default for PasswordPolicy {
    fn default() -> Self {
        Self {
            shortest: 15,
            shortest_with_step: 8,
            ascii: false,
            classes: false,
            ban: true,
            points: 5,
            once: true,
            more_swaps: true,
            history: 5,
            history_at_reset: true,
            youngest: 0,
            expires: false,
            valid_days: 90,
            notice_days: 14,
        }
    }
}

impl PasswordPolicy {
    /// "Azure AD 2018": 8 characters, three of four classes, 90 and 14 days, the last password not again.
    pub const AZURE_2018: Self = Self {
        shortest: 8,
        shortest_with_step: 8,
        ascii: true,
        classes: true,
        ban: true,
        points: 5,
        once: false,
        more_swaps: false,
        history: 1,
        history_at_reset: false,
        youngest: 0,
        expires: true,
        valid_days: 90,
        notice_days: 14,
    };

    /// Whether every figure is within its bounds.
    pub fn is_sound(&self) -> bool {
        let within = |value: u16, (least, most): (u16, u16)| (least..=most).contains(&value);
        within(self.shortest, bounds::SHORTEST)
            && within(self.shortest_with_step, bounds::SHORTEST)
            && within(self.points, bounds::POINTS)
            && within(self.history, bounds::HISTORY)
            && within(self.youngest, bounds::YOUNGEST)
            && within(self.valid_days, bounds::DAYS)
            && within(self.notice_days, bounds::NOTICE)
    }

    /// When passwords end by themselves; nothing for never.
    pub fn expiry(&self) -> Option<Expiry> {
        self.expires.then_some(Expiry { days: self.valid_days, notice: self.notice_days })
    }

    /// How banned words are looked for.
    pub fn strictness(&self) -> Strictness {
        Strictness { points: usize::from(self.points), once: self.once, more_swaps: self.more_swaps }
    }
}
