//! The audit log, for whoever may see it: all of it, or one's own actions.

use crate::domain::activity::{GROUPS, category};
use crate::domain::audit::{Entry, EntryActor, Filter};
use crate::domain::id::{GroupId, RequestId, UserId};
use crate::domain::paging::{Cursor, PageSize, Slice, Start};
use crate::domain::people::Missed;
use crate::domain::permission::Permission;
use crate::domain::permit::Actor;
use crate::domain::target::Target;
use crate::domain::user::sign_in_name;
use crate::service::audit_event::is_own;
use crate::service::audit_names::{self, Names};
use crate::service::error::Error;
use crate::service::portal::Portal;
use crate::service::somebody;
use crate::store::conn::Read;
use crate::store::{audit, groups, users};

/// How many recent rows a card shows.
const RECENT: &str = "10";

/// What the page is asked for, as typed: names are looked up here.
#[derive(Debug, Clone, Default)]
pub struct Query {
    /// Whom it is about, by name or user name.
    pub person: Option<String>,
    /// Who did it, by name or user name.
    pub actor: Option<String>,
    /// Which group it is about, by name.
    pub group: Option<String>,
    /// Everything else.
    pub filter: Filter,
    /// From where.
    pub start: Start,
    /// How many.
    pub size: PageSize,
}

/// What the page shows.
#[derive(Debug)]
pub struct Listed {
    /// The rows.
    pub entries: Slice<Entry>,
    /// Words of the person or the actor that stand for nobody in particular.
    pub missed: Option<Missed>,
    /// The name of a group that no group has.
    pub no_group: Option<String>,
    /// The names behind ids.
    pub names: Names,
}

/// Whether somebody sees everybody's actions, or only the own ones.
pub fn sees_all(actor: &Actor) -> bool {
    actor.check(Permission::ViewAudit).is_ok()
}

/// A query with the ids behind its names.
pub(in crate::service) struct LookedUp {
    pub(in crate::service) filter: Filter,
    missed: Option<Missed>,
    no_group: Option<String>,
}

/// One page of the log.
///
/// # Errors
/// [`Error::Denied`] for people without a role.
pub async fn list(portal: &Portal, read: &Read<'_>, actor: &Actor, query: &Query) -> Result<Listed, Error> {
    let LookedUp { filter, missed, no_group } = looked_up(portal, read, actor, query).await?;
    let entries = audit::page(read, &filter, &query.start, query.size).await?;
    let names = audit_names::behind(read, actor, query, &entries.rows).await?;
    Ok(Listed { entries, missed, no_group, names })
}

/// What is asked for, and no more of it than somebody may see.
///
/// # Errors
/// [`Error::Denied`] for people without a role.
pub(in crate::service) async fn looked_up(
    portal: &Portal,
    read: &Read<'_>,
    actor: &Actor,
    query: &Query,
) -> Result<LookedUp, Error> {
    actor.check(Permission::ViewOwnAudit)?;
    let mut filter = query.filter.clone();
    let mut missed = None;
    for (typed, ids) in [(&query.person, &mut filter.subjects), (&query.actor, &mut filter.actors)] {
        if let Some(typed) = typed {
            *ids = Some(people(portal, read, typed, &mut missed).await?);
        }
    }
    let mut no_group = None;
    if let Some(name) = &query.group {
        filter.group = group(read, name).await?;
        if filter.group.is_none() {
            no_group = Some(name.clone());
            filter.subjects = Some(vec![]);
        }
        // Of a group with a history of millions nothing is looked through for what no row about a group can be.
        if filter.activity.as_deref().is_some_and(|activity| category(activity) != GROUPS) {
            filter.subjects = Some(vec![]);
        }
    }
    if let (false, Some(own)) = (sees_all(actor), actor.user()) {
        let own_asked = filter.actors.as_ref().is_none_or(|actors| actors.contains(&own));
        filter.actors = Some(if own_asked { vec![own] } else { vec![] });
    }
    Ok(LookedUp { filter, missed, no_group })
}

/// What happened in a request, the newest first: all of it for whoever sees everything. Others see what they did, and what somebody tried
/// whom they may help back in, as on that one's page of sign-ins. A name that nobody has is nobody whom they may help.
///
/// # Errors
/// [`Error::Denied`] for people without a role.
pub async fn of_request(read: &Read<'_>, actor: &Actor, request: RequestId) -> Result<Vec<Entry>, Error> {
    actor.check(Permission::ViewOwnAudit)?;
    let filter = Filter { request: Some(request), ..Filter::default() };
    let mut entries = audit::page(read, &filter, &Start::First, PageSize::SMALLEST).await?.rows;
    if sees_all(actor) {
        return Ok(entries);
    }
    let mut seen = vec![];
    for entry in &entries {
        seen.push(is_own(entry, actor) || helps(read, actor, entry).await?);
    }
    let mut seen = seen.into_iter();
    entries.retain(|_| seen.next().unwrap_or(false));
    Ok(entries)
}

/// Whether a row tells what somebody tried whom the viewer may help back in.
async fn helps(read: &Read<'_>, actor: &Actor, entry: &Entry) -> Result<bool, Error> {
    let by = match &entry.actor {
        EntryActor::Guest => None,
        EntryActor::Person { id, .. } => Some(*id),
        EntryActor::Operator { .. } | EntryActor::Program { .. } => return Ok(false),
    };
    let [about] = entry.subjects.as_slice() else { return Ok(false) };
    let Some(person) = about.person().filter(|person| by.is_none_or(|by| by == *person)) else { return Ok(false) };
    match somebody::find(read, person).await {
        Ok(known) => Ok(actor.check_on(Permission::Unlock, &Target::from(&known)).is_ok()),
        Err(Error::NotFound) => Ok(false),
        Err(error) => Err(error),
    }
}

/// The newest rows about a person, as far as the viewer may see.
///
/// # Errors
/// The store's.
pub async fn recent_about(read: &Read<'_>, actor: &Actor, user: UserId) -> Result<Vec<Entry>, Error> {
    let actors = if sees_all(actor) { None } else { Some(actor.user().into_iter().collect()) };
    let filter = Filter { subjects: Some(vec![user]), actors, ..Filter::default() };
    recent(read, &filter).await
}

/// The newest rows about a group, as far as the viewer may see.
///
/// # Errors
/// The store's.
pub async fn recent_about_group(read: &Read<'_>, actor: &Actor, group: GroupId) -> Result<Vec<Entry>, Error> {
    let actors = if sees_all(actor) { None } else { Some(actor.user().into_iter().collect()) };
    recent(read, &Filter { group: Some(group), actors, ..Filter::default() }).await
}

/// The newest rows that somebody did.
///
/// # Errors
/// The store's.
pub async fn recent_by(read: &Read<'_>, user: UserId) -> Result<Vec<Entry>, Error> {
    recent(read, &Filter { actors: Some(vec![user]), ..Filter::default() }).await
}

/// The newest rows of all, for whoever may see them.
///
/// # Errors
/// The store's.
pub async fn newest(read: &Read<'_>, actor: &Actor) -> Result<Vec<Entry>, Error> {
    if sees_all(actor) { recent(read, &Filter::default()).await } else { Ok(vec![]) }
}

async fn recent(read: &Read<'_>, filter: &Filter) -> Result<Vec<Entry>, Error> {
    let size = PageSize::parse(RECENT).unwrap_or_default();
    let mut rows = audit::page(read, filter, &Start::First, size).await?.rows;
    rows.truncate(5);
    Ok(rows)
}

/// An exact user name is one person, or those who had it and are deleted; an id is one person, also when nothing but the log tells of
/// him any more; other words are whoever a search finds, as long as those are not too many: nobody's rows are left out unseen. Words that
/// stand for nobody in particular are noted.
pub(in crate::service) async fn people(
    portal: &Portal,
    read: &Read<'_>,
    typed: &str,
    missed: &mut Option<Missed>,
) -> Result<Vec<UserId>, Error> {
    if let Ok(id) = typed.parse() {
        return Ok(vec![id]);
    }
    let name = sign_in_name(typed, portal.organisation.default_domain());
    if let Some(users::one::SigningIn { user, .. }) = users::one::by_sign_in_name(read, &name).await? {
        return Ok(vec![user.id]);
    }
    let mut found = users::deleted::named(read, &name, Missed::MOST + 1).await?;
    if found.is_empty() {
        found = users::list::ids(read, typed, Missed::MOST + 1).await?;
    }
    let miss = match found.len() {
        0 => Missed::Nobody(typed.to_owned()),
        1..=Missed::MOST => return Ok(found),
        _ => Missed::TooMany(typed.to_owned()),
    };
    missed.get_or_insert(miss);
    Ok(vec![])
}

/// The group of a name, a deleted one where no living one has it; an id is one group, also when nothing but the log tells of it any more.
async fn group(read: &Read<'_>, typed: &str) -> Result<Option<GroupId>, Error> {
    if let Ok(id) = typed.parse() {
        return Ok(Some(id));
    }
    let found = match groups::one::named(read, typed).await? {
        Some(group) => Some(group),
        None => groups::one::deleted_named(read, typed).await?,
    };
    Ok(found.map(|group| group.id))
}

/// Whether a cursor is a place in this log.
pub fn is_place(cursor: &Cursor) -> bool {
    audit::is_moment(cursor)
}
