//! `GET /users`: the list of people.

use std::rc::Rc;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::domain::paging::{Cursor, PageSize, Start};
use crate::domain::people::{Direction, Inside, PeopleFilter, Sort, View};
use crate::domain::user::Status;
use crate::service::users::directory::{self, Query};
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::error_kind::ErrorKind;
use crate::web::form::Fields;
use crate::web::page::Section;
use crate::web::view::users::UsersIndex;

/// The longest search.
const LONGEST_SEARCH: usize = 200;

/// A page of people.
///
/// # Errors
/// 403 for people without a role, 422 for an address that asks for what does not exist.
pub async fn show(caller: Caller) -> Result<HttpResponse, Error> {
    let query = caller.query(query).await?;
    let (asked, again) = (query.clone(), query.clone());
    let (me, found) = caller
        .page_ahead(
            // Only the list of everybody: how long a search takes would tell whoever is kept out what it found.
            async move |portal, read| {
                if asked.filter.is_open() { directory::list(portal, read, &asked).await.map(Some) } else { Ok(None) }
            },
            async move |portal, read, me, early| {
                let list = match early {
                    Some(list) => list,
                    None => directory::list(portal, read, &again).await?,
                };
                let people = list.shown_to(&me.actor)?;
                let without = directory::without_each(portal, read, &again, &people).await?;
                Ok((people, without))
            },
        )
        .await?;
    let (people, without) = found;
    let page = UsersIndex {
        page: caller.view(&me, Section::Users, None)?,
        found: (!query.filter.is_open()).then_some(people.total),
        filter: query.filter,
        sort: query.sort,
        direction: query.direction,
        size: query.size,
        start: query.start,
        counts: *people.numbers.views(),
        departments: Rc::clone(&people.numbers.departments),
        group: people.group.map(|group| group.name),
        people: people.slice,
        without,
    };
    caller.html(StatusCode::OK, &page)
}

fn query(mut fields: Fields) -> Result<Query, Error> {
    let bad = || Error::Page(ErrorKind::BadForm);
    let mut given = |name: &str| fields.take(name).filter(|value| !value.is_empty());
    let (q, view, status, department, group) =
        (given("q"), given("view"), given("status"), given("department"), given("group"));
    let (sort, dir, after, before, size) =
        (given("sort"), given("dir"), given("after"), given("before"), given("size"));
    fields.finish()?;
    let sort = sort.map_or(Ok(Sort::default()), |sort| Sort::from_id(&sort).ok_or_else(bad))?;
    let words = |text: Option<String>| match text {
        Some(text) if text.chars().count() > LONGEST_SEARCH => Err(bad()),
        text => Ok(text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())),
    };
    let start = match (after, before) {
        (None, None) => Start::First,
        (Some(after), None) => Start::After(Cursor::decode(&after, sort.keys()).map_err(|_| bad())?),
        (None, Some(before)) => Start::Before(Cursor::decode(&before, sort.keys()).map_err(|_| bad())?),
        (Some(_), Some(_)) => return Err(bad()),
    };
    Ok(Query {
        filter: PeopleFilter {
            search: words(q)?,
            view: view.map_or(Ok(View::default()), |view| View::from_id(&view).ok_or_else(bad))?,
            status: status.map(|status| Status::from_id(&status).ok_or_else(bad)).transpose()?,
            department: words(department)?,
            group: group.as_deref().map(inside).transpose()?,
        },
        sort,
        direction: dir.map_or(Ok(Direction::default()), |dir| Direction::from_id(&dir).ok_or_else(bad))?,
        start,
        size: size.map_or(Ok(PageSize::default()), |size| PageSize::parse(&size).map_err(|_| bad()))?,
    })
}

fn inside(group: &str) -> Result<Inside, Error> {
    let group = group.parse().map_err(|_| Error::Page(ErrorKind::BadForm))?;
    Ok(Inside { group, all: vec![group] })
}
