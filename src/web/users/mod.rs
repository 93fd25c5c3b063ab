//! People.
pub mod access;
pub mod edit;
pub mod groups;
pub mod index;
pub mod new;
pub mod password_reset;
mod person;
pub mod show;
