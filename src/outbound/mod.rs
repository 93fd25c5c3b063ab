//! Whom we call: what leaves this house for other machines.
pub mod smtp;
