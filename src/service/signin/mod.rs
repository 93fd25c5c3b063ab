//! Signing in, being known, signing out.
pub mod device;
mod outside;
pub mod password;
mod refusal;
pub mod second_step;
pub mod session;
