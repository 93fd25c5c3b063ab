//! The people and groups in a group, and those who could come in.

use std::collections::{BTreeMap, HashSet};

use crate::domain::group::{Group, Nesting, Way};
use crate::domain::id::{GroupId, UserId};
use crate::domain::paging::{Count, PageSize, Slice, Start};
use crate::domain::people::{Direction, PeopleFilter, Sort};
use crate::domain::permission::Permission;
use crate::domain::permit::Actor;
use crate::domain::user::{User, sign_in_name};
use crate::service::error::Error;
use crate::service::portal::Portal;
use crate::store::conn::Read;
use crate::store::groups::list::{self, GroupFilter};
use crate::store::groups::{members, nesting, one, owners};
use crate::store::users;

use super::access::{Seen, seen};
use super::membership::As;

/// What the page of members is asked for.
#[derive(Debug, Clone)]
pub struct Query {
    /// Which group.
    pub group: GroupId,
    /// Also those who are in it through other groups.
    pub effective: bool,
    /// From where.
    pub start: Start,
    /// How many.
    pub size: PageSize,
}

/// Somebody in a group.
#[derive(Debug)]
pub struct Member {
    /// Who.
    pub user: User,
    /// Through which groups, from the person outwards; nothing for a member of the group itself.
    pub through: Vec<String>,
}

/// One page of members.
#[derive(Debug)]
pub struct Listed {
    /// The group.
    pub seen: Seen,
    /// The people.
    pub slice: Slice<Member>,
    /// How many there are.
    pub total: Count,
    /// The groups in it, directly, by name.
    pub groups: Vec<(GroupId, String)>,
}

/// A page of the people in a group.
///
/// # Errors
/// As [`seen`].
pub async fn list(read: &Read<'_>, actor: &Actor, query: &Query) -> Result<Listed, Error> {
    let seen = seen(read, actor, query.group).await?;
    let below = nesting::below(read, query.group).await?;
    let ways = below.ways(&[query.group], Way::Inwards);
    let all: Vec<GroupId> = if query.effective { ways.keys().copied().collect() } else { vec![query.group] };
    let slice = members::page(read, &all, Direction::Ascending, &query.start, query.size).await?;
    let total = if query.start == Start::First && slice.after.is_none() {
        Count::capped(i64::try_from(slice.rows.len()).unwrap_or(i64::MAX))
    } else {
        members::count(read, &all).await?
    };
    let through = if all.len() > 1 { through(read, &slice.rows, &below, &ways).await? } else { BTreeMap::new() };
    let member = |user: User| Member { through: through.get(&user.id).cloned().unwrap_or_default(), user };
    let Slice { rows, before, after } = slice;
    let slice = Slice { rows: rows.into_iter().map(member).collect(), before, after };
    let groups = directly(&below, query.group);
    Ok(Listed { seen, slice, total, groups })
}

/// The groups in a group, directly, by name.
pub(super) fn directly(below: &Nesting, group: GroupId) -> Vec<(GroupId, String)> {
    let pairs = below.pairs.iter().filter(|pair| pair.group == group);
    let mut groups: Vec<_> = pairs.map(|pair| (pair.member, below.name(pair.member).to_owned())).collect();
    groups.sort_by_cached_key(|(_, name)| crate::domain::fold::fold(name));
    groups
}

/// The shortest way by which each of these people is in.
async fn through(
    read: &Read<'_>,
    people: &[User],
    below: &Nesting,
    ways: &BTreeMap<GroupId, Vec<GroupId>>,
) -> Result<BTreeMap<UserId, Vec<String>>, Error> {
    let ids: Vec<UserId> = people.iter().map(|user| user.id).collect();
    let all: Vec<GroupId> = ways.keys().copied().collect();
    let mut shortest: BTreeMap<UserId, &Vec<GroupId>> = BTreeMap::new();
    for (user, group) in members::places(read, &ids, &all).await? {
        let Some(way) = ways.get(&group) else { continue };
        let known = shortest.entry(user).or_insert(way);
        if way.len() < known.len() {
            *known = way;
        }
    }
    let names = |way: &Vec<GroupId>| way.iter().rev().map(|group| below.name(*group).to_owned()).collect();
    Ok(shortest.into_iter().map(|(user, way)| (user, names(way))).collect())
}

/// Who could come in.
#[derive(Debug)]
pub struct Candidates {
    /// The group.
    pub seen: Seen,
    /// People, and whether each is in already.
    pub people: Vec<(User, bool)>,
    /// Groups, and whether each is in already.
    pub groups: Vec<(Group, bool)>,
    /// Whether there are more people than these.
    pub more: bool,
}

/// So many people, or groups, are shown to be ticked.
const SHOWN: &str = "25";

/// People and groups that words find. Whoever does not see the directory must know the whole user name, or the whole name of a group:
/// answering for a group opens no list of everybody.
///
/// # Errors
/// As [`seen`].
pub async fn candidates(
    portal: &Portal,
    read: &Read<'_>,
    actor: &Actor,
    group: GroupId,
    role: As,
    words: &str,
) -> Result<Candidates, Error> {
    let seen = seen(read, actor, group).await?;
    let with_groups = role == As::Member && !seen.group.role_assignable;
    let mut found = Candidates { seen, people: vec![], groups: vec![], more: false };
    if words.trim().is_empty() {
        return Ok(found);
    }
    let (people, groups) = if actor.check(Permission::ViewUsers).is_ok() {
        let size = PageSize::parse(SHOWN).unwrap_or_default();
        let filter = PeopleFilter { search: Some(words.to_owned()), ..PeopleFilter::default() };
        let slice =
            users::list::page(read, &filter, Sort::Name, Direction::Ascending, &Start::First, size, false).await?;
        found.more = slice.after.is_some();
        let filter = GroupFilter { search: Some(words.to_owned()), deleted: false };
        (slice.rows, if with_groups { list::page(read, &filter, &Start::First, size).await?.rows } else { vec![] })
    } else {
        let name = sign_in_name(words, portal.organisation.default_domain());
        let person = users::one::by_sign_in_name(read, &name).await?.map(|found| found.user);
        let named = if with_groups { one::named(read, words).await? } else { None };
        // Of groups one's own alone: whatever is put in can be looked into.
        let named = match (named, actor.user()) {
            (Some(named), Some(me)) if owners::owns(read, named.id, me).await? => Some(named),
            _ => None,
        };
        (person.into_iter().collect(), named.into_iter().collect())
    };
    let inside = inside(read, group, role, &people).await?;
    let nested: HashSet<GroupId> =
        directly(&nesting::below(read, group).await?, group).into_iter().map(|(id, _)| id).collect();
    found.people =
        people.into_iter().map(|user| (inside.contains(&user.id), user)).map(|(is, user)| (user, is)).collect();
    let others = groups.into_iter().filter(|other| other.id != group);
    found.groups = others.map(|other| (nested.contains(&other.id), other)).map(|(is, other)| (other, is)).collect();
    Ok(found)
}

async fn inside(read: &Read<'_>, group: GroupId, role: As, people: &[User]) -> Result<HashSet<UserId>, Error> {
    let ids: Vec<UserId> = people.iter().map(|user| user.id).collect();
    Ok(match role {
        As::Member => members::places(read, &ids, &[group]).await?.into_iter().map(|(user, _)| user).collect(),
        As::Owner => owners::all(read, group).await?.into_iter().map(|user| user.id).collect(),
    })
}
