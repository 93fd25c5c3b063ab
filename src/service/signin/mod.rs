//! Signing in, being known, signing out.
pub mod device;
pub mod password;
pub mod session;
