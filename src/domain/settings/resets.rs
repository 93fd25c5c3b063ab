//! How administrators reset passwords: who is checked how, how the password travels, and how long it works (security 4.6, C-05, C-34).

use serde::{Deserialize, Serialize};

use super::{Section, Settings, Settled};
use crate::domain::check::Check;
use crate::domain::delivery::Delivery;
use crate::domain::password::temporary::Expires;

/// The decisions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Resets {
    /// The checks of a caller that will do, by their stable names.
    pub checks: Vec<String>,
    /// Those that will do where the password of an administrator is asked for.
    pub administrators_checks: Vec<String>,
    /// Whether a code is sent in any case, so that no administrator ever knows a password.
    pub code_only: bool,
    /// A temporary password works for so long at most, by its stable name.
    pub longest: String,
}

impl Resets {
    /// The checks that will do.
    pub fn checks(&self, of_administrator: bool) -> Vec<Check> {
        let kept = if of_administrator { &self.administrators_checks } else { &self.checks };
        Check::ALL.into_iter().filter(|check| kept.iter().any(|id| id == check.id())).collect()
    }

    /// The ways that a temporary password may go.
    pub fn ways(&self) -> &'static [Delivery] {
        if self.code_only { &[Delivery::Code] } else { &Delivery::ALL }
    }

    /// The longest that a temporary password works.
    pub fn longest(&self) -> Expires {
        Expires::from_id(&self.longest).unwrap_or_default()
    }

    /// The ends that may be chosen.
    pub fn ends(&self) -> Vec<Expires> {
        let longest = self.longest();
        Expires::ALL.into_iter().filter(|end| *end <= longest).collect()
    }
}

impl Default for Resets {
    fn default() -> Self {
        let all = || Check::ALL.map(|check| check.id().to_owned()).to_vec();
        Self {
            checks: all(),
            administrators_checks: all(),
            code_only: false,
            longest: Expires::default().id().to_owned(),
        }
    }
}

impl Settled for Resets {
    const SECTION: Section = Section::Resets;

    fn is_sound(&self) -> bool {
        let are_checks =
            |ids: &[String]| !ids.is_empty() && ids.len() <= 3 && ids.iter().all(|id| Check::from_id(id).is_some());
        are_checks(&self.checks) && are_checks(&self.administrators_checks) && Expires::from_id(&self.longest).is_some()
    }

    fn of(settings: &Settings) -> &Self {
        &settings.resets
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_will_do_until_somebody_decides_otherwise() {
        let resets = Resets::default();
        assert!(resets.is_sound());
        assert_eq!(resets.checks(false), Check::ALL);
        assert_eq!(resets.ways(), Delivery::ALL);
        assert_eq!(resets.ends()[0], Expires::Never);
        assert_eq!(resets.ends().len(), 5);
    }

    #[test]
    fn what_was_decided_leaves_less() {
        let resets = Resets {
            administrators_checks: vec!["saw-id".into()],
            code_only: true,
            longest: "8h".into(),
            ..Resets::default()
        };
        assert!(resets.is_sound());
        assert_eq!(resets.checks(true), [Check::SawId]);
        assert_eq!(resets.ways(), [Delivery::Code]);
        assert_eq!(resets.ends(), [Expires::OneHour, Expires::EightHours]);
        assert!(!Resets { checks: vec![], ..resets.clone() }.is_sound(), "nobody could be reset");
        assert!(!Resets { checks: vec!["guessed".into()], ..resets.clone() }.is_sound());
        assert!(!Resets { longest: "9y".into(), ..resets }.is_sound());
    }
}
