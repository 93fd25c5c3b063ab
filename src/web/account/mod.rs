//! My account.
pub mod app;
pub mod codes;
pub mod groups;
pub mod home;
pub mod password;
pub mod proof;
pub mod security;
