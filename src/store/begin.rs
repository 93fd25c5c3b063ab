//! How a transaction that may write begins.

use diesel::dsl::{now as database_now, sql};
use diesel::expression::SqlLiteral;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Timestamptz};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use futures_util::future::try_join;
use jiff::{SignedDuration, Timestamp};

use super::conn::Tx;
use super::credentials::Epoch;
use super::error::StoreError;
use super::kept::{Keep as _, begin};
use super::schema::users;
use super::users::{UserColumns, UserRow};
use crate::domain::id::UserId;
use crate::domain::user::User;

/// A person as she is, and which of her passwords that is.
pub type Person = (User, Epoch);

/// The number of no transaction.
const NONE: i64 = 0;

/// Begins a deed's transaction, with its number: by that Postgres can always tell what became of it. Whom it is about is locked until
/// it ends, in the same journey to the database.
pub(super) async fn deed(
    conn: &AsyncPgConnection,
    offset: SignedDuration,
    about: Option<UserId>,
) -> Result<(Tx<'_>, Option<Person>), StoreError> {
    if let Some(user) = about {
        locked(conn, offset, user).await
    } else {
        let (_, tx) = try_join(started(conn), numbered(conn, offset)).await?;
        Ok((tx, None))
    }
}

async fn locked(
    conn: &AsyncPgConnection,
    offset: SignedDuration,
    user: UserId,
) -> Result<(Tx<'_>, Option<Person>), StoreError> {
    let locked = users::table
        .find(user.uuid())
        .select((database_now.into_sql::<Timestamptz>(), number(), UserColumns, users::credential_epoch))
        .for_no_key_update()
        .kept();
    let locked = async {
        locked
            .get_result::<(jiff_diesel::Timestamp, i64, UserRow, i32)>(&mut &*conn)
            .await
            .optional()
            .map_err(StoreError::from)
    };
    // In this order on one connection, also when a statement must first be prepared.
    let (_, person) = try_join(started(conn), locked).await?;
    let Some((told, number, user, epoch)) = person else { return Ok((numbered(conn, offset).await?, None)) };
    Ok((Tx::new(conn, told.to_jiff(), number, offset), Some((user.try_into()?, Epoch(epoch)))))
}

/// Begins a transaction without a number; tells the database's time.
pub(super) async fn chore(conn: &AsyncPgConnection) -> Result<Timestamp, StoreError> {
    let question = diesel::select(database_now.into_sql::<Timestamptz>());
    let now = async { Ok(question.get_result::<jiff_diesel::Timestamp>(&mut &*conn).await?) };
    let (_, told) = try_join(started(conn), now).await?;
    Ok(told.to_jiff())
}

async fn started(conn: &AsyncPgConnection) -> Result<usize, StoreError> {
    Ok(begin().execute(&mut &*conn).await?)
}

async fn numbered(conn: &AsyncPgConnection, offset: SignedDuration) -> Result<Tx<'_>, StoreError> {
    let question = diesel::select((database_now.into_sql::<Timestamptz>(), number())).kept();
    let (told, number) = question.get_result::<(jiff_diesel::Timestamp, i64)>(&mut &*conn).await?;
    if number == NONE {
        // The primary is another one now. A deed that can not begin gives its connection up, and the next one finds it.
        return Err(StoreError::Unavailable("this database takes no writes".into()));
    }
    Ok(Tx::new(conn, told.to_jiff(), number, offset))
}

/// A transaction that can not write gets no number.
fn number() -> SqlLiteral<BigInt> {
    sql("CASE WHEN current_setting('transaction_read_only')::bool THEN 0 ELSE pg_current_xact_id()::text::bigint END")
}
