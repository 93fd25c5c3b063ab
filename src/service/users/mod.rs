//! People, as pages show them.
pub mod access;
pub mod choice;
pub mod contact;
pub mod counts;
pub mod create;
pub mod directory;
pub mod edit;
pub mod export;
pub mod manager;
pub mod names;
pub mod profile;
