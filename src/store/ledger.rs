//! Appends audit rows, in the transaction of what they tell. Called by `db.rs` alone.

use std::sync::Arc;

use diesel::insert_into;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use jiff_diesel::ToDiesel;
use serde_json::Value;

use super::conn::Tx;
use super::error::StoreError;
use super::schema::{audit_event, audit_target};
use crate::domain::activity;
use crate::domain::dice::Entropy;
use crate::domain::id::EventId;
use crate::domain::permit::{Record, Who};

/// Authenticates a row: a keyed hash over its fields, in order.
pub type RowMac = Arc<dyn Fn(&[&[u8]]) -> [u8; 32] + Send + Sync>;

/// What appending needs beside the rows.
#[derive(Clone)]
pub struct Ledger {
    /// Authenticates rows until the chain covers them (security 4.9).
    pub mac: RowMac,
    /// Which key that is.
    pub key_id: i16,
    /// Which server writes.
    pub instance: Arc<str>,
    /// For the rows' ids.
    pub dice: Entropy,
}

pub(super) async fn append(tx: &Tx<'_>, ledger: &Ledger, records: &[Record]) -> Result<(), StoreError> {
    for record in records {
        append_one(tx, ledger, record).await?;
    }
    Ok(())
}

async fn append_one(tx: &Tx<'_>, ledger: &Ledger, record: &Record) -> Result<(), StoreError> {
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
    let at = tx.now().as_microsecond().to_string();

    let mut fields: Vec<&[u8]> = vec![
        id.as_bytes(),
        at.as_bytes(),
        actor_kind.as_bytes(),
        actor_id.as_ref().map_or(&[], |id| id.as_bytes()),
        actor_name.as_bytes(),
        session.as_ref().map_or(&[], |id| id.as_bytes()),
        address.as_deref().unwrap_or("").as_bytes(),
        record.permission.id().as_bytes(),
        record.activity.as_bytes(),
        category.as_bytes(),
        result.as_bytes(),
        reason.unwrap_or("").as_bytes(),
        request.as_bytes(),
        ledger.instance.as_bytes(),
        details.as_bytes(),
    ];
    let subjects: Vec<_> = record.subjects.iter().map(|subject| (subject.id.uuid(), subject.name.as_str())).collect();
    for (id, name) in &subjects {
        fields.push(id.as_bytes());
        fields.push(name.as_bytes());
    }
    let mac = (ledger.mac)(&fields);

    insert_into(audit_event::table)
        .values((
            audit_event::id.eq(id),
            audit_event::at.eq(tx.now().to_diesel()),
            audit_event::actor_kind.eq(actor_kind),
            audit_event::actor_id.eq(actor_id),
            audit_event::actor_name.eq(actor_name),
            audit_event::session_id.eq(session),
            audit_event::address.eq(address.as_deref()),
            audit_event::permission.eq(record.permission.id()),
            audit_event::activity.eq(record.activity),
            audit_event::category.eq(category),
            audit_event::result.eq(result),
            audit_event::reason.eq(reason),
            audit_event::request_id.eq(request),
            audit_event::instance.eq(&*ledger.instance),
            audit_event::details.eq(&details),
            audit_event::key_id.eq(ledger.key_id),
            audit_event::row_mac.eq(&mac[..]),
        ))
        .execute(&mut tx.conn())
        .await?;
    for (position, (target, name)) in subjects.iter().enumerate() {
        insert_into(audit_target::table)
            .values((
                audit_target::event_id.eq(id),
                audit_target::position.eq(i32::try_from(position).unwrap_or(i32::MAX)),
                audit_target::at.eq(tx.now().to_diesel()),
                audit_target::target_id.eq(target),
                audit_target::target_name.eq(name),
            ))
            .execute(&mut tx.conn())
            .await?;
    }
    Ok(())
}
