//! Passwords: the rules they obey, the common ones, the temporary ones.
pub mod common;
pub mod rules;
pub mod temporary;
