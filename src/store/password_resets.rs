//! The report of password resets, row by row: written with the deeds, read by what is asked for (R-321…R-325).

use diesel::dsl::IntoBoxed;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::sql_types::{Array, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use diesel::{insert_into, sql_query};
use diesel_async::RunQueryDsl;
use jiff::Timestamp;
use jiff_diesel::ToDiesel as _;
use uuid::Uuid;

use super::conn::{Read, Tx};
use super::error::StoreError;
use super::kept::Keep as _;
use super::limited::Limited;
use super::schema::password_reset;
use crate::domain::id::{RequestId, ResetId, UserId};
use crate::domain::paging::{Cursor, Start};
use crate::domain::reset_detail::Detail;
use crate::domain::reset_report::{Channel, Kind, Outcome, Reset};
use crate::domain::self_service::{FLOW_LASTS, Method};
use crate::domain::user::User;

/// Writes down that somebody began to reset the own password, and what came of it where that is known at once.
///
/// # Errors
/// The store's.
pub async fn begin(
    tx: &mut Tx<'_>,
    id: ResetId,
    request: RequestId,
    user: &User,
    outcome: Option<Outcome>,
    detail: Detail,
) -> Result<(), StoreError> {
    use password_reset as r;
    let now = tx.now();
    let row = (
        r::id.eq(id.uuid()),
        r::at.eq(now.to_diesel()),
        r::kind.eq(Kind::SelfService.id()),
        r::user_id.eq(user.id.uuid()),
        r::user_name.eq(user.user_name.as_str()),
        r::was_administrator.eq(!user.roles.is_empty()),
        r::result.eq(outcome.map(Outcome::id)),
        r::detail.eq(detail.id()),
        r::ends_at.eq(now.saturating_add(FLOW_LASTS).unwrap_or(now).to_diesel()),
        r::request_id.eq(request.uuid()),
    );
    insert_into(r::table).values(row).kept().execute(&mut tx.conn()).await?;
    Ok(())
}

/// Writes down how far a self-service reset came. What is over stays as it ended, but for two things: who asks for help did so, and a
/// password that was set is set, or an account opened.
///
/// # Errors
/// The store's.
pub async fn note(
    tx: &mut Tx<'_>,
    id: ResetId,
    proved: &[Method],
    outcome: Option<Outcome>,
    detail: Detail,
) -> Result<(), StoreError> {
    let methods: Vec<&str> = proved.iter().map(|method| Channel::from(*method).id()).collect();
    sql_query(
        "UPDATE password_reset SET methods = $2, result = $3, detail = $4 WHERE id = $1 AND (result IS NULL \
         OR $3 IN ('succeeded', 'unlocked') OR ($3 = 'contacted-administrator' AND result IN ('failed', 'blocked')))",
    )
    .bind::<SqlUuid, _>(id.uuid())
    .bind::<Array<Text>, _>(methods)
    .bind::<Nullable<Text>, _>(outcome.map(Outcome::id))
    .bind::<Text, _>(detail.id())
    .kept()
    .execute(&mut tx.conn())
    .await?;
    Ok(())
}

/// An administrator's reset in the directory outside whose end nobody knew, and that is there: the report tells it as one that succeeded.
///
/// # Errors
/// The store's.
pub async fn settle_there(tx: &mut Tx<'_>, user: UserId, began: Timestamp) -> Result<(), StoreError> {
    sql_query(
        "UPDATE password_reset SET result = 'succeeded', detail = 'done' WHERE id = (SELECT id FROM password_reset \
         WHERE user_id = $1 AND kind = 'administrator' AND result = 'failed' AND detail = 'trouble-elsewhere' AND at >= $2 \
         ORDER BY at, id LIMIT 1)",
    )
    .bind::<SqlUuid, _>(user.uuid())
    .bind::<Timestamptz, _>(began.to_diesel())
    .kept()
    .execute(&mut tx.conn())
    .await?;
    Ok(())
}

/// How far a reset has come.
///
/// # Errors
/// The store's.
pub async fn detail(read: &Read<'_>, id: ResetId) -> Result<Option<Detail>, StoreError> {
    let query = password_reset::table.find(id.uuid()).select(password_reset::detail);
    let found: Option<String> = read.run(async { query.first(&mut read.conn()).await.optional() }).await?;
    Ok(found.as_deref().and_then(Detail::from_id))
}

/// What of somebody was last tried too often.
///
/// # Errors
/// The store's.
pub async fn last_closed(read: &Read<'_>, user: UserId) -> Result<Option<Detail>, StoreError> {
    let query = password_reset::table
        .filter(password_reset::user_id.eq(user.uuid()))
        .filter(password_reset::result.eq(Outcome::Blocked.id()))
        .order((password_reset::at.desc(), password_reset::id.desc()))
        .select(password_reset::detail);
    let found: Option<String> = read.run(async { query.first(&mut read.conn()).await.optional() }).await?;
    Ok(found.as_deref().and_then(Detail::from_id))
}

/// Which rows are asked for. All parts must hold.
#[derive(Debug, Clone)]
pub struct Filter {
    /// Not before.
    pub from: Timestamp,
    /// Before.
    pub until: Timestamp,
    /// Only of this kind.
    pub kind: Option<Kind>,
    /// Only what came to this.
    pub outcome: Option<Outcome>,
    /// Only of these people.
    pub users: Option<Vec<UserId>>,
    /// Only what these administrators did.
    pub by: Option<Vec<UserId>>,
    /// The oldest first; otherwise the newest.
    pub oldest_first: bool,
}

type Rows<'a> = IntoBoxed<'a, password_reset::table, Pg>;

#[derive(Queryable, Selectable)]
#[diesel(table_name = password_reset, check_for_backend(diesel::pg::Pg))]
struct Row {
    id: Uuid,
    #[diesel(deserialize_as = jiff_diesel::Timestamp)]
    at: Timestamp,
    kind: String,
    user_id: Uuid,
    user_name: String,
    was_administrator: Option<bool>,
    by_id: Option<Uuid>,
    by_name: String,
    methods: Vec<String>,
    result: Option<String>,
    detail: String,
    #[diesel(deserialize_as = jiff_diesel::Timestamp)]
    ends_at: Timestamp,
    request_id: Uuid,
}

impl Row {
    fn read(self, now: Timestamp) -> Result<Reset, StoreError> {
        let outcome = match &self.result {
            Some(id) => Outcome::from_id(id),
            None if self.ends_at <= now => Some(Outcome::Abandoned),
            None => Some(Outcome::UnderWay),
        };
        Ok(Reset {
            id: ResetId::from_uuid(self.id),
            at: self.at,
            kind: Kind::from_id(&self.kind).ok_or(StoreError::Corrupt("kind of a reset"))?,
            user: UserId::from_uuid(self.user_id),
            user_name: self.user_name,
            was_administrator: self.was_administrator,
            by: self.by_id.map(UserId::from_uuid),
            by_name: self.by_name,
            methods: self.methods.iter().filter_map(|id| Channel::from_id(id)).collect(),
            outcome: outcome.ok_or(StoreError::Corrupt("result of a reset"))?,
            detail: Detail::from_id(&self.detail).ok_or(StoreError::Corrupt("detail of a reset"))?,
            request: RequestId::from_uuid(self.request_id),
        })
    }
}

/// The next `rows` of them, walking away from `start`: in the order that was asked for, backwards before a place.
///
/// # Errors
/// The store's.
pub async fn rows(read: &Read<'_>, filter: &Filter, start: &Start, rows: usize) -> Result<Vec<Reset>, StoreError> {
    use password_reset as r;
    let now = read.now().await?;
    let mut query = narrowed(r::table.into_boxed(), filter, now);
    // Every index of the report is walked from either end.
    let up = matches!(start, Start::Before(_)) != filter.oldest_first;
    if let Start::After(cursor) | Start::Before(cursor) = start {
        let at = cursor.moment().ok_or(StoreError::Corrupt("place in a report"))?.to_diesel();
        query = if up {
            query.filter(r::at.ge(at)).filter(r::at.gt(at).or(r::id.gt(cursor.id)))
        } else {
            query.filter(r::at.le(at)).filter(r::at.lt(at).or(r::id.lt(cursor.id)))
        };
    }
    query = if up { query.order((r::at.asc(), r::id.asc())) } else { query.order((r::at.desc(), r::id.desc())) };
    let query = Limited { query: query.select(Row::as_select()), rows };
    let found: Vec<Row> = read.run(query.kept().load(&mut read.conn())).await?;
    found.into_iter().map(|row| row.read(now)).collect()
}

fn narrowed<'a>(query: Rows<'a>, filter: &Filter, now: Timestamp) -> Rows<'a> {
    use password_reset as r;
    let mut query = query.filter(r::at.ge(filter.from.to_diesel())).filter(r::at.lt(filter.until.to_diesel()));
    if let Some(kind) = filter.kind {
        query = query.filter(r::kind.eq(kind.id()));
    }
    query = match filter.outcome {
        None => query,
        Some(Outcome::Abandoned) => query.filter(r::result.is_null()).filter(r::ends_at.le(now.to_diesel())),
        Some(Outcome::UnderWay) => query.filter(r::result.is_null()).filter(r::ends_at.gt(now.to_diesel())),
        Some(outcome) => query.filter(r::result.eq(outcome.id())),
    };
    if let Some(users) = &filter.users {
        query = query.filter(r::user_id.eq_any(users.iter().map(|id| id.uuid()).collect::<Vec<_>>()));
    }
    if let Some(by) = &filter.by {
        query = query.filter(r::by_id.eq_any(by.iter().map(|id| id.uuid()).collect::<Vec<_>>()));
    }
    query
}

/// The place of a row in the report.
pub fn place(reset: &Reset) -> Cursor {
    Cursor::of_moment(reset.at, reset.id.uuid())
}
