//! The audit log.
pub mod index;
pub mod show;
