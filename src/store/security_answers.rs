//! Answers to security questions, as hashes that are sealed. Nothing here can be read back.

use diesel::prelude::*;
use diesel::sql_types::{Array, Bytea, Text, Timestamptz, Uuid as SqlUuid};
use diesel::{delete, sql_query, update};
use diesel_async::RunQueryDsl;
use jiff::Timestamp;
use jiff_diesel::ToDiesel as _;
use uuid::Uuid;

use super::conn::{Bookkeeping, Read, Tx};
use super::error::StoreError;
use super::kept::Keep as _;
use super::schema::security_answers;
use crate::domain::id::UserId;

/// What somebody has answered.
#[derive(Debug, Clone)]
pub struct Answered {
    /// The names of the questions.
    pub questions: Vec<String>,
    /// The sealed hash of each answer, in the same order.
    pub sealed: Vec<Vec<u8>>,
    /// When.
    pub at: Timestamp,
}

impl Answered {
    /// The sealed hash of the answer to a question.
    pub fn to(&self, question: &str) -> Option<&[u8]> {
        let at = self.questions.iter().position(|known| known == question)?;
        self.sealed.get(at).map(Vec::as_slice)
    }
}

/// What a person has answered; nothing where that is nobody.
///
/// # Errors
/// The store's.
pub async fn find(read: &Read<'_>, user: Option<UserId>) -> Result<Option<Answered>, StoreError> {
    let query = security_answers::table.find(user.map_or(Uuid::nil(), UserId::uuid)).select((
        security_answers::questions,
        security_answers::sealed,
        security_answers::answered_at,
    ));
    let row: Option<(Vec<String>, Vec<Vec<u8>>, jiff_diesel::Timestamp)> =
        read.run(async { query.first(&mut read.conn()).await.optional() }).await?;
    Ok(row.map(|(questions, sealed, at)| Answered { questions, sealed, at: at.to_jiff() }))
}

/// The names of the questions that a person has answered, and when; without the hashes.
///
/// # Errors
/// The store's.
pub async fn questions(read: &Read<'_>, user: UserId) -> Result<Option<(Vec<String>, Timestamp)>, StoreError> {
    let query =
        security_answers::table.find(user.uuid()).select((security_answers::questions, security_answers::answered_at));
    let row: Option<(Vec<String>, jiff_diesel::Timestamp)> =
        read.run(async { query.first(&mut read.conn()).await.optional() }).await?;
    Ok(row.map(|(questions, at)| (questions, at.to_jiff())))
}

/// Keeps the answers of a person in the place of those of before. Says whether there were any.
///
/// # Errors
/// The store's.
pub async fn keep(tx: &mut Tx<'_>, user: UserId, answers: &[(String, Vec<u8>)]) -> Result<bool, StoreError> {
    let replaced = remove(tx, user).await?;
    let (questions, sealed): (Vec<&str>, Vec<&[u8]>) =
        answers.iter().map(|(question, sealed)| (question.as_str(), sealed.as_slice())).unzip();
    sql_query("INSERT INTO security_answers (user_id, questions, sealed, answered_at) VALUES ($1, $2, $3, $4)")
        .bind::<SqlUuid, _>(user.uuid())
        .bind::<Array<Text>, _>(questions)
        .bind::<Array<Bytea>, _>(sealed)
        .bind::<Timestamptz, _>(tx.now().to_diesel())
        .kept()
        .execute(&mut tx.conn())
        .await?;
    Ok(replaced)
}

/// Takes the answers of a person away. Says whether there were any.
///
/// # Errors
/// The store's.
pub async fn remove(tx: &mut Tx<'_>, user: UserId) -> Result<bool, StoreError> {
    Ok(delete(security_answers::table.find(user.uuid())).kept().execute(&mut tx.conn()).await? > 0)
}

type Row = (Uuid, Vec<String>, Vec<Vec<u8>>, jiff_diesel::Timestamp);

/// Answers, in the order of their owners' ids, behind one of them.
///
/// # Errors
/// The store's.
pub async fn sealed_after(
    read: &Read<'_>,
    after: Option<UserId>,
    rows: i64,
) -> Result<Vec<(UserId, Answered)>, StoreError> {
    let found: Vec<Row> = read
        .run(
            security_answers::table
                .filter(security_answers::user_id.gt(after.map_or(Uuid::nil(), UserId::uuid)))
                .order(security_answers::user_id)
                .limit(rows)
                .select((
                    security_answers::user_id,
                    security_answers::questions,
                    security_answers::sealed,
                    security_answers::answered_at,
                ))
                .load(&mut read.conn()),
        )
        .await?;
    let read = |(user, questions, sealed, at): Row| {
        (UserId::from_uuid(user), Answered { questions, sealed, at: at.to_jiff() })
    };
    Ok(found.into_iter().map(read).collect())
}

/// Puts answers that were sealed anew in the place of what was found there; whoever has others meanwhile keeps those.
///
/// # Errors
/// The store's.
pub async fn reseal(
    house: &Bookkeeping<'_>,
    user: UserId,
    found: &Answered,
    anew: &[Vec<u8>],
) -> Result<usize, StoreError> {
    let those = security_answers::table.find(user.uuid()).filter(security_answers::sealed.eq(&found.sealed));
    Ok(update(those).set(security_answers::sealed.eq(anew)).kept().execute(&mut house.conn()).await?)
}
