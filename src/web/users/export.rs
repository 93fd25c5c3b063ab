//! `GET /users/export.csv`: everybody whom the list with the same query shows, as a file that is sent while it is read.

use std::time::{Duration, Instant};

use actix_web::http::header;
use actix_web::web::Bytes;
use actix_web::{HttpMessage as _, HttpResponse};
use futures_util::Stream;
use futures_util::stream::unfold;
use jiff::civil::Date;
use thiserror::Error;
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::time::timeout;

use crate::domain::fold::fold;
use crate::domain::id::UserId;
use crate::domain::people::{PeopleFilter, View};
use crate::domain::permission::Permission;
use crate::domain::user::Status;
use crate::service::portal::Portal;
use crate::service::users::export::{self, Export, Full, Next, Place};
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::error_kind::ErrorKind;
use crate::web::middleware::request::HeadOnly;
use crate::web::middleware::same_origin::is_foreign;
use crate::web::paths;
use crate::web::view::address::Address;
use crate::web::view::users::address;

use super::{bulk, index};

/// A reader who takes nothing of the next piece for so long is let go: others wait for the place.
const SLOWEST: Duration = Duration::from_secs(30);
/// Nobody reads longer (R-144 gives a job an hour).
const LONGEST: Duration = Duration::from_hours(1);
/// The longest part of a file's name.
const LONGEST_NAME: usize = 40;

/// The file did not come to its end; the connection ends without one, so that the browser says so.
#[derive(Debug, Error)]
#[error("the file was broken off")]
struct BrokenOff;

enum Part {
    Piece(String),
    End,
}

/// Sends the file.
///
/// # Errors
/// 403 for people without a role and for other sites, 422 as the list, 429 while the same person reads one, 503 when too many do.
pub async fn show(caller: Caller) -> Result<HttpResponse, Error> {
    let query = caller
        .query(|mut fields| {
            let these = bulk::ticked(&mut fields)?;
            let mut query = index::query(fields)?.query;
            query.filter.these = (!these.is_empty()).then_some(these);
            Ok(query)
        })
        .await?;
    let me = caller.enter().await?;
    me.actor.check(Permission::ViewUsers).map_err(|denied| Error::Denied(Box::new(denied)))?;
    // The log shall tell what an administrator did, not what another site or a browser's guess did in his name.
    let headers = caller.http().headers();
    if is_foreign(caller.app.site.public.origin(), headers) || headers.contains_key("sec-purpose") {
        return Err(ErrorKind::CrossSite.into());
    }
    let mut answer = HttpResponse::Ok();
    answer.insert_header((header::CONTENT_TYPE, "text/csv; charset=utf-8; header=present"));
    let day = caller.app.site.organisation.time_zone.to_datetime(me.now).date();
    let name = name(day, &query.filter);
    answer.insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")));
    if caller.http().extensions().get::<HeadOnly>().is_some() {
        return Ok(answer.finish());
    }
    let place = caller.app.site.downloads.enter(me.person()?.user.id).map_err(|full| match full {
        Full::Yours => ErrorKind::TooMany,
        Full::Everybody => ErrorKind::Busy,
    })?;
    let mut list = address(paths::USERS, &query.filter, query.sort, query.direction);
    for person in query.filter.these.iter().flatten() {
        list = list.with(&tick(*person), "on");
    }
    let list = list.link();
    let actor = me.actor.clone();
    let begun = caller.run(&me, async move |portal| export::begin(portal, &actor, query, list).await).await?;
    let (sender, receiver) = channel(1);
    caller.app.start(async move |portal| send(portal, begun, place, &sender).await);
    Ok(answer.streaming(parts(receiver)))
}

/// The address of a file of people with a tick.
pub(super) fn address_of_these(people: &[UserId]) -> String {
    let file = Address::of(paths::EXPORT_USERS);
    people.iter().fold(file, |file, person| file.with(&tick(*person), "on")).link()
}

fn tick(person: UserId) -> String {
    format!("person_{person}")
}

/// Reads and hands over, until it is done or nobody takes any more. The row about the end is written before the reader sees the end.
async fn send(portal: &Portal, mut export: Export, place: Place, parts: &Sender<Part>) {
    let begun = Instant::now();
    let whole = loop {
        let piece = match export.next(portal).await {
            Ok(Next::Piece(piece)) => piece,
            Ok(Next::End) => break true,
            Ok(Next::Barred) => break false,
            Err(error) => {
                tracing::error!(%error, "a download was broken off");
                break false;
            }
        };
        let late = LONGEST.saturating_sub(begun.elapsed());
        if !matches!(timeout(SLOWEST.min(late), parts.send(Part::Piece(piece))).await, Ok(Ok(()))) {
            break false;
        }
    };
    let told = export.end(portal, whole).await;
    if let Err(error) = &told {
        tracing::error!(%error, "the end of a download could not be written down");
    }
    drop(place);
    if whole && told.is_ok() {
        // Whoever has gone meanwhile has it all.
        let _ = timeout(SLOWEST, parts.send(Part::End)).await;
    }
}

/// Only [`Part::End`] is an end.
fn parts(receiver: Receiver<Part>) -> impl Stream<Item = Result<Bytes, BrokenOff>> {
    unfold(Some(receiver), async |receiver| {
        let mut receiver = receiver?;
        match receiver.recv().await {
            Some(Part::Piece(piece)) => Some((Ok(piece.into()), Some(receiver))),
            Some(Part::End) => None,
            None => Some((Err(BrokenOff), None)),
        }
    })
}

/// `users-2026-11-28-blocked-sales.csv`: the day and the filter, in letters that every system takes.
fn name(day: Date, filter: &PeopleFilter) -> String {
    let view = (filter.view != View::All).then(|| filter.view.id());
    let group = filter.group.as_ref().map(|_| "group");
    let these = filter.these.as_ref().map(|_| "selected");
    let parts =
        [view, filter.status.map(Status::id), filter.department.as_deref(), group, these, filter.search.as_deref()];
    let mut name = format!("users-{day}");
    for part in parts.into_iter().flatten() {
        let folded: String =
            fold(part).chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).take(LONGEST_NAME).collect();
        let plain: Vec<&str> = folded.split('-').filter(|word| !word.is_empty()).collect();
        if !plain.is_empty() {
            name.push('-');
            name.push_str(&plain.join("-"));
        }
    }
    name.push_str(".csv");
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_the_file_tells_the_day_and_the_filter_and_nothing_that_a_header_could_not_hold() {
        let day = jiff::civil::date(2026, 11, 28);
        assert_eq!(name(day, &PeopleFilter::default()), "users-2026-11-28.csv");
        let filter = PeopleFilter {
            search: Some("\"\r\nX: ../日本".to_owned()),
            view: View::Blocked,
            status: Some(Status::Blocked),
            department: Some("Zórg & Welzijn".to_owned()),
            group: None,
            these: None,
        };
        assert_eq!(name(day, &filter), "users-2026-11-28-blocked-blocked-zorg-welzijn-x.csv");
    }
}
