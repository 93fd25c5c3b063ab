//! People.
pub mod access;
pub mod bulk;
pub mod columns;
pub mod deleted;
pub mod deletion;
pub mod edit;
pub mod export;
pub mod groups;
pub mod index;
pub mod new;
pub mod password_reset;
mod person;
pub mod restoration;
pub mod roles;
pub mod show;
pub mod sign_ins;
pub mod suggest;
pub mod unlocking;
