//! The settings: an index, and a page for each section.

pub mod index;
pub mod lockout;
pub mod sessions;
