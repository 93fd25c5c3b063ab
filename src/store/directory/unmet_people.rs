//! People of the directory whom a whole walk has not met, and who of them is not for a program to delete.

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Array, BigInt, Bool, Text};
use diesel_async::RunQueryDsl;
use uuid::Uuid;

use crate::domain::id::UserId;
use crate::domain::subject::Subject;
use crate::store::conn::Read;
use crate::store::error::StoreError;
use crate::store::schema::{directory_person, users};

#[derive(QueryableByName)]
struct Numbers {
    #[diesel(sql_type = BigInt)]
    free: i64,
    #[diesel(sql_type = BigInt)]
    holders: i64,
    #[diesel(sql_type = BigInt)]
    known: i64,
}

/// Among those of ours who are not deleted: how many a whole walk has not met who hold no role, how many who do, and how many there are.
///
/// # Errors
/// The store's.
pub async fn numbers(read: &Read<'_>, run: i64) -> Result<[u64; 3], StoreError> {
    let query = sql_query(
        "SELECT count(*) FILTER (WHERE seen_in < $1 AND role_bits = 0) AS free, \
         count(*) FILTER (WHERE seen_in < $1 AND role_bits <> 0) AS holders, count(*) AS known FROM directory_person \
         JOIN users ON users.id = directory_person.user_id",
    )
    .bind::<BigInt, _>(run);
    let found: Numbers = read.run(query.get_result(&mut read.conn())).await?;
    let Numbers { free, holders, known } = found;
    Ok([free, holders, known].map(|number| u64::try_from(number).unwrap_or(0)))
}

/// Some of those, behind one of them, without those who hold a role: who administers something here is not deleted by a program.
///
/// # Errors
/// The store's.
pub async fn after(
    read: &Read<'_>,
    run: i64,
    after: Option<UserId>,
    most: i64,
) -> Result<Vec<(UserId, String)>, StoreError> {
    let query = directory_person::table
        .inner_join(users::table)
        .filter(directory_person::seen_in.lt(run))
        .filter(directory_person::user_id.gt(after.map_or(Uuid::nil(), UserId::uuid)))
        .filter(users::role_bits.eq(0))
        .order(directory_person::user_id)
        .limit(most)
        .select((users::id, directory_person::anchor));
    let found: Vec<(Uuid, String)> = read.run(query.load(&mut read.conn())).await?;
    Ok(found.into_iter().map(|(id, anchor)| (UserId::from_uuid(id), anchor)).collect())
}

/// Those of some people of whom that is still so.
///
/// # Errors
/// The store's.
pub async fn among(read: &Read<'_>, run: i64, people: &[UserId]) -> Result<Vec<Subject>, StoreError> {
    let ids: Vec<Uuid> = people.iter().map(|id| id.uuid()).collect();
    let query = directory_person::table
        .inner_join(users::table)
        .filter(directory_person::seen_in.lt(run))
        .filter(directory_person::user_id.eq_any(ids))
        .filter(users::role_bits.eq(0))
        .order(directory_person::user_id)
        .select((users::id, users::user_name));
    let found: Vec<(Uuid, String)> = read.run(query.load(&mut read.conn())).await?;
    Ok(found.into_iter().map(|(id, name)| Subject { id: UserId::from_uuid(id), name }).collect())
}

/// How many of those of ours who have one of these anchors hold a role here.
///
/// # Errors
/// The store's.
pub async fn holders(read: &Read<'_>, anchors: &[&str], more: &[String]) -> Result<u32, StoreError> {
    let anchors: Vec<&str> = anchors.iter().copied().chain(more.iter().map(String::as_str)).collect();
    let query = directory_person::table
        .inner_join(users::table)
        .filter(directory_person::anchor.eq_any(anchors))
        .filter(users::role_bits.ne(0))
        .count();
    let found: i64 = read.run(query.get_result(&mut read.conn())).await?;
    Ok(u32::try_from(found).unwrap_or(u32::MAX))
}

#[derive(QueryableByName)]
struct Whether {
    #[diesel(sql_type = Bool)]
    so: bool,
}

/// Whether somebody of the directory has one of these names to sign in by.
///
/// # Errors
/// The store's.
pub async fn has_name(read: &Read<'_>, canonicals: &[String]) -> Result<bool, StoreError> {
    let query = sql_query(
        "SELECT EXISTS (SELECT FROM login_name JOIN directory_person USING (user_id) WHERE canonical = ANY ($1)) AS so",
    )
    .bind::<Array<Text>, _>(canonicals);
    let found: Whether = read.run(query.get_result(&mut read.conn())).await?;
    Ok(found.so)
}
