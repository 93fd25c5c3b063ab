//! People.
pub mod access;
pub mod index;
pub mod new;
pub mod password_reset;
pub mod show;
