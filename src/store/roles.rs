//! Who holds which role.

use diesel::insert_into;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use jiff_diesel::ToDiesel;

use super::conn::Tx;
use super::error::StoreError;
use super::kept::Keep as _;
use super::schema::role_assignment;
use crate::domain::id::UserId;
use crate::domain::role::{Role, Roles};

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
