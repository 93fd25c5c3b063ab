//! People with a role, as mail reaches them.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::domain::id::UserId;
use crate::domain::role::Role;
use crate::store::conn::Read;
use crate::store::error::StoreError;
use crate::store::limited::Limited;
use crate::store::schema::{role_assignment, users};

/// Somebody who can be written to.
#[derive(Debug, Clone)]
pub struct Addressed {
    /// The mail address; the user name where there is none.
    pub mail: String,
    /// The language that the person prefers, as it is kept.
    pub language: Option<String>,
}

/// Those who hold a role and may sign in, without one person; the longest holders first, at most so many.
///
/// # Errors
/// The store's.
pub async fn holders(read: &Read<'_>, role: Role, beside: UserId, most: usize) -> Result<Vec<Addressed>, StoreError> {
    let query = role_assignment::table
        .inner_join(users::table)
        .filter(role_assignment::role.eq(role.id()))
        .filter(users::enabled)
        .filter(users::id.ne(beside.uuid()))
        .order((role_assignment::assigned_at, users::id))
        .select((users::mail, users::user_name, users::preferred_language));
    let rows: Vec<(Option<String>, String, Option<String>)> =
        read.run(Limited { query, rows: most }.load(&mut read.conn())).await?;
    Ok(rows
        .into_iter()
        .map(|(mail, user_name, language)| Addressed { mail: mail.unwrap_or(user_name), language })
        .collect())
}
