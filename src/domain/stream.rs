//! The audit log on its way to whoever else keeps it: in which order, as what, and what may come of it (R-354; RFC 5424).

use std::future::Future;

use jiff::Timestamp;
use serde_json::Value;

use super::audit::Entry;
use super::carrier::{Failed, Trouble};

/// Where the log goes besides its own pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Target {
    /// A syslog server.
    Syslog,
    /// An address that takes signed requests.
    Webhook,
}

impl Target {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Syslog, Self::Webhook];

    /// The stable name in rows.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Syslog => "syslog",
            Self::Webhook => "webhook",
        }
    }

    /// Reads [`Target::id`] back.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|target| target.id() == id)
    }
}

/// A row of the log with its place in the chain, which tells whoever gets a row twice that it is the same one.
#[derive(Debug, Clone)]
pub struct Sent {
    /// The place.
    pub seq: i64,
    /// The row.
    pub entry: Entry,
}

/// How far a target has got.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// Which.
    pub target: Target,
    /// The last place that was sent.
    pub seq: i64,
    /// When that was.
    pub sent_at: Option<Timestamp>,
    /// How many links wait.
    pub waiting: u64,
    /// How many tries have failed since.
    pub tries: u32,
    /// When it is tried next.
    pub next_at: Timestamp,
    /// When the last try failed, why, and what was said there.
    pub trouble: Option<(Timestamp, Trouble, String)>,
}

/// Whoever takes rows of the log.
pub trait Receiver {
    /// Hands some over, in their order, at a moment. Without an error all of them were taken.
    fn take(&self, rows: &[Sent], now: Timestamp) -> impl Future<Output = Result<(), Failed>>;
}

impl Sent {
    /// The row as an object, as in the file, with its place.
    pub fn object(&self) -> Value {
        let mut object = self.entry.object();
        if let Some(fields) = object.as_object_mut() {
            fields.insert("sequence".to_owned(), self.seq.into());
        }
        object
    }

    /// One message of RFC 5424: facility 13 (log audit), notice where something was refused and informational otherwise; the row itself is
    /// JSON, and the message id is `audit`.
    pub fn syslog(&self, host: &str) -> String {
        let severity = if self.entry.failure.is_some() { 5 } else { 6 };
        let at = self.entry.at.strftime("%Y-%m-%dT%H:%M:%S%.6fZ");
        format!("<{}>1 {at} {} latchkey - audit - {}", 13 * 8 + severity, name(host), self.object())
    }
}

/// A name as RFC 5424 has it: printable ASCII, at most 255 of them; `-` for none.
fn name(host: &str) -> String {
    let name: String = host.chars().filter(char::is_ascii_graphic).take(255).collect();
    if name.is_empty() { "-".to_owned() } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_of_a_host_is_printable_or_none() {
        assert_eq!(name("desk-1.example.org"), "desk-1.example.org");
        assert_eq!(name("böse name\n"), "bsename");
        assert_eq!(name(" \t"), "-");
        assert_eq!(name(&"x".repeat(300)).len(), 255);
    }

    #[test]
    fn every_target_is_read_back() {
        for target in Target::ALL {
            assert_eq!(Target::from_id(target.id()), Some(target));
        }
    }
}
