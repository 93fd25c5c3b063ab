//! Puts a backup's rows back, all in one transaction: the restored database is there, or nothing is.

use std::sync::Arc;

use diesel::dsl::{now as database_now, sql};
use diesel::prelude::*;
use diesel::sql_types::{Bool, Text, Timestamptz};
use diesel::{IntoSql, sql_query};
use diesel_async::{AnsiTransactionManager, AsyncPgConnection, RunQueryDsl, SimpleAsyncConnection, TransactionManager};
use jiff::SignedDuration;
use rustls::ClientConfig;

use super::bulk::{self, Dismantled};
use super::conn::Tx;
use super::error::StoreError;
use super::ledger::{self, Ledger};
use super::migrations::{MigrationError, alone, bring_up};
use super::restored::Sent;
use super::schema::{audit_chain, audit_start};
use crate::domain::backup::{Manifest, Table};
use crate::domain::permit::Change;
use crate::failpoint::{self, Failpoint};

/// A database that is being filled from a backup, under the lock of everything that may happen once only.
pub struct Restoring {
    conn: AsyncPgConnection,
    dismantled: Dismantled,
    tables: Vec<String>,
    url: String,
    tls: Option<Arc<ClientConfig>>,
}

impl Restoring {
    /// Begins in an empty place, with the schema that the backup was made from.
    ///
    /// # Errors
    /// [`MigrationError`] says what to do.
    pub async fn begin(url: &str, tls: Option<Arc<ClientConfig>>, manifest: &Manifest) -> Result<Self, MigrationError> {
        let mut conn = alone(url, tls.clone()).await?;
        let failed = |error: &dyn std::error::Error| MigrationError::Failed(error.to_string());
        let taken: bool = diesel::select(sql::<Bool>("to_regclass('public.organisation') IS NOT NULL"))
            .get_result(&mut conn)
            .await
            .map_err(|error| failed(&error))?;
        if taken {
            return Err(MigrationError::NotEmpty);
        }
        AnsiTransactionManager::begin_transaction(&mut conn).await.map_err(|error| failed(&error))?;
        let conn = bring_up(conn, Some(&manifest.schema))?;
        let tables: Vec<String> = manifest.tables.iter().map(|table| table.name.clone()).collect();
        if !tables.iter().all(|name| is_plain(name)) {
            return Err(failed(&StoreError::Corrupt("a table of the backup")));
        }
        let dismantled = Self::dismantle(&conn, &tables).await.map_err(|error| failed(&error))?;
        Ok(Self { conn, dismantled, tables, url: url.to_owned(), tls })
    }

    async fn dismantle(conn: &AsyncPgConnection, tables: &[String]) -> Result<Dismantled, StoreError> {
        let dismantled = bulk::dismantle(&mut tx(conn).await?).await?;
        for table in tables {
            (&*conn).batch_execute(&format!("ALTER TABLE {table} DISABLE TRIGGER USER")).await?;
        }
        Ok(dismantled)
    }

    /// Writes rows of a table, one JSON object a line. Says how many.
    ///
    /// # Errors
    /// The store's; [`StoreError::Corrupt`] for a table that the backup does not speak of.
    pub async fn add(&mut self, table: &Table, rows: &str) -> Result<usize, StoreError> {
        if !self.tables.contains(&table.name) || !table.columns.iter().all(|name| is_plain(name)) {
            return Err(StoreError::Corrupt("a table of the backup"));
        }
        let (name, columns) = (&table.name, table.columns.join(", "));
        let array = format!("[{}]", rows.lines().collect::<Vec<_>>().join(","));
        let written = sql_query(format!(
            "INSERT INTO {name} ({columns}) SELECT {columns} FROM json_populate_recordset(NULL::{name}, $1::json)"
        ))
        .bind::<Text, _>(array)
        .execute(&mut self.conn)
        .await?;
        Ok(written)
    }

    /// The hash of a link of the restored chain.
    ///
    /// # Errors
    /// The store's.
    pub async fn link(&mut self, seq: i64) -> Result<Option<Vec<u8>>, StoreError> {
        let hash = audit_chain::table.find(seq).select(audit_chain::hash).first(&mut self.conn).await.optional()?;
        Ok(hash)
    }

    /// The last link that the restored chain keeps no more; zero where it is all there.
    ///
    /// # Errors
    /// The store's.
    pub async fn start(&mut self) -> Result<i64, StoreError> {
        // A backup may be of a time when nothing was ever forgotten.
        if !self.tables.iter().any(|table| table == "audit_start") {
            return Ok(0);
        }
        let found: Option<i64> =
            audit_start::table.select(diesel::dsl::max(audit_start::seq)).first(&mut self.conn).await?;
        Ok(found.unwrap_or(0))
    }

    /// Builds what follows from the rows, takes the newer steps of the schema, and writes the deed's audit rows: everything but the commit.
    ///
    /// # Errors
    /// [`MigrationError`]; nothing is left then.
    pub async fn finish<T>(self, ledger: &Ledger, change: Change<T>) -> Result<Written<T>, MigrationError> {
        let failed = |error: &dyn std::error::Error| MigrationError::Failed(error.to_string());
        let Self { conn, dismantled, tables, url, tls } = self;
        Self::rebuild(&conn, dismantled, &tables).await.map_err(|error| failed(&error))?;
        let mut conn = bring_up(conn, None)?;
        // Whoever is told that it is done may pull the plug.
        conn.batch_execute("SET LOCAL synchronous_commit = on").await.map_err(|error| failed(&error))?;
        let (records, value) = change.into_parts().ok_or_else(|| failed(&StoreError::Unfit))?;
        let first = <[_]>::first(&records).ok_or_else(|| failed(&StoreError::Unfit))?;
        let sent = Sent { url, tls, request: first.actor.origin.request.uuid() };
        let written = async { ledger::append(&tx(&conn).await?, ledger, &records).await };
        written.await.map_err(|error| failed(&error))?;
        failpoint::reached(Failpoint::RestoreWritten);
        Ok(Written { conn, sent, value })
    }

    async fn rebuild(conn: &AsyncPgConnection, dismantled: Dismantled, tables: &[String]) -> Result<(), StoreError> {
        bulk::rebuild(&mut tx(conn).await?, dismantled).await?;
        for table in tables {
            (&*conn).batch_execute(&format!("ALTER TABLE {table} ENABLE TRIGGER USER")).await?;
        }
        Ok(())
    }
}

/// A database that is filled and waits for its commit alone. Dropped, it leaves nothing.
pub struct Written<T> {
    conn: AsyncPgConnection,
    sent: Sent,
    value: T,
}

impl<T> Written<T> {
    /// Commits. Where that gets no answer, the database is asked what became of it.
    ///
    /// # Errors
    /// [`MigrationError`]; nothing is left then, but for [`MigrationError::Unanswered`]: it may all be there.
    pub async fn commit(self) -> Result<T, MigrationError> {
        let Self { mut conn, sent, value } = self;
        if let Err(error) = AnsiTransactionManager::commit_transaction(&mut conn).await {
            // It has the lock that is waited for.
            drop(conn);
            sent.settle(error.to_string()).await?;
        }
        Ok(value)
    }
}

/// A name that needs no quotes. It was signed; what is pasted into a statement is looked at all the same.
fn is_plain(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

async fn tx(conn: &AsyncPgConnection) -> Result<Tx<'_>, StoreError> {
    let told: jiff_diesel::Timestamp =
        diesel::select(database_now.into_sql::<Timestamptz>()).get_result(&mut &*conn).await?;
    Ok(Tx::new(conn, told.to_jiff(), 0, SignedDuration::ZERO))
}
