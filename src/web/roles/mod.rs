//! Roles.
pub mod matrix;
