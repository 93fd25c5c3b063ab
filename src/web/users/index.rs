//! `GET /users`: the list of people.

use std::rc::Rc;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::domain::columns::{Choice, Columns};
use crate::domain::paging::{Count, Cursor, PageSize, Start};
use crate::domain::people::{Direction, Inside, Part, PeopleFilter, Sort, View};
use crate::domain::user::Status;
use crate::service::error::Error as ServiceError;
use crate::service::portal::{Portal, Reading};
use crate::service::users::directory::{self, People, Query, Unseen};
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::error_kind::ErrorKind;
use crate::web::form::Fields;
use crate::web::me::Me;
use crate::web::page::Section;
use crate::web::view::users::UsersIndex;

/// The longest search.
pub(in crate::web) const LONGEST_SEARCH: usize = 200;

/// What the address asks for.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    /// Whom, in which order.
    pub(super) query: Query,
    /// Columns and size, where the address names them: then it wins over what somebody has chosen.
    given: Choice,
}

impl Asked {
    /// Whether it can be asked for together with the visitor: the list of everybody, as most people see it. How long a search takes
    /// would tell whoever is kept out what it found.
    fn goes_ahead(&self) -> bool {
        self.query.filter.is_open() && !self.query.details
    }

    /// As this visitor wants to see it.
    fn seen_by(&self, chosen: Choice) -> (Query, Columns) {
        let columns = self.given.columns.or(chosen.columns).unwrap_or_default();
        let size = self.given.size.or(chosen.size).unwrap_or_default();
        (Query { size, details: columns.need_details(), ..self.query.clone() }, columns)
    }
}

/// The list, and for an empty one how many there would be without one part of the filter.
type Found = (People, Vec<(Part, Count)>);

/// A page of people.
///
/// # Errors
/// 403 for people without a role, 422 for an address that asks for what does not exist.
pub async fn show(caller: Caller) -> Result<HttpResponse, Error> {
    let asked = caller.query(query).await?;
    let (first, then) = (asked.clone(), asked.clone());
    let read = caller.page_ahead(
        async move |portal, read| {
            if first.goes_ahead() { directory::list(portal, read, &first.query).await.map(Some) } else { Ok(None) }
        },
        async move |portal, read, me, early| {
            let (query, _) = then.seen_by(chosen(me));
            match early {
                Some(list) if query.size == then.query.size && !query.details => {
                    found(portal, read, me, &query, list).await.map(Some)
                }
                // Whoever has chosen otherwise is asked for once more: that read is over.
                Some(_) => Ok(None),
                None => {
                    let list = directory::list(portal, read, &query).await?;
                    found(portal, read, me, &query, list).await.map(Some)
                }
            }
        },
    );
    let (me, early) = read.await?;
    let (query, columns) = asked.seen_by(chosen(&me));
    let (people, without) = if let Some(found) = early {
        found
    } else {
        let query = query.clone();
        let read = caller.page(async move |portal, read, me| {
            let list = directory::list(portal, read, &query).await?;
            found(portal, read, me, &query, list).await
        });
        read.await?.1
    };
    let page = UsersIndex {
        page: caller.view(&me, Section::Users, None)?,
        found: (!query.filter.is_open()).then_some(people.total),
        filter: query.filter,
        sort: query.sort,
        direction: query.direction,
        columns,
        size: query.size,
        given: asked.given,
        start: query.start,
        counts: *people.numbers.views(),
        departments: Rc::clone(&people.numbers.departments),
        group: people.group.map(|group| group.name),
        people: people.slice,
        details: people.details,
        locked: people.locked,
        without,
    };
    caller.html(StatusCode::OK, &page)
}

fn chosen(me: &Me) -> Choice {
    me.visitor.as_ref().map(|visitor| visitor.choice).unwrap_or_default()
}

async fn found(
    portal: &Portal,
    read: &Reading<'_>,
    me: &Me,
    query: &Query,
    list: Unseen,
) -> Result<Found, ServiceError> {
    let people = list.shown_to(&me.actor)?;
    let without = directory::without_each(portal, read, query, &people).await?;
    Ok((people, without))
}

/// What the address of the list asks for.
pub(super) fn query(mut fields: Fields) -> Result<Asked, Error> {
    let bad = || Error::Page(ErrorKind::BadForm);
    let mut given = |name: &str| fields.take(name).filter(|value| !value.is_empty());
    let (q, view, status, department, group) =
        (given("q"), given("view"), given("status"), given("department"), given("group"));
    let (sort, dir, after, before, size, columns) =
        (given("sort"), given("dir"), given("after"), given("before"), given("size"), given("columns"));
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
    let given = Choice {
        columns: columns.map(|columns| Columns::parse(&columns).ok_or_else(bad)).transpose()?,
        size: size.map(|size| PageSize::parse(&size).map_err(|_| bad())).transpose()?,
    };
    let query = Query {
        filter: PeopleFilter {
            search: words(q)?,
            view: view.map_or(Ok(View::default()), |view| View::from_id(&view).ok_or_else(bad))?,
            status: status.map(|status| Status::from_id(&status).ok_or_else(bad)).transpose()?,
            department: words(department)?,
            group: group.as_deref().map(inside).transpose()?,
            these: None,
        },
        sort,
        direction: dir.map_or(Ok(Direction::default()), |dir| Direction::from_id(&dir).ok_or_else(bad))?,
        start,
        size: given.size.unwrap_or_default(),
        details: given.columns.is_some_and(Columns::need_details),
    };
    Ok(Asked { query, given })
}

fn inside(group: &str) -> Result<Inside, Error> {
    let group = group.parse().map_err(|_| Error::Page(ErrorKind::BadForm))?;
    Ok(Inside { group, all: vec![group] })
}
