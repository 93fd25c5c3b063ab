//! Passwords: the policy, the rules they obey, the common and the banned ones, the temporary ones.
pub mod banned;
pub mod common;
pub mod expiry;
pub mod issued;
pub mod policy;
pub mod rules;
pub mod temporary;
