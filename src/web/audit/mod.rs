//! The audit log.
pub mod file;
pub mod index;
pub mod show;
pub mod streams;
