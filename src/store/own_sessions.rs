//! The sessions of one person, as the person sees and ends them.

use diesel::prelude::*;
use diesel::update;
use diesel_async::RunQueryDsl;
use jiff::Timestamp;
use jiff_diesel::ToDiesel as _;
use uuid::Uuid;

use super::conn::{Read, Tx};
use super::error::StoreError;
use super::kept::Keep as _;
use super::schema::auth_session;
use crate::domain::id::{SessionId, UserId};
use crate::domain::session::OwnSession;

/// Nobody is shown more.
const MOST: i64 = 50;

#[derive(Queryable, Selectable)]
#[diesel(table_name = auth_session, check_for_backend(diesel::pg::Pg))]
struct OwnRow {
    id: Uuid,
    #[diesel(deserialize_as = jiff_diesel::Timestamp)]
    created_at: Timestamp,
    #[diesel(deserialize_as = jiff_diesel::Timestamp)]
    last_seen_at: Timestamp,
    address: Option<String>,
    device: Option<String>,
    stays: bool,
}

/// The living sessions of a person, those used last first.
///
/// # Errors
/// The store's.
pub async fn all(read: &Read<'_>, user: UserId) -> Result<Vec<OwnSession>, StoreError> {
    let now = read.now().await?.to_diesel();
    let rows: Vec<OwnRow> = read
        .run(
            auth_session::table
                .filter(auth_session::user_id.eq(user.uuid()))
                .filter(auth_session::revoked_at.is_null())
                .filter(auth_session::idle_until.gt(now))
                .filter(auth_session::absolute_until.gt(now))
                .order((auth_session::last_seen_at.desc(), auth_session::id.desc()))
                .limit(MOST)
                .select(OwnRow::as_select())
                .load(&mut read.conn()),
        )
        .await?;
    let own = |row: OwnRow| OwnSession {
        id: SessionId::from_uuid(row.id),
        since: row.created_at,
        last_seen_at: row.last_seen_at,
        address: row.address,
        device: row.device,
        stays: row.stays,
    };
    Ok(rows.into_iter().map(own).collect())
}

/// Ends one session of a person. Says whether it was one that was open.
///
/// # Errors
/// The store's.
pub async fn close(tx: &mut Tx<'_>, user: UserId, session: SessionId) -> Result<bool, StoreError> {
    let own = auth_session::table.find(session.uuid()).filter(auth_session::user_id.eq(user.uuid()));
    let ended = update(own.filter(auth_session::revoked_at.is_null()))
        .set((auth_session::revoked_at.eq(tx.now().to_diesel()), auth_session::revoke_reason.eq("ended by its person")))
        .kept()
        .execute(&mut tx.conn())
        .await?;
    Ok(ended > 0)
}

/// Ends every session of a person but one. Says how many.
///
/// # Errors
/// The store's.
pub async fn close_others(tx: &mut Tx<'_>, user: UserId, kept: SessionId) -> Result<u64, StoreError> {
    let alive = super::sessions::live(&tx.reading(), user).await?;
    let others = auth_session::table
        .filter(auth_session::user_id.eq(user.uuid()))
        .filter(auth_session::id.ne(kept.uuid()))
        .filter(auth_session::revoked_at.is_null());
    update(others)
        .set((auth_session::revoked_at.eq(tx.now().to_diesel()), auth_session::revoke_reason.eq("ended by its person")))
        .kept()
        .execute(&mut tx.conn())
        .await?;
    Ok(alive.saturating_sub(1))
}
