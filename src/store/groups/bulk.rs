//! Very many members at once (for `latchkey demo`): one statement a kind, while the table has neither indexes nor references.

use diesel::sql_query;
use diesel::sql_types::{Array, BigInt, Bool, Text, Timestamptz, Uuid as SqlUuid};
use diesel_async::{RunQueryDsl, SimpleAsyncConnection};
use jiff::Timestamp;
use jiff_diesel::ToDiesel;
use uuid::Uuid;

use crate::domain::fold::fold;
use crate::domain::group::Nested;
use crate::domain::id::{GroupId, UserId};
use crate::store::conn::Tx;
use crate::store::error::StoreError;

/// Who is in a made-up group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// Everybody of a department.
    Department(&'static str),
    /// Everybody of an office.
    Office(&'static str),
    /// Of every so many people, those with one number.
    Share,
    /// These.
    These(Vec<UserId>),
}

/// A made-up group.
#[derive(Debug, Clone)]
pub struct Planned {
    /// The id.
    pub id: GroupId,
    /// The name.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// May hold roles.
    pub role_assignable: bool,
    /// Who is in it.
    pub who: Who,
    /// Who answers for it.
    pub owner: Option<UserId>,
}

/// All made-up groups.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// The groups.
    pub groups: Vec<Planned>,
    /// Which is in which.
    pub nested: Vec<Nested>,
    /// Of so many people one is in a group of a share.
    pub one_in: u64,
    /// Since when.
    pub at: Timestamp,
}

/// Who is in which group is written without looking at each row, and its key is built after.
const WITHOUT: &str =
    "ALTER TABLE group_member DISABLE TRIGGER USER; ALTER TABLE group_member DROP CONSTRAINT group_member_pkey";
const WITH: &str =
    "ALTER TABLE group_member ADD PRIMARY KEY (group_id, user_id); ALTER TABLE group_member ENABLE TRIGGER USER";

/// Writes all groups. Only the owner of the tables may.
///
/// # Errors
/// The store's.
pub async fn fill(tx: &mut Tx<'_>, plan: &Plan) -> Result<(), StoreError> {
    let groups = &plan.groups;
    sql_query(
        "INSERT INTO groups (id, name, name_key, description, role_assignable, created_at) \
         SELECT id, name, key, description, roles, $6 FROM unnest($1, $2, $3, $4, $5) AS g (id, name, key, description, roles)",
    )
    .bind::<Array<SqlUuid>, _>(groups.iter().map(|group| group.id.uuid()).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(groups.iter().map(|group| &group.name).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(groups.iter().map(|group| fold(&group.name)).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(groups.iter().map(|group| &group.description).collect::<Vec<_>>())
    .bind::<Array<Bool>, _>(groups.iter().map(|group| group.role_assignable).collect::<Vec<_>>())
    .bind::<Timestamptz, _>(plan.at.to_diesel())
    .execute(&mut tx.conn())
    .await?;
    tx.conn().batch_execute(WITHOUT).await?;
    by_value(tx, plan, "department", |who| if let Who::Department(name) = who { Some(*name) } else { None }).await?;
    by_value(tx, plan, "office", |who| if let Who::Office(name) = who { Some(*name) } else { None }).await?;
    by_share(tx, plan).await?;
    one_by_one(tx, plan).await?;
    tx.conn().batch_execute(WITH).await?;
    owners(tx, plan).await?;
    sql_query("INSERT INTO group_nesting (group_id, member_id, added_at) SELECT outer_one, inner_one, $3 FROM unnest($1, $2) AS n (outer_one, inner_one)")
        .bind::<Array<SqlUuid>, _>(plan.nested.iter().map(|pair| pair.group.uuid()).collect::<Vec<_>>())
        .bind::<Array<SqlUuid>, _>(plan.nested.iter().map(|pair| pair.member.uuid()).collect::<Vec<_>>())
        .bind::<Timestamptz, _>(plan.at.to_diesel())
        .execute(&mut tx.conn())
        .await?;
    Ok(())
}

/// The people with one value in a column; `column` is one of ours.
async fn by_value<'p>(
    tx: &mut Tx<'_>,
    plan: &'p Plan,
    column: &str,
    value: impl Fn(&'p Who) -> Option<&'static str>,
) -> Result<(), StoreError> {
    let (ids, values): (Vec<Uuid>, Vec<&str>) =
        plan.groups.iter().filter_map(|group| Some((group.id.uuid(), value(&group.who)?))).unzip();
    sql_query(format!(
        "INSERT INTO group_member (group_id, user_id, sort_name, added_at) SELECT g.id, users.id, sort_name, $3 \
         FROM users JOIN unnest($1, $2) AS g (id, value) ON users.{column} = g.value"
    ))
    .bind::<Array<SqlUuid>, _>(ids)
    .bind::<Array<Text>, _>(values)
    .bind::<Timestamptz, _>(plan.at.to_diesel())
    .execute(&mut tx.conn())
    .await?;
    Ok(())
}

/// One of so many people is in one of the groups that take a share: by the last digits of the id, which are dice.
async fn by_share(tx: &mut Tx<'_>, plan: &Plan) -> Result<(), StoreError> {
    let ids: Vec<Uuid> =
        plan.groups.iter().filter(|group| group.who == Who::Share).map(|group| group.id.uuid()).collect();
    let numbers = i64::try_from(ids.len() as u64 * plan.one_in.max(1)).unwrap_or(i64::MAX).max(1);
    sql_query(
        "INSERT INTO group_member (group_id, user_id, sort_name, added_at) SELECT g.id, users.id, sort_name, $3 \
         FROM users JOIN unnest($1) WITH ORDINALITY AS g (id, number) \
         ON g.number = ('x' || right(users.id::text, 8))::bit(32)::bigint % $2 + 1 WHERE employee_id IS NOT NULL",
    )
    .bind::<Array<SqlUuid>, _>(ids)
    .bind::<BigInt, _>(numbers)
    .bind::<Timestamptz, _>(plan.at.to_diesel())
    .execute(&mut tx.conn())
    .await?;
    Ok(())
}

/// Those who are named. Whoever is in a group that may hold roles is protected.
async fn one_by_one(tx: &mut Tx<'_>, plan: &Plan) -> Result<(), StoreError> {
    for group in &plan.groups {
        let Who::These(people) = &group.who else { continue };
        let people: Vec<Uuid> = people.iter().map(|id| id.uuid()).collect();
        sql_query(
            "INSERT INTO group_member (group_id, user_id, sort_name, added_at) SELECT $1, id, sort_name, $3 FROM users WHERE id = ANY ($2)",
        )
        .bind::<SqlUuid, _>(group.id.uuid())
        .bind::<Array<SqlUuid>, _>(&people)
        .bind::<Timestamptz, _>(plan.at.to_diesel())
        .execute(&mut tx.conn())
        .await?;
        if group.role_assignable {
            sql_query("UPDATE users SET privileged_group = true WHERE id = ANY ($1)")
                .bind::<Array<SqlUuid>, _>(&people)
                .execute(&mut tx.conn())
                .await?;
        }
    }
    Ok(())
}

async fn owners(tx: &mut Tx<'_>, plan: &Plan) -> Result<(), StoreError> {
    let (groups, people): (Vec<Uuid>, Vec<Uuid>) =
        plan.groups.iter().filter_map(|group| Some((group.id.uuid(), group.owner?.uuid()))).unzip();
    sql_query("INSERT INTO group_owner (group_id, user_id, added_at) SELECT a, b, $3 FROM unnest($1, $2) AS o (a, b)")
        .bind::<Array<SqlUuid>, _>(groups)
        .bind::<Array<SqlUuid>, _>(people)
        .bind::<Timestamptz, _>(plan.at.to_diesel())
        .execute(&mut tx.conn())
        .await?;
    Ok(())
}
