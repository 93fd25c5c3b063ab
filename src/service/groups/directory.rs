//! The list of groups, for whoever sees the directory.

use std::collections::HashMap;

use crate::domain::group::Group;
use crate::domain::id::GroupId;
use crate::domain::paging::{Count, PageSize, Slice, Start};
use crate::domain::permission::Permission;
use crate::domain::permit::Actor;
use crate::service::error::Error;
use crate::store::conn::Read;
use crate::store::groups::{list, members, owners};

pub use crate::store::groups::list::GroupFilter;

/// Beside each group of a list its members are counted no further: the list stays as quick when every group is large.
const MOST_COUNTED: u32 = 100;

/// What the list is asked for.
#[derive(Debug, Clone, Default)]
pub struct Query {
    /// Which groups.
    pub filter: GroupFilter,
    /// From where.
    pub start: Start,
    /// How many.
    pub size: PageSize,
}

/// A group as a list shows it.
#[derive(Debug, Clone)]
pub struct Line {
    /// The group.
    pub group: Group,
    /// The people in it, directly.
    pub members: Count,
    /// The first owner's name, and how many there are.
    pub owner: Option<(String, u64)>,
}

/// One page of the list.
#[derive(Debug)]
pub struct Listed {
    /// The groups.
    pub lines: Slice<Line>,
    /// How many the filter shows in all.
    pub total: Count,
}

/// Reads a page of groups.
///
/// # Errors
/// [`Error::Denied`] for people without a role.
pub async fn list(read: &Read<'_>, actor: &Actor, query: &Query) -> Result<Listed, Error> {
    actor.check(Permission::ViewUsers)?;
    let slice = list::page(read, &query.filter, &query.start, query.size).await?;
    let total = if query.start == Start::First && slice.after.is_none() {
        Count::capped(i64::try_from(slice.rows.len()).unwrap_or(i64::MAX))
    } else {
        list::count(read, &query.filter).await?
    };
    let Slice { rows, before, after } = slice;
    Ok(Listed { lines: Slice { rows: lines(read, rows).await?, before, after }, total })
}

/// The first groups by name whom a filter shows.
///
/// # Errors
/// [`Error::Denied`] for people without a role.
pub async fn first(read: &Read<'_>, actor: &Actor, filter: &GroupFilter) -> Result<Vec<Group>, Error> {
    actor.check(Permission::ViewUsers)?;
    Ok(list::page(read, filter, &Start::First, PageSize::SMALLEST).await?.rows)
}

/// Groups with what a list shows beside them.
pub(super) async fn lines(read: &Read<'_>, groups: Vec<Group>) -> Result<Vec<Line>, Error> {
    let ids: Vec<GroupId> = groups.iter().map(|group| group.id).collect();
    let counts: HashMap<_, _> = members::counts(read, &ids, MOST_COUNTED).await?.into_iter().collect();
    let mut firsts: HashMap<_, _> =
        owners::firsts(read, &ids).await?.into_iter().map(|(id, name, owners)| (id, (name, owners))).collect();
    let line = |group: Group| Line {
        members: counts.get(&group.id).copied().unwrap_or(Count::Exactly(0)),
        owner: firsts.remove(&group.id),
        group,
    };
    Ok(groups.into_iter().map(line).collect())
}
