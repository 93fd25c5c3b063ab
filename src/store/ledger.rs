//! Appends audit rows, in the transaction of what they tell. Called by `db.rs` alone.

use std::sync::Arc;

use diesel::sql_query;
use diesel::sql_types::{Array, Bytea, Nullable, SmallInt, Text, Timestamptz, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use futures_util::future::try_join_all;
use jiff_diesel::ToDiesel;
use serde_json::Value;
use uuid::Uuid;

use super::conn::Tx;
use super::error::StoreError;
use super::kept::Keep as _;
use crate::domain::activity;
use crate::domain::chain::Fields;
use crate::domain::dice::Entropy;
use crate::domain::id::EventId;
use crate::domain::permit::Who;
use crate::domain::record::Record;

/// Authenticates a row: a keyed hash over its fields, in order, and which generation of keys that was.
pub type RowMac = Arc<dyn Fn(&[&[u8]]) -> (i16, [u8; 32]) + Send + Sync>;

/// What appending needs beside the rows.
#[derive(Clone)]
pub struct Ledger {
    /// Authenticates rows until the chain covers them (security 4.9).
    pub mac: RowMac,
    /// Which server writes.
    pub instance: Arc<str>,
    /// For the rows' ids.
    pub dice: Entropy,
}

/// A row and those it is about, in one statement. Whoever it is about refers to the row, and comes with it.
const WRITE: &str = "\
    WITH written AS (INSERT INTO audit_event (id, at, actor_kind, actor_id, actor_name, session_id, address, permission, \
    activity, category, result, reason, request_id, instance, details, key_id, row_mac) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)) \
    INSERT INTO audit_target (event_id, position, at, target_id, target_name) \
    SELECT $1, position::int - 1, $2, target_id, target_name \
    FROM unnest($18, $19) WITH ORDINALITY AS about (target_id, target_name, position)";

/// Writes the rows of a deed. All are sent for in the first step; who finds the future waiting after it knows that nothing failed
/// before it was sent.
pub(super) async fn append(tx: &Tx<'_>, ledger: &Ledger, records: &[Record]) -> Result<(), StoreError> {
    let rows = records.iter().map(|record| write(tx, ledger, record)).collect::<Result<Vec<_>, StoreError>>()?;
    try_join_all(rows).await?;
    Ok(())
}

fn write<'c>(
    tx: &Tx<'c>,
    ledger: &Ledger,
    record: &Record,
) -> Result<impl Future<Output = Result<(), StoreError>> + use<'c>, StoreError> {
    let id = EventId::new(tx.now(), &mut ledger.dice.clone())?.uuid();
    let (actor_kind, actor_id, actor_name, session) = match &record.actor.who {
        Who::Person { id, name, session, .. } => ("person", Some(id.uuid()), name.as_str(), Some(session.uuid())),
        Who::Guest => ("guest", None, "", None),
        Who::Operator { command } => ("operator", None, *command, None),
        Who::Program { job } => ("program", None, *job, None),
    };
    let address = record.actor.origin.address.map(|address| address.to_string());
    let request = record.actor.origin.request.uuid();
    let (result, reason) = record.failure.map_or(("success", None), |reason| ("failure", Some(reason)));
    let category = activity::category(record.activity);
    let details = record.details.iter().map(|(name, value)| (name.to_string(), Value::String(value.clone())));
    let details = Value::Object(details.collect()).to_string();
    let fields = Fields {
        id,
        at: tx.now(),
        actor_kind,
        actor_id,
        actor_name,
        session,
        address: address.as_deref(),
        permission: record.permission.id(),
        activity: record.activity,
        category,
        result,
        reason,
        request,
        instance: &ledger.instance,
        details: &details,
        targets: record.subjects.iter().map(|subject| (subject.uuid(), subject.name())).collect(),
    };
    let parts = fields.parts();
    let (key_id, mac) = (ledger.mac)(&parts.iter().map(AsRef::as_ref).collect::<Vec<_>>());
    let (about, names): (Vec<Uuid>, Vec<String>) =
        record.subjects.iter().map(|subject| (subject.uuid(), subject.name().to_owned())).unzip();
    let statement = sql_query(WRITE)
        .bind::<SqlUuid, _>(id)
        .bind::<Timestamptz, _>(tx.now().to_diesel())
        .bind::<Text, _>(actor_kind)
        .bind::<Nullable<SqlUuid>, _>(actor_id)
        .bind::<Text, _>(actor_name.to_owned())
        .bind::<Nullable<SqlUuid>, _>(session)
        .bind::<Nullable<Text>, _>(fields.address.map(str::to_owned))
        .bind::<Text, _>(record.permission.id())
        .bind::<Text, _>(record.activity)
        .bind::<Text, _>(category)
        .bind::<Text, _>(result)
        .bind::<Nullable<Text>, _>(reason)
        .bind::<SqlUuid, _>(request)
        .bind::<Text, _>(ledger.instance.to_string())
        .bind::<Text, _>(fields.details.to_owned())
        .bind::<SmallInt, _>(key_id)
        .bind::<Bytea, _>(mac.to_vec())
        .bind::<Array<SqlUuid>, _>(about)
        .bind::<Array<Text>, _>(names)
        .kept();
    let conn = tx.conn();
    Ok(async move {
        statement.execute(&mut &*conn).await?;
        Ok(())
    })
}
