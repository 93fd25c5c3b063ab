//! A session is made: in the statement that notes the sign-in, and asks since when a second step is missing.

use diesel::sql_query;
use diesel::sql_types::{Array, Bool, Bytea, Integer, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use jiff::Timestamp;
use jiff_diesel::ToDiesel as _;
use uuid::Uuid;

use super::conn::Tx;
use super::kept::Keep as _;
use crate::domain::id::{GroupId, SessionId, UserId};
use crate::domain::registration::Interrupt;
use crate::domain::session::{SessionKind, SessionLife};

/// Whether somebody must have a second step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Demand {
    /// No: the statement asks nothing.
    None,
    /// Where there is none yet, and the person has a role that asks for one or is in one of the groups.
    Asked {
        /// Whether a role asks for it.
        by_role: bool,
        /// Groups that ask for it.
        groups: Vec<GroupId>,
        /// So many days it may be put off.
        grace_days: u16,
    },
}

/// A session to be made.
pub struct NewSession {
    /// Its id.
    pub id: SessionId,
    /// The hash of its token.
    pub token_hash: [u8; 32],
    /// Whose.
    pub user: UserId,
    /// What it may do.
    pub kind: SessionKind,
    /// How long it lives.
    pub life: SessionLife,
    /// From where.
    pub address: Option<String>,
    /// On what.
    pub device: Option<String>,
    /// Whether its person must have a second step.
    pub demand: Demand,
    /// What it is asked before it opens anything else.
    pub registration: Option<Interrupt>,
    /// When its person last proved who he is; nothing for now.
    pub proved_at: Option<Timestamp>,
    /// Whether its person wants to stay signed in.
    pub stays: bool,
}

/// Whose session it is. Whoever gets a full one has signed in now.
const SIGNED_IN: &str = "UPDATE users SET last_sign_in_at = $5 WHERE id = $3 RETURNING credential_epoch";
const KNOWN: &str = "SELECT credential_epoch FROM users WHERE id = $3";
const COLUMNS: &str = "INSERT INTO auth_session (id, token_hash, user_id, kind, created_at, last_seen_at, idle_until, \
     absolute_until, address, credential_epoch, proved_at, device, registration, stays";
const VALUES: &str = "SELECT $1, $2, $3, $4, $5, $5, $6, $7, $8, credential_epoch, coalesce($11, $5), $9, $10, $12";
/// The days of grace are counted from the first time that it is asked. Groups inside groups count.
const ASKED: &str = "asked AS (SELECT NOT EXISTS (SELECT FROM authenticator_app WHERE user_id = $3) \
     AND NOT EXISTS (SELECT FROM passkey WHERE user_id = $3) AND ($13 OR EXISTS ( \
     WITH RECURSIVE above (id) AS (SELECT group_id FROM group_member WHERE user_id = $3 \
     UNION SELECT group_nesting.group_id FROM group_nesting JOIN above ON member_id = above.id) \
     SELECT FROM above JOIN groups USING (id) WHERE id = ANY ($14) AND deleted_at IS NULL)) AS it), \
     grace AS (INSERT INTO second_step_grace (user_id, since) SELECT $3, $5 FROM asked WHERE it ON CONFLICT DO NOTHING), \
     due AS (SELECT CASE WHEN it THEN coalesce((SELECT since FROM second_step_grace WHERE user_id = $3), $5) \
     + make_interval(days => $15) END AS at FROM asked)";

/// Makes a session under the person's present credential, at the end of the deed.
pub fn open(tx: &mut Tx<'_>, new: NewSession) {
    let (conn, now) = (tx.conn(), tx.now());
    let until = |life| now.saturating_add(life).unwrap_or(now).to_diesel();
    let person = match new.kind {
        SessionKind::Full => SIGNED_IN,
        SessionKind::ForcedChange | SessionKind::SecondStep => KNOWN,
    };
    let text = match new.demand {
        Demand::None => format!("WITH person AS ({person}) {COLUMNS}) {VALUES} FROM person"),
        Demand::Asked { .. } => {
            format!("WITH person AS ({person}), {ASKED} {COLUMNS}, second_step_due) {VALUES}, due.at FROM person, due")
        }
    };
    let made = sql_query(text)
        .bind::<SqlUuid, _>(new.id.uuid())
        .bind::<Bytea, _>(new.token_hash.to_vec())
        .bind::<SqlUuid, _>(new.user.uuid())
        .bind::<Text, _>(new.kind.id())
        .bind::<Timestamptz, _>(now.to_diesel())
        .bind::<Timestamptz, _>(until(new.life.idle))
        .bind::<Timestamptz, _>(until(new.life.absolute))
        .bind::<Nullable<Text>, _>(new.address)
        .bind::<Nullable<Text>, _>(new.device)
        .bind::<Nullable<Text>, _>(new.registration.map(Interrupt::id))
        .bind::<Nullable<Timestamptz>, _>(new.proved_at.to_diesel())
        .bind::<Bool, _>(new.stays);
    match new.demand {
        Demand::None => tx.leave(async move { made.kept().execute(&mut &*conn).await }),
        Demand::Asked { by_role, groups, grace_days } => {
            let groups: Vec<Uuid> = groups.iter().map(|group| group.uuid()).collect();
            let made = made
                .bind::<Bool, _>(by_role)
                .bind::<Array<SqlUuid>, _>(groups)
                .bind::<Integer, _>(i32::from(grace_days))
                .kept();
            tx.leave(async move { made.execute(&mut &*conn).await });
        }
    }
}
