//! Signing in, being walled in, signing out.
pub mod forced_change;
pub mod password;
pub mod signout;
