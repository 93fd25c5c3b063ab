//! A person's row, and how it becomes a `User`.

use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::dsl::SqlTypeOf;
use diesel::expression::{AppearsOnTable, Expression, SelectableExpression, ValidGrouping};
use diesel::pg::{Pg, PgValue};
use diesel::prelude::*;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::sql_types::Text;
use jiff::Timestamp;
use smol_str::SmolStr;
use uuid::Uuid;

use crate::domain::id::UserId;
use crate::domain::role::Roles;
use crate::domain::user::{PasswordKind, Source, Status, User, UserName};
use crate::store::error::StoreError;
use crate::store::schema::users;

/// The columns that lists and headers need.
#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = users, check_for_backend(diesel::pg::Pg))]
pub(in crate::store) struct UserRow {
    id: Uuid,
    user_name: String,
    display_name: Short,
    given_name: Option<Short>,
    source: Id<Source>,
    role_bits: i32,
    privileged_group: bool,
    status: i16,
    job_title: Option<Short>,
    department: Option<Short>,
    password_kind: Option<Id<PasswordKind>>,
    #[diesel(deserialize_as = jiff_diesel::NullableTimestamp)]
    password_changed_at: Option<Timestamp>,
    #[diesel(deserialize_as = jiff_diesel::NullableTimestamp)]
    password_expires_at: Option<Timestamp>,
    #[diesel(deserialize_as = jiff_diesel::NullableTimestamp)]
    last_sign_in_at: Option<Timestamp>,
    photo: Option<String>,
}

/// [`UserRow`]'s columns as one piece of text: they stand in every query of a page, and are spelled out for each of its steps.
#[derive(Debug, Clone, Copy, QueryId)]
pub(in crate::store) struct UserColumns;

const COLUMNS: &str = "\"users\".\"id\", \"users\".\"user_name\", \"users\".\"display_name\", \"users\".\"given_name\", \
    \"users\".\"source\", \"users\".\"role_bits\", \"users\".\"privileged_group\", \"users\".\"status\", \"users\".\"job_title\", \"users\".\"department\", \
    \"users\".\"password_kind\", \"users\".\"password_changed_at\", \"users\".\"password_expires_at\", \
    \"users\".\"last_sign_in_at\", \"users\".\"photo\"";

type Columns = <UserRow as Selectable<Pg>>::SelectExpression;

impl Expression for UserColumns {
    type SqlType = SqlTypeOf<Columns>;
}

impl QueryFragment<Pg> for UserColumns {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_sql(COLUMNS);
        Ok(())
    }
}

impl<Q> SelectableExpression<Q> for UserColumns where Columns: SelectableExpression<Q> {}

impl<Q> AppearsOnTable<Q> for UserColumns where Columns: AppearsOnTable<Q> {}

impl<G> ValidGrouping<G> for UserColumns
where
    Columns: ValidGrouping<G>,
{
    type IsAggregate = <Columns as ValidGrouping<G>>::IsAggregate;
}

/// A closed list's element, read from its id without keeping the text.
#[derive(Debug, FromSqlRow)]
pub(in crate::store) struct Id<T>(T);

/// A text that lies in its place where it is short.
#[derive(Debug, FromSqlRow)]
pub(in crate::store) struct Short(SmolStr);

impl FromSql<Text, Pg> for Short {
    fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {
        Ok(Self(std::str::from_utf8(value.as_bytes())?.into()))
    }
}

impl FromSql<Text, Pg> for Id<Source> {
    fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {
        read(&value, Source::from_id)
    }
}

impl FromSql<Text, Pg> for Id<PasswordKind> {
    fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {
        read(&value, PasswordKind::from_id)
    }
}

fn read<T>(value: &PgValue<'_>, from_id: fn(&str) -> Option<T>) -> deserialize::Result<Id<T>> {
    let id = std::str::from_utf8(value.as_bytes())?;
    Ok(Id(from_id(id).ok_or_else(|| format!("unknown id of {}", std::any::type_name::<T>()))?))
}

impl TryFrom<UserRow> for User {
    type Error = StoreError;

    fn try_from(row: UserRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: UserId::from_uuid(row.id),
            user_name: UserName::trusted(row.user_name),
            display_name: row.display_name.0,
            given_name: row.given_name.map(|text| text.0),
            source: row.source.0,
            roles: Roles::from_bits(row.role_bits),
            privileged_group: row.privileged_group,
            status: Status::from_code(row.status).ok_or(StoreError::Corrupt("status"))?,
            job_title: row.job_title.map(|text| text.0),
            department: row.department.map(|text| text.0),
            password_kind: row.password_kind.map(|id| id.0),
            password_changed_at: row.password_changed_at,
            password_expires_at: row.password_expires_at,
            last_sign_in_at: row.last_sign_in_at,
            photo: row.photo,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_columns_written_out_are_those_of_the_row() {
        let written = users::table.select(UserColumns);
        let derived = users::table.select(UserRow::as_select());
        assert_eq!(
            diesel::debug_query::<Pg, _>(&written).to_string(),
            diesel::debug_query::<Pg, _>(&derived).to_string()
        );
    }
}
