//! Temporary passwords as things that live: one outstanding a person, and those of before.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Double, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use diesel::{insert_into, sql_query};
use diesel_async::RunQueryDsl;
use jiff::{SignedDuration, Timestamp};
use jiff_diesel::ToDiesel;
use uuid::Uuid;

use super::conn::{Read, Tx};
use super::error::StoreError;
use super::kept::Keep as _;
use super::limited::Limited;
use super::schema::{temporary_password, users};
use crate::domain::check::Check;
use crate::domain::id::{RequestId, SessionId, UserId};
use crate::domain::letter::Kind;
use crate::domain::paging::{Cursor, PageSize, Slice, Start};
use crate::domain::password::issued::{Ending, Issue, Issued, Origin};
use crate::domain::password::temporary::TO_AN_OWN_ONE;
use crate::domain::subject::Subject;

/// So many first uses tell how long people take.
const SAMPLE: i64 = 1_000;

#[derive(Queryable)]
struct Row {
    user_id: Uuid,
    user_name: String,
    display_name: String,
    made_at: jiff_diesel::Timestamp,
    origin: String,
    made_by: Option<Uuid>,
    made_by_name: String,
    verified_by: Option<String>,
    reason: Option<String>,
    expires_at: Option<jiff_diesel::Timestamp>,
    first_used_at: Option<jiff_diesel::Timestamp>,
    ended_at: Option<jiff_diesel::Timestamp>,
    ending: Option<String>,
}

type Columns = (
    temporary_password::user_id,
    users::user_name,
    users::display_name,
    temporary_password::made_at,
    temporary_password::origin,
    temporary_password::made_by,
    temporary_password::made_by_name,
    temporary_password::verified_by,
    temporary_password::reason,
    temporary_password::expires_at,
    temporary_password::first_used_at,
    temporary_password::ended_at,
    temporary_password::ending,
);

/// In the order of a row.
const COLUMNS: Columns = (
    temporary_password::user_id,
    users::user_name,
    users::display_name,
    temporary_password::made_at,
    temporary_password::origin,
    temporary_password::made_by,
    temporary_password::made_by_name,
    temporary_password::verified_by,
    temporary_password::reason,
    temporary_password::expires_at,
    temporary_password::first_used_at,
    temporary_password::ended_at,
    temporary_password::ending,
);

impl TryFrom<Row> for Issued {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let ending =
            row.ending.map(|id| Ending::from_id(&id).ok_or(StoreError::Corrupt("end of a temporary password")));
        let issue = Issue {
            origin: Origin::from_id(&row.origin).ok_or(StoreError::Corrupt("origin of a temporary password"))?,
            by: row.made_by.map(UserId::from_uuid),
            by_name: row.made_by_name,
            verified_by: row.verified_by.as_deref().and_then(Check::from_id),
            reason: row.reason,
            expires_at: row.expires_at.map(jiff_diesel::Timestamp::to_jiff),
        };
        Ok(Self {
            user: Subject { id: UserId::from_uuid(row.user_id), name: row.user_name },
            display_name: row.display_name,
            made_at: row.made_at.to_jiff(),
            issue,
            first_used_at: row.first_used_at.map(jiff_diesel::Timestamp::to_jiff),
            ended: row.ended_at.map(jiff_diesel::Timestamp::to_jiff).zip(ending.transpose()?),
        })
    }
}

/// Ends the one that a person has, if any. Used up, it has ended the first sign-in with it, too: there is an own password now; otherwise
/// nobody goes on with that one.
///
/// # Errors
/// The store's.
pub async fn end(tx: &mut Tx<'_>, user: UserId, ending: Ending) -> Result<bool, StoreError> {
    end_with(tx, user, ending, ending == Ending::Used).await
}

/// Ends the one that a person has, if any, because of an own password that was chosen without it: a first sign-in that was on its way with
/// it came to nothing.
///
/// # Errors
/// The store's.
pub async fn overtake(tx: &mut Tx<'_>, user: UserId) -> Result<bool, StoreError> {
    end_with(tx, user, Ending::Used, false).await
}

/// The row of the first sign-in is the one of that moment, however long ago: a change page that was opened at the last moment, behind a
/// second step, is open a little longer than the row says.
async fn end_with(tx: &mut Tx<'_>, user: UserId, ending: Ending, done: bool) -> Result<bool, StoreError> {
    let noted = if done { "result = 'succeeded', detail = 'done'" } else { "ends_at = least(first.ends_at, $2)" };
    let ended = sql_query(format!(
        "WITH ended AS (UPDATE temporary_password SET ended_at = $2, ending = $3 WHERE user_id = $1 AND ended_at IS NULL \
             RETURNING first_used_at), \
         noted AS (UPDATE password_reset AS first SET {noted} FROM ended WHERE first.user_id = $1 AND first.kind = 'first-sign-in' \
             AND first.at = ended.first_used_at AND first.result IS NULL) \
         SELECT EXISTS (SELECT FROM ended) AS yes"
    ))
    .bind::<SqlUuid, _>(user.uuid())
    .bind::<Timestamptz, _>(tx.now().to_diesel())
    .bind::<Text, _>(ending.id())
    .kept();
    Ok(ended.get_result::<Answer>(&mut tx.conn()).await?.yes)
}

#[derive(QueryableByName)]
struct Answer {
    #[diesel(sql_type = Bool)]
    yes: bool,
}

/// Whether the one that a person has was sent, and not shown to an administrator.
///
/// # Errors
/// The store's.
pub async fn was_sent(tx: &Tx<'_>, user: UserId) -> Result<bool, StoreError> {
    let asked = sql_query(
        "SELECT EXISTS (SELECT FROM temporary_password AS given JOIN letter USING (user_id, made_at) \
         WHERE given.user_id = $1 AND given.ended_at IS NULL AND letter.kind = $2) AS yes",
    )
    .bind::<SqlUuid, _>(user.uuid())
    .bind::<Text, _>(Kind::SignInCode.id())
    .kept();
    Ok(asked.get_result::<Answer>(&mut tx.conn()).await?.yes)
}

/// Writes a new one down. Whoever does so has ended the one before.
///
/// # Errors
/// The store's.
pub async fn add(tx: &mut Tx<'_>, user: UserId, issue: &Issue) -> Result<(), StoreError> {
    insert_into(temporary_password::table)
        .values((
            temporary_password::user_id.eq(user.uuid()),
            temporary_password::made_at.eq(tx.now().to_diesel()),
            temporary_password::origin.eq(issue.origin.id()),
            temporary_password::made_by.eq(issue.by.map(UserId::uuid)),
            temporary_password::made_by_name.eq(&issue.by_name),
            temporary_password::verified_by.eq(issue.verified_by.map(Check::id)),
            temporary_password::reason.eq(&issue.reason),
            temporary_password::expires_at.eq(issue.expires_at.to_diesel()),
        ))
        .kept()
        .execute(&mut tx.conn())
        .await?;
    Ok(())
}

/// Which temporary passwords are asked for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wanted {
    /// Those that one maker gave.
    pub maker: Option<UserId>,
    /// All that one person ever had; otherwise those that did not end, of everybody.
    pub user: Option<UserId>,
}

/// One page of them: what waits longest first, of one person the newest first. Whoever is deleted has none.
///
/// # Errors
/// The store's.
pub async fn page(read: &Read<'_>, wanted: Wanted, start: &Start, size: PageSize) -> Result<Slice<Issued>, StoreError> {
    use temporary_password as t;
    let mut query = t::table.inner_join(users::table).into_boxed();
    if let Some(maker) = wanted.maker {
        query = query.filter(t::made_by.eq(maker.uuid()));
    }
    query = match wanted.user {
        Some(user) => query.filter(t::user_id.eq(user.uuid())),
        // The index holds those alone who are not deleted.
        None => query.filter(t::ended_at.is_null()).filter(t::living),
    };
    let descending = wanted.user.is_some() != matches!(start, Start::Before(_));
    if let Start::After(place) | Start::Before(place) = start {
        let at = place.moment().ok_or(StoreError::Corrupt("place in a list of temporary passwords"))?.to_diesel();
        query = if descending {
            query.filter(t::made_at.le(at)).filter(t::made_at.lt(at).or(t::user_id.lt(place.id)))
        } else {
            query.filter(t::made_at.ge(at)).filter(t::made_at.gt(at).or(t::user_id.gt(place.id)))
        };
    }
    query = if descending {
        query.order((t::made_at.desc(), t::user_id.desc()))
    } else {
        query.order((t::made_at.asc(), t::user_id.asc()))
    };
    let query = query.select(COLUMNS);
    let rows: Vec<Row> = read.run(Limited { query, rows: size.rows() + 1 }.load(&mut read.conn())).await?;
    let issued = rows.into_iter().map(Issued::try_from).collect::<Result<Vec<_>, _>>()?;
    Ok(Slice::cut(issued, start, size, |one| Cursor::of_moment(one.made_at, one.user.id.uuid())))
}

/// Those that were made for these people at these moments.
///
/// # Errors
/// The store's.
pub async fn made(read: &Read<'_>, given: &[(UserId, Timestamp)]) -> Result<Vec<Issued>, StoreError> {
    use temporary_password as t;
    let whose: Vec<Uuid> = given.iter().map(|(user, _)| user.uuid()).collect();
    let moments: Vec<_> = given.iter().map(|(_, at)| at.to_diesel()).collect();
    let query = t::table.inner_join(users::table).filter(t::user_id.eq_any(whose)).filter(t::made_at.eq_any(moments));
    let rows: Vec<Row> = read.run(query.select(COLUMNS).kept().load(&mut read.conn())).await?;
    rows.into_iter().map(Issued::try_from).collect()
}

#[derive(QueryableByName)]
struct Median {
    #[diesel(sql_type = Nullable<Double>)]
    seconds: Option<f64>,
    #[diesel(sql_type = BigInt)]
    number: i64,
}

/// How long half of those that were used last waited for their first use, and how many that were; nothing before the first one.
///
/// # Errors
/// The store's.
pub async fn time_to_first_use(read: &Read<'_>) -> Result<Option<(SignedDuration, u32)>, StoreError> {
    let query = sql_query(
        "SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM first_used_at - made_at))::double precision AS seconds, \
         count(*) AS number FROM (SELECT first_used_at, made_at FROM temporary_password WHERE first_used_at IS NOT NULL \
         ORDER BY first_used_at DESC LIMIT $1) AS used",
    );
    let found: Median = read.run(query.bind::<BigInt, _>(SAMPLE).kept().get_result(&mut read.conn())).await?;
    let seconds = found.seconds.and_then(|seconds| SignedDuration::try_from_secs_f64(seconds).ok());
    Ok(seconds.zip(u32::try_from(found.number).ok()))
}

/// Notes the first use of the one that a person has, beside its password and in the report of resets (under the id of the session that it
/// opens), at the end of the deed; a later use changes nothing.
pub fn note_first_use(tx: &mut Tx<'_>, user: UserId, session: SessionId, request: RequestId) {
    let conn = tx.conn();
    let noted = sql_query(
        "WITH password AS (UPDATE credential SET first_used_at = $2 WHERE user_id = $1 AND first_used_at IS NULL), \
         used AS (UPDATE temporary_password SET first_used_at = $2 WHERE user_id = $1 AND ended_at IS NULL AND first_used_at IS NULL \
             RETURNING user_id) \
         INSERT INTO password_reset (id, at, kind, user_id, user_name, was_administrator, methods, detail, ends_at, request_id) \
             SELECT $3, $2, 'first-sign-in', used.user_id, user_name, role_bits <> 0, '{temporary-password}', 'before-new-password', $4, $5 \
             FROM used JOIN users ON users.id = used.user_id",
    )
    .bind::<SqlUuid, _>(user.uuid())
    .bind::<Timestamptz, _>(tx.now().to_diesel())
    .bind::<SqlUuid, _>(session.uuid())
    .bind::<Timestamptz, _>(tx.now().saturating_add(TO_AN_OWN_ONE).unwrap_or(tx.now()).to_diesel())
    .bind::<SqlUuid, _>(request.uuid())
    .kept();
    tx.leave(async move { noted.execute(&mut &*conn).await });
}

/// Whether a cursor is a place in such a list.
pub fn is_place(cursor: &Cursor) -> bool {
    cursor.moment().is_some()
}
