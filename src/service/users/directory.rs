//! The list of people: search, views, filters, order, pages.

use std::collections::HashSet;
use std::rc::Rc;

use crate::domain::group::Group;
use crate::domain::id::UserId;
use crate::domain::paging::{Count, PageSize, Slice, Start};
use crate::domain::people::{Direction, Part, PeopleFilter, Sort, View};
use crate::domain::permission::Permission;
use crate::domain::permit::{Actor, Denied};
use crate::domain::profile::Profile;
use crate::domain::user::User;
use crate::service::error::Error;
use crate::service::portal::Portal;
use crate::store::conn::Read;
use crate::store::groups::{members, nesting, one};
use crate::store::unlocking;
use crate::store::users::list;

use super::counts::{self, Numbers, numbers};

/// What the list is asked for.
#[derive(Debug, Clone, Default)]
pub struct Query {
    /// Whom.
    pub filter: PeopleFilter,
    /// In which order.
    pub sort: Sort,
    /// Which way.
    pub direction: Direction,
    /// From where.
    pub start: Start,
    /// How many.
    pub size: PageSize,
    /// Whether also what only some columns tell.
    pub details: bool,
}

/// One page of the list.
#[derive(Debug)]
pub struct People {
    /// The people.
    pub slice: Slice<User>,
    /// What only some columns tell of them, in the same order; empty where it was not asked for.
    pub details: Vec<Profile>,
    /// Those among them whom wrong guesses keep out.
    pub locked: HashSet<UserId>,
    /// How many the filter shows in all.
    pub total: Count,
    /// The numbers beside the views.
    pub numbers: Rc<Numbers>,
    /// What was asked for, with every group that is in the group.
    pub filter: PeopleFilter,
    /// The group, where one was asked for.
    pub group: Option<Group>,
}

/// A page of people that was asked for before it was known who asks: nobody sees it yet.
#[derive(Debug)]
pub struct Unseen(People);

impl Unseen {
    /// The page, for whoever may see the directory.
    ///
    /// # Errors
    /// [`Denied`] for people without a role.
    pub fn shown_to(self, actor: &Actor) -> Result<People, Denied> {
        actor.check(Permission::ViewUsers)?;
        Ok(self.0)
    }
}

/// Reads a page of people.
///
/// # Errors
/// The store's; [`Error::NotFound`] for a group that is not there.
pub async fn list(portal: &Portal, read: &Read<'_>, query: &Query) -> Result<Unseen, Error> {
    let kept = counts::kept(portal);
    let (filter, group) = looked_up(read, &query.filter).await?;
    // As the number beside the view says, which is a moment old at most.
    let any_locked = kept.as_ref().is_none_or(|numbers| numbers.of(View::Locked) != Count::Exactly(0));
    // Then nothing else is asked.
    let last = kept.is_some() && !any_locked && !query.details && (filter.is_open() || filter.is_search_alone());
    let members = filter.group.as_ref().filter(|_| filter.is_group_alone());
    let slice = match members {
        // By name their lists are read from their beginnings, however many they are.
        Some(inside) if query.sort == Sort::Name => {
            members::page(read, &inside.all, query.direction, &query.start, query.size).await?
        }
        _ => list::page(read, &filter, query.sort, query.direction, &query.start, query.size, last).await?,
    };
    let details = if query.details { list::details(read, &slice.rows).await? } else { vec![] };
    let locked = if any_locked { unlocking::locked_among(read, &slice.rows).await? } else { HashSet::new() };
    let numbers = match kept {
        Some(numbers) => numbers,
        None => numbers(portal, read).await?,
    };
    let view_only = PeopleFilter { view: filter.view, ..PeopleFilter::default() };
    let total = if filter == view_only {
        numbers.of(filter.view)
    } else if query.start == Start::First && slice.after.is_none() {
        Count::capped(i64::try_from(slice.rows.len()).unwrap_or(i64::MAX))
    } else if let Some(inside) = members {
        members::count(read, &inside.all).await?
    } else if filter.search.is_some() {
        // Counting the hits of a common word costs more than the page; who sees more than one page of them types another word.
        Count::MoreThan(u32::try_from(query.size.rows()).unwrap_or(u32::MAX))
    } else {
        list::count(read, &filter).await?
    };
    Ok(Unseen(People { slice, details, locked, total, numbers, filter, group }))
}

/// The filter with every group that is in its group.
pub(in crate::service) async fn looked_up(
    read: &Read<'_>,
    asked: &PeopleFilter,
) -> Result<(PeopleFilter, Option<Group>), Error> {
    let mut filter = asked.clone();
    let Some(inside) = &mut filter.group else { return Ok((filter, None)) };
    let group = one::find(read, inside.group).await?.filter(|group| group.deleted.is_none());
    let group = group.ok_or(Error::NotFound)?;
    inside.all = nesting::with_all_below(read, inside.group).await?;
    Ok((filter, Some(group)))
}

/// The first people by name whom a filter shows, for whoever may see the directory.
///
/// # Errors
/// [`Error::Denied`] for people without a role.
pub async fn first(read: &Read<'_>, actor: &Actor, filter: &PeopleFilter) -> Result<Vec<User>, Error> {
    actor.check(Permission::ViewUsers)?;
    let page = list::page(read, filter, Sort::Name, Direction::Ascending, &Start::First, PageSize::SMALLEST, true);
    Ok(page.await?.rows)
}

/// For an empty list: how many people there would be without one part of the filter, so that the page can say which emptied it.
///
/// # Errors
/// The store's.
pub async fn without_each(
    portal: &Portal,
    read: &Read<'_>,
    query: &Query,
    found: &People,
) -> Result<Vec<(Part, Count)>, Error> {
    let parts = found.filter.parts();
    if !found.slice.rows.is_empty() || query.start != Start::First || parts.len() < 2 {
        return Ok(vec![]);
    }
    let mut counts = Vec::with_capacity(parts.len());
    for part in parts {
        let rest = found.filter.without(part);
        let count =
            if rest.is_open() { numbers(portal, read).await?.of(rest.view) } else { list::count(read, &rest).await? };
        counts.push((part, count));
    }
    Ok(counts)
}
