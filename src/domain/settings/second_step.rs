//! Who must have a second step, and how long that may be put off (decisions: administrators, seven days).

use serde::{Deserialize, Serialize};

use super::{Section, Settings, Settled};
use crate::domain::id::GroupId;
use crate::domain::role::{Role, Roles};

/// Who must have a second step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SecondStep {
    /// So many days it may be put off, from the first sign-in that asks for it.
    pub grace_days: u16,
    /// Holders of these roles, by their stable names.
    pub roles: Vec<String>,
    /// Everybody in these groups, by their ids; in groups inside them too.
    pub groups: Vec<String>,
}

impl SecondStep {
    /// Fewest and most days.
    pub const GRACE_DAYS: (u16, u16) = (0, 60);
    /// At most so many groups.
    pub const MOST_GROUPS: usize = 20;

    /// The roles.
    pub fn required(&self) -> Roles {
        self.roles.iter().filter_map(|role| Role::named(role)).collect()
    }

    /// The groups.
    pub fn required_groups(&self) -> Vec<GroupId> {
        self.groups.iter().filter_map(|group| group.parse().ok()).collect()
    }

    /// Whether somebody with these roles must have one, whatever groups there are.
    pub fn asks(&self, held: Roles) -> bool {
        self.required().iter().any(|role| held.has(role))
    }
}

impl Default for SecondStep {
    fn default() -> Self {
        Self { grace_days: 7, roles: Role::ALL.iter().map(|role| role.id().to_owned()).collect(), groups: vec![] }
    }
}

impl Settled for SecondStep {
    const SECTION: Section = Section::SecondStep;

    fn is_sound(&self) -> bool {
        (Self::GRACE_DAYS.0..=Self::GRACE_DAYS.1).contains(&self.grace_days)
            && self.roles.iter().all(|role| Role::named(role).is_some())
            && self.groups.len() <= Self::MOST_GROUPS
            && self.groups.iter().all(|group| group.parse::<GroupId>().is_ok())
    }

    fn of(settings: &Settings) -> &Self {
        &settings.second_step
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_is_asked_unless_somebody_decides_otherwise() {
        let policy = SecondStep::default();
        assert!(policy.is_sound());
        assert!(Role::ALL.into_iter().all(|role| policy.asks([role].into_iter().collect())));
        assert!(!policy.asks(Roles::NONE));
        let less = SecondStep { roles: vec![Role::GlobalAdministrator.id().to_owned()], ..policy };
        assert!(!less.asks([Role::DirectoryReader].into_iter().collect()));
        assert!(!SecondStep { roles: vec!["king".to_owned()], ..less.clone() }.is_sound());
        assert!(!SecondStep { groups: vec!["x".to_owned()], ..less.clone() }.is_sound());
        assert!(!SecondStep { grace_days: 61, ..less }.is_sound());
    }
}
