//! `GET /temporary-passwords`: those that wait, the oldest first; with `?person=`, all that one person ever had.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::domain::id::UserId;
use crate::domain::paging::{PageSize, Start};
use crate::service::passwords::issued;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::error_kind::ErrorKind;
use crate::web::form::Fields;
use crate::web::page::Section;
use crate::web::place;
use crate::web::view::temporary_passwords::TemporaryPasswords;

/// A page of them.
///
/// # Errors
/// The gate's, 404 for a person that is not there, 422 for an address that asks for what does not exist.
pub async fn show(caller: Caller) -> Result<HttpResponse, Error> {
    let (of, start, size) = caller.query(asked).await?;
    let from = start.clone();
    let (me, listed) =
        caller.page(async move |_, read, me| issued::list(read, &me.actor, of, &from, size).await).await?;
    let page = caller.view(&me, Section::TemporaryPasswords, None)?;
    let all = page.sees_everything();
    caller.html(StatusCode::OK, &TemporaryPasswords { page, listed, size, all })
}

fn asked(mut fields: Fields) -> Result<(Option<UserId>, Start, PageSize), Error> {
    let bad = || Error::Page(ErrorKind::BadForm);
    let person = fields.take("person").filter(|person| !person.is_empty());
    let of = person.map(|person| person.parse().map_err(|_| bad())).transpose()?;
    let (start, size) = place::taken(&mut fields)?;
    fields.finish()?;
    if let Start::After(cursor) | Start::Before(cursor) = &start
        && !issued::is_place(cursor)
    {
        return Err(bad());
    }
    Ok((of, start, size))
}
