//! Temporary passwords, as administrators look after them.
pub mod index;
