//! Why an account is blocked.

use jiff::Timestamp;

/// What is told of a blocked account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blocking {
    /// Since when.
    pub at: Timestamp,
    /// The user name of whoever did it.
    pub by: String,
    /// Ticket or reason, as typed.
    pub reason: Option<String>,
}
