//! What a backup holds: written into it, signed, and compared before anything is restored.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

use super::generation::WrappedGeneration;

/// The form of the file.
pub const FORMAT: u32 = 1;

/// What a backup holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The form of the file ([`FORMAT`]).
    pub format: u32,
    /// The Latchkey that wrote it.
    pub latchkey: String,
    /// Tells this backup from every other one.
    pub id: String,
    /// The moment that it shows.
    pub made_at: String,
    /// Whose.
    pub organisation: String,
    /// The steps of the schema it was made from, in order.
    pub schema: Vec<String>,
    /// The generations of keys, wrapped by the master key, which is not in here.
    pub generations: Vec<Generation>,
    /// The generation that sealed the parts and signed for them.
    pub key: u8,
    /// How many rows of the audit log are links of its chain, with those that are kept no more.
    pub audit_linked: i64,
    /// The tables, in the order in which they are restored.
    pub tables: Vec<Table>,
    /// The sealed parts, in order.
    pub parts: Vec<Part>,
}

/// A generation of keys, as text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Generation {
    id: u8,
    wrapped: String,
    used_from: String,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Its columns, without those that Postgres computes.
    pub columns: Vec<String>,
    /// How many rows.
    pub rows: u64,
}

/// A sealed part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Whose rows.
    pub table: String,
    /// Of the sealed bytes, as Base64.
    pub sha256: String,
}

impl From<&WrappedGeneration> for Generation {
    fn from(row: &WrappedGeneration) -> Self {
        Self { id: row.id, wrapped: STANDARD.encode(&row.wrapped), used_from: row.used_from.to_string() }
    }
}

impl Manifest {
    /// How many rows the audit log had, linked or not yet, with those that are kept no more.
    pub fn audit_rows(&self) -> i64 {
        let rows = |name: &str| {
            let table = self.tables.iter().find(|table| table.name == name);
            table.and_then(|table| i64::try_from(table.rows).ok()).unwrap_or(0)
        };
        self.audit_linked + rows("audit_event") - rows("audit_chain")
    }

    /// The generations as they rest; nothing when one can not be read.
    pub fn generations(&self) -> Option<Vec<WrappedGeneration>> {
        let rows = self.generations.iter().map(|text| {
            let wrapped = STANDARD.decode(&text.wrapped).ok()?;
            Some(WrappedGeneration { id: text.id, wrapped, used_from: text.used_from.parse().ok()? })
        });
        rows.collect()
    }
}
