//! Work on many people: the list, one job, stopping it.
pub mod index;
pub mod show;

use crate::domain::paging::{Cursor, PageSize, Start};
use crate::service::jobs;
use crate::web::error::Error;
use crate::web::error_kind::ErrorKind;
use crate::web::form::Fields;

/// From where a page starts, and how many rows it has.
pub(super) fn place(fields: &mut Fields) -> Result<(Start, PageSize), Error> {
    let bad = || Error::Page(ErrorKind::BadForm);
    let mut given = |name: &str| fields.take(name).filter(|value| !value.is_empty());
    let (after, before, size) = (given("after"), given("before"), given("size"));
    let place = |word: &str| Cursor::decode(word, 1).ok().filter(jobs::is_place).ok_or_else(bad);
    let start = match (after, before) {
        (None, None) => Start::First,
        (Some(after), None) => Start::After(place(&after)?),
        (None, Some(before)) => Start::Before(place(&before)?),
        (Some(_), Some(_)) => return Err(bad()),
    };
    Ok((start, size.map_or(Ok(PageSize::default()), |size| PageSize::parse(&size).map_err(|_| bad()))?))
}
