//! Whether people are asked at sign-in for what a reset of the own password needs, and how often they look at it again (R-200…R-203).

use serde::{Deserialize, Serialize};

use super::{Section, Settings, Settled};

/// How people are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ask {
    /// Not at all: whoever wants to registers on the page of the own security.
    #[default]
    Never,
    /// At sign-in; it may be put off.
    Snooze,
    /// At sign-in, before anything else.
    Wall,
}

impl Ask {
    /// Every choice.
    pub const ALL: [Self; 3] = [Self::Never, Self::Snooze, Self::Wall];

    /// The stable name in forms and rows.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::Snooze => "snooze",
            Self::Wall => "wall",
        }
    }

    /// Reads [`Ask::id`] back.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ask| ask.id() == id)
    }
}

/// The decisions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Registration {
    /// How people are asked who lack proofs.
    pub ask: Ask,
    /// For so many days it is put off; with none, until the next sign-in.
    pub snooze_days: u16,
    /// So often it may be put off; with none, as often as one likes.
    pub snoozes: u16,
    /// After so many days people look at their proofs again; with none, never.
    pub reconfirm_days: u16,
}

impl Registration {
    /// Fewest and most days of putting off.
    pub const SNOOZE_DAYS: (u16, u16) = (0, 90);
    /// Fewest and most times of putting off.
    pub const SNOOZES: (u16, u16) = (0, 20);
    /// Fewest and most days until people look again (T-86).
    pub const RECONFIRM_DAYS: (u16, u16) = (0, 730);
}

impl Default for Registration {
    fn default() -> Self {
        Self { ask: Ask::Never, snooze_days: 14, snoozes: 3, reconfirm_days: 180 }
    }
}

impl Settled for Registration {
    const SECTION: Section = Section::Registration;

    fn is_sound(&self) -> bool {
        let within = |number: u16, (least, most): (u16, u16)| (least..=most).contains(&number);
        within(self.snooze_days, Self::SNOOZE_DAYS)
            && within(self.snoozes, Self::SNOOZES)
            && within(self.reconfirm_days, Self::RECONFIRM_DAYS)
    }

    fn of(settings: &Settings) -> &Self {
        &settings.registration
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_years_are_the_longest_time_between_two_looks() {
        let delivered = Registration::default();
        assert!(delivered.is_sound());
        assert!(Registration { reconfirm_days: 730, ..delivered }.is_sound());
        assert!(!Registration { reconfirm_days: 731, ..delivered }.is_sound());
        assert!(!Registration { snooze_days: 91, ..delivered }.is_sound());
        assert!(!Registration { snoozes: 21, ..delivered }.is_sound());
    }
}
