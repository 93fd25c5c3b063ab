//! Those who lack proofs are written to, and those whose proofs are in doubt are asked for all of them anew (R-210, T-104).

use jiff::SignedDuration;

use crate::domain::contact::{Contact, Point};
use crate::domain::event::Event;
use crate::domain::id::UserId;
use crate::domain::notice::About;
use crate::domain::paging::Count;
use crate::domain::password::issued::Ending;
use crate::domain::permission::Permission;
use crate::domain::permit::{Actor, Change};
use crate::domain::self_service::{Method, Refusal};
use crate::domain::self_service_event::{SelfServiceEvent, Step};
use crate::domain::subject::Subject;
use crate::domain::target::Target;
use crate::service::error::Error;
use crate::service::portal::{Portal, Reading};
use crate::store::conn::{Read, Tx};
use crate::store::self_service::Lacking;
use crate::store::{
    addresses, capability_counts, credentials, registrations, resets, second_steps, security_answers,
    temporary_passwords, users,
};

use super::{notices, policy, who};

/// Nobody is written to again so soon.
const AGAIN: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Who lacks proofs, and how many of them would be written to now.
#[derive(Debug, Clone, Default)]
pub struct Uninvited {
    /// Everybody whom self-service is open to and who has too few proofs; nothing where too many would have to be looked through.
    pub lacking: Option<Count>,
    /// Those of them who were not written to in the last days.
    pub due: Option<Count>,
}

/// How many lack proofs.
///
/// # Errors
/// [`Error::Denied`], and the store's.
pub async fn lacking(portal: &Portal, read: &Reading<'_>, actor: &Actor) -> Result<Uninvited, Error> {
    actor.check(Permission::ViewSettings)?;
    let whom = whom(portal, read).await?;
    let [lacking, due] = capability_counts::lacking(read, &whom).await?;
    Ok(Uninvited { lacking, due })
}

/// Those who lack proofs and were not written to of late, as the store finds them.
///
/// # Errors
/// The store's.
pub(in crate::service) async fn whom(portal: &Portal, read: &Read<'_>) -> Result<Lacking, Error> {
    let plan = policy::plan(portal, read, &portal.settings()).await?;
    let now = read.now().await?;
    Ok(Lacking { plan, invited_before: Some(now.saturating_sub(AGAIN).unwrap_or(now)) })
}

/// Writes to somebody who lacks proofs, inside a deed.
///
/// # Errors
/// [`Error::Denied`]; [`Error::Replayed`] when nothing is missing any more.
pub(in crate::service) async fn invited(
    portal: &Portal,
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: UserId,
) -> Result<Change<()>, Error> {
    let user = users::one::lock(tx, id).await?.ok_or(Error::NotFound)?;
    let permit = actor.may(Permission::ManageSettings)?;
    let settings = portal.settings();
    let known = who::again(&tx.reading(), &settings, user).await?;
    if known.way(portal, &settings.self_service, &known.user) != Err(Refusal::TooFewProofs) {
        return Err(Error::Replayed);
    }
    // Two orders may have found the same people.
    let before = tx.now().saturating_sub(AGAIN).unwrap_or(tx.now());
    if !registrations::note_invited(tx, id, before).await? {
        return Err(Error::Replayed);
    }
    notices::tell(portal, tx, actor, &known.user, About::Invited).await?;
    let user = Some(Subject::from(&Target::from(&known.user)));
    Ok(permit.change(&Event::SelfService(SelfServiceEvent { user, step: Step::Invited }), ()))
}

/// Takes every proof from somebody who is locked, and asks for them anew at the next sign-in. Says which there were.
///
/// # Errors
/// The store's.
pub(in crate::service) async fn demanded(tx: &mut Tx<'_>, id: UserId) -> Result<Vec<&'static str>, Error> {
    let cleared = second_steps::clear(tx, id).await?;
    let mut gone: Vec<_> = [(cleared.app, "app"), (cleared.passkeys, "passkey")]
        .into_iter()
        .filter_map(|(had, what)| had.then_some(what))
        .collect();
    let contact = users::contact::find(&tx.reading(), id).await?;
    let reached = [(contact.mail.is_some(), Method::Mail), (contact.phone.is_some(), Method::Text)];
    gone.extend(reached.into_iter().filter_map(|(had, what)| had.then_some(what.id())));
    if contact.mail.is_some() || contact.phone.is_some() {
        users::contact::keep(tx, id, &Contact { mail: None, phone: None, ..contact }).await?;
    }
    if security_answers::remove(tx, id).await? {
        gone.push(Method::Questions.id());
    }
    for point in [Point::Mail, Point::Phone] {
        addresses::remove(tx, id, point).await?;
    }
    resets::end_all(tx, id).await?;
    // What went to the address of before opens nothing any more either.
    end_sent(tx, id).await?;
    registrations::demand(tx, id).await?;
    Ok(gone)
}

/// Ends a temporary password that was sent to an address which is not to be trusted any more.
///
/// # Errors
/// The store's.
pub(in crate::service) async fn end_sent(tx: &mut Tx<'_>, id: UserId) -> Result<(), Error> {
    if temporary_passwords::was_sent(tx, id).await? {
        temporary_passwords::end(tx, id, Ending::Revoked).await?;
        credentials::remove(tx, id).await?;
    }
    Ok(())
}
