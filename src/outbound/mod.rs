//! Whom we call: what leaves this house for other machines.
mod draw;
pub mod ldap;
pub mod smtp;
