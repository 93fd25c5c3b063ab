//! Self-service resets on their way: found by what the browser carries, locked while a step is taken (security 4.8).

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Timestamptz};
use diesel::{insert_into, sql_query, update};
use diesel_async::RunQueryDsl;
use jiff::Timestamp;
use jiff_diesel::ToDiesel as _;
use uuid::Uuid;

use super::conn::{Bookkeeping, Read, Tx};
use super::credentials::Epoch;
use super::error::StoreError;
use super::kept::Keep as _;
use super::reset_tries::Counted;
use super::schema::reset_flow;
use crate::domain::id::{ResetId, UserId};
use crate::domain::self_service::{FLOW_LASTS, Method};

/// A reset on its way.
#[derive(Debug, Clone)]
pub struct Flow {
    /// Which.
    pub id: ResetId,
    /// Whose password; nobody's where it can come to nothing.
    pub user: Option<UserId>,
    /// Whom it is about, also where it can come to nothing.
    pub about: Option<UserId>,
    /// Under what its tries are counted.
    pub counted: Counted,
    /// Which of the person's passwords it is to replace.
    pub epoch: Epoch,
    /// How many proofs it takes.
    pub needed: usize,
    /// Which ones are open to it.
    pub methods: Vec<Method>,
    /// Which were given.
    pub proved: Vec<Method>,
    /// Where codes go, as the page shows it.
    pub shown: String,
    /// How many proofs were wrong.
    pub wrong: usize,
    /// When it ends by itself.
    pub ends_at: Timestamp,
    /// The code that was mailed last: its keyed hash, and until when it works.
    pub code: Option<(Vec<u8>, Timestamp)>,
    /// The same of the code that went to a phone.
    pub text: Option<(Vec<u8>, Timestamp)>,
    /// From which security questions it asks, in their order.
    pub asks: Vec<String>,
    /// Whether it has ended.
    pub is_over: bool,
}

impl Flow {
    /// Whether every proof was given.
    pub fn is_proved(&self) -> bool {
        self.proved.len() >= self.needed
    }

    /// The proofs that are still open to it: none twice.
    pub fn open_methods(&self) -> Vec<Method> {
        self.methods.iter().copied().filter(|method| !self.proved.contains(method)).collect()
    }
}

/// A reset to be begun.
#[derive(Debug)]
pub struct New<'a> {
    /// Which.
    pub id: ResetId,
    /// The hash of what the browser will carry.
    pub token_hash: [u8; 32],
    /// Whom it is about, where somebody has that name.
    pub about: Option<UserId>,
    /// Whether it can come to anything.
    pub is_open: bool,
    /// Under what its tries are counted.
    pub counted: Counted,
    /// Which of the person's passwords it is to replace.
    pub epoch: Epoch,
    /// How many proofs it takes.
    pub needed: usize,
    /// Which ones are open to it.
    pub methods: &'a [Method],
    /// Where codes go, as the page shows it.
    pub shown: &'a str,
    /// From which security questions it asks, in their order.
    pub asks: &'a [String],
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = reset_flow, check_for_backend(diesel::pg::Pg))]
struct Row {
    id: Uuid,
    user_id: Option<Uuid>,
    is_open: bool,
    subject: Uuid,
    credential_epoch: i32,
    needed: i16,
    methods: Vec<String>,
    proved: Vec<String>,
    shown: String,
    wrong: i32,
    #[diesel(deserialize_as = jiff_diesel::Timestamp)]
    ends_at: Timestamp,
    code_mac: Option<Vec<u8>>,
    #[diesel(deserialize_as = jiff_diesel::NullableTimestamp)]
    code_until: Option<Timestamp>,
    text_mac: Option<Vec<u8>>,
    #[diesel(deserialize_as = jiff_diesel::NullableTimestamp)]
    text_until: Option<Timestamp>,
    asks: Vec<String>,
    #[diesel(deserialize_as = jiff_diesel::NullableTimestamp)]
    ended_at: Option<Timestamp>,
}

impl From<Row> for Flow {
    fn from(row: Row) -> Self {
        let methods = |ids: &[String]| ids.iter().filter_map(|id| Method::from_id(id)).collect();
        Self {
            id: ResetId::from_uuid(row.id),
            user: row.user_id.filter(|_| row.is_open).map(UserId::from_uuid),
            about: row.user_id.map(UserId::from_uuid),
            counted: Counted(row.subject),
            epoch: Epoch(row.credential_epoch),
            needed: usize::try_from(row.needed).unwrap_or(usize::MAX),
            methods: methods(&row.methods),
            proved: methods(&row.proved),
            shown: row.shown,
            wrong: usize::try_from(row.wrong).unwrap_or(usize::MAX),
            ends_at: row.ends_at,
            code: row.code_mac.zip(row.code_until),
            text: row.text_mac.zip(row.text_until),
            asks: row.asks,
            is_over: row.ended_at.is_some(),
        }
    }
}

fn ids(methods: &[Method]) -> Vec<&'static str> {
    methods.iter().map(|method| method.id()).collect()
}

/// The reset that a browser carries, whatever became of it.
///
/// # Errors
/// The store's.
pub async fn find(read: &Read<'_>, token_hash: &[u8; 32]) -> Result<Option<Flow>, StoreError> {
    let query = reset_flow::table.filter(reset_flow::token_hash.eq(token_hash.as_slice())).select(Row::as_select());
    let row: Option<Row> = read.run(async { query.first(&mut read.conn()).await.optional() }).await?;
    Ok(row.map(Flow::from))
}

/// The same, nobody else's to change until the deed ends. After its person, always.
///
/// # Errors
/// The store's.
pub async fn lock(tx: &Tx<'_>, id: ResetId) -> Result<Option<Flow>, StoreError> {
    let query = reset_flow::table.find(id.uuid()).select(Row::as_select()).for_update();
    let row: Option<Row> = query.first(&mut tx.conn()).await.optional()?;
    Ok(row.map(Flow::from))
}

/// Begins a reset. Others that are on their way stay: nobody ends somebody else's by saying his name. The first that succeeds ends them.
///
/// # Errors
/// The store's.
pub async fn begin(tx: &mut Tx<'_>, new: New<'_>) -> Result<(), StoreError> {
    let now = tx.now();
    let row = (
        (
            reset_flow::id.eq(new.id.uuid()),
            reset_flow::token_hash.eq(new.token_hash.as_slice()),
            reset_flow::user_id.eq(new.about.map(UserId::uuid)),
            reset_flow::is_open.eq(new.is_open),
            reset_flow::subject.eq(new.counted.0),
            reset_flow::credential_epoch.eq(new.epoch.0),
        ),
        (
            reset_flow::needed.eq(i16::try_from(new.needed).unwrap_or(i16::MAX)),
            reset_flow::methods.eq(ids(new.methods)),
            reset_flow::shown.eq(new.shown),
            reset_flow::asks.eq(new.asks),
            reset_flow::begun_at.eq(now.to_diesel()),
            reset_flow::ends_at.eq(now.saturating_add(FLOW_LASTS).unwrap_or(now).to_diesel()),
        ),
    );
    insert_into(reset_flow::table).values(row).kept().execute(&mut tx.conn()).await?;
    Ok(())
}

/// Ends every reset of somebody that is on its way.
///
/// # Errors
/// The store's.
pub async fn end_all(tx: &mut Tx<'_>, user: UserId) -> Result<(), StoreError> {
    let open = reset_flow::table.filter(reset_flow::user_id.eq(user.uuid())).filter(reset_flow::ended_at.is_null());
    update(open).set(reset_flow::ended_at.eq(tx.now().to_diesel())).kept().execute(&mut tx.conn()).await?;
    Ok(())
}

/// Writes down how far a reset came: its proofs, its wrong tries, its last codes, its end.
///
/// # Errors
/// The store's.
pub async fn keep(tx: &mut Tx<'_>, flow: &Flow) -> Result<(), StoreError> {
    let (mac, until) = flow.code.clone().unzip();
    let (text_mac, text_until) = flow.text.clone().unzip();
    update(reset_flow::table.find(flow.id.uuid()))
        .set((
            reset_flow::proved.eq(ids(&flow.proved)),
            reset_flow::wrong.eq(i32::try_from(flow.wrong).unwrap_or(i32::MAX)),
            reset_flow::code_mac.eq(mac),
            reset_flow::code_until.eq(until.to_diesel()),
            reset_flow::text_mac.eq(text_mac),
            reset_flow::text_until.eq(text_until.to_diesel()),
            reset_flow::ended_at.eq(flow.is_over.then(|| tx.now()).to_diesel()),
        ))
        .kept()
        .execute(&mut tx.conn())
        .await?;
    Ok(())
}

/// Forgets some of those that ended by themselves before a moment. Says how many.
///
/// # Errors
/// The store's.
pub async fn forget(house: &Bookkeeping<'_>, before: Timestamp, most: i64) -> Result<usize, StoreError> {
    Ok(sql_query("DELETE FROM reset_flow WHERE id IN (SELECT id FROM reset_flow WHERE ends_at < $1 LIMIT $2)")
        .bind::<Timestamptz, _>(before.to_diesel())
        .bind::<BigInt, _>(most)
        .kept()
        .execute(&mut house.conn())
        .await?)
}
