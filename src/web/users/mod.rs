//! People.
pub mod index;
pub mod password_reset;
pub mod show;
