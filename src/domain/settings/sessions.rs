//! How long a sign-in lasts (ASVS 7.1.1; security 4.1): with the ceilings of NIST SP 800-63B-4 for AAL2.

use serde::{Deserialize, Serialize};

use super::{Section, Settings, Settled};
use crate::domain::role::Roles;

/// The life of sessions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Sessions {
    /// An administrator's session ends after so many minutes without a request.
    pub administrators_idle_minutes: u16,
    /// An administrator's session ends after so many hours in any case.
    pub administrators_hours: u16,
    /// Anybody else's session ends after so many minutes without a request.
    pub others_idle_minutes: u16,
    /// Anybody else's session ends after so many hours in any case.
    pub others_hours: u16,
    /// So many days administrators may stay signed in who ask for it; none: they may not.
    pub administrators_stay_days: u16,
    /// The same for anybody else.
    pub others_stay_days: u16,
}

impl Sessions {
    /// Fewest and most minutes without a request.
    pub const IDLE_MINUTES: (u16, u16) = (5, 60);
    /// Fewest and most hours in all.
    pub const HOURS: (u16, u16) = (1, 24);
    /// Fewest and most days somebody may stay signed in.
    pub const STAY_DAYS: (u16, u16) = (0, 180);

    /// So many days somebody may stay signed in.
    pub const fn stay_days(&self, roles: Roles) -> u16 {
        if roles.is_empty() { self.others_stay_days } else { self.administrators_stay_days }
    }
}

impl Default for Sessions {
    fn default() -> Self {
        Self {
            administrators_idle_minutes: 15,
            administrators_hours: 8,
            others_idle_minutes: 30,
            others_hours: 12,
            administrators_stay_days: 0,
            others_stay_days: 180,
        }
    }
}

impl Settled for Sessions {
    const SECTION: Section = Section::Sessions;

    fn is_sound(&self) -> bool {
        let within = |value: u16, (least, most): (u16, u16)| (least..=most).contains(&value);
        within(self.administrators_idle_minutes, Self::IDLE_MINUTES)
            && within(self.others_idle_minutes, Self::IDLE_MINUTES)
            && within(self.administrators_hours, Self::HOURS)
            && within(self.others_hours, Self::HOURS)
            && within(self.administrators_stay_days, Self::STAY_DAYS)
            && within(self.others_stay_days, Self::STAY_DAYS)
    }

    fn of(settings: &Settings) -> &Self {
        &settings.sessions
    }
}
