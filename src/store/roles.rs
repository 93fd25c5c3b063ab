//! Who holds which role, since when, given by whom.

use diesel::dsl::{exists, sql};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Integer, Text};
use diesel::{delete, insert_into, select, sql_query};
use diesel_async::RunQueryDsl;
use jiff::Timestamp;
use jiff_diesel::ToDiesel;
use uuid::Uuid;

use super::conn::{Read, Tx};
use super::error::StoreError;
use super::kept::Keep as _;
use super::limited::Limited;
use super::schema::{role_assignment, users};
use super::users::{UserColumns, UserRow};
use crate::domain::holding::{Holder, Holding};
use crate::domain::id::UserId;
use crate::domain::paging::{Count, Cursor, PageSize, Slice, Start};
use crate::domain::role::{Role, Roles};
use crate::domain::subject::Subject;
use crate::domain::user::User;

/// The advisory lock of whoever takes a Global administrator away.
const GUARD: i64 = 0x6c61_7374_6164_6d69;

/// Whether somebody beside this person is a Global administrator who can sign in: not blocked, and with a password. Whoever may take one away asks this before he locks
/// anybody, and everybody else who asks waits until his deed has ended: so two can never take the last two away together.
///
/// # Errors
/// The store's.
pub async fn enabled_global_administrators_beside(tx: &mut Tx<'_>, user: UserId) -> Result<bool, StoreError> {
    let guard = sql::<Bool>("pg_advisory_xact_lock(").bind::<BigInt, _>(GUARD).sql(") IS NOT NULL");
    select(guard).get_result::<bool>(&mut tx.conn()).await?;
    let bit = [Role::GlobalAdministrator].into_iter().collect::<Roles>().bits();
    let others = users::table
        .filter(users::role_bits.ne(0))
        .filter(sql::<Bool>("role_bits & ").bind::<Integer, _>(bit).sql(" <> 0"))
        .filter(users::enabled)
        .filter(users::password_kind.is_not_null())
        .filter(users::id.ne(user.uuid()));
    Ok(select(exists(others)).get_result(&mut tx.conn()).await?)
}

/// Gives a role. Says whether it is new to the person. Without a giver it was a command.
///
/// # Errors
/// The store's.
pub async fn assign(tx: &mut Tx<'_>, user: UserId, role: Role, by: Option<&Subject>) -> Result<bool, StoreError> {
    let given = insert_into(role_assignment::table)
        .values((
            role_assignment::user_id.eq(user.uuid()),
            role_assignment::role.eq(role.id()),
            role_assignment::bit.eq([role].into_iter().collect::<Roles>().bits()),
            role_assignment::assigned_at.eq(tx.now().to_diesel()),
            role_assignment::assigned_by.eq(by.map(|giver| giver.id.uuid())),
            role_assignment::assigned_by_name.eq(by.map(|giver| giver.name.clone())),
        ))
        .on_conflict_do_nothing()
        .kept()
        .execute(&mut tx.conn())
        .await?;
    Ok(given > 0)
}

/// Takes a role away. Says whether the person had it.
///
/// # Errors
/// The store's.
pub async fn remove(tx: &mut Tx<'_>, user: UserId, role: Role) -> Result<bool, StoreError> {
    let taken = delete(role_assignment::table.find((user.uuid(), role.id()))).kept().execute(&mut tx.conn()).await?;
    Ok(taken > 0)
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = role_assignment, check_for_backend(diesel::pg::Pg))]
struct HoldingRow {
    role: String,
    #[diesel(deserialize_as = jiff_diesel::Timestamp)]
    assigned_at: Timestamp,
    assigned_by: Option<Uuid>,
    assigned_by_name: Option<String>,
}

impl TryFrom<HoldingRow> for Holding {
    type Error = StoreError;

    fn try_from(row: HoldingRow) -> Result<Self, StoreError> {
        let by = row.assigned_by.zip(row.assigned_by_name);
        Ok(Self {
            role: Role::named(&row.role).ok_or(StoreError::Corrupt("role"))?,
            since: row.assigned_at,
            by: by.map(|(id, name)| Subject { id: UserId::from_uuid(id), name }),
        })
    }
}

/// The roles of a person.
///
/// # Errors
/// The store's.
pub async fn of(read: &Read<'_>, user: UserId) -> Result<Vec<Holding>, StoreError> {
    let rows: Vec<HoldingRow> = read
        .run(
            role_assignment::table
                .filter(role_assignment::user_id.eq(user.uuid()))
                .select(HoldingRow::as_select())
                .load(&mut read.conn()),
        )
        .await?;
    rows.into_iter().map(Holding::try_from).collect()
}

/// One page of those who hold a role, the newest first. The cursor's one key is the moment it was given, in microseconds.
///
/// # Errors
/// The store's.
pub async fn holders(read: &Read<'_>, role: Role, start: &Start, size: PageSize) -> Result<Slice<Holder>, StoreError> {
    let (at, id) = (role_assignment::assigned_at, role_assignment::user_id);
    let all = role_assignment::table.inner_join(users::table).filter(role_assignment::role.eq(role.id())).into_boxed();
    let query = match start {
        Start::First => all,
        Start::After(place) => {
            let moment = moment(place)?.to_diesel();
            all.filter(at.le(moment)).filter(at.lt(moment).or(id.lt(place.id)))
        }
        Start::Before(place) => {
            let moment = moment(place)?.to_diesel();
            all.filter(at.ge(moment)).filter(at.gt(moment).or(id.gt(place.id)))
        }
    };
    let query = if matches!(start, Start::Before(_)) {
        query.order((at.asc(), id.asc()))
    } else {
        query.order((at.desc(), id.desc()))
    };
    let query = Limited { query: query.select((HoldingRow::as_select(), UserColumns)), rows: size.rows() + 1 };
    let rows: Vec<(HoldingRow, UserRow)> = read.run(query.load(&mut read.conn())).await?;
    let holders = rows
        .into_iter()
        .map(|(holding, user)| Ok(Holder { user: User::try_from(user)?, holding: holding.try_into()? }))
        .collect::<Result<Vec<_>, StoreError>>()?;
    Ok(Slice::cut(holders, start, size, |holder| Cursor::of_moment(holder.holding.since, holder.user.id.uuid())))
}

/// Whether a cursor's one key is a moment.
pub fn is_moment(cursor: &Cursor) -> bool {
    moment(cursor).is_ok()
}

fn moment(cursor: &Cursor) -> Result<Timestamp, StoreError> {
    cursor.moment().ok_or(StoreError::Corrupt("role cursor"))
}

#[derive(QueryableByName)]
struct CountRow {
    #[diesel(sql_type = Text)]
    role: String,
    #[diesel(sql_type = BigInt)]
    holders: i64,
}

/// How many hold each role, each counted no further than it is shown.
///
/// # Errors
/// The store's.
pub async fn counts(read: &Read<'_>) -> Result<Vec<(Role, Count)>, StoreError> {
    let ids: Vec<&str> = Role::ALL.iter().map(|role| role.id()).collect();
    let query = sql_query(
        "SELECT role, (SELECT count(*) FROM (SELECT FROM role_assignment JOIN users ON id = user_id \
         WHERE role_assignment.role = each.role LIMIT 1001) AS held) AS holders FROM unnest($1) AS each (role)",
    )
    .bind::<diesel::sql_types::Array<Text>, _>(ids);
    let rows: Vec<CountRow> = read.run(query.load(&mut read.conn())).await?;
    let count =
        |row: CountRow| Ok((Role::named(&row.role).ok_or(StoreError::Corrupt("role"))?, Count::capped(row.holders)));
    rows.into_iter().map(count).collect()
}
