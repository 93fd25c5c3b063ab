//! Signing in, being known, signing out.
pub mod password;
pub mod session;
