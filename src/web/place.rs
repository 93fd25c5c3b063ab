//! Which page of a list an address asks for.

use super::error::Error;
use super::error_kind::ErrorKind;
use super::form::Fields;
use crate::domain::paging::{Cursor, PageSize, Start};

/// Takes `after`, `before` and `size` of a list that is sorted by one key.
///
/// # Errors
/// 422 for what does not exist.
pub fn taken(fields: &mut Fields) -> Result<(Start, PageSize), Error> {
    let bad = || Error::Page(ErrorKind::BadForm);
    let mut given = |name: &str| fields.take(name).filter(|value| !value.is_empty());
    let (after, before, size) = (given("after"), given("before"), given("size"));
    let start = match (after, before) {
        (None, None) => Start::First,
        (Some(after), None) => Start::After(Cursor::decode(&after, 1).map_err(|_| bad())?),
        (None, Some(before)) => Start::Before(Cursor::decode(&before, 1).map_err(|_| bad())?),
        (Some(_), Some(_)) => return Err(bad()),
    };
    let size = size.map_or(Ok(PageSize::default()), |size| PageSize::parse(&size).map_err(|_| bad()))?;
    Ok((start, size))
}
