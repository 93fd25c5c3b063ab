//! `GET /users/deleted`: who is deleted, since when, and until when that can be undone.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::domain::id::FormKey;
use crate::domain::paging::{Cursor, PageSize, Start};
use crate::service::error::Error as ServiceError;
use crate::service::users::deleted;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::error_kind::ErrorKind;
use crate::web::form::Fields;
use crate::web::page::Section;
use crate::web::view::deleted::{DeletedIndex, Row};

/// A page of the deleted.
///
/// # Errors
/// 403 for people without a role, 422 for an address that asks for what does not exist.
pub async fn index(caller: Caller) -> Result<HttpResponse, Error> {
    let (start, size) = caller.query(query).await?;
    let from = start.clone();
    let (me, people) = caller.page(async move |_, read, me| deleted::list(read, &me.actor, &from, size).await).await?;
    let mut dice = caller.app.site.dice.clone();
    // Each row has a form of its own, and so a key of its own: whoever comes back to this page can restore the next one.
    let row = |person| Ok::<_, ServiceError>(Row { person, key: FormKey::new(me.now, &mut dice)? });
    let rows = people.rows.into_iter().map(row).collect::<Result<_, _>>()?;
    let page = caller.view(&me, Section::Users, None)?;
    let view = DeletedIndex { page, rows, before: people.before, after: people.after, start, size };
    caller.html(StatusCode::OK, &view)
}

fn query(mut fields: Fields) -> Result<(Start, PageSize), Error> {
    let bad = || Error::Page(ErrorKind::BadForm);
    let mut given = |name: &str| fields.take(name).filter(|value| !value.is_empty());
    let (after, before, size) = (given("after"), given("before"), given("size"));
    fields.finish()?;
    let place = |word: &str| Cursor::decode(word, 1).ok().filter(deleted::is_place).ok_or_else(bad);
    let start = match (after, before) {
        (None, None) => Start::First,
        (Some(after), None) => Start::After(place(&after)?),
        (None, Some(before)) => Start::Before(place(&before)?),
        (Some(_), Some(_)) => return Err(bad()),
    };
    let size = size.map_or(Ok(PageSize::default()), |size| PageSize::parse(&size).map_err(|_| bad()))?;
    Ok((start, size))
}
