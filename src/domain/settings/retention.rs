//! How long the audit log is kept (security 14.2.7).

use serde::{Deserialize, Serialize};

use super::{Section, Settings, Settled};

/// The decision.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Retention {
    /// What happened is kept for so many months; none: for ever.
    pub audit_months: u16,
}

impl Retention {
    /// Fewest and most months. A report may be about 366 days; and what somebody did within a year is not his to let be forgotten.
    pub const MONTHS: (u16, u16) = (13, 240);

    /// For how many months the log is kept; nothing where it is kept for ever.
    pub fn months(&self) -> Option<u16> {
        Some(self.audit_months).filter(|months| *months > 0)
    }
}

impl Settled for Retention {
    const SECTION: Section = Section::Retention;

    fn is_sound(&self) -> bool {
        let (least, most) = Self::MONTHS;
        self.months().is_none_or(|months| (least..=most).contains(&months))
    }

    fn of(settings: &Settings) -> &Self {
        &settings.retention
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn for_ever_or_for_more_than_a_year() {
        for (audit_months, sound) in [(0, true), (1, false), (12, false), (13, true), (240, true), (241, false)] {
            assert_eq!(Retention { audit_months }.is_sound(), sound, "{audit_months}");
        }
    }
}
