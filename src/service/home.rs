//! The first page of an administrator: what waits, what happened.

use std::rc::Rc;

use crate::domain::audit::Entry;
use crate::domain::paging::Count;
use crate::domain::permission::Permission;
use crate::domain::permit::Actor;
use crate::service::audit;
use crate::service::error::Error;
use crate::service::portal::Portal;
use crate::service::reports::password_resets;
use crate::service::users::counts::{Numbers, numbers};
use crate::store::conn::Read;

/// What the first page shows.
#[derive(Debug)]
pub struct Home {
    /// The numbers beside the views.
    pub numbers: Rc<Numbers>,
    /// Temporary passwords that are not replaced by an own one: as many as the report and their list have.
    pub waiting: Count,
    /// The viewer's last actions.
    pub own: Vec<Entry>,
    /// The newest events, when the viewer may see them.
    pub newest: Option<Vec<Entry>>,
}

/// The first page, for whoever may see the directory.
///
/// # Errors
/// [`Error::Denied`] for people without a role.
pub async fn home(portal: &Portal, read: &Read<'_>, actor: &Actor) -> Result<Home, Error> {
    actor.check(Permission::ViewUsers)?;
    let own = match actor.user() {
        Some(me) => audit::recent_by(read, me).await?,
        None => vec![],
    };
    let newest = if audit::sees_all(actor) { Some(audit::newest(read, actor).await?) } else { None };
    let waiting = password_resets::waiting(read, actor).await?;
    Ok(Home { numbers: numbers(portal, read).await?, waiting, own, newest })
}
