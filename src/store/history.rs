//! Very many rows of the audit log at once, of moments that are over: linked as they are written (for `latchkey demo`).

use std::borrow::Cow;

use diesel::sql_query;
use diesel::sql_types::{Array, BigInt, Bytea, Integer, Nullable, SmallInt, Text, Timestamptz, Uuid as SqlUuid};
use diesel_async::{RunQueryDsl, SimpleAsyncConnection as _};
use jiff::Timestamp;
use jiff_diesel::ToDiesel as _;

use super::bulk::{self, Definition};
use super::conn::{Linking, Tx};
use super::db::{CHAIN, Db};
use super::error::StoreError;
use super::ledger::{Ledger, Row};
use crate::domain::chain::Link;
use crate::domain::record::Record;

/// The tables of the log whose indexes and references are built behind the rows.
const TABLES: [&str; 3] = ["audit_event", "audit_target", "audit_chain"];
/// Rows that are linked as they are written wait for nobody.
const TRIGGER: &str = "ALTER TABLE audit_event {} TRIGGER audit_event_waits";

/// A log that is being filled. Nobody else links it until the deed ends.
struct History {
    built_behind: Vec<Definition>,
    link: Link,
}

/// Writes all that `next` gives, some at a time and in its order, until it gives nothing more. Only the owner may.
///
/// # Errors
/// The store's, and what `next` gives.
pub async fn fill<E: From<StoreError>>(
    db: &Db,
    tx: &mut Tx<'_>,
    mut next: impl FnMut() -> Result<Vec<(Timestamp, Record)>, E>,
) -> Result<(), E> {
    let mut history = History::begin(tx).await?;
    loop {
        let past = next()?;
        if past.is_empty() {
            return Ok(history.end(tx).await?);
        }
        history.add(tx, db.ledger(), &past).await?;
    }
}

impl History {
    /// Waits until nobody links, and takes away what is built behind. Only the owner may.
    async fn begin(tx: &mut Tx<'_>) -> Result<Self, StoreError> {
        sql_query("SELECT pg_advisory_xact_lock($1)").bind::<BigInt, _>(CHAIN).execute(&mut tx.conn()).await?;
        let linking = Linking::new(tx.conn(), tx.now(), jiff::SignedDuration::ZERO);
        let link = super::chain::last(&linking).await?;
        let built_behind = bulk::take_away(tx, &TABLES).await?;
        tx.conn().batch_execute(&TRIGGER.replace("{}", "DISABLE")).await?;
        Ok(Self { built_behind, link })
    }

    /// Writes what happened at those moments, each row a link behind the one before.
    async fn add(&mut self, tx: &mut Tx<'_>, ledger: &Ledger, past: &[(Timestamp, Record)]) -> Result<(), StoreError> {
        let rows = past.iter().map(|(at, record)| Row::of(ledger, *at, record)).collect::<Result<Vec<_>, _>>()?;
        let mut links = Vec::with_capacity(rows.len());
        for row in &rows {
            let fields = row.fields(&ledger.instance);
            let parts: Vec<Cow<'_, [u8]>> = fields.parts();
            self.link = self.link.next(&parts, &row.mac);
            links.push(self.link);
        }
        // What the triggers of events look for is there already.
        targets(tx, &rows).await?;
        events(tx, ledger, &rows).await?;
        sql_query("INSERT INTO audit_chain (seq, event_id, hash) SELECT * FROM unnest($1, $2, $3)")
            .bind::<Array<BigInt>, _>(links.iter().map(|link| link.seq).collect::<Vec<_>>())
            .bind::<Array<SqlUuid>, _>(rows.iter().map(|row| row.id).collect::<Vec<_>>())
            .bind::<Array<Bytea>, _>(links.iter().map(|link| link.hash.to_vec()).collect::<Vec<_>>())
            .execute(&mut tx.conn())
            .await?;
        Ok(())
    }

    /// Builds again what was taken away.
    async fn end(self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        for definition in self.built_behind.iter().rev() {
            tx.conn().batch_execute(definition.build()).await?;
        }
        tx.conn().batch_execute(&TRIGGER.replace("{}", "ENABLE")).await?;
        // What was counted so far knew nothing of this past: it is counted anew, and pages read rows meanwhile.
        tx.conn().batch_execute("DELETE FROM password_reset_counted; DELETE FROM usage_counted").await?;
        Ok(())
    }
}

async fn events(tx: &mut Tx<'_>, ledger: &Ledger, rows: &[Row]) -> Result<(), StoreError> {
    fn all<'a, T>(rows: &'a [Row], of: impl Fn(&'a Row) -> T) -> Vec<T> {
        rows.iter().map(of).collect()
    }
    sql_query(
        "INSERT INTO audit_event (id, at, actor_kind, actor_id, actor_name, session_id, address, permission, activity, category, result, \
         reason, request_id, details, key_id, row_mac, instance) \
         SELECT *, $17 FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
    )
    .bind::<Array<SqlUuid>, _>(all(rows, |row| row.id))
    .bind::<Array<Timestamptz>, _>(all(rows, |row| row.at.to_diesel()))
    .bind::<Array<Text>, _>(all(rows, |row| row.actor_kind))
    .bind::<Array<Nullable<SqlUuid>>, _>(all(rows, |row| row.actor_id))
    .bind::<Array<Text>, _>(all(rows, |row| &row.actor_name))
    .bind::<Array<Nullable<SqlUuid>>, _>(all(rows, |row| row.session))
    .bind::<Array<Nullable<Text>>, _>(all(rows, |row| row.address.as_deref()))
    .bind::<Array<Text>, _>(all(rows, |row| row.permission))
    .bind::<Array<Text>, _>(all(rows, |row| row.activity))
    .bind::<Array<Text>, _>(all(rows, |row| row.category))
    .bind::<Array<Text>, _>(all(rows, |row| row.result))
    .bind::<Array<Nullable<Text>>, _>(all(rows, |row| row.reason))
    .bind::<Array<SqlUuid>, _>(all(rows, |row| row.request))
    .bind::<Array<Text>, _>(all(rows, |row| &row.details))
    .bind::<Array<SmallInt>, _>(all(rows, |row| row.key_id))
    .bind::<Array<Bytea>, _>(all(rows, |row| &row.mac))
    .bind::<Text, _>(ledger.instance.to_string())
    .execute(&mut tx.conn())
    .await?;
    Ok(())
}

async fn targets(tx: &mut Tx<'_>, rows: &[Row]) -> Result<(), StoreError> {
    let about: Vec<_> = rows
        .iter()
        .flat_map(|row| {
            row.about.iter().zip(&row.names).zip(0_i32..).map(move |((id, name), place)| (row, place, *id, name))
        })
        .collect();
    sql_query(
        "INSERT INTO audit_target (event_id, position, at, target_id, target_name, activity, outcome) \
         SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind::<Array<SqlUuid>, _>(about.iter().map(|one| one.0.id).collect::<Vec<_>>())
    .bind::<Array<Integer>, _>(about.iter().map(|one| one.1).collect::<Vec<_>>())
    .bind::<Array<Timestamptz>, _>(about.iter().map(|one| one.0.at.to_diesel()).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(about.iter().map(|one| one.2).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(about.iter().map(|one| one.3).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(about.iter().map(|one| one.0.activity).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(about.iter().map(|one| one.0.outcome()).collect::<Vec<_>>())
    .execute(&mut tx.conn())
    .await?;
    Ok(())
}
