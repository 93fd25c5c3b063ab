//! Appends audit rows, in the transaction of what they tell. Called by `db.rs` alone.

use std::sync::Arc;

use diesel::insert_into;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use futures_util::future::{try_join, try_join_all};
use jiff_diesel::ToDiesel;
use serde_json::Value;
use uuid::Uuid;

use super::conn::Tx;
use super::error::StoreError;
use super::kept::Keep as _;
use super::schema::{audit_event, audit_target};
use crate::domain::activity;
use crate::domain::chain::Fields;
use crate::domain::dice::Entropy;
use crate::domain::id::EventId;
use crate::domain::permit::{Record, Who};

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

/// A row of the ledger and those it is about, ready to be written.
#[derive(Insertable)]
#[diesel(table_name = audit_event, treat_none_as_default_value = false)]
struct Entry<'a> {
    id: Uuid,
    at: jiff_diesel::Timestamp,
    actor_kind: &'static str,
    actor_id: Option<Uuid>,
    actor_name: &'a str,
    session_id: Option<Uuid>,
    address: Option<String>,
    permission: &'static str,
    activity: &'static str,
    category: &'static str,
    result: &'static str,
    reason: Option<String>,
    request_id: Uuid,
    instance: &'a str,
    details: String,
    key_id: i16,
    row_mac: Vec<u8>,
}

/// Writes the rows of a deed. All are sent for in the first step; who finds the future waiting after it knows that nothing failed
/// before it was sent.
pub(super) async fn append(tx: &Tx<'_>, ledger: &Ledger, records: &[Record]) -> Result<(), StoreError> {
    let rows = records.iter().map(|record| Ok((record, row(tx, ledger, record)?)));
    let rows = rows.collect::<Result<Vec<_>, StoreError>>()?;
    try_join_all(rows.into_iter().map(|(record, row)| write(tx, record, row))).await?;
    Ok(())
}

/// The row first: those it is about refer to it.
async fn write(tx: &Tx<'_>, record: &Record, row: Entry<'_>) -> Result<(), StoreError> {
    let id = row.id;
    let event = async { insert_into(audit_event::table).values(row).kept().execute(&mut tx.conn()).await };
    let targets = record.subjects.iter().enumerate().map(async |(position, subject)| {
        insert_into(audit_target::table)
            .values((
                audit_target::event_id.eq(id),
                audit_target::position.eq(i32::try_from(position).unwrap_or(i32::MAX)),
                audit_target::at.eq(tx.now().to_diesel()),
                audit_target::target_id.eq(subject.id.uuid()),
                audit_target::target_name.eq(subject.name.as_str()),
            ))
            .kept()
            .execute(&mut tx.conn())
            .await
    });
    try_join(event, try_join_all(targets)).await?;
    Ok(())
}

fn row<'a>(tx: &Tx<'_>, ledger: &'a Ledger, record: &'a Record) -> Result<Entry<'a>, StoreError> {
    let id = EventId::new(tx.now(), &mut ledger.dice.clone())?.uuid();
    let (actor_kind, actor_id, actor_name, session) = match &record.actor.who {
        Who::Person { id, name, session, .. } => ("person", Some(id.uuid()), name.as_str(), Some(session.uuid())),
        Who::Guest => ("guest", None, "", None),
        Who::Operator { command } => ("operator", None, *command, None),
    };
    let address = record.actor.origin.address.map(|address| address.to_string());
    let request = record.actor.origin.request.uuid();
    let (result, reason) = record.failure.map_or(("success", None), |reason| ("failure", Some(reason)));
    let category = activity::category(record.activity);
    let details = record.details.iter().map(|(name, value)| ((*name).to_owned(), Value::String(value.clone())));
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
        targets: record.subjects.iter().map(|subject| (subject.id.uuid(), subject.name.as_str())).collect(),
    };
    let parts = fields.parts();
    let (key_id, mac) = (ledger.mac)(&parts.iter().map(AsRef::as_ref).collect::<Vec<_>>());
    drop((fields, parts));

    Ok(Entry {
        id,
        at: tx.now().to_diesel(),
        actor_kind,
        actor_id,
        actor_name,
        session_id: session,
        address,
        permission: record.permission.id(),
        activity: record.activity,
        category,
        result,
        reason: reason.map(str::to_owned),
        request_id: request,
        instance: &ledger.instance,
        details,
        key_id,
        row_mac: mac.to_vec(),
    })
}
