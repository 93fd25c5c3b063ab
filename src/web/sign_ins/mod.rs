//! The sign-in log.

pub mod index;
