//! Appends audit rows, in the transaction of what they tell. Called by `db.rs` alone; `history.rs` makes its rows here, too.

use std::sync::Arc;

use diesel::result::{DatabaseErrorKind, Error as Diesel};
use diesel::sql_query;
use diesel::sql_types::{Array, Bytea, Nullable, SmallInt, Text, Timestamptz, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use futures_util::future::try_join_all;
use jiff::Timestamp;
use jiff_diesel::ToDiesel;
use serde_json::Value;
use thiserror::Error;
use uuid::Uuid;

use super::conn::Tx;
use super::error::StoreError;
use super::kept::Keep as _;
use crate::domain::activity;
use crate::domain::audit::Outcome;
use crate::domain::chain::Fields;
use crate::domain::dice::Entropy;
use crate::domain::id::EventId;
use crate::domain::permit::Who;
use crate::domain::record::Record;

/// What authenticates a row.
pub struct Authentic {
    /// The number of the generation of keys.
    pub key_id: i16,
    /// How that rests in the database: a row is written only where it does.
    pub wrapped: Vec<u8>,
    /// A keyed hash over the row's fields, in order.
    pub mac: [u8; 32],
}

/// Authenticates a row by its fields.
pub type RowMac = Arc<dyn Fn(&[&[u8]]) -> Authentic + Send + Sync>;

/// The keys of this process are not those of the database: it was exchanged while the program ran.
#[derive(Debug, Clone, Copy, Error)]
#[error("the database is another one than that which this program began with")]
pub(super) struct AnotherDatabase;

/// What appending needs beside the rows.
#[derive(Clone)]
pub struct Ledger {
    /// Authenticates rows until the chain covers them (security 4.9).
    pub mac: RowMac,
    /// Whether the keys are those of the database, as far as anybody has looked.
    pub is_ours: Arc<dyn Fn() -> bool + Send + Sync>,
    /// Which server writes.
    pub instance: Arc<str>,
    /// For the rows' ids.
    pub dice: Entropy,
}

/// A row and those it is about, in one statement. Whoever it is about refers to the row, and comes with it. Under keys that are not in the
/// database there is no row: nobody could ever prove it. A server that ran through a restore may not know yet that its keys are gone.
const WRITE: &str = "\
    WITH written AS (INSERT INTO audit_event (id, at, actor_kind, actor_id, actor_name, session_id, address, permission, \
    activity, category, result, reason, request_id, instance, details, key_id, row_mac) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, \
    (SELECT id FROM key_generation WHERE id = $16 AND wrapped = $21), $17)) \
    INSERT INTO audit_target (event_id, position, at, target_id, target_name, activity, outcome) \
    SELECT $1, position::int - 1, $2, target_id, target_name, $9, $20 \
    FROM unnest($18, $19) WITH ORDINALITY AS about (target_id, target_name, position)";

/// Writes the rows of a deed. All are sent for in the first step; who finds the future waiting after it knows that nothing failed
/// before it was sent.
pub(super) async fn append(tx: &Tx<'_>, ledger: &Ledger, records: &[Record]) -> Result<(), StoreError> {
    let rows = records.iter().map(|record| write(tx, ledger, record)).collect::<Result<Vec<_>, StoreError>>()?;
    try_join_all(rows).await?;
    Ok(())
}

/// A row as it is written: every field, what proves it, and those it is about.
pub(super) struct Row {
    pub(super) id: Uuid,
    pub(super) at: Timestamp,
    pub(super) actor_kind: &'static str,
    pub(super) actor_id: Option<Uuid>,
    pub(super) actor_name: String,
    pub(super) session: Option<Uuid>,
    pub(super) address: Option<String>,
    pub(super) permission: &'static str,
    pub(super) activity: &'static str,
    pub(super) category: &'static str,
    pub(super) result: &'static str,
    pub(super) reason: Option<&'static str>,
    pub(super) request: Uuid,
    pub(super) details: String,
    pub(super) key_id: i16,
    pub(super) wrapped: Vec<u8>,
    pub(super) mac: Vec<u8>,
    pub(super) about: Vec<Uuid>,
    pub(super) names: Vec<String>,
}

impl Row {
    /// Of what happened at a moment, authenticated.
    pub(super) fn of(ledger: &Ledger, at: Timestamp, record: &Record) -> Result<Self, StoreError> {
        let (actor_kind, actor_id, actor_name, session) = match &record.actor.who {
            Who::Person { id, name, session, .. } => ("person", Some(id.uuid()), name.as_str(), Some(session.uuid())),
            Who::Guest => ("guest", None, "", None),
            Who::Operator { command } => ("operator", None, *command, None),
            Who::Program { job } => ("program", None, *job, None),
        };
        let (result, reason) = record.failure.map_or(("success", None), |reason| ("failure", Some(reason)));
        let details = record.details.iter().map(|(name, value)| (name.to_string(), Value::String(value.clone())));
        let (about, names) = record.subjects.iter().map(|subject| (subject.uuid(), subject.name().to_owned())).unzip();
        let mut row = Self {
            id: EventId::new(at, &mut ledger.dice.clone())?.uuid(),
            at,
            actor_kind,
            actor_id,
            actor_name: actor_name.to_owned(),
            session,
            address: record.actor.origin.address.map(|address| address.to_string()),
            permission: record.permission.id(),
            activity: record.activity,
            category: activity::category(record.activity),
            result,
            reason,
            request: record.actor.origin.request.uuid(),
            details: Value::Object(details.collect()).to_string(),
            key_id: 0,
            wrapped: vec![],
            mac: vec![],
            about,
            names,
        };
        let Authentic { key_id, wrapped, mac } = {
            let fields = row.fields(&ledger.instance);
            (ledger.mac)(&fields.parts().iter().map(AsRef::as_ref).collect::<Vec<_>>())
        };
        (row.key_id, row.wrapped, row.mac) = (key_id, wrapped, mac.to_vec());
        Ok(row)
    }

    /// What came of it.
    pub(super) fn outcome(&self) -> &'static str {
        Outcome::of(self.activity, self.reason.is_none(), &self.details).id()
    }

    /// What of it is proven.
    pub(super) fn fields<'a>(&'a self, instance: &'a str) -> Fields<'a> {
        Fields {
            id: self.id,
            at: self.at,
            actor_kind: self.actor_kind,
            actor_id: self.actor_id,
            actor_name: &self.actor_name,
            session: self.session,
            address: self.address.as_deref(),
            permission: self.permission,
            activity: self.activity,
            category: self.category,
            result: self.result,
            reason: self.reason,
            request: self.request,
            instance,
            details: &self.details,
            targets: self.about.iter().copied().zip(self.names.iter().map(String::as_str)).collect(),
        }
    }
}

fn write<'c>(
    tx: &Tx<'c>,
    ledger: &Ledger,
    record: &Record,
) -> Result<impl Future<Output = Result<(), StoreError>> + use<'c>, StoreError> {
    let row = Row::of(ledger, tx.now(), record)?;
    let outcome = row.outcome();
    let statement = sql_query(WRITE)
        .bind::<SqlUuid, _>(row.id)
        .bind::<Timestamptz, _>(row.at.to_diesel())
        .bind::<Text, _>(row.actor_kind)
        .bind::<Nullable<SqlUuid>, _>(row.actor_id)
        .bind::<Text, _>(row.actor_name)
        .bind::<Nullable<SqlUuid>, _>(row.session)
        .bind::<Nullable<Text>, _>(row.address)
        .bind::<Text, _>(row.permission)
        .bind::<Text, _>(row.activity)
        .bind::<Text, _>(row.category)
        .bind::<Text, _>(row.result)
        .bind::<Nullable<Text>, _>(row.reason)
        .bind::<SqlUuid, _>(row.request)
        .bind::<Text, _>(ledger.instance.to_string())
        .bind::<Text, _>(row.details)
        .bind::<SmallInt, _>(row.key_id)
        .bind::<Bytea, _>(row.mac)
        .bind::<Array<SqlUuid>, _>(row.about)
        .bind::<Array<Text>, _>(row.names)
        .bind::<Text, _>(outcome)
        .bind::<Bytea, _>(row.wrapped)
        .kept();
    let conn = tx.conn();
    Ok(async move {
        statement.execute(&mut &*conn).await.map_err(refused)?;
        Ok(())
    })
}

/// Everything else that a row must have is always given.
fn refused(error: Diesel) -> StoreError {
    match error {
        Diesel::DatabaseError(DatabaseErrorKind::NotNullViolation, _) => {
            StoreError::Unavailable(Box::new(AnotherDatabase))
        }
        other => other.into(),
    }
}
