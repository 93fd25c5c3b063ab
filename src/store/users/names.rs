//! The one namespace of everything that finds an account (security 4.5).

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use uuid::Uuid;

use crate::domain::id::UserId;
use crate::store::conn::Read;
use crate::store::error::StoreError;
use crate::store::schema::login_name;

/// Which of these canonical names find somebody other than this person.
///
/// # Errors
/// The store's.
pub async fn known(read: &Read<'_>, canonicals: &[String], beside: Option<UserId>) -> Result<Vec<String>, StoreError> {
    let query = login_name::table
        .filter(login_name::canonical.eq_any(canonicals))
        .filter(login_name::user_id.ne(beside.map_or(Uuid::nil(), UserId::uuid)))
        .select(login_name::canonical);
    read.run(query.load(&mut read.conn())).await
}
