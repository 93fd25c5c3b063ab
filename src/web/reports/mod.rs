//! Reports.
pub mod events;
pub mod registration;
pub mod registrations;
pub mod resets;
pub mod usage;
