//! My account.
pub mod groups;
pub mod home;
pub mod password;
