//! My account.
pub mod home;
pub mod password;
