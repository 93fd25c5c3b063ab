//! Who registered what, when: a row for each thing, from the audit log, so that it is never late (R-320, T-130).

use crate::domain::audit::{Entry, Filter};
use crate::domain::csv;
use crate::domain::download_event::File;
use crate::domain::paging::{Cursor, PageSize, Slice, Start};
use crate::domain::people::Missed;
use crate::domain::period::Period;
use crate::domain::permission::Permission;
use crate::domain::permit::Actor;
use crate::domain::registered::{ACTIVITIES, Registered};
use crate::service::audit;
use crate::service::download::{self, Download, Piece, ROWS, Source};
use crate::service::error::Error;
use crate::service::portal::{Portal, Reading};
use crate::store::audit as store;

/// What the page is asked for, as typed: names are looked up here.
#[derive(Debug, Clone, Default)]
pub struct Query {
    /// Which time.
    pub period: Period,
    /// Who, by name or user name.
    pub person: Option<String>,
    /// From where.
    pub start: Start,
    /// How many.
    pub size: PageSize,
}

/// What the page shows.
#[derive(Debug)]
pub struct Listed {
    /// The rows, newest first.
    pub rows: Slice<Registered>,
    /// Words of the person that found nobody.
    pub missed: Option<Missed>,
}

/// One page of it, for whoever sees what everybody did.
///
/// # Errors
/// [`Error::Denied`].
pub async fn list(portal: &Portal, read: &Reading<'_>, actor: &Actor, query: &Query) -> Result<Listed, Error> {
    let (filter, missed) = looked_up(portal, read, actor, query).await?;
    let Slice { rows, before, after } = store::page(read, &filter, &query.start, query.size).await?;
    Ok(Listed { rows: Slice { rows: registered(&rows), before, after }, missed })
}

fn registered(entries: &[Entry]) -> Vec<Registered> {
    entries.iter().filter_map(Registered::of).collect()
}

async fn looked_up(
    portal: &Portal,
    read: &Reading<'_>,
    actor: &Actor,
    query: &Query,
) -> Result<(Filter, Option<Missed>), Error> {
    actor.check(Permission::ViewAudit)?;
    let (from, until) = query.period.moments(read.now().await?, &portal.organisation.time_zone);
    let mut missed = None;
    let subjects = match &query.person {
        Some(person) => Some(audit::people(portal, read, person, &mut missed).await?),
        None => None,
    };
    let filter = Filter {
        subjects,
        activities: Some(ACTIVITIES.into()),
        succeeded: Some(true),
        // A code that is on its way to an address registers nothing yet.
        whole: true,
        from: Some(from),
        until: Some(until),
        ..Filter::default()
    };
    Ok((filter, missed))
}

/// The rows as a file.
#[derive(Debug)]
pub struct Rows {
    filter: Filter,
    place: Option<Cursor>,
}

/// Begins a file of the rows that the page shows; `list` is its address.
///
/// # Errors
/// [`Error::Denied`].
pub async fn file(portal: &Portal, actor: &Actor, query: &Query, list: String) -> Result<Download<Rows>, Error> {
    let (filter, _) = portal.db.read(async |read| looked_up(portal, read, actor, query).await).await?;
    download::begin(portal, actor, File::Registered, list, Rows { filter, place: None }).await
}

impl Source for Rows {
    async fn piece(&mut self, read: &Reading<'_>) -> Result<Piece, Error> {
        let first = self.place.is_none();
        let start = self.place.take().map_or(Start::First, Start::After);
        let found = store::rows(read, &self.filter, &start, ROWS).await?;
        let mut text = String::with_capacity(found.len() * 100 + 256);
        if first {
            text.push_str(csv::MARK);
            csv::push_line(&mut text, Registered::HEADINGS);
        }
        for row in registered(&found) {
            csv::push_line(&mut text, row.cells().iter().map(String::as_str));
        }
        self.place = found.last().map(store::place);
        Ok(Piece { text, rows: found.len(), more: found.len() == ROWS, cut: false })
    }
}
