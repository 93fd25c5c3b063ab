//! How old passwords are: how many would end by a policy, and what is kept of their ends (R-280…R-283).

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Timestamptz};
use diesel::update;
use diesel_async::RunQueryDsl;
use jiff::Timestamp;
use jiff_diesel::ToDiesel;

use super::conn::{Read, Tx};
use super::error::StoreError;
use super::kept::Keep as _;
use super::schema::credential;
use crate::domain::id::UserId;
use crate::domain::user::PasswordKind;

/// How many people a policy would meet. Whoever is exempt is not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Hits {
    /// Their passwords have ended already.
    pub now: u64,
    /// Theirs end within a week.
    pub week: u64,
    /// Theirs end within thirty days, that week included.
    pub month: u64,
}

#[derive(QueryableByName)]
struct HitsRow {
    #[diesel(sql_type = BigInt)]
    now: i64,
    #[diesel(sql_type = BigInt)]
    week: i64,
    #[diesel(sql_type = BigInt)]
    month: i64,
}

/// Counts own passwords that were set before each of three moments.
///
/// # Errors
/// The store's.
pub async fn hits(read: &Read<'_>, now: Timestamp, [ended, week, month]: [Timestamp; 3]) -> Result<Hits, StoreError> {
    let query = sql_query(
        "SELECT count(*) FILTER (WHERE password_changed_at <= $1) AS now, \
                count(*) FILTER (WHERE password_changed_at > $1 AND password_changed_at <= $2) AS week, \
                count(*) FILTER (WHERE password_changed_at > $1) AS month \
         FROM users WHERE password_kind = 'own' AND password_changed_at <= $3 AND NOT EXISTS \
             (SELECT FROM credential WHERE user_id = users.id AND exempt_until IS NOT NULL AND exempt_until > $4)",
    )
    .bind::<Timestamptz, _>(ended.to_diesel())
    .bind::<Timestamptz, _>(week.to_diesel())
    .bind::<Timestamptz, _>(month.to_diesel())
    .bind::<Timestamptz, _>(now.to_diesel());
    let row: HitsRow = read.run(query.get_result(&mut read.conn())).await?;
    let number = |count: i64| u64::try_from(count).unwrap_or(0);
    Ok(Hits { now: number(row.now), week: number(row.week), month: number(row.month) })
}

/// Asks for another password at the next sign-in. Says whether there was an own one, not asked about before.
///
/// # Errors
/// The store's.
pub async fn demand(tx: &Tx<'_>, user: UserId) -> Result<bool, StoreError> {
    let own = credential::table
        .find(user.uuid())
        .filter(credential::kind.eq(PasswordKind::Own.id()))
        .filter(credential::demanded_at.is_null());
    let changed = update(own).set(credential::demanded_at.eq(tx.now().to_diesel())).kept();
    Ok(changed.execute(&mut tx.conn()).await? == 1)
}

/// Lets a password live longer, or not any more. Says whether there is one, and this is news.
///
/// # Errors
/// The store's.
pub async fn exempt(tx: &Tx<'_>, user: UserId, until: Option<Timestamp>) -> Result<bool, StoreError> {
    let other =
        credential::table.find(user.uuid()).filter(credential::exempt_until.is_distinct_from(until.to_diesel()));
    // Of this end nobody has been told.
    let changed =
        update(other).set((credential::exempt_until.eq(until.to_diesel()), credential::end_told.eq(0_i16))).kept();
    Ok(changed.execute(&mut tx.conn()).await? == 1)
}
