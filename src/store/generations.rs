//! Generations of keys, wrapped as they rest.

use std::sync::Arc;

use diesel::dsl::{now as database_now, sql};
use diesel::prelude::*;
use diesel::sql_types::{Bool, Timestamptz};
use diesel::{IntoSql, insert_into, update};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use jiff::Timestamp;
use jiff_diesel::ToDiesel;
use rustls::ClientConfig;

use super::conn::{Read, Tx};
use super::connect::connect;
use super::error::StoreError;
use super::kept::Keep as _;
use super::schema::key_generation;
use crate::domain::generation::WrappedGeneration;

#[derive(Queryable, Selectable)]
#[diesel(table_name = key_generation, check_for_backend(diesel::pg::Pg))]
struct GenerationRow {
    id: i16,
    wrapped: Vec<u8>,
    #[diesel(deserialize_as = jiff_diesel::Timestamp)]
    used_from: Timestamp,
}

impl TryFrom<GenerationRow> for WrappedGeneration {
    type Error = StoreError;

    fn try_from(row: GenerationRow) -> Result<Self, StoreError> {
        let id = u8::try_from(row.id).map_err(|_| StoreError::Corrupt("generation of keys"))?;
        Ok(Self { id, wrapped: row.wrapped, used_from: row.used_from })
    }
}

/// All of them, the oldest first. There are at most 255.
///
/// # Errors
/// The store's.
pub async fn all(read: &Read<'_>) -> Result<Vec<WrappedGeneration>, StoreError> {
    known(read.run(rows(read.conn())).await?)
}

async fn rows(conn: &AsyncPgConnection) -> QueryResult<Vec<GenerationRow>> {
    key_generation::table.order(key_generation::id).select(GenerationRow::as_select()).load(&mut &*conn).await
}

fn known(rows: Vec<GenerationRow>) -> Result<Vec<WrappedGeneration>, StoreError> {
    rows.into_iter().map(WrappedGeneration::try_from).collect()
}

/// Adds one. Says whether its number was free.
///
/// # Errors
/// The store's.
pub async fn add(tx: &Tx<'_>, new: &WrappedGeneration) -> Result<bool, StoreError> {
    let written = insert_into(key_generation::table)
        .values((
            key_generation::id.eq(i16::from(new.id)),
            key_generation::wrapped.eq(&new.wrapped),
            key_generation::used_from.eq(new.used_from.to_diesel()),
        ))
        .on_conflict_do_nothing()
        .kept()
        .execute(&mut tx.conn())
        .await?;
    Ok(written > 0)
}

/// The newest generation, when its rotation is not finished.
///
/// # Errors
/// The store's.
pub async fn unfinished(read: &Read<'_>) -> Result<Option<u8>, StoreError> {
    let newest: Option<(i16, Option<jiff_diesel::Timestamp>)> = read
        .run(async {
            key_generation::table
                .order(key_generation::id.desc())
                .limit(1)
                .select((key_generation::id, key_generation::resealed_at))
                .first(&mut read.conn())
                .await
                .optional()
        })
        .await?;
    let id = newest.and_then(|(id, resealed)| if resealed.is_none() { Some(id) } else { None });
    id.map(|id| u8::try_from(id).map_err(|_| StoreError::Corrupt("generation of keys"))).transpose()
}

/// Notes that everything that is kept is sealed under a generation.
///
/// # Errors
/// The store's.
pub async fn note_resealed(tx: &Tx<'_>, generation: u8) -> Result<(), StoreError> {
    update(key_generation::table.find(i16::from(generation)))
        .set(key_generation::resealed_at.eq(tx.now().to_diesel()))
        .kept()
        .execute(&mut tx.conn())
        .await?;
    Ok(())
}

/// All of them and the database's time, for whoever has no keys yet and so no door to the database; nothing where no Latchkey was founded.
///
/// # Errors
/// The store's.
pub async fn first_look(
    url: &str,
    tls: Option<Arc<ClientConfig>>,
) -> Result<Option<(Vec<WrappedGeneration>, Timestamp)>, StoreError> {
    let conn = connect(url, tls, None).await.map_err(|error| StoreError::Unavailable(Box::new(error)))?;
    let has_schema = diesel::select(sql::<Bool>("to_regclass('key_generation') IS NOT NULL"));
    if !has_schema.get_result::<bool>(&mut &conn).await? {
        return Ok(None);
    }
    Ok(Some(look(&conn).await?).filter(|(rows, _)| !rows.is_empty()))
}

pub(super) async fn look(conn: &AsyncPgConnection) -> Result<(Vec<WrappedGeneration>, Timestamp), StoreError> {
    let found = known(rows(conn).await?)?;
    let now: jiff_diesel::Timestamp =
        diesel::select(database_now.into_sql::<Timestamptz>()).get_result(&mut &*conn).await?;
    Ok((found, now.to_jiff()))
}
