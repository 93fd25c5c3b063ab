//! Places that have to wait: seen by whoever may unlock people or sees the whole log, and let in again (R-250g).

use crate::domain::activity;
use crate::domain::event::Event;
use crate::domain::id::FormKey;
use crate::domain::lockout_event::LockoutEvent;
use crate::domain::permission::Permission;
use crate::domain::permit::Actor;
use crate::domain::source_limit::{Held, Waiting, meant};
use crate::service::error::Error;
use crate::service::portal::Portal;
use crate::service::somebody;
use crate::store::conn::Read;
use crate::store::{forms, held_places};

/// So many are shown: whoever sees more of them sees a flood, and the rule of places is what helps then.
pub const MOST: usize = 100;
/// The name of the form, for its single use.
const FORM: &str = "let-in";

/// What the page shows.
#[derive(Debug)]
pub struct Listed {
    /// The places, those that wait longest first.
    pub places: Vec<Waiting>,
    /// Whether there are more.
    pub more: bool,
}

/// The places that have to wait now; those alone that an address or a place names, where one is named: of very many the one is found that is to be
/// let in.
///
/// # Errors
/// [`Error::Denied`] for whoever may neither unlock people nor see what everybody does.
pub async fn list(read: &Read<'_>, actor: &Actor, named: Option<&str>) -> Result<Listed, Error> {
    if actor.check(Permission::ViewAudit).is_err() {
        actor.check(Permission::Unlock)?;
    }
    let now = read.now().await?;
    let mut places = held_places::list(read, now, named.map(meant), MOST + 1).await?;
    let more = places.len() > MOST;
    places.truncate(MOST);
    Ok(Listed { places, more })
}

/// Lets a place in again. Says whether it had to wait.
///
/// # Errors
/// [`Error::Denied`]; [`Error::Replayed`] when the form was used before.
pub async fn let_in(portal: &Portal, actor: &Actor, source: &str, held: Held, key: FormKey) -> Result<bool, Error> {
    let done = portal.db.write(async |tx| {
        let told = |error: Error| error.told_as(activity::SOURCE_RELEASED);
        let actor = &somebody::as_of_now(tx, actor, Permission::Unlock).await.map_err(told)?;
        let permit = actor.may(Permission::Unlock).map_err(|denied| denied.told_as(activity::SOURCE_RELEASED))?;
        if let Some(admin) = actor.user()
            && !forms::consume(tx, key, admin, FORM, None).await?
        {
            return Err(Error::Replayed);
        }
        if !held_places::let_in(tx, source, held).await? {
            return Err(Error::NotFound);
        }
        let event = LockoutEvent::SourceReleased { source: source.to_owned(), held };
        Ok(permit.change(&Event::Lockout(event), true))
    });
    match done.await {
        // Time let it in, or somebody else: nothing was changed, and nothing is told.
        Err(Error::NotFound) => Ok(false),
        done => done,
    }
}
