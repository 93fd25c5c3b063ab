//! Reports.
pub mod resets;
