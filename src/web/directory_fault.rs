//! What is wrong with what was typed about the directory outside, or what came of asking it.

use crate::domain::directory::outcome::Written;

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DirectoryFault {
    /// No host name, and no address.
    Host,
    /// No name over there.
    Name,
    /// A wire without TLS that leaves this machine.
    Plain,
    /// No certificates.
    Authority,
    /// No fingerprint.
    Fingerprint,
    /// It can not be switched on before everything is known.
    NotSetUp,
    /// No password was typed.
    NoPassword,
    /// A password was not written there; told to an administrator.
    Written(Written),
    /// The own password was not written there.
    Own(Written),
}
