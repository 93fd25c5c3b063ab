//! The restores that the audit log tells of: every one has a row of its own, with an id that no other has.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use uuid::Uuid;

use super::conn::Read;
use super::error::StoreError;
use super::kept::Keep as _;
use super::schema::audit_event;
use crate::domain::activity::RESTORED;
use crate::domain::id::EventId;

/// All of them, in no order: a house has few in its life. Every server asks each second.
///
/// # Errors
/// The store's.
pub async fn all(read: &Read<'_>) -> Result<Vec<EventId>, StoreError> {
    let query = audit_event::table
        .filter(audit_event::activity.eq(RESTORED))
        .filter(audit_event::result.eq("success"))
        .select(audit_event::id)
        .kept();
    let ids: Vec<Uuid> = read.run(query.load(&mut read.conn())).await?;
    Ok(ids.into_iter().map(EventId::from_uuid).collect())
}
