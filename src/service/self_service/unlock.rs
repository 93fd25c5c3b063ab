//! The other end of a self-service reset: whoever knows the password and is locked out opens the own account again (R-224, T-103).

use crate::domain::directory::outcome::Written;
use crate::domain::event::Event;
use crate::domain::id::FormKey;
use crate::domain::lockout::Factor;
use crate::domain::notice::About;
use crate::domain::permit::Actor;
use crate::domain::reset_detail::Detail;
use crate::domain::reset_report::Outcome;
use crate::domain::self_service_event::{SelfServiceEvent, Step};
use crate::domain::subject::Subject;
use crate::domain::target::Target;
use crate::service::directory::self_reset::{self, Deed, Try};
use crate::service::error::Error;
use crate::service::portal::Portal;
use crate::store::resets::{self, Flow};
use crate::store::{forms, password_resets, unlocking, users};

use super::{alive, counters, notices, still};

/// The name of the form, for its single use.
const FORM: &str = "reset-unlock";

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unlocked {
    /// Every door is open; the password is what it was.
    Done,
    /// The directory outside did not open it, or nobody knows.
    Outside(Written),
    /// The proofs were not given, it took too long, or it is not open to anybody.
    OutOfOrder,
}

/// Opens every door that wrong guesses have closed, once every proof was given. The password stays, and so do the sessions.
///
/// # Errors
/// The store's.
pub async fn unlock(portal: &Portal, guest: &Actor, token: &[u8; 32], key: FormKey) -> Result<Unlocked, Error> {
    let settings = portal.settings();
    let policy = &settings.self_service;
    let found = portal.db.read(async |read| alive(read, token).await).await?;
    let (Some(flow), true) = (found.filter(Flow::is_proved), policy.unlock) else { return Ok(Unlocked::OutOfOrder) };
    let Some(id) = flow.user else { return Ok(Unlocked::OutOfOrder) };
    if let Some(user) = portal.db.read(async |read| users::one::find(read, id).await).await?
        && self_reset::is_open(portal, &user)
    {
        let asked = Try { portal, guest, flow: &flow, user: &user, deed: Deed::Unlock, key };
        let chosen = Box::pin(asked.act()).await?;
        return Ok(match chosen {
            self_reset::Chosen::Done | self_reset::Chosen::StillClosed => Unlocked::Done,
            self_reset::Chosen::Not(not) => Unlocked::Outside(not),
            self_reset::Chosen::OutOfOrder => Unlocked::OutOfOrder,
        });
    }
    let written = portal.db.write_about(id, async |tx, person| {
        let flow = resets::lock(tx, flow.id).await?.filter(|flow| !flow.is_over && flow.ends_at > tx.now());
        let mut flow = flow.filter(Flow::is_proved).ok_or(Error::Replayed)?;
        // A newer password, a block, another role or decision win.
        let user = still(portal, tx, &flow, person).await?.ok_or(Error::Replayed)?;
        if !forms::consume(tx, key, user.id, FORM, None).await? {
            return Err(Error::Replayed);
        }
        let doors = unlocking::unlock(tx, user.id, &Factor::OF_THE_PASSWORD).await?;
        flow.is_over = true;
        resets::keep(tx, &flow).await?;
        // Before the report's row: whoever asks for help in another tab takes them in this order.
        counters::forget(portal, tx, &user, Some(flow.counted)).await?;
        password_resets::note(tx, flow.id, &flow.proved, Some(Outcome::Unlocked), Detail::Unlocked).await?;
        if policy.tell_person {
            notices::tell(portal, tx, guest, &user, About::Unlocked).await?;
        }
        let step = Step::Unlocked { doors, methods: flow.proved.clone() };
        let user = Some(Subject::from(&Target::from(&user)));
        Ok(guest.may_reset_own().change(&Event::SelfService(SelfServiceEvent { user, step }), Unlocked::Done))
    });
    written.await.or_else(|error| if matches!(error, Error::Replayed) { Ok(Unlocked::OutOfOrder) } else { Err(error) })
}
