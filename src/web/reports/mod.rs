//! Reports.
pub mod registration;
pub mod resets;
