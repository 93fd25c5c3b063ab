//! Lists of groups: by name, searched, living or deleted.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::GroupRow;
use crate::domain::fold::fold;
use crate::domain::group::Group;
use crate::domain::id::GroupId;
use crate::domain::paging::{Count, Cursor, PageSize, Slice, Start};
use crate::store::conn::Read;
use crate::store::error::StoreError;
use crate::store::limited::{Capped, Limited};
use crate::store::schema::groups;

/// Which groups a list shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GroupFilter {
    /// Words typed; all must be found in the name.
    pub search: Option<String>,
    /// Those that are deleted and can be restored, in the place of the living.
    pub deleted: bool,
}

type Groups<'a> = diesel::dsl::IntoBoxed<'a, groups::table, diesel::pg::Pg>;

fn narrowed<'a>(filter: &GroupFilter) -> Groups<'a> {
    let mut query = groups::table.into_boxed();
    query = if filter.deleted {
        query.filter(groups::deleted_at.is_not_null())
    } else {
        query.filter(groups::deleted_at.is_null())
    };
    let folded = filter.search.as_deref().map(fold).unwrap_or_default();
    if folded.chars().count() < 3 {
        // Too short for trigrams: the start of the name.
        return if folded.is_empty() {
            query
        } else {
            query.filter(groups::name_key.like(format!("{}%", escaped(&folded))))
        };
    }
    for word in folded.split(' ') {
        query = query.filter(groups::name_key.like(format!("%{}%", escaped(word))));
    }
    query
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

/// One page of groups, by name.
///
/// # Errors
/// The store's.
pub async fn page(
    read: &Read<'_>,
    filter: &GroupFilter,
    start: &Start,
    size: PageSize,
) -> Result<Slice<Group>, StoreError> {
    let query = narrowed(filter);
    let query = match start {
        Start::First => query.order((groups::name_key.asc(), groups::id.asc())),
        Start::After(Cursor { keys, id }) => query
            .filter(groups::name_key.ge(keys.concat()))
            .filter(groups::name_key.gt(keys.concat()).or(groups::id.gt(*id)))
            .order((groups::name_key.asc(), groups::id.asc())),
        Start::Before(Cursor { keys, id }) => query
            .filter(groups::name_key.le(keys.concat()))
            .filter(groups::name_key.lt(keys.concat()).or(groups::id.lt(*id)))
            .order((groups::name_key.desc(), groups::id.desc())),
    };
    let query = Limited { query: query.select(GroupRow::as_select()), rows: size.rows() + 1 };
    let rows: Vec<GroupRow> = read.run(query.load(&mut read.conn())).await?;
    Ok(Slice::cut(rows.into_iter().map(Group::from).collect(), start, size, place_of))
}

/// How many groups a filter shows, counted no further than [`Count::LIMIT`].
///
/// # Errors
/// The store's.
pub async fn count(read: &Read<'_>, filter: &GroupFilter) -> Result<Count, StoreError> {
    let counted: i64 = read.run(Capped(narrowed(filter).select(groups::id)).get_result(&mut read.conn())).await?;
    Ok(Count::capped(counted))
}

/// Where a group stands in a list by name.
pub fn place_of(group: &Group) -> Cursor {
    Cursor { keys: vec![fold(&group.name)], id: group.id.uuid() }
}

/// The living ones among these groups, by name.
///
/// # Errors
/// The store's.
pub async fn these(read: &Read<'_>, ids: &[GroupId]) -> Result<Vec<Group>, StoreError> {
    let query = groups::table
        .filter(groups::id.eq_any(ids.iter().map(|id| id.uuid()).collect::<Vec<_>>()))
        .filter(groups::deleted_at.is_null())
        .order((groups::name_key, groups::id))
        .select(GroupRow::as_select());
    let rows: Vec<GroupRow> = read.run(query.load(&mut read.conn())).await?;
    Ok(rows.into_iter().map(Group::from).collect())
}
