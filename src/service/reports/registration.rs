//! Who has registered proofs, whom self-service is open to, who is able: counted and listed by the conditions of the settings (R-329…R-332,
//! T-130, T-133).

use crate::domain::audit::{Entry, Filter};
use crate::domain::capability::{Capability, Proof, Standing};
use crate::domain::csv;
use crate::domain::download_event::File;
use crate::domain::group::Group;
use crate::domain::paging::{Count, Cursor, PageSize, Start};
use crate::domain::people::Missed;
use crate::domain::permission::Permission;
use crate::domain::permit::Actor;
use crate::domain::registered::ACTIVITIES;
use crate::service::audit::people;
use crate::service::download::{self, Download, Piece, ROWS, Source};
use crate::service::error::Error;
use crate::service::portal::{Portal, Reading};
use crate::service::self_service::policy;
use crate::store::capability::{self, Asked};
use crate::store::groups::{nesting, one};
use crate::store::{audit, capability_counts, capability_strong, groups};

/// What the page is asked for.
#[derive(Debug, Clone, Default)]
pub struct Query {
    /// Which people.
    pub standing: Standing,
    /// Only those in this group, at any depth, by its name.
    pub group: Option<String>,
    /// Only whoever is meant by this, by name, user name or address.
    pub person: Option<String>,
    /// Only those who have this registered.
    pub method: Option<Proof>,
    /// Behind whom.
    pub place: Option<Cursor>,
    /// How many.
    pub size: PageSize,
}

/// What the page shows.
#[derive(Debug)]
pub struct Report {
    /// How many there are of each, in the group that was asked for, whomever and whatever the list is narrowed to; nothing where too many people
    /// would have to be looked through.
    pub counts: Vec<(Standing, Option<Count>)>,
    /// The people, by name.
    pub people: Vec<Capability>,
    /// Where the next page begins.
    pub next: Option<Cursor>,
    /// After how many people looking stopped before there were enough of them for a page.
    pub stopped: Option<i64>,
    /// The group.
    pub group: Option<Group>,
    /// The name of a group that no group has.
    pub no_group: Option<String>,
    /// Words of the person that found nobody, or too many.
    pub missed: Option<Missed>,
}

/// Whom a query is about, looked up.
struct Sought {
    asked: Asked,
    group: Option<Group>,
    no_group: Option<String>,
    missed: Option<Missed>,
}

/// The report, for whoever sees what everybody did.
///
/// # Errors
/// [`Error::Denied`].
pub async fn report(portal: &Portal, read: &Reading<'_>, actor: &Actor, query: &Query) -> Result<Report, Error> {
    let Sought { asked, group, no_group, missed } = looked_up(portal, read, actor, query).await?;
    let of_all = Asked::of(asked.plan.clone(), asked.standing, asked.groups.clone());
    let counts = capability_counts::counts(read, &of_all, &Standing::COUNTED).await?;
    let rows = query.size.rows();
    let found = capability::people(read, &asked, query.place.as_ref(), rows + 1).await?;
    let mut people = found.people;
    let full = people.len() > rows;
    people.truncate(rows);
    for (_, person) in &mut people {
        person.judge(&asked.plan.methods, asked.plan.proofs);
    }
    let next = if full { people.last().map(|(place, _)| place.clone()) } else { found.stopped };
    let stopped = (!full && next.is_some()).then_some(found.width);
    let people = people.into_iter().map(|(_, one)| one).collect();
    Ok(Report { counts, people, next, stopped, group, no_group, missed })
}

async fn looked_up(portal: &Portal, read: &Reading<'_>, actor: &Actor, query: &Query) -> Result<Sought, Error> {
    actor.check(Permission::ViewAudit)?;
    let plan = policy::plan(portal, read, &portal.settings()).await?;
    let group = match &query.group {
        Some(name) => one::named(read, name).await?,
        None => None,
    };
    let no_group = query.group.clone().filter(|_| group.is_none());
    let groups = match (&group, &no_group) {
        (Some(group), _) => Some(nesting::with_all_below(read, group.id).await?),
        (None, Some(_)) => Some(vec![]),
        (None, None) => None,
    };
    let mut missed = None;
    let mut found = match (&query.person, query.method) {
        (Some(typed), _) => Some(people(portal, read, typed, &mut missed).await?),
        // The few who have something are looked through, and not the many who have not.
        (None, Some(method)) => capability_strong::few_with(read, method).await?,
        (None, None) => None,
    };
    if let (Some(some), Some(groups)) = (&found, &groups) {
        found = Some(capability_strong::inside(read, some, groups).await?);
    }
    let asked = Asked { people: found, method: query.method, ..Asked::of(plan, query.standing, groups) };
    Ok(Sought { asked, group, no_group, missed })
}

/// What is registered, and what of it was registered of late.
#[derive(Debug)]
pub struct Methods {
    /// How many have a recovery address, a recovery phone, an authenticator app, a passkey, answers to questions, two of them or more; nothing where
    /// too many would have to be looked through.
    pub numbers: [Option<Count>; 6],
    /// How often each was registered in the last thirty days, and how often that failed.
    pub registered: Vec<(Proof, u64, u64)>,
    /// The newest events about proofs.
    pub recent: Vec<Entry>,
    /// Groups that self-service is open to, with how many in each are able, and how many lack proofs.
    pub groups: Vec<(Group, Option<Count>, Option<Count>)>,
}

/// The methods, for whoever sees what everybody did.
///
/// # Errors
/// [`Error::Denied`].
pub async fn methods(portal: &Portal, read: &Reading<'_>, actor: &Actor) -> Result<Methods, Error> {
    actor.check(Permission::ViewAudit)?;
    let numbers = capability_counts::methods(read).await?;
    // What was registered, and no step on the way to it.
    let filter =
        Filter { activities: Some(ACTIVITIES.into()), succeeded: Some(true), whole: true, ..Filter::default() };
    let recent = audit::rows(read, &filter, &Start::First, PageSize::default().rows()).await?;
    let settings = portal.settings();
    let plan = policy::plan(portal, read, &settings).await?;
    let chosen = groups::list::these(read, &settings.self_service.chosen()).await?;
    let mut by_group = vec![];
    if !chosen.is_empty() {
        let ids: Vec<_> = chosen.iter().map(|group| group.id).collect();
        let pairs = nesting::inside_each(read, &ids).await?;
        let counts = capability_counts::by_group(read, &plan, &pairs).await?;
        by_group.extend(chosen.into_iter().map(|group| {
            let [capable, lacking] = counts.get(&group.id).copied().unwrap_or_default();
            (group, capable, lacking)
        }));
    }
    let registered = super::usage::registered(portal, read).await?;
    Ok(Methods { numbers, registered, recent, groups: by_group })
}

/// The people of the report as a file.
#[derive(Debug)]
pub struct People {
    asked: Asked,
    place: Option<Cursor>,
}

/// Begins a file of the people whom the page shows; `list` is its address.
///
/// # Errors
/// [`Error::Denied`].
pub async fn file(portal: &Portal, actor: &Actor, query: &Query, list: String) -> Result<Download<People>, Error> {
    let Sought { asked, .. } = portal.db.read(async |read| looked_up(portal, read, actor, query).await).await?;
    download::begin(portal, actor, File::Registration, list, People { asked, place: None }).await
}

impl Source for People {
    async fn piece(&mut self, read: &Reading<'_>) -> Result<Piece, Error> {
        let first = self.place.is_none();
        let found = capability::people(read, &self.asked, self.place.as_ref(), ROWS).await?;
        let mut text = String::with_capacity(found.people.len() * 120 + 256);
        if first {
            text.push_str(csv::MARK);
            csv::push_line(&mut text, Capability::HEADINGS);
        }
        for (_, person) in &found.people {
            csv::push_line(&mut text, person.cells().iter().map(String::as_str));
        }
        let full = found.people.len() == ROWS;
        let rows = found.people.len();
        self.place = if full { found.people.into_iter().next_back().map(|(place, _)| place) } else { found.stopped };
        Ok(Piece { text, rows, more: self.place.is_some(), cut: false })
    }
}
