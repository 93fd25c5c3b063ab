//! The end of groups: deleted, restored, gone for good.

use diesel::prelude::*;
use diesel::sql_types::{Text, Timestamptz, Uuid as SqlUuid};
use diesel::{sql_query, update};
use diesel_async::RunQueryDsl;
use jiff::Timestamp;
use jiff_diesel::ToDiesel;
use uuid::Uuid;

use crate::domain::fold::fold;
use crate::domain::id::GroupId;
use crate::domain::subject::GroupSubject;
use crate::store::conn::{Bookkeeping, Tx};
use crate::store::error::StoreError;
use crate::store::kept::Keep as _;
use crate::store::schema::groups;

/// Deletes a group; it can be restored until then.
///
/// # Errors
/// The store's.
pub async fn delete(tx: &mut Tx<'_>, id: GroupId, until: Timestamp) -> Result<(), StoreError> {
    update(groups::table.find(id.uuid()))
        .set((groups::deleted_at.eq(tx.now().to_diesel()), groups::purge_at.eq(until.to_diesel())))
        .kept()
        .execute(&mut tx.conn())
        .await?;
    Ok(())
}

/// Brings a deleted group back. Where another one has its name, [`super::one::NAME_TAKEN`] is broken.
///
/// # Errors
/// The store's.
pub async fn restore(tx: &mut Tx<'_>, id: GroupId) -> Result<(), StoreError> {
    let nothing = None::<jiff_diesel::Timestamp>;
    update(groups::table.find(id.uuid()))
        .set((groups::deleted_at.eq(nothing), groups::purge_at.eq(nothing)))
        .kept()
        .execute(&mut tx.conn())
        .await?;
    Ok(())
}

/// The same under another name at once: the one of before may be that of another one by now.
///
/// # Errors
/// The store's.
pub async fn bring_back(tx: &mut Tx<'_>, id: GroupId, name: &str) -> Result<(), StoreError> {
    let named = (groups::name.eq(name), groups::name_key.eq(fold(name)));
    let nothing = None::<jiff_diesel::Timestamp>;
    update(groups::table.find(id.uuid()))
        .set((groups::deleted_at.eq(nothing), groups::purge_at.eq(nothing), named))
        .kept()
        .execute(&mut tx.conn())
        .await?;
    Ok(())
}

#[derive(QueryableByName)]
struct Gone {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
    #[diesel(sql_type = Text)]
    name: String,
}

/// Takes some members out of a group whose time is over, before the group goes: a large one goes in small steps. People who may hold
/// roles through it are locked first, in one order. Says how many.
///
/// # Errors
/// The store's.
pub async fn empty(house: &Bookkeeping<'_>, now: Timestamp) -> Result<usize, StoreError> {
    let statement = sql_query(
        "WITH due AS (SELECT group_id, user_id FROM group_member WHERE group_id = (SELECT id FROM groups WHERE purge_at <= $1 \
         ORDER BY purge_at LIMIT 1) ORDER BY user_id LIMIT 5000), \
         held AS (SELECT id FROM users WHERE privileged_group AND id IN (SELECT user_id FROM due) ORDER BY id FOR NO KEY UPDATE) \
         DELETE FROM group_member USING due WHERE group_member.group_id = due.group_id AND group_member.user_id = due.user_id \
         AND (SELECT count(*) FROM held) >= 0",
    );
    Ok(statement.bind::<Timestamptz, _>(now.to_diesel()).kept().execute(&mut house.conn()).await?)
}

/// Takes one group away whose time is over, with all that hangs on it; nothing when there is none. Two servers never meet at one group.
///
/// # Errors
/// The store's.
pub async fn purge_one(tx: &mut Tx<'_>) -> Result<Option<GroupSubject>, StoreError> {
    let statement = sql_query(
        "DELETE FROM groups WHERE id = (SELECT id FROM groups WHERE purge_at <= $1 ORDER BY purge_at LIMIT 1 \
         FOR UPDATE SKIP LOCKED) RETURNING id, name",
    );
    let gone: Option<Gone> =
        statement.bind::<Timestamptz, _>(tx.now().to_diesel()).kept().get_result(&mut tx.conn()).await.optional()?;
    Ok(gone.map(|gone| GroupSubject { id: GroupId::from_uuid(gone.id), name: gone.name }))
}

/// Whether a group's time is over.
///
/// # Errors
/// The store's.
pub async fn any_due(read: &crate::store::conn::Read<'_>) -> Result<bool, StoreError> {
    let now = read.now().await?.to_diesel();
    let due: Option<Uuid> = read
        .run(async {
            groups::table.filter(groups::purge_at.le(now)).select(groups::id).first(&mut read.conn()).await.optional()
        })
        .await?;
    Ok(due.is_some())
}
