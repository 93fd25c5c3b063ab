//! A person's row, and how it becomes a `User`.

use diesel::prelude::*;
use jiff::Timestamp;
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
    display_name: String,
    given_name: Option<String>,
    source: String,
    role_bits: i32,
    status: i16,
    job_title: Option<String>,
    department: Option<String>,
    password_kind: Option<String>,
    #[diesel(deserialize_as = jiff_diesel::NullableTimestamp)]
    password_changed_at: Option<Timestamp>,
    #[diesel(deserialize_as = jiff_diesel::NullableTimestamp)]
    password_expires_at: Option<Timestamp>,
    #[diesel(deserialize_as = jiff_diesel::NullableTimestamp)]
    last_sign_in_at: Option<Timestamp>,
}

impl TryFrom<UserRow> for User {
    type Error = StoreError;

    fn try_from(row: UserRow) -> Result<Self, StoreError> {
        let kind = |id: String| PasswordKind::from_id(&id).ok_or(StoreError::Corrupt("password kind"));
        Ok(Self {
            id: UserId::from_uuid(row.id),
            user_name: UserName::trusted(row.user_name),
            display_name: row.display_name,
            given_name: row.given_name,
            source: Source::from_id(&row.source).ok_or(StoreError::Corrupt("source"))?,
            roles: Roles::from_bits(row.role_bits),
            status: Status::from_code(row.status).ok_or(StoreError::Corrupt("status"))?,
            job_title: row.job_title,
            department: row.department,
            password_kind: row.password_kind.map(kind).transpose()?,
            password_changed_at: row.password_changed_at,
            password_expires_at: row.password_expires_at,
            last_sign_in_at: row.last_sign_in_at,
        })
    }
}
