//! An administrator opens the way again that wrong proofs have closed (R-250g).

use crate::domain::event::Event;
use crate::domain::id::{FormKey, UserId};
use crate::domain::permission::Permission;
use crate::domain::permit::Actor;
use crate::domain::self_service_event::{SelfServiceEvent, Step};
use crate::domain::subject::Subject;
use crate::domain::target::Target;
use crate::service::error::Error;
use crate::service::portal::Portal;
use crate::service::somebody;
use crate::store::forms;

use super::counters;

/// The name of the form, for its single use.
const FORM: &str = "open-reset";

/// Forgets the wrong proofs about somebody, and how many codes were sent.
///
/// # Errors
/// [`Error::Denied`], [`Error::NotFound`]; [`Error::Replayed`] when the form was used before, or nothing is counted.
pub async fn open(portal: &Portal, actor: &Actor, target: UserId, key: FormKey) -> Result<(), Error> {
    portal
        .db
        .write(async |tx| {
            let user = somebody::lock(tx, actor, Permission::Unlock, target).await?;
            let subject = Target::from(&user);
            let actor = &somebody::as_of_now(tx, actor, Permission::Unlock).await?;
            let permit = actor.may_to(Permission::Unlock, &subject)?;
            if let Some(admin) = actor.user()
                && !forms::consume(tx, key, admin, FORM, Some(target)).await?
            {
                return Err(Error::Replayed);
            }
            if !counters::forget(portal, tx, &user, None).await? {
                return Err(Error::Replayed);
            }
            let user = Some(Subject::from(&subject));
            Ok(permit.change(&Event::SelfService(SelfServiceEvent { user, step: Step::Opened }), ()))
        })
        .await
}
