//! Who has one thing registered: those few who have it are found from their side, however many people there are.

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Array, BigInt, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use uuid::Uuid;

use super::capability::{Asked, bound};
use super::capability_crowd::{PERSON, SIGNS_IN};
use super::conn::Read;
use super::error::StoreError;
use super::kept::Keep as _;
use crate::domain::capability::Proof;
use crate::domain::id::{GroupId, UserId};

/// So many people are looked through at once.
const LOOKED_THROUGH: i64 = 5_000;

#[derive(QueryableByName)]
struct One {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
}

/// Everybody who has this, where those are few; nothing where they are many.
///
/// # Errors
/// The store's.
pub async fn few_with(read: &Read<'_>, method: Proof) -> Result<Option<Vec<UserId>>, StoreError> {
    let from = match method {
        Proof::Email => "authentication_contact WHERE mail IS NOT NULL",
        Proof::Sms => "authentication_contact WHERE phone IS NOT NULL",
        Proof::App => "authenticator_app",
        Proof::Passkey => "passkey",
        Proof::Questions => "security_answers",
    };
    let sql = format!("SELECT user_id AS id FROM {from} LIMIT {}", LOOKED_THROUGH + 1);
    let mut found: Vec<One> = read.run(sql_query(sql).kept().load(&mut read.conn())).await?;
    if i64::try_from(found.len()).unwrap_or(i64::MAX) > LOOKED_THROUGH {
        return Ok(None);
    }
    // Somebody may have several passkeys.
    found.sort_unstable_by_key(|one| one.id);
    found.dedup_by_key(|one| one.id);
    Ok(Some(found.into_iter().map(|one| UserId::from_uuid(one.id)).collect()))
}

/// Those of some people who are in one of these groups.
///
/// # Errors
/// The store's.
pub async fn inside(read: &Read<'_>, people: &[UserId], groups: &[GroupId]) -> Result<Vec<UserId>, StoreError> {
    let sql = "SELECT one.id FROM unnest($1) AS one (id) \
               WHERE EXISTS (SELECT FROM group_member m WHERE m.user_id = one.id AND m.group_id = ANY ($2) AND m.living OFFSET 0)";
    let query = sql_query(sql)
        .bind::<Array<SqlUuid>, _>(people.iter().map(|one| one.uuid()).collect::<Vec<Uuid>>())
        .bind::<Array<SqlUuid>, _>(groups.iter().map(|group| group.uuid()).collect::<Vec<Uuid>>());
    let found: Vec<One> = read.run(query.kept().load(&mut read.conn())).await?;
    Ok(found.into_iter().map(|one| UserId::from_uuid(one.id)).collect())
}

#[derive(QueryableByName)]
struct Strong {
    #[diesel(sql_type = BigInt)]
    apps: i64,
    #[diesel(sql_type = BigInt)]
    passkeys: i64,
    #[diesel(sql_type = BigInt)]
    two_step: i64,
    #[diesel(sql_type = BigInt)]
    passwordless: i64,
}

/// How many can prove a second step, and how many have a passkey, among those in the groups that were asked for; each with whether that is
/// all of them, or only of those who were looked through.
///
/// # Errors
/// The store's.
pub(super) async fn strong(read: &Read<'_>, asked: &Asked) -> Result<[(i64, bool); 2], StoreError> {
    let most = LOOKED_THROUGH + 1;
    let sql = format!(
        "WITH apps AS MATERIALIZED (SELECT user_id AS id FROM authenticator_app LIMIT {most}), \
         keys AS MATERIALIZED (SELECT user_id AS id FROM passkey LIMIT {most}) \
         SELECT (SELECT count(*) FROM apps) AS apps, (SELECT count(*) FROM keys) AS passkeys, count(*) FILTER (WHERE {SIGNS_IN}) AS two_step, \
         count(*) FILTER (WHERE {SIGNS_IN} AND EXISTS (SELECT FROM passkey k WHERE k.user_id = w.id OFFSET 0)) AS passwordless \
         FROM (SELECT id FROM apps UNION SELECT id FROM keys) AS w {PERSON} \
         WHERE $6 IS NULL OR EXISTS (SELECT FROM group_member g WHERE g.user_id = u.id AND g.group_id = ANY ($6) OFFSET 0)"
    );
    let found: Strong = read.run(bound(sql, asked).kept().get_result(&mut read.conn())).await?;
    let (apps, passkeys) = (found.apps <= LOOKED_THROUGH, found.passkeys <= LOOKED_THROUGH);
    Ok([(found.two_step, apps && passkeys), (found.passwordless, passkeys)])
}
