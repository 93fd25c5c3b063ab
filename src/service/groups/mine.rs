//! The groups that somebody answers for: the way to them for people without a role.

use crate::domain::paging::{PageSize, Slice, Start};
use crate::domain::permit::Actor;
use crate::service::error::Error;
use crate::store::conn::Read;
use crate::store::groups::owners;

use super::directory::{Line, lines};

/// One page of the groups that the actor answers for.
///
/// # Errors
/// [`Error::NotFound`] for guests.
pub async fn list(read: &Read<'_>, actor: &Actor, start: &Start, size: PageSize) -> Result<Slice<Line>, Error> {
    let me = actor.user().ok_or(Error::NotFound)?;
    let Slice { rows, before, after } = owners::owned_by(read, me, start, size).await?;
    Ok(Slice { rows: lines(read, rows).await?, before, after })
}

/// Whether the actor answers for any group.
///
/// # Errors
/// [`Error::NotFound`] for guests.
pub async fn any(read: &Read<'_>, actor: &Actor) -> Result<bool, Error> {
    let me = actor.user().ok_or(Error::NotFound)?;
    let size = PageSize::parse("10").unwrap_or_default();
    Ok(!owners::owned_by(read, me, &Start::First, size).await?.rows.is_empty())
}
