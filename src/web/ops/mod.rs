//! What operators and their machines ask, on an address of its own.
pub mod health;
