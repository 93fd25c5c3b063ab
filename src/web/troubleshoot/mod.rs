//! What to do about a code.
pub mod index;
