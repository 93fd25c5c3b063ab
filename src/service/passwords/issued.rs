//! The temporary passwords that wait, with their age; and all that one person ever had.

use jiff::SignedDuration;

use crate::domain::id::UserId;
use crate::domain::paging::{Cursor, PageSize, Slice, Start};
use crate::domain::password::issued::Issued;
use crate::domain::permission::Permission;
use crate::domain::permit::Actor;
use crate::domain::user::User;
use crate::service::error::Error;
use crate::service::somebody;
use crate::store::conn::Read;
use crate::store::temporary_passwords::{self, Wanted};

/// What the page shows.
#[derive(Debug)]
pub struct Listed {
    /// A page of them.
    pub slice: Slice<Issued>,
    /// Whose, where they are one person's.
    pub user: Option<User>,
    /// How long half of those last used waited, and how many that were; nothing for those who see their own alone.
    pub typical: Option<(SignedDuration, u32)>,
}

/// A page of temporary passwords: everybody's for those who see what everybody did, for others those that they gave.
///
/// # Errors
/// [`Error::Denied`], [`Error::NotFound`] for nobody.
pub async fn list(
    read: &Read<'_>,
    actor: &Actor,
    of: Option<UserId>,
    start: &Start,
    size: PageSize,
) -> Result<Listed, Error> {
    actor.check(Permission::ViewUsers)?;
    let all = actor.check(Permission::ViewAudit).is_ok();
    let user = match of {
        Some(of) => Some(somebody::find(read, of).await?.user),
        None => None,
    };
    let wanted = Wanted { maker: if all { None } else { actor.user() }, user: of };
    let slice = temporary_passwords::page(read, wanted, start, size).await?;
    let typical = if all && of.is_none() { temporary_passwords::time_to_first_use(read).await? } else { None };
    Ok(Listed { slice, user, typical })
}

/// Whether a cursor is a place in such a list.
pub fn is_place(cursor: &Cursor) -> bool {
    temporary_passwords::is_place(cursor)
}
