//! Sessions: made, found and ended in the transaction of what makes or ends them (security 4.1).

use diesel::dsl::now as database_now;
use diesel::prelude::*;
use diesel::sql_types::{Timestamptz, Uuid as SqlUuid};
use diesel::{sql_query, update};
use diesel_async::RunQueryDsl;
use jiff::Timestamp;
use jiff_diesel::ToDiesel;
use uuid::Uuid;

use super::conn::{Bookkeeping, Read, Tx};
use super::error::StoreError;
use super::kept::Keep as _;
use super::schema::{auth_session, list_choice, users};
use super::users::{UserColumns, UserRow, choice};
use crate::domain::columns::Choice;
use crate::domain::id::{SessionId, UserId};
use crate::domain::registration::Interrupt;
use crate::domain::role::Roles;
use crate::domain::session::{SessionKind, Standing};
use crate::domain::user::User;

/// The end of a session that is known to have ended by itself: past by any clock. Nobody ended it, so what it had begun goes on.
const LONG_PAST: Timestamp = Timestamp::UNIX_EPOCH;

/// A session and its person, as one look-up finds them.
#[derive(Debug)]
pub struct Found {
    /// The session.
    pub id: SessionId,
    /// What it may do.
    pub kind: SessionKind,
    /// Whether it still stands.
    pub standing: Standing,
    /// Whether it was written down that it ended by itself.
    pub timed_out: bool,
    /// When it was last seen.
    pub last_seen_at: Timestamp,
    /// When its person last proved who he is.
    pub proved_at: Timestamp,
    /// From then on it opens nothing but the page on which a second step is added.
    pub second_step_due: Option<Timestamp>,
    /// What it is asked before it opens anything else.
    pub registration: Option<Interrupt>,
    /// When it began.
    pub created_at: Timestamp,
    /// Whether its person wanted to stay signed in.
    pub stays: bool,
    /// The person.
    pub user: User,
    /// How the person wants to see lists.
    pub choice: Choice,
    /// The moment of the look-up.
    pub now: Timestamp,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = auth_session, check_for_backend(diesel::pg::Pg))]
struct SessionRow {
    id: Uuid,
    kind: String,
    #[diesel(deserialize_as = jiff_diesel::Timestamp)]
    last_seen_at: Timestamp,
    #[diesel(deserialize_as = jiff_diesel::Timestamp)]
    idle_until: Timestamp,
    #[diesel(deserialize_as = jiff_diesel::Timestamp)]
    absolute_until: Timestamp,
    credential_epoch: i32,
    #[diesel(deserialize_as = jiff_diesel::NullableTimestamp)]
    revoked_at: Option<Timestamp>,
    #[diesel(deserialize_as = jiff_diesel::Timestamp)]
    proved_at: Timestamp,
    #[diesel(deserialize_as = jiff_diesel::NullableTimestamp)]
    second_step_due: Option<Timestamp>,
    registration: Option<String>,
    #[diesel(deserialize_as = jiff_diesel::Timestamp)]
    created_at: Timestamp,
    stays: bool,
}

/// Finds a session by its token's hash, with its person. The page's own queries travel behind it.
///
/// # Errors
/// The store's.
pub async fn find(read: &Read<'_>, token_hash: &[u8]) -> Result<Option<Found>, StoreError> {
    let found = read
        .run(
            auth_session::table
                .inner_join(users::table.left_join(list_choice::table))
                .filter(auth_session::token_hash.eq(token_hash))
                .select((
                    SessionRow::as_select(),
                    UserColumns,
                    users::enabled,
                    users::credential_epoch,
                    (list_choice::column_bits.nullable(), list_choice::page_rows.nullable()),
                    database_now.into_sql::<Timestamptz>(),
                ))
                .first::<(SessionRow, UserRow, bool, i32, (Option<i32>, Option<i16>), jiff_diesel::Timestamp)>(
                    &mut read.conn(),
                ),
        )
        .await;
    let (session, user, enabled, epoch, (columns, rows), told) = match found {
        Ok(found) => found,
        Err(StoreError::Unexpected(diesel::result::Error::NotFound)) => return Ok(None),
        Err(error) => return Err(error),
    };
    let now = read.note_now(told.to_jiff());
    Ok(Some(Found {
        id: SessionId::from_uuid(session.id),
        kind: SessionKind::from_id(&session.kind).ok_or(StoreError::Corrupt("session kind"))?,
        standing: Standing {
            revoked: session.revoked_at.is_some(),
            enabled,
            current: session.credential_epoch == epoch,
            idle_until: session.idle_until,
            absolute_until: session.absolute_until,
        },
        timed_out: session.absolute_until == LONG_PAST,
        last_seen_at: session.last_seen_at,
        proved_at: session.proved_at,
        second_step_due: session.second_step_due,
        registration: registration(session.registration)?,
        created_at: session.created_at,
        stays: session.stays,
        user: user.try_into()?,
        choice: choice::read(columns, rows),
        now,
    }))
}

fn registration(kept: Option<String>) -> Result<Option<Interrupt>, StoreError> {
    kept.map(|id| Interrupt::from_id(&id).ok_or(StoreError::Corrupt("session registration"))).transpose()
}

/// Notes that a session is asked nothing any more.
///
/// # Errors
/// The store's.
pub async fn answered(tx: &mut Tx<'_>, session: SessionId) -> Result<(), StoreError> {
    update(auth_session::table.find(session.uuid()))
        .set(auth_session::registration.eq(None::<String>))
        .kept()
        .execute(&mut tx.conn())
        .await?;
    Ok(())
}

/// Whether nobody has ended a session. What only time has ended still counts as open.
///
/// # Errors
/// The store's.
pub async fn is_open(tx: &Tx<'_>, session: SessionId) -> Result<bool, StoreError> {
    let open = auth_session::table.find(session.uuid()).select(auth_session::revoked_at.is_null());
    Ok(open.first(&mut tx.conn()).await.optional()?.unwrap_or(false))
}

/// The roles of the person whose session it is; nothing when it is over. For what goes on long after its request.
///
/// # Errors
/// The store's.
pub async fn roles(read: &Read<'_>, session: SessionId) -> Result<Option<Roles>, StoreError> {
    let held = auth_session::table
        .inner_join(users::table)
        .filter(auth_session::id.eq(session.uuid()))
        .filter(auth_session::revoked_at.is_null())
        .filter(auth_session::kind.eq(SessionKind::Full.id()))
        .filter(auth_session::credential_epoch.eq(users::credential_epoch))
        .filter(users::enabled)
        .select(users::role_bits);
    let bits: Option<i32> = read.run(async { held.first(&mut read.conn()).await.optional() }).await?;
    Ok(bits.map(Roles::from_bits))
}

/// Notes that the person of a session proved who he is, and gives the session another token: that of before opens nothing any more. The
/// session stays the same one, and whatever it has begun goes on.
///
/// # Errors
/// The store's.
pub async fn note_proof(tx: &mut Tx<'_>, session: SessionId, token_hash: [u8; 32]) -> Result<(), StoreError> {
    update(auth_session::table.find(session.uuid()))
        .set((auth_session::token_hash.eq(token_hash.to_vec()), auth_session::proved_at.eq(tx.now().to_diesel())))
        .kept()
        .execute(&mut tx.conn())
        .await?;
    Ok(())
}

/// Ends one session. Says whether it was still open.
///
/// # Errors
/// The store's.
pub async fn close(tx: &mut Tx<'_>, session: SessionId, reason: &str) -> Result<bool, StoreError> {
    let ended = update(auth_session::table.find(session.uuid()).filter(auth_session::revoked_at.is_null()))
        .set((auth_session::revoked_at.eq(tx.now().to_diesel()), auth_session::revoke_reason.eq(reason)))
        .kept()
        .execute(&mut tx.conn())
        .await?;
    Ok(ended > 0)
}

/// Ends all sessions of a person, living or only forgotten. Says how many were alive.
///
/// # Errors
/// The store's.
pub async fn close_all(tx: &mut Tx<'_>, user: UserId, reason: &str) -> Result<u64, StoreError> {
    let alive = live(&tx.reading(), user).await?;
    update(
        auth_session::table.filter(auth_session::user_id.eq(user.uuid())).filter(auth_session::revoked_at.is_null()),
    )
    .set((auth_session::revoked_at.eq(tx.now().to_diesel()), auth_session::revoke_reason.eq(reason)))
    .kept()
    .execute(&mut tx.conn())
    .await?;
    Ok(alive)
}

/// How many sessions of a person are alive.
///
/// # Errors
/// The store's.
pub async fn live(read: &Read<'_>, user: UserId) -> Result<u64, StoreError> {
    let now = read.now().await?.to_diesel();
    let alive: i64 = read
        .run(
            auth_session::table
                .filter(auth_session::user_id.eq(user.uuid()))
                .filter(auth_session::revoked_at.is_null())
                .filter(auth_session::idle_until.gt(now))
                .filter(auth_session::absolute_until.gt(now))
                .count()
                .get_result(&mut read.conn()),
        )
        .await?;
    Ok(u64::try_from(alive).unwrap_or(0))
}

/// Forgets some sessions that began before a moment; ids are in the order of time. Says how many.
///
/// # Errors
/// The store's.
pub async fn forget(house: &Bookkeeping<'_>, before: SessionId) -> Result<usize, StoreError> {
    let old = "DELETE FROM auth_session WHERE id IN (SELECT id FROM auth_session WHERE id < $1 ORDER BY id LIMIT 5000)";
    Ok(sql_query(old).bind::<SqlUuid, _>(before.uuid()).kept().execute(&mut house.conn()).await?)
}

/// Writes down that a session has ended by itself: no clock that is set back brings it back.
///
/// # Errors
/// The store's.
pub async fn time_out(house: &mut Bookkeeping<'_>, session: SessionId) -> Result<(), StoreError> {
    update(auth_session::table.find(session.uuid()).filter(auth_session::revoked_at.is_null()))
        .set(auth_session::absolute_until.eq(LONG_PAST.to_diesel()))
        .kept()
        .execute(&mut house.conn())
        .await?;
    Ok(())
}

/// Notes that a session was used, and moves its quiet limit.
///
/// # Errors
/// The store's.
pub async fn touch(
    house: &mut Bookkeeping<'_>,
    session: SessionId,
    now: Timestamp,
    idle_until: Timestamp,
) -> Result<(), StoreError> {
    update(auth_session::table.find(session.uuid()).filter(auth_session::revoked_at.is_null()))
        .set((auth_session::last_seen_at.eq(now.to_diesel()), auth_session::idle_until.eq(idle_until.to_diesel())))
        .kept()
        .execute(&mut house.conn())
        .await?;
    Ok(())
}
