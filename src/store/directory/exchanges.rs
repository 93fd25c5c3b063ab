//! Names that were exchanged: who has which, and how several go from one to the next at once.

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Array, Text, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use uuid::Uuid;

use crate::domain::id::{GroupId, UserId};
use crate::store::conn::{Read, Tx};
use crate::store::error::StoreError;
use crate::store::kept::Keep as _;

#[derive(QueryableByName)]
struct Holder {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
}

/// Who of the directory's people signs in by which of these canonical names.
///
/// # Errors
/// The store's.
pub async fn people(read: &Read<'_>, canonicals: &[String]) -> Result<Vec<(String, UserId)>, StoreError> {
    let query = sql_query(
        "SELECT canonical AS name, directory_person.user_id AS id FROM login_name JOIN directory_person USING (user_id) \
         WHERE canonical = ANY ($1) AND login_name.kind = 'user-name'",
    )
    .bind::<Array<Text>, _>(canonicals);
    let rows: Vec<Holder> = read.run(query.load(&mut read.conn())).await?;
    Ok(rows.into_iter().map(|row| (row.name, UserId::from_uuid(row.id))).collect())
}

/// Which of the directory's living groups has which of these folded names.
///
/// # Errors
/// The store's.
pub async fn groups(read: &Read<'_>, folded: &[String]) -> Result<Vec<(String, GroupId)>, StoreError> {
    let query = sql_query(
        "SELECT groups.name_key AS name, groups.id AS id FROM groups JOIN directory_group ON group_id = groups.id \
         WHERE groups.name_key = ANY ($1) AND deleted_at IS NULL",
    )
    .bind::<Array<Text>, _>(folded);
    let rows: Vec<Holder> = read.run(query.load(&mut read.conn())).await?;
    Ok(rows.into_iter().map(|row| (row.name, GroupId::from_uuid(row.id))).collect())
}

/// A name that finds somebody, who has it, and who is to have it.
#[derive(Debug, Clone)]
pub struct Passed {
    /// The name, canonical.
    pub name: String,
    /// Who signs in by it.
    pub holder: UserId,
    /// Who is to.
    pub heir: UserId,
}

/// Gives names that people sign in by to others, all in one statement: each finds somebody at any time. Says how many went over; whoever passes
/// names on so must see to it that nobody is left with none or two.
///
/// # Errors
/// The store's.
pub async fn pass(tx: &mut Tx<'_>, passed: &[Passed]) -> Result<usize, StoreError> {
    let names: Vec<&str> = passed.iter().map(|one| one.name.as_str()).collect();
    let holders: Vec<Uuid> = passed.iter().map(|one| one.holder.uuid()).collect();
    let heirs: Vec<Uuid> = passed.iter().map(|one| one.heir.uuid()).collect();
    let gone_over = sql_query(
        "UPDATE login_name SET user_id = passed.heir FROM unnest($1, $2, $3) AS passed (name, holder, heir) \
         WHERE login_name.canonical = passed.name AND login_name.user_id = passed.holder AND login_name.kind = 'user-name'",
    )
    .bind::<Array<Text>, _>(names)
    .bind::<Array<SqlUuid>, _>(holders)
    .bind::<Array<SqlUuid>, _>(heirs)
    .kept()
    .execute(&mut tx.conn())
    .await?;
    Ok(gone_over)
}

/// Takes the names of some groups out of the way, until each is given another one by the same deed: for that long they have one that nobody can
/// type.
///
/// # Errors
/// The store's.
pub async fn set_aside(tx: &mut Tx<'_>, some: &[GroupId]) -> Result<(), StoreError> {
    sql_query("UPDATE groups SET name_key = chr(1) || id::text WHERE id = ANY ($1) AND deleted_at IS NULL")
        .bind::<Array<SqlUuid>, _>(some.iter().map(|id| id.uuid()).collect::<Vec<_>>())
        .kept()
        .execute(&mut tx.conn())
        .await?;
    Ok(())
}
