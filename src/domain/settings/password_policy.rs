//! The page of the password policy; what it means is told by `domain::password::policy`.

use super::{Section, Settings, Settled};
use crate::domain::password::policy::PasswordPolicy;

impl Settled for PasswordPolicy {
    const SECTION: Section = Section::PasswordPolicy;

    fn is_sound(&self) -> bool {
        Self::is_sound(self)
    }

    fn of(settings: &Settings) -> &Self {
        &settings.password_policy
    }
}
