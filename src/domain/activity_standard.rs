//! The names that Azure has for what this program tells more exactly. Rows keep their own names: filters, reports and
//! what was sent on already know them by those.

use super::activity::{
    GROUP_RESTORED, PASSKEY_ADDED, PASSKEY_REMOVED, PASSKEY_RENAMED, PASSWORD_DEMANDED, PHONE_REGISTERED,
    PHONE_REMOVED, PROOF_REGISTERED, PROOF_REMOVED, QUESTIONS_REGISTERED, QUESTIONS_REMOVED, SECOND_STEP_ADDED,
    SELF_RESET_STEP, SETTINGS_CHANGED, USER_UPDATED,
};
use super::audit::Entry;

const REGISTERED: &str = "User registered security info";
const STARTED: &str = "User started security info registration";
const UPDATED: &str = "User updated security info";
const DELETED: &str = "User deleted security info";

impl Entry {
    /// The name that Azure has for it, where that is another one.
    pub fn standard_activity(&self) -> Option<&'static str> {
        let is = |name: &str, value: &str| self.detail(name) == Some(value);
        Some(match self.activity.as_str() {
            PASSWORD_DEMANDED => "Set force change user password",
            USER_UPDATED if self.changes_alone("manager") => "Set user manager",
            GROUP_RESTORED => "Restore group",
            SETTINGS_CHANGED if is("section", "password-policy") => "Set password policy",
            SETTINGS_CHANGED if is("section", "self-service") => "Update authorization policy",
            SETTINGS_CHANGED if is("section", "branding") => "Set Company Information",
            SELF_RESET_STEP if is("step", "user-name") => "User started password reset",
            PROOF_REGISTERED | PHONE_REGISTERED if is("step", "code-sent") => STARTED,
            SECOND_STEP_ADDED | PROOF_REGISTERED | PHONE_REGISTERED if is("replaces", "true") => UPDATED,
            QUESTIONS_REGISTERED if is("anew", "true") => UPDATED,
            PROOF_REGISTERED | PHONE_REGISTERED | QUESTIONS_REGISTERED | PASSKEY_ADDED => REGISTERED,
            PASSKEY_RENAMED => UPDATED,
            PROOF_REMOVED | PHONE_REMOVED | QUESTIONS_REMOVED | PASSKEY_REMOVED => DELETED,
            _ => return None,
        })
    }

    /// Whether one property was changed, and no other.
    fn changes_alone(&self, property: &str) -> bool {
        let mut changed = self.details.iter().filter_map(|(name, _)| name.strip_suffix(".to"));
        changed.next() == Some(property) && changed.next().is_none()
    }
}
