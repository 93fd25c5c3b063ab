//! Whom we call: what leaves this house for other machines.
pub mod ldap;
pub mod line;
pub mod smtp;
pub mod syslog;
pub mod texts;
pub mod webhook;
