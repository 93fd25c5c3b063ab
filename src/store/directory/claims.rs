//! Which server is at a walk: one takes it, and writes nothing once another one has taken it over.

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Text, Timestamptz};
use diesel_async::RunQueryDsl;
use jiff::{SignedDuration, Timestamp};
use jiff_diesel::ToDiesel as _;

use crate::domain::directory::run::{Stage, Walk};
use crate::store::conn::{Bookkeeping, Tx};
use crate::store::error::StoreError;
use crate::store::kept::Keep as _;
use crate::store::schema::directory_run;

/// A walk that one server is at: another one that takes it over does so at another moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claim {
    /// The walk.
    pub run: i64,
    /// Since when.
    pub(super) since: Timestamp,
}

/// Takes the walk that waits, or that nobody has been at for so long.
///
/// # Errors
/// The store's.
pub async fn take(
    house: &Bookkeeping<'_>,
    now: Timestamp,
    lease: SignedDuration,
) -> Result<Option<(Claim, Walk)>, StoreError> {
    #[derive(QueryableByName)]
    struct Taken {
        #[diesel(sql_type = BigInt)]
        id: i64,
        #[diesel(sql_type = Text)]
        walk: String,
    }
    let stale = now.checked_sub(lease).unwrap_or(now);
    let query = sql_query(
        "UPDATE directory_run SET stage = 'running', started_at = $1, beat_at = $1 WHERE id = (SELECT id FROM directory_run \
         WHERE stage = 'waiting' OR (stage = 'running' AND beat_at < $2) LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING id, walk",
    )
    .bind::<Timestamptz, _>(now.to_diesel())
    .bind::<Timestamptz, _>(stale.to_diesel());
    let taken: Option<Taken> = query.kept().get_result(&mut house.conn()).await.optional()?;
    let walk = |name: &str| Walk::from_id(name).ok_or(StoreError::Corrupt("walk"));
    taken.map(|taken| Ok((Claim { run: taken.id, since: now }, walk(&taken.walk)?))).transpose()
}

/// Holds a walk until the deed ends: nobody takes it over meanwhile. Says whether it is still the one that was taken.
///
/// # Errors
/// The store's.
pub async fn hold(tx: &Tx<'_>, claim: Claim) -> Result<bool, StoreError> {
    let is_ours =
        directory_run::stage.eq(Stage::Running.id()).and(directory_run::started_at.eq(claim.since.to_diesel()));
    let row = directory_run::table.find(claim.run).filter(is_ours).select(directory_run::id).for_share();
    let held: Option<i64> = row.first(&mut tx.conn()).await.optional()?;
    Ok(held.is_some())
}
