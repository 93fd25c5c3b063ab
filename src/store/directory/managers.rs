//! Managers as the directory names them, as references to people here.

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Array, BigInt, Nullable, Text, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use uuid::Uuid;

use crate::domain::id::UserId;
use crate::domain::subject::Subject;
use crate::store::conn::{Read, Tx};
use crate::store::error::StoreError;
use crate::store::kept::Keep as _;

/// Somebody whose manager is another one than is written down here.
#[derive(Debug, Clone)]
pub struct Moved {
    /// Who.
    pub user: Subject,
    /// The manager of now; nothing where the directory names nobody whom we know.
    pub manager: Option<UserId>,
}

/// Whose manager is taken away where the directory names nobody whom we know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clearing {
    /// Everybody's: all were read.
    All,
    /// Of those whom this walk has met: what the others name may be the name of before of somebody who is here.
    Met(i64),
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = SqlUuid)]
    user_id: Uuid,
    #[diesel(sql_type = Text)]
    user_name: String,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    manager: Option<Uuid>,
}

/// Of so many people behind one: those whose manager moved. And the last one who was looked at; nothing behind the last.
///
/// # Errors
/// The store's.
pub async fn moved(
    read: &Read<'_>,
    after: Option<UserId>,
    most: i64,
    clearing: Clearing,
) -> Result<(Vec<Moved>, Option<UserId>), StoreError> {
    #[derive(QueryableByName)]
    struct Last {
        #[diesel(sql_type = SqlUuid)]
        user_id: Uuid,
    }
    let from = after.map_or(Uuid::nil(), UserId::uuid);
    let last =
        sql_query("SELECT user_id FROM directory_person WHERE user_id > $1 ORDER BY user_id OFFSET $2 - 1 LIMIT 1")
            .bind::<SqlUuid, _>(from)
            .bind::<BigInt, _>(most);
    let last: Option<Last> = read.run(async { last.get_result(&mut read.conn()).await.optional() }).await?;
    let until = last.as_ref().map_or(Uuid::max(), |last| last.user_id);
    // Nobody is her own manager; of two who have one name it is the one who was met last, and of those the one who came first.
    let query = sql_query(
        "SELECT p.user_id, users.user_name, boss.id AS manager FROM directory_person p JOIN users ON users.id = p.user_id \
         LEFT JOIN LATERAL (SELECT b.id FROM directory_person m JOIN users b ON b.id = m.user_id \
            WHERE m.name_key = p.manager_key AND m.user_id <> p.user_id ORDER BY m.seen_in DESC, m.user_id LIMIT 1) AS boss ON true \
         WHERE p.user_id > $1 AND p.user_id <= $2 AND p.name_key IS NOT NULL AND users.manager_id IS DISTINCT FROM boss.id \
         AND (boss.id IS NOT NULL OR p.seen_in >= $3)",
    )
    .bind::<SqlUuid, _>(from)
    .bind::<SqlUuid, _>(until)
    .bind::<BigInt, _>(match clearing {
        Clearing::All => i64::MIN,
        Clearing::Met(run) => run,
    });
    let rows: Vec<Row> = read.run(query.load(&mut read.conn())).await?;
    let moved = rows.into_iter().map(|Row { user_id, user_name, manager }| Moved {
        user: Subject { id: UserId::from_uuid(user_id), name: user_name },
        manager: manager.map(UserId::from_uuid),
    });
    Ok((moved.collect(), last.map(|last| UserId::from_uuid(last.user_id))))
}

/// Writes their managers down, each as one change of the person.
///
/// # Errors
/// The store's.
pub async fn set(tx: &mut Tx<'_>, moved: &[Moved]) -> Result<(), StoreError> {
    sql_query(
        "UPDATE users SET manager_id = moved.manager, version = version + 1 FROM unnest($1, $2) AS moved (id, manager) \
         WHERE users.id = moved.id",
    )
    .bind::<Array<SqlUuid>, _>(moved.iter().map(|moved| moved.user.id.uuid()).collect::<Vec<_>>())
    .bind::<Array<Nullable<SqlUuid>>, _>(moved.iter().map(|moved| moved.manager.map(UserId::uuid)).collect::<Vec<_>>())
    .kept()
    .execute(&mut tx.conn())
    .await?;
    Ok(())
}
