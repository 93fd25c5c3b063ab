//! The rows of the audit log as the chain proves them.

use std::collections::HashMap;

use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use jiff::Timestamp;
use uuid::Uuid;

use super::error::StoreError;
use super::schema::{audit_event, audit_target};
use crate::domain::audit::Outcome;
use crate::domain::chain::Fields;

/// A row of the audit log as it is stored, with its code.
#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = audit_event, check_for_backend(diesel::pg::Pg))]
pub(super) struct EventRow {
    pub(super) id: Uuid,
    #[diesel(deserialize_as = jiff_diesel::Timestamp)]
    at: Timestamp,
    actor_kind: String,
    actor_id: Option<Uuid>,
    actor_name: String,
    session_id: Option<Uuid>,
    address: Option<String>,
    permission: String,
    activity: String,
    category: String,
    result: String,
    reason: Option<String>,
    request_id: Uuid,
    instance: String,
    details: String,
    pub(super) key_id: i16,
    pub(super) row_mac: Vec<u8>,
}

/// Whom or what a row is about, with what is written beside it to find the row by.
#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = audit_target, check_for_backend(diesel::pg::Pg))]
pub(super) struct TargetRow {
    event_id: Uuid,
    #[diesel(deserialize_as = jiff_diesel::Timestamp)]
    at: Timestamp,
    target_id: Uuid,
    target_name: String,
    activity: String,
    outcome: String,
}

pub(super) type Targets = HashMap<Uuid, Vec<TargetRow>>;

impl EventRow {
    /// What the chain covers.
    pub(super) fn fields<'a>(&'a self, targets: &'a [TargetRow]) -> Fields<'a> {
        Fields {
            id: self.id,
            at: self.at,
            actor_kind: &self.actor_kind,
            actor_id: self.actor_id,
            actor_name: &self.actor_name,
            session: self.session_id,
            address: self.address.as_deref(),
            permission: &self.permission,
            activity: &self.activity,
            category: &self.category,
            result: &self.result,
            reason: self.reason.as_deref(),
            request: self.request_id,
            instance: &self.instance,
            details: &self.details,
            targets: targets.iter().map(|target| (target.target_id, target.target_name.as_str())).collect(),
        }
    }

    /// Whether what is written beside those whom it is about is what the row says: whoever alters that hides a row from its person's pages.
    pub(super) fn is_found_by(&self, targets: &[TargetRow]) -> bool {
        let outcome = Outcome::of(&self.activity, self.result == "success", &self.details).id();
        targets.iter().all(|target| {
            let said = (target.activity.as_str(), target.outcome.as_str());
            // Rows of before say nothing there.
            target.at == self.at && [("", ""), (self.activity.as_str(), outcome)].contains(&said)
        })
    }
}

/// Whom or what these rows are about, in order.
///
/// # Errors
/// The store's.
pub(super) async fn targets(mut conn: &AsyncPgConnection, ids: &[Uuid]) -> Result<Targets, StoreError> {
    if ids.is_empty() {
        return Ok(Targets::new());
    }
    let found: Vec<TargetRow> = audit_target::table
        .filter(audit_target::event_id.eq_any(ids))
        .order((audit_target::event_id, audit_target::position))
        .select(TargetRow::as_select())
        .load(&mut conn)
        .await?;
    let mut targets = Targets::new();
    for target in found {
        targets.entry(target.event_id).or_default().push(target);
    }
    Ok(targets)
}
