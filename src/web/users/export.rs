//! `GET /users/export.csv`: everybody whom the list with the same query shows, as a file that is sent while it is read.

use actix_web::HttpResponse;
use jiff::civil::Date;

use crate::domain::fold::fold;
use crate::domain::id::UserId;
use crate::domain::people::{PeopleFilter, View};
use crate::domain::permission::Permission;
use crate::domain::permit::Actor;
use crate::domain::user::Status;
use crate::service::portal::Portal;
use crate::service::users::export;
use crate::web::caller::Caller;
use crate::web::download;
use crate::web::error::Error;
use crate::web::paths;
use crate::web::view::address::Address;
use crate::web::view::users::address;

use super::{bulk, index};

/// The longest part of a file's name.
const LONGEST_NAME: usize = 40;

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
    let day = caller.app.site.organisation.time_zone.to_datetime(me.now).date();
    let name = name(day, &query.filter);
    let mut list = address(paths::USERS, &query.filter, query.sort, query.direction);
    for person in query.filter.these.iter().flatten() {
        list = list.with(&tick(*person), "on");
    }
    let list = list.link();
    let begin = async move |portal: &Portal, actor: Actor| export::begin(portal, &actor, query, list).await;
    download::send(&caller, &me, download::Format::Csv, &name, begin).await
}

/// The address of a file of people with a tick.
pub(super) fn address_of_these(people: &[UserId]) -> String {
    let file = Address::of(paths::EXPORT_USERS);
    people.iter().fold(file, |file, person| file.with(&tick(*person), "on")).link()
}

fn tick(person: UserId) -> String {
    format!("person_{person}")
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
