//! What administrators decided for everybody, one row a section.

use diesel::prelude::*;
use diesel::{insert_into, update as update_of};
use diesel_async::RunQueryDsl;
use jiff::Timestamp;
use jiff_diesel::{Timestamp as Moment, ToDiesel};
use uuid::Uuid;

use super::conn::{Read, Tx};
use super::error::StoreError;
use super::kept::Keep as _;
use super::schema::setting;
use crate::domain::id::UserId;
use crate::domain::settings::Section;

/// A section as it is kept.
#[derive(Debug, Clone)]
pub struct Kept {
    /// Its values, as JSON.
    pub body: String,
    /// Which state of it.
    pub version: i32,
    /// Since when.
    pub changed_at: Timestamp,
    /// By whom; nothing for the operator.
    pub changed_by: Option<UserId>,
    /// The user name of then.
    pub changed_by_name: String,
}

#[derive(Queryable)]
struct Row {
    body: String,
    version: i32,
    changed_at: Moment,
    changed_by: Option<Uuid>,
    changed_by_name: String,
}

impl From<Row> for Kept {
    fn from(row: Row) -> Self {
        Self {
            body: row.body,
            version: row.version,
            changed_at: row.changed_at.to_jiff(),
            changed_by: row.changed_by.map(UserId::from_uuid),
            changed_by_name: row.changed_by_name,
        }
    }
}

const COLUMNS: (setting::body, setting::version, setting::changed_at, setting::changed_by, setting::changed_by_name) =
    (setting::body, setting::version, setting::changed_at, setting::changed_by, setting::changed_by_name);

/// Every section that was ever decided, by name. There are as many as pages of the settings.
///
/// # Errors
/// The store's.
pub async fn all(read: &Read<'_>) -> Result<Vec<(String, Kept)>, StoreError> {
    let query = setting::table.select((setting::section, COLUMNS));
    let rows: Vec<(String, Row)> = read.run(query.load(&mut read.conn())).await?;
    Ok(rows.into_iter().map(|(section, row)| (section, row.into())).collect())
}

/// A section; nothing where the defaults stand.
///
/// # Errors
/// The store's.
pub async fn find(read: &Read<'_>, section: Section) -> Result<Option<Kept>, StoreError> {
    let query = setting::table.find(section.id()).select(COLUMNS);
    let row: Option<Row> = read.run(async { query.first(&mut read.conn()).await.optional() }).await?;
    Ok(row.map(Kept::from))
}

/// A section, locked until the deed ends. Where the defaults stand there is nothing to lock: the version of the first decision is one
/// for whoever comes first, and the second one is told.
///
/// # Errors
/// The store's.
pub async fn lock(tx: &Tx<'_>, section: Section) -> Result<Option<Kept>, StoreError> {
    let query = setting::table.find(section.id()).select(COLUMNS).for_no_key_update();
    let row: Option<Row> = query.first(&mut tx.conn()).await.optional()?;
    Ok(row.map(Kept::from))
}

/// Writes a section down over the state `seen`, zero for the defaults. Says whether that state was still there.
///
/// # Errors
/// The store's.
pub async fn save(
    tx: &mut Tx<'_>,
    section: Section,
    seen: i32,
    body: &str,
    by: (Option<UserId>, &str),
) -> Result<bool, StoreError> {
    let values = (
        setting::body.eq(body),
        setting::version.eq(seen.saturating_add(1)),
        setting::changed_at.eq(tx.now().to_diesel()),
        setting::changed_by.eq(by.0.map(UserId::uuid)),
        setting::changed_by_name.eq(by.1),
    );
    let written = if seen == 0 {
        let first = insert_into(setting::table).values((setting::section.eq(section.id()), values));
        first.on_conflict_do_nothing().kept().execute(&mut tx.conn()).await?
    } else {
        let row = setting::table.find(section.id()).filter(setting::version.eq(seen));
        update_of(row).set(values).kept().execute(&mut tx.conn()).await?
    };
    Ok(written > 0)
}
