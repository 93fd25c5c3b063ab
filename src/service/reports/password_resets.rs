//! The report of password resets: its numbers, who reset whom, its rows, and the same rows as a file (R-321…R-330, T-131, T-132).

use std::collections::HashMap;

use futures_util::future::{try_join, try_join4};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::domain::check::Check;
use crate::domain::csv;
use crate::domain::id::{EventId, ResetId, UserId};
use crate::domain::paging::{Count, Cursor, PageSize, Slice, Start};
use crate::domain::password::issued::Issued;
use crate::domain::people::Missed;
use crate::domain::period::Period;
use crate::domain::permission::Permission;
use crate::domain::permit::Actor;
use crate::domain::reset_report::{Kind, Outcome, Reset};
use crate::service::audit;
use crate::service::download::{self, Piece, ROWS, Source};
use crate::service::error::Error;
use crate::service::portal::{Portal, Reading};
use crate::store;
use crate::store::conn::Read;
use crate::store::db::Db;
use crate::store::password_resets::{self, Filter};
use crate::store::reset_figures::{self, Span};

pub use crate::store::reset_figures::{Maker, Number};

/// So many administrators are shown by name.
pub const MOST_MAKERS: u32 = 20;

/// What the page is asked for, as typed: names are looked up here.
#[derive(Debug, Clone, Default)]
pub struct Query {
    /// Which time.
    pub period: Period,
    /// Only of this kind.
    pub kind: Option<Kind>,
    /// Only what came to this.
    pub outcome: Option<Outcome>,
    /// Whose password, by name or user name.
    pub person: Option<String>,
    /// Who reset it, by name or user name.
    pub by: Option<String>,
    /// The oldest first; otherwise the newest.
    pub oldest_first: bool,
    /// From where.
    pub start: Start,
    /// How many.
    pub size: PageSize,
}

/// What the page shows.
#[derive(Debug)]
pub struct Report {
    /// How many came to what, in every day or hour that had any; of everything in that time, whatever the rows are narrowed to.
    pub numbers: Vec<Number>,
    /// What the chart has a column for.
    pub slots: Vec<String>,
    /// Who reset most.
    pub makers: Vec<Maker>,
    /// Whether there are more of them than are shown.
    pub has_more_makers: bool,
    /// Half of the temporary passwords that were first used in that time waited no longer than so many seconds.
    pub half_waited: Option<f64>,
    /// How many temporary passwords are not replaced by an own one now.
    pub waiting: Count,
    /// The rows, in the order that was asked for.
    pub rows: Slice<Reset>,
    /// What is known beside those of administrators.
    pub beside: HashMap<ResetId, Beside>,
    /// Words of the person or the administrator that found nobody.
    pub missed: Option<Missed>,
}

/// What is known of an administrator's reset beside its row.
#[derive(Debug, Clone, Default)]
pub struct Beside {
    /// How the caller was checked.
    pub check: Option<Check>,
    /// Ticket or reason.
    pub reason: Option<String>,
    /// What became of the temporary password.
    pub issued: Option<Issued>,
}

/// From the events of the log, which have the ids of their resets, and from the temporary passwords of the same moments.
async fn beside(read: &Reading<'_>, rows: &[Reset]) -> Result<HashMap<ResetId, Beside>, Error> {
    let by_others: Vec<&Reset> = rows.iter().filter(|row| row.kind == Kind::Administrator).collect();
    let mut beside: HashMap<ResetId, Beside> = HashMap::new();
    if by_others.is_empty() {
        return Ok(beside);
    }
    let ids: Vec<EventId> = by_others.iter().map(|row| EventId::from_uuid(row.id.uuid())).collect();
    let given: Vec<(UserId, Timestamp)> = by_others.iter().map(|row| (row.user, row.at)).collect();
    let (told, made) =
        try_join(store::audit::these(read, &ids), store::temporary_passwords::made(read, &given)).await?;
    for entry in told {
        let one = beside.entry(ResetId::from_uuid(entry.id.uuid())).or_default();
        one.check = entry.detail("verified_by").and_then(Check::from_id);
        one.reason = entry.detail("reason").map(str::to_owned);
    }
    for issued in made {
        let of = by_others.iter().find(|row| (row.user, row.at) == (issued.user.id, issued.made_at));
        if let Some(row) = of.filter(|row| row.outcome == Outcome::Succeeded) {
            beside.entry(row.id).or_default().issued = Some(issued);
        }
    }
    Ok(beside)
}

/// The report: of everybody for those who see what everybody did, of the own deeds for others. Its numbers travel with its rows, which
/// are asked for first: what stands beside them is asked for as soon as they are there.
///
/// # Errors
/// [`Error::Denied`] for people without a role.
pub async fn report(portal: &Portal, read: &Reading<'_>, actor: &Actor, query: &Query) -> Result<Report, Error> {
    let (filter, missed) = looked_up(portal, read, actor, query).await?;
    let (now, zone) = (read.now().await?, &portal.organisation.time_zone);
    let span = span(query.period, now, zone, own(actor));
    let listed = async {
        let found = password_resets::rows(read, &filter, &query.start, query.size.rows() + 1).await?;
        let rows = Slice::cut(found, &query.start, query.size, password_resets::place);
        let beside = beside(read, &rows.rows).await?;
        Ok::<_, Error>((rows, beside))
    };
    let figures = async {
        try_join4(
            reset_figures::makers(read, &span, MOST_MAKERS.cast_signed() + 1),
            reset_figures::numbers(read, &span),
            reset_figures::time_to_first_use(read, &span),
            reset_figures::waiting(read, own(actor), Count::LIMIT),
        )
        .await
        .map_err(Error::from)
    };
    let ((rows, beside), (mut makers, numbers, half_waited, waiting)) = try_join(listed, figures).await?;
    let has_more_makers = makers.len() > MOST_MAKERS as usize;
    makers.truncate(MOST_MAKERS as usize);
    Ok(Report {
        numbers,
        slots: query.period.slots(now, zone),
        makers,
        has_more_makers,
        half_waited,
        waiting: Count::capped(waiting),
        rows,
        beside,
        missed,
    })
}

/// A time as its numbers are asked for, of everybody or of one administrator.
pub(super) fn span(period: Period, now: Timestamp, zone: &TimeZone, by: Option<UserId>) -> Span {
    let (days, (from, until)) = (period.days(now, zone), period.moments(now, zone));
    Span {
        from,
        until,
        first_day: days.map(|(from, _)| from),
        end_day: days.map_or_else(|| zone.to_datetime(now).date(), |(_, to)| to.tomorrow().unwrap_or(to)),
        zone: zone.iana_name().unwrap_or("UTC").to_owned(),
        by,
    }
}

/// How many temporary passwords are not replaced by an own one now: the one number of the first page and of the report. Their list shows as many.
///
/// # Errors
/// The store's.
pub async fn waiting(read: &Read<'_>, actor: &Actor) -> Result<Count, Error> {
    Ok(Count::capped(reset_figures::waiting(read, own(actor), Count::LIMIT).await?))
}

/// Whose deeds alone somebody sees; nothing for those who see everybody's.
fn own(actor: &Actor) -> Option<UserId> {
    if audit::sees_all(actor) { None } else { actor.user() }
}

async fn looked_up(
    portal: &Portal,
    read: &Reading<'_>,
    actor: &Actor,
    query: &Query,
) -> Result<(Filter, Option<Missed>), Error> {
    actor.check(Permission::ViewOwnAudit)?;
    let (from, until) = query.period.moments(read.now().await?, &portal.organisation.time_zone);
    let (mut users, mut by, mut missed) = (None, None, None);
    for (typed, found) in [(&query.person, &mut users), (&query.by, &mut by)] {
        if let Some(typed) = typed {
            *found = Some(audit::people(portal, read, typed, &mut missed).await?);
        }
    }
    if let Some(me) = own(actor) {
        let asked = by.as_ref().is_none_or(|by| by.contains(&me));
        by = Some(if asked { vec![me] } else { vec![] });
    }
    let (kind, outcome, oldest_first) = (query.kind, query.outcome, query.oldest_first);
    Ok((Filter { from, until, kind, outcome, users, by, oldest_first }, missed))
}

/// The rows of the report as a file.
#[derive(Debug)]
pub struct Rows {
    filter: Filter,
    place: Option<Cursor>,
}

/// Begins a file of the rows that the page shows; `list` is its address.
///
/// # Errors
/// [`Error::Denied`] for people without a role.
pub async fn file(
    portal: &Portal,
    actor: &Actor,
    query: &Query,
    list: String,
) -> Result<download::Download<Rows>, Error> {
    let (filter, _) = portal.db.read(async |read| looked_up(portal, read, actor, query).await).await?;
    let file = crate::domain::download_event::File::PasswordResets;
    download::begin(portal, actor, file, list, Rows { filter, place: None }).await
}

impl Source for Rows {
    async fn piece(&mut self, read: &Reading<'_>) -> Result<Piece, Error> {
        let first = self.place.is_none();
        let start = self.place.take().map_or(Start::First, Start::After);
        let found = password_resets::rows(read, &self.filter, &start, ROWS).await?;
        let mut text = String::with_capacity(found.len() * 160 + 256);
        if first {
            text.push_str(csv::MARK);
            csv::push_line(&mut text, Reset::HEADINGS);
        }
        for reset in &found {
            csv::push_line(&mut text, reset.cells().iter().map(String::as_str));
        }
        self.place = found.last().map(password_resets::place);
        Ok(Piece { text, rows: found.len(), more: found.len() == ROWS, cut: false })
    }
}

/// So many days and hours at a time.
const STEP: usize = 30;

/// Counts some of the days that are over and then of the last hours, each in a statement of its own. Says how many.
///
/// # Errors
/// The store's.
pub async fn count_days(db: &Db) -> Result<usize, Error> {
    let now = db.read(async |read| Ok::<_, Error>(read.now().await?)).await?;
    let mut counted = 0;
    while counted < STEP && db.keep_house(async |house| reset_figures::count_day(house, now).await).await? {
        counted += 1;
    }
    Ok(counted)
}

/// Whether a cursor is a place in this report.
pub fn is_place(cursor: &Cursor) -> bool {
    cursor.moment().is_some()
}
