//! Who holds which role.

use diesel::dsl::{exists, sql};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Integer};
use diesel::{insert_into, select};
use diesel_async::RunQueryDsl;
use jiff_diesel::ToDiesel;

use super::conn::Tx;
use super::error::StoreError;
use super::kept::Keep as _;
use super::schema::{role_assignment, users};
use crate::domain::id::UserId;
use crate::domain::role::{Role, Roles};

/// The advisory lock of whoever takes a Global administrator away.
const GUARD: i64 = 0x6c61_7374_6164_6d69;

/// Whether somebody beside this person is a Global administrator who may sign in. Whoever may take one away asks this before he locks
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
        .filter(users::id.ne(user.uuid()));
    Ok(select(exists(others)).get_result(&mut tx.conn()).await?)
}

/// Gives a role. Says whether it is new to the person.
///
/// # Errors
/// The store's.
pub async fn assign(tx: &mut Tx<'_>, user: UserId, role: Role) -> Result<bool, StoreError> {
    let given = insert_into(role_assignment::table)
        .values((
            role_assignment::user_id.eq(user.uuid()),
            role_assignment::role.eq(role.id()),
            role_assignment::bit.eq([role].into_iter().collect::<Roles>().bits()),
            role_assignment::assigned_at.eq(tx.now().to_diesel()),
        ))
        .on_conflict_do_nothing()
        .kept()
        .execute(&mut tx.conn())
        .await?;
    Ok(given > 0)
}
