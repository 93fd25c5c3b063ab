//! What a server asks the database before visitors may come to it, in one statement.

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Bool, Nullable, SmallInt, Text, Timestamptz};
use diesel_async::RunQueryDsl;
use jiff::Timestamp;

use super::conn::Read;
use super::error::StoreError;
use super::kept::Keep as _;

/// What the database tells of itself.
#[derive(Debug, Clone)]
pub struct Seen {
    /// Its time, unshifted.
    pub at: Timestamp,
    /// Whether a portal is installed in it.
    pub installed: bool,
    /// The newest step of its schema.
    pub step: Option<String>,
    /// The newest generation of keys that is used by now.
    pub generation: Option<i16>,
    /// When the oldest row of the audit log was written that has no link yet.
    pub unlinked_since: Option<Timestamp>,
}

#[derive(QueryableByName)]
struct SeenRow {
    #[diesel(sql_type = Timestamptz)]
    at: jiff_diesel::Timestamp,
    #[diesel(sql_type = Bool)]
    installed: bool,
    #[diesel(sql_type = Nullable<Text>)]
    step: Option<String>,
    #[diesel(sql_type = Nullable<SmallInt>)]
    generation: Option<i16>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    unlinked_since: Option<jiff_diesel::Timestamp>,
}

/// Looks once, as the role that pages are served with.
///
/// # Errors
/// The store's.
pub async fn look(read: &Read<'_>) -> Result<Seen, StoreError> {
    let query = sql_query(
        "SELECT clock_timestamp() AS at, EXISTS (SELECT FROM organisation) AS installed, \
         (SELECT max(version)::text FROM __diesel_schema_migrations) AS step, \
         (SELECT max(id) FROM key_generation WHERE used_from <= now()) AS generation, \
         (SELECT event.at FROM audit_event event WHERE id = (SELECT event_id FROM audit_unchained ORDER BY event_id LIMIT 1)) \
         AS unlinked_since",
    )
    .kept();
    read.close_with_next();
    let row: SeenRow = read.run(query.get_result(&mut read.conn())).await?;
    Ok(Seen {
        at: row.at.to_jiff(),
        installed: row.installed,
        step: row.step,
        generation: row.generation,
        unlinked_since: row.unlinked_since.map(jiff_diesel::Timestamp::to_jiff),
    })
}
