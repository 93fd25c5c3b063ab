//! Passwords: checked, replaced, reset, changed.
pub mod change;
pub mod issued;
pub mod judge;
pub mod replace;
pub mod reset;
pub mod verify;
