//! Roles: what they allow, who holds them.
pub mod index;
pub mod matrix;
pub mod show;
