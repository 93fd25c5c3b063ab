//! People, as pages show them.
pub mod counts;
pub mod directory;
pub mod profile;
