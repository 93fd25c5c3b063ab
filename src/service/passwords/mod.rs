//! Passwords: checked, replaced, reset, changed.
pub mod age;
pub mod change;
pub mod ending;
pub mod issued;
pub mod judge;
pub mod own;
pub mod renewal;
pub mod replace;
pub mod reset;
pub mod trial;
pub mod verify;
