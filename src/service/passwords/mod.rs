//! Passwords: checked, replaced, reset, changed.
pub mod change;
pub mod judge;
pub mod own;
pub mod replace;
pub mod reset;
pub mod verify;
