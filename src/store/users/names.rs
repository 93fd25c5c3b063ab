//! The one namespace of everything that finds an account (security 4.5).

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::store::conn::Read;
use crate::store::error::StoreError;
use crate::store::schema::login_name;

/// Which of these canonical names find somebody.
///
/// # Errors
/// The store's.
pub async fn known(read: &Read<'_>, canonicals: &[String]) -> Result<Vec<String>, StoreError> {
    let query = login_name::table.filter(login_name::canonical.eq_any(canonicals)).select(login_name::canonical);
    read.run(query.load(&mut read.conn())).await
}
