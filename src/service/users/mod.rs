//! People, as pages show them.
pub mod access;
pub mod choice;
pub mod contact;
pub mod counts;
pub mod deleted;
pub mod deletion;
pub mod directory;
pub mod edit;
pub mod exemption;
pub mod export;
pub mod manager;
pub mod named;
pub mod names;
pub mod photo;
pub mod profile;
pub mod restoration;
pub mod unlocking;
