//! Mail on its way: written down in a deed, taken by one server at a time, kept for a while as what became of it (security 4.12).

use diesel::dsl::{select, sql};
use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Bool, Bytea, Integer, Text, Timestamptz, Uuid as SqlUuid};
use diesel::{insert_into, sql_query, update};
use diesel_async::RunQueryDsl;
use jiff::{SignedDuration, Timestamp};
use jiff_diesel::ToDiesel as _;
use uuid::Uuid;

use super::conn::{Bookkeeping, Tx};
use super::error::StoreError;
use super::kept::Keep as _;
use super::letter_turn::Turn;
use super::schema::letter;
use crate::domain::carrier::{Budget, Failed, Trouble, Way};
use crate::domain::id::{LetterId, UserId};
use crate::domain::letter::Kind;
use crate::domain::organisation::Language;

/// The advisory locks of whoever counts what strangers have caused, to cause one more: one a queue ([`Budget::queue`]).
const BUDGETS: i64 = 0x6d61_696c_7465_7874;

/// Whoever asks this counts alone until his deed ends: of many at once none goes beyond what was decided (R-250f). Asked behind the locks of
/// names and people, and before those of numbers.
///
/// # Errors
/// The store's.
pub async fn count_alone(tx: &Tx<'_>, budget: Budget) -> Result<(), StoreError> {
    let key = BUDGETS + budget.queue();
    let alone = sql::<Bool>("pg_advisory_xact_lock(").bind::<BigInt, _>(key).sql(") IS NOT NULL");
    select(alone).get_result::<bool>(&mut tx.conn()).await?;
    Ok(())
}

/// A letter to be written down.
#[derive(Debug)]
pub struct New {
    /// Which.
    pub id: LetterId,
    /// Whom it is about.
    pub about: Option<UserId>,
    /// To which address.
    pub to: String,
    /// In which language.
    pub language: Language,
    /// What it is.
    pub kind: Kind,
    /// What it says, sealed.
    pub sealed: Vec<u8>,
    /// After so long nobody wants it any more.
    pub stale_after: SignedDuration,
}

/// A letter that a server has taken.
#[derive(Debug)]
pub struct Taken {
    /// Which.
    pub id: LetterId,
    /// To which address.
    pub to: String,
    /// In which language.
    pub language: Language,
    /// What it is; nothing for one of a later version.
    pub kind: Option<Kind>,
    /// What it says, sealed.
    pub sealed: Vec<u8>,
    /// Which try this is, from one.
    pub tries: u32,
}

/// Where a letter stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// It is to be sent.
    Waiting,
    /// The server has taken it.
    Sent,
    /// The server refused it.
    Failed,
    /// It could not be sent in time.
    Stale,
}

impl State {
    /// The stable name in rows.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sent => "sent",
            Self::Failed => "failed",
            Self::Stale => "stale",
        }
    }

    pub(super) fn from_id(id: &str) -> Option<Self> {
        [Self::Waiting, Self::Sent, Self::Failed, Self::Stale].into_iter().find(|state| state.id() == id)
    }
}

/// What became of a letter, as a page lists it.
#[derive(Debug, Clone)]
pub struct Listed {
    /// Which.
    pub id: LetterId,
    /// To which address.
    pub to: String,
    /// What it is.
    pub kind: Option<Kind>,
    /// Where it stands.
    pub state: State,
    /// Since when.
    pub made_at: Timestamp,
    /// How often it was tried.
    pub tries: u32,
    /// The next try, while it waits.
    pub due_at: Timestamp,
    /// Why the last try failed, and what the server said.
    pub trouble: Option<(Trouble, String)>,
}

/// Puts a letter among those that wait, at the end of the deed.
pub fn put(tx: &mut Tx<'_>, new: New) {
    let (conn, now) = (tx.conn(), tx.now());
    let stale = now.saturating_add(new.stale_after).unwrap_or(now);
    let row = (
        letter::id.eq(new.id.uuid()),
        letter::user_id.eq(new.about.map(UserId::uuid)),
        letter::recipient.eq(new.to),
        letter::language.eq(new.language.tag()),
        letter::kind.eq(new.kind.id()),
        letter::sealed.eq(new.sealed),
        letter::made_at.eq(now.to_diesel()),
        letter::due_at.eq(now.to_diesel()),
        letter::stale_at.eq(stale.to_diesel()),
    );
    let written = insert_into(letter::table).values(row).kept();
    tx.leave(async move { written.execute(&mut &*conn).await });
}

#[derive(QueryableByName)]
struct TakenRow {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
    #[diesel(sql_type = Text)]
    recipient: String,
    #[diesel(sql_type = Text)]
    language: String,
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = Bytea)]
    sealed: Vec<u8>,
    #[diesel(sql_type = Integer)]
    tries: i32,
}

/// Takes some that are due, for so long: those that another server is at are left to it, and a code or word of a lock for somebody who was blocked or
/// deleted meanwhile is left until it is stale (A7), as is a code in the place of a password that works no more, and one that another code or the end of
/// its reset has made void; so is the word that a password ends which is another one by now, or ends at another time. What is `unwanted` by now is
/// left, too.
///
/// # Errors
/// The store's.
pub async fn take(
    house: &Bookkeeping<'_>,
    way: Way,
    now: Timestamp,
    lease: SignedDuration,
    (turn, most): (Turn, i64),
    unwanted: &[Kind],
) -> Result<Vec<Taken>, StoreError> {
    let whose = turn.condition();
    let rows: Vec<TakenRow> = sql_query(format!(
        "UPDATE letter SET due_at = $2, tries = tries + 1 WHERE id IN (SELECT id FROM letter WHERE state = 'waiting'{whose} \
         AND due_at <= $1 AND stale_at > $1 AND (kind = ANY ($4)) = $5 \
         AND (kind NOT IN ('reset-code', 'reset-text', 'sign-in-code', 'password-ends', 'account-locked') \
         OR EXISTS (SELECT FROM users WHERE users.id = letter.user_id AND enabled)) \
         AND (kind <> 'sign-in-code' OR EXISTS (SELECT FROM temporary_password AS given WHERE given.user_id = letter.user_id \
         AND given.made_at = letter.made_at AND given.ended_at IS NULL)) AND (kind <> ALL ($6)) \
         AND (kind <> 'reset-code' OR EXISTS (SELECT FROM reset_flow AS flow WHERE flow.user_id = letter.user_id \
         AND flow.code_until = letter.stale_at AND flow.ended_at IS NULL)) \
         AND (kind <> 'reset-text' OR EXISTS (SELECT FROM reset_flow AS flow WHERE flow.user_id = letter.user_id \
         AND flow.text_until = letter.stale_at AND flow.ended_at IS NULL)) \
         AND (kind <> 'password-ends' OR EXISTS (SELECT FROM credential AS own WHERE own.user_id = letter.user_id \
         AND own.set_at <= letter.made_at AND own.end_told <> 0 AND own.demanded_at IS NULL)) \
         ORDER BY stale_at LIMIT $3 FOR UPDATE SKIP LOCKED) \
         RETURNING id, recipient, language, kind, sealed, tries",
    ))
    .bind::<Timestamptz, _>(now.to_diesel())
    .bind::<Timestamptz, _>(now.saturating_add(lease).unwrap_or(now).to_diesel())
    .bind::<BigInt, _>(most)
    .bind::<Array<Text>, _>(Kind::TEXTS.map(Kind::id).to_vec())
    .bind::<Bool, _>(way == Way::Text)
    .bind::<Array<Text>, _>(unwanted.iter().map(|kind| kind.id()).collect::<Vec<_>>())
    .kept()
    .load(&mut house.conn())
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Taken {
                id: LetterId::from_uuid(row.id),
                to: row.recipient,
                language: Language::from_tag(&row.language).ok_or(StoreError::Corrupt("letter language"))?,
                kind: Kind::from_id(&row.kind),
                sealed: row.sealed,
                tries: u32::try_from(row.tries).unwrap_or(0),
            })
        })
        .collect()
}

/// Writes down that a letter has left. What it said is forgotten.
///
/// # Errors
/// The store's.
pub async fn sent(house: &Bookkeeping<'_>, id: LetterId, now: Timestamp) -> Result<(), StoreError> {
    let waiting = letter::table.find(id.uuid()).filter(letter::state.eq(State::Waiting.id()));
    update(waiting)
        .set((
            letter::state.eq(State::Sent.id()),
            letter::ended_at.eq(now.to_diesel()),
            letter::sealed.eq(None::<Vec<u8>>),
        ))
        .kept()
        .execute(&mut house.conn())
        .await?;
    Ok(())
}

/// Writes down that a try failed: the next one comes then, or none, and then what it said is forgotten.
///
/// # Errors
/// The store's.
pub async fn failed(
    house: &Bookkeeping<'_>,
    id: LetterId,
    now: Timestamp,
    next: Option<Timestamp>,
    why: &Failed,
) -> Result<(), StoreError> {
    let waiting = letter::table.find(id.uuid()).filter(letter::state.eq(State::Waiting.id()));
    let told = (letter::trouble.eq(why.trouble.id()), letter::said.eq(&why.said));
    if let Some(next) = next {
        let set = (told, letter::due_at.eq(next.to_diesel()));
        update(waiting).set(set).kept().execute(&mut house.conn()).await?;
    } else {
        let ended = (letter::state.eq(State::Failed.id()), letter::ended_at.eq(now.to_diesel()));
        let set = (told, ended, letter::sealed.eq(None::<Vec<u8>>));
        update(waiting).set(set).kept().execute(&mut house.conn()).await?;
    }
    Ok(())
}

/// Gives up what nobody wants any more. Says how many.
///
/// # Errors
/// The store's.
pub async fn give_up(house: &Bookkeeping<'_>, now: Timestamp, most: i64) -> Result<usize, StoreError> {
    Ok(sql_query(
        "UPDATE letter SET state = 'stale', ended_at = $1, sealed = NULL WHERE id IN (SELECT id FROM letter \
         WHERE state = 'waiting' AND stale_at <= $1 ORDER BY stale_at LIMIT $2 FOR UPDATE SKIP LOCKED)",
    )
    .bind::<Timestamptz, _>(now.to_diesel())
    .bind::<BigInt, _>(most)
    .kept()
    .execute(&mut house.conn())
    .await?)
}

/// Forgets some of those that ended before a moment. Says how many.
///
/// # Errors
/// The store's.
pub async fn forget(house: &Bookkeeping<'_>, before: Timestamp, most: i64) -> Result<usize, StoreError> {
    Ok(sql_query(
        "DELETE FROM letter WHERE id IN (SELECT id FROM letter WHERE state <> 'waiting' AND ended_at < $1 LIMIT $2)",
    )
    .bind::<Timestamptz, _>(before.to_diesel())
    .bind::<BigInt, _>(most)
    .kept()
    .execute(&mut house.conn())
    .await?)
}
