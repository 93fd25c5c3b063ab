//! A group's row, and how it becomes a `Group`.

use diesel::prelude::*;
use jiff::Timestamp;
use uuid::Uuid;

use crate::domain::group::{Deleted, Group};
use crate::domain::id::GroupId;
use crate::store::schema::groups;

/// The columns of a group.
#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = groups, check_for_backend(diesel::pg::Pg))]
pub(super) struct GroupRow {
    id: Uuid,
    name: String,
    description: Option<String>,
    role_assignable: bool,
    from_directory: bool,
    #[diesel(deserialize_as = jiff_diesel::Timestamp)]
    created_at: Timestamp,
    version: i32,
    #[diesel(deserialize_as = jiff_diesel::NullableTimestamp)]
    deleted_at: Option<Timestamp>,
    #[diesel(deserialize_as = jiff_diesel::NullableTimestamp)]
    purge_at: Option<Timestamp>,
}

impl From<GroupRow> for Group {
    fn from(row: GroupRow) -> Self {
        Self {
            id: GroupId::from_uuid(row.id),
            name: row.name,
            description: row.description,
            role_assignable: row.role_assignable,
            from_directory: row.from_directory,
            created_at: row.created_at,
            version: row.version,
            deleted: row.deleted_at.zip(row.purge_at).map(|(at, purge_at)| Deleted { at, purge_at }),
        }
    }
}
