//! Whoever goes back ends the own reset: nothing of it can be used any more, and the report tells it.

use crate::domain::event::Event;
use crate::domain::permit::{Actor, Change};
use crate::domain::reset_detail::Detail;
use crate::domain::reset_report::Outcome;
use crate::domain::self_service_event::{SelfServiceEvent, Step};
use crate::domain::subject::Subject;
use crate::domain::target::Target;
use crate::service::error::Error;
use crate::service::portal::Portal;
use crate::store::begin::Person;
use crate::store::conn::Tx;
use crate::store::password_resets;
use crate::store::resets;

use super::alive;

/// Ends the reset that a browser carries. One that is over already stays as it ended.
///
/// # Errors
/// The store's.
pub async fn cancel(portal: &Portal, guest: &Actor, token: &[u8; 32]) -> Result<(), Error> {
    let Some(seen) = portal.db.read(async |read| alive(read, token).await).await? else { return Ok(()) };
    // Its person is locked first, as everywhere.
    let write = async |tx: &mut Tx<'_>, person: Option<Person>| -> Result<Change<()>, Error> {
        let flow = resets::lock(tx, seen.id).await?.filter(|flow| !flow.is_over && flow.ends_at > tx.now());
        let mut flow = flow.ok_or(Error::Replayed)?;
        flow.is_over = true;
        resets::keep(tx, &flow).await?;
        let detail = if flow.is_proved() { Detail::CancelledBeforePassword } else { Detail::CancelledBeforeProofs };
        password_resets::note(tx, flow.id, &flow.proved, Some(Outcome::Cancelled), detail).await?;
        let user = person.map(|(user, _)| Subject::from(&Target::from(&user)));
        let event = Event::SelfService(SelfServiceEvent { user, step: Step::Cancelled });
        Ok(guest.may_reset_own().change(&event, ()))
    };
    let done = match seen.about {
        Some(about) => portal.db.write_about(about, write).await,
        None => portal.db.write(async |tx| write(tx, None).await).await,
    };
    done.or_else(|error| if matches!(error, Error::Replayed) { Ok(()) } else { Err(error) })
}
