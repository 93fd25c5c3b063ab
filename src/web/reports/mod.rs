//! Reports.
pub mod registration;
pub mod registrations;
pub mod resets;
