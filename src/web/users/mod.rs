//! People.
pub mod access;
pub mod edit;
pub mod index;
pub mod new;
pub mod password_reset;
mod person;
pub mod roles;
pub mod show;
