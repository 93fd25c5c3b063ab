//! The groups that a person is in, and by which way.

use crate::domain::fold::fold;
use crate::domain::group::{Group, Way};
use crate::domain::id::{GroupId, UserId};
use crate::domain::paging::{Cursor, PageSize, Slice, Start};
use crate::domain::permission::Permission;
use crate::domain::permit::Actor;
use crate::domain::target::GroupTarget;
use crate::domain::user::User;
use crate::service::error::Error;
use crate::store::conn::Read;
use crate::store::groups::list::{place_of, these};
use crate::store::groups::{nesting, one};
use crate::store::users;

/// A group that somebody is in.
#[derive(Debug, Clone)]
pub struct Membership {
    /// The group.
    pub group: Group,
    /// Through which groups, from the person outwards; nothing for a member of the group itself.
    pub through: Vec<String>,
    /// Whether the viewer may take the person out of it.
    pub may_remove: bool,
}

/// A person and a page of her groups.
#[derive(Debug)]
pub struct Groups {
    /// Who.
    pub user: User,
    /// The groups, by name.
    pub slice: Slice<Membership>,
}

/// The groups of a person, for whoever sees the directory.
///
/// # Errors
/// [`Error::Denied`], [`Error::NotFound`].
pub async fn groups(
    read: &Read<'_>,
    actor: &Actor,
    id: UserId,
    start: &Start,
    size: PageSize,
) -> Result<Groups, Error> {
    actor.check(Permission::ViewUsers)?;
    let user = users::one::find(read, id).await?.ok_or(Error::NotFound)?;
    let (direct, nesting) = nesting::around(read, id).await?;
    let ways = nesting.ways(&direct, Way::Outwards);
    let all: Vec<GroupId> = ways.keys().copied().collect();
    // In the order of their names already.
    let groups = cut(these(read, &all).await?, start, size);
    let membership = |group: Group| {
        let way = ways.get(&group.id).map(Vec::as_slice).unwrap_or_default();
        // From the group that the person is in, to the one before this.
        let first = direct.iter().find(|first| starts(&nesting, **first, way)).filter(|_| !way.is_empty());
        let passed = first.into_iter().chain(way.iter().take(way.len().saturating_sub(1)));
        let through: Vec<String> = passed.map(|id| nesting.name(*id).to_owned()).collect();
        let target = GroupTarget {
            id: group.id,
            name: group.name.clone(),
            role_assignable: group.role_assignable,
            owned: false,
            from_directory: group.from_directory,
        };
        let may_remove = through.is_empty() && actor.check_on_group(Permission::EditGroups, &target).is_ok();
        Membership { group, through, may_remove }
    };
    let Slice { rows, before, after } = groups;
    Ok(Groups { user, slice: Slice { rows: rows.into_iter().map(membership).collect(), before, after } })
}

/// The living group of this name.
///
/// # Errors
/// [`Error::Denied`] for people without a role.
pub async fn named(read: &Read<'_>, actor: &Actor, name: &str) -> Result<Option<GroupId>, Error> {
    actor.check(Permission::ViewUsers)?;
    Ok(one::named(read, name).await?.map(|group| group.id))
}

/// Whether the first step of a way leads out of this group.
fn starts(nesting: &crate::domain::group::Nesting, from: GroupId, way: &[GroupId]) -> bool {
    way.first().is_some_and(|to| nesting.pairs.iter().any(|pair| pair.member == from && pair.group == *to))
}

/// One page of groups that were all read: a person is in few.
fn cut(groups: Vec<Group>, start: &Start, size: PageSize) -> Slice<Group> {
    let key = |group: &Group| (fold(&group.name), group.id.uuid());
    let place = |cursor: &Cursor| (cursor.keys.concat(), cursor.id);
    let mut rows: Vec<Group> = match start {
        Start::First => groups,
        Start::After(cursor) => groups.into_iter().filter(|group| key(group) > place(cursor)).collect(),
        Start::Before(cursor) => groups.into_iter().rev().filter(|group| key(group) < place(cursor)).collect(),
    };
    rows.truncate(size.rows() + 1);
    Slice::cut(rows, start, size, place_of)
}
