//! Home.
pub mod index;
