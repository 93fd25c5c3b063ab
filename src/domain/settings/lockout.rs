//! What wrong passwords cost, and how many sign-ins may fail from one place (R-091, security 4.7).

use serde::{Deserialize, Serialize};

use super::{Section, Settings, Settled};
use crate::domain::lockout::LockoutPolicy;
use crate::domain::source_limit::SourcePolicy;

/// The numbers of the rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Lockout {
    /// So many different wrong passwords lock an account.
    pub lockout_threshold: u16,
    /// For so many seconds at first.
    pub lockout_seconds: u16,
    /// And for so many at most.
    pub lockout_longest_seconds: u16,
    /// So many in a row, and the password works on recognised devices only.
    pub lockout_in_a_row: u16,
    /// So many sign-ins may fail from one address within a quarter of an hour.
    pub source_address: u16,
    /// So many from its network.
    pub source_network: u16,
    /// So many different names may be tried from one address within three hours.
    pub source_names: u16,
}

impl Lockout {
    /// Fewest and most wrong passwords.
    pub const THRESHOLD: (u16, u16) = (1, 50);
    /// Shortest and longest lock.
    pub const SECONDS: (u16, u16) = (5, 18_000);
    /// Fewest and most in a row: the bound of NIST SP 800-63B-4 3.2.2.
    pub const IN_A_ROW: (u16, u16) = (10, 100);
    /// Fewest and most failures of an address.
    pub const ADDRESS: (u16, u16) = (10, 10_000);
    /// Fewest and most failures of a network.
    pub const NETWORK: (u16, u16) = (10, 60_000);
    /// Fewest and most names.
    pub const NAMES: (u16, u16) = (5, 10_000);
}

impl Default for Lockout {
    fn default() -> Self {
        Self {
            lockout_threshold: 10,
            lockout_seconds: 60,
            lockout_longest_seconds: 900,
            lockout_in_a_row: 100,
            source_address: 30,
            source_network: 300,
            source_names: 15,
        }
    }
}

impl Settled for Lockout {
    const SECTION: Section = Section::Lockout;

    fn is_sound(&self) -> bool {
        let within = |value: u16, (least, most): (u16, u16)| (least..=most).contains(&value);
        within(self.lockout_threshold, Self::THRESHOLD)
            && within(self.lockout_seconds, Self::SECONDS)
            && within(self.lockout_longest_seconds, (self.lockout_seconds, Self::SECONDS.1))
            && within(self.lockout_in_a_row, Self::IN_A_ROW)
            && within(self.source_address, Self::ADDRESS)
            && within(self.source_network, Self::NETWORK)
            && within(self.source_names, Self::NAMES)
    }

    fn of(settings: &Settings) -> &Self {
        &settings.lockout
    }
}

impl From<&Lockout> for LockoutPolicy {
    fn from(settings: &Lockout) -> Self {
        Self {
            threshold: settings.lockout_threshold.into(),
            first_seconds: settings.lockout_seconds.into(),
            longest_seconds: settings.lockout_longest_seconds.into(),
            most_in_a_row: settings.lockout_in_a_row.into(),
            ..Self::default()
        }
    }
}

impl From<&Lockout> for SourcePolicy {
    fn from(settings: &Lockout) -> Self {
        Self {
            per_address: settings.source_address.into(),
            per_network: settings.source_network.into(),
            names: settings.source_names.into(),
            ..Self::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_settings_as_delivered_are_the_rule_as_decided() {
        let delivered = Lockout::default();
        assert!(delivered.is_sound());
        assert_eq!(LockoutPolicy::from(&delivered), LockoutPolicy::default());
        assert_eq!(SourcePolicy::from(&delivered), SourcePolicy::default());
        let shorter = Lockout { lockout_longest_seconds: 59, ..delivered };
        assert!(!shorter.is_sound(), "the longest is not shorter than the first");
    }
}
