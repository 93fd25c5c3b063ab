//! People.
pub mod access;
pub mod columns;
pub mod edit;
pub mod export;
pub mod index;
pub mod new;
pub mod password_reset;
mod person;
pub mod show;
pub mod suggest;
