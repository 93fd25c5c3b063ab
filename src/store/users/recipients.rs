//! People with a role, or one of them, as mail reaches them.

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Nullable, Text, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;

use crate::domain::id::UserId;
use crate::domain::role::Role;
use crate::store::conn::Read;
use crate::store::error::StoreError;
use crate::store::kept::Keep as _;
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

/// Somebody, as word of the own account reaches that person.
#[derive(Debug, Clone)]
pub struct Reader {
    /// The addresses that are known: the one at work, and the one for codes.
    pub addresses: Vec<String>,
    /// The language that the person prefers, as it is kept.
    pub language: Option<String>,
}

#[derive(QueryableByName)]
struct ReaderRow {
    #[diesel(sql_type = Nullable<Text>)]
    mail: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    code_mail: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    language: Option<String>,
}

/// One who may sign in; nothing for anybody else.
///
/// # Errors
/// The store's.
pub async fn reader(read: &Read<'_>, person: UserId) -> Result<Option<Reader>, StoreError> {
    let query = sql_query(
        "SELECT users.mail, contact.mail AS code_mail, users.preferred_language AS language FROM users \
         LEFT JOIN authentication_contact AS contact ON contact.user_id = users.id WHERE users.id = $1 AND users.enabled",
    )
    .bind::<SqlUuid, _>(person.uuid());
    let rows: Vec<ReaderRow> = read.run(query.kept().load(&mut read.conn())).await?;
    Ok(rows.into_iter().next().map(|ReaderRow { mail, code_mail, language }| {
        let mut addresses: Vec<String> = mail.into_iter().chain(code_mail).collect();
        addresses.dedup_by(|one, other| one.eq_ignore_ascii_case(other));
        Reader { addresses, language }
    }))
}
