//! Signing in, being known, signing out.
pub mod device;
pub mod password;
pub mod second_step;
pub mod session;
