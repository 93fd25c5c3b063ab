//! Whoever forgot a password that lives in the directory outside, and gave every proof, chooses another one there (R-301…R-303, T-120, T-121).

use super::outside::Met;
use super::writeback::{Begun, Sought, awaited, write};
use crate::domain::directory::outcome::{Refusal, Written};
use crate::domain::directory_event::{DirectoryEvent, Operation};
use crate::domain::event::Event;
use crate::domain::id::{FormKey, WritebackId};
use crate::domain::lockout::Factor;
use crate::domain::notice::About;
use crate::domain::permit::Actor;
use crate::domain::reset_detail::{Detail, Why};
use crate::domain::reset_report::Outcome;
use crate::domain::secret::PlainPassword;
use crate::domain::self_service_event::{SelfServiceEvent, Step};
use crate::domain::subject::Subject;
use crate::domain::target::Target;
use crate::domain::user::{Source, User};
use crate::service::error::Error;
use crate::service::portal::Portal;
use crate::service::self_service::{notices, still};
use crate::store::conn::Tx;
use crate::store::directory::{people, writes};
use crate::store::reset_tries::{self, Counted};
use crate::store::resets::{self, Flow};
use crate::store::{credentials, forms, lockout, password_resets, sessions, unlocking};

/// What came of it.
#[derive(Debug)]
pub enum Chosen {
    /// Done.
    Done,
    /// It was not written, or nobody knows.
    Not(Written),
    /// The proofs were not given, or it took too long: it begins again.
    OutOfOrder,
}

/// What is to be done there.
#[derive(Debug, Clone, Copy)]
pub(in crate::service) enum Deed<'a> {
    /// Another password.
    Reset(&'a PlainPassword),
    /// The account is opened; the password stays.
    Unlock,
}

impl Deed<'_> {
    const fn operation(self) -> Operation {
        match self {
            Self::Reset(_) => Operation::SelfReset,
            Self::Unlock => Operation::SelfUnlock,
        }
    }

    const fn form(self) -> &'static str {
        match self {
            Self::Reset(_) => "reset-new",
            Self::Unlock => "reset-unlock",
        }
    }
}

/// Whether the password of somebody is chosen there.
pub fn is_open(portal: &Portal, user: &User) -> bool {
    user.source == Source::Directory && portal.settings().directory.writes_for_people()
}

/// Does it there, for whoever gave every proof in this flow.
///
/// # Errors
/// The store's.
pub(in crate::service) async fn act(
    portal: &Portal,
    guest: &Actor,
    flow: &Flow,
    user: &User,
    deed: Deed<'_>,
    key: FormKey,
) -> Result<Chosen, Error> {
    let looked = portal.db.read(async |read| {
        let was_sent = forms::used_at(read, key, user.id).await?.is_some();
        Ok::<_, Error>((was_sent, people::find(read, user.id).await?))
    });
    let (was_sent, linked) = looked.await?;
    if was_sent {
        return first_press(portal, user, deed).await;
    }
    let Some(linked) = linked else {
        return failed(portal, guest, flow, user, deed, Written::Refused(Refusal::NotFound, String::new())).await;
    };
    let settings = portal.settings();
    let intent = async || begin(portal, guest, flow, user, deed, key).await;
    let sought = match deed {
        Deed::Reset(new) => Sought::Password { new, must_change: false },
        Deed::Unlock => Sought::Open,
    };
    let begun = write(portal, &settings.directory, &linked, sought, intent, async |met| send(met, deed).await);
    match begun.await {
        Ok(Ok(begun)) => end(portal, guest, flow, user, deed, begun).await,
        Ok(Err(not)) => failed(portal, guest, flow, user, deed, not).await,
        Err(Error::Replayed) => first_press(portal, user, deed).await,
        Err(Error::NotFound) => Ok(Chosen::OutOfOrder),
        Err(error) => Err(error),
    }
}

async fn send(mut met: Met, deed: Deed<'_>) -> Written {
    let name = met.entry.target.clone();
    let Deed::Reset(new) = deed else { return met.visit.unlock(&name).await };
    let written = met.visit.reset(&name, new, false).await;
    if written == Written::Done {
        // What follows opens no more than the password does; where it fails the person is asked for another one, or waits for the lock.
        if met.entry.state.locked {
            met.visit.unlock(&name).await;
        }
        if met.entry.must_change {
            met.visit.settle(&name).await;
        }
    }
    written
}

/// The intent, where the flow still stands: a newer password, a block, another role or decision win.
async fn begin(
    portal: &Portal,
    guest: &Actor,
    flow: &Flow,
    user: &User,
    deed: Deed<'_>,
    key: FormKey,
) -> Result<WritebackId, Error> {
    let mut dice = portal.dice();
    portal
        .db
        .write_about(user.id, async |tx, person| {
            let flow = resets::lock(tx, flow.id).await?.filter(|flow| !flow.is_over && flow.ends_at > tx.now());
            let flow = flow.filter(Flow::is_proved).ok_or(Error::NotFound)?;
            let user = still(portal, tx, &flow, person).await?.ok_or(Error::NotFound)?;
            if !forms::consume(tx, key, user.id, deed.form(), None).await? {
                return Err(Error::Replayed);
            }
            let id = WritebackId::new(tx.now(), &mut dice)?;
            let (user, operation) = (Subject::from(&Target::from(&user)), deed.operation());
            writes::begin(tx, id, &user, operation).await?;
            Ok(guest.may_reset_own().change(&Event::Directory(DirectoryEvent::Begun { user, operation }), id))
        })
        .await
}

fn told(user: &User, deed: Deed<'_>, outcome: &Written, sessions_ended: u64) -> Event {
    Event::Directory(DirectoryEvent::Ended {
        user: Subject::from(&Target::from(user)),
        operation: deed.operation(),
        outcome: outcome.clone(),
        sessions_ended,
        verified_by: None,
        reason: None,
    })
}

/// It did not come to a write.
async fn failed(
    portal: &Portal,
    guest: &Actor,
    flow: &Flow,
    user: &User,
    deed: Deed<'_>,
    not: Written,
) -> Result<Chosen, Error> {
    portal
        .db
        .write(async |tx| {
            note_failure(tx, flow, &not).await?;
            let event = told(user, deed, &not, 0);
            Ok(guest.may_reset_own().change(&event, Chosen::Not(not)))
        })
        .await
}

/// Why, in the report. Another password may still be tried.
async fn note_failure(tx: &mut Tx<'_>, flow: &Flow, not: &Written) -> Result<(), Error> {
    let (outcome, detail) = match not {
        Written::Refused(refusal, _) if refusal.is_about_password() => (None, Detail::ChoosingPassword),
        Written::NotAsked(_) => (Some(Outcome::Failed), Detail::Failed(Why::Unreachable)),
        _ => (Some(Outcome::Failed), Detail::Failed(Why::TroubleElsewhere)),
    };
    Ok(password_resets::note(tx, flow.id, &flow.proved, outcome, detail).await?)
}

async fn end(
    portal: &Portal,
    guest: &Actor,
    flow: &Flow,
    user: &User,
    deed: Deed<'_>,
    begun: Begun,
) -> Result<Chosen, Error> {
    let Begun { id, outcome, millis } = begun;
    portal
        .db
        .write_about(user.id, async |tx, _| {
            writes::end(tx, id, &outcome, millis).await?;
            if !matches!(outcome, Written::Done | Written::Undemanded(_)) {
                note_failure(tx, flow, &outcome).await?;
                let event = told(user, deed, &outcome, 0);
                return Ok(guest.may_reset_own().change(&event, Chosen::Not(outcome)));
            }
            // It is done over there, whatever was decided here meanwhile: what is left is to tell it.
            let (step, sessions_ended) = done(portal, tx, guest, flow, user, deed).await?;
            let subject = Some(Subject::from(&Target::from(user)));
            let events = [
                told(user, deed, &outcome, sessions_ended),
                Event::SelfService(SelfServiceEvent { user: subject, step }),
            ];
            Ok(guest.may_reset_own().changes(&events, Chosen::Done))
        })
        .await
}

/// What follows here: as for a password that lives here.
async fn done(
    portal: &Portal,
    tx: &mut Tx<'_>,
    guest: &Actor,
    flow: &Flow,
    user: &User,
    deed: Deed<'_>,
) -> Result<(Step, u64), Error> {
    let (settings, methods) = (portal.settings(), flow.proved.clone());
    let policy = &settings.self_service;
    let (step, outcome, detail, about, ended) = match deed {
        Deed::Reset(_) => {
            let sessions_ended = sessions::close_all(tx, user.id, "password changed").await?;
            credentials::begin_anew(tx, user.id).await?;
            people::note_demand(tx, user.id, false).await?;
            // Nobody has guessed at the new one.
            lockout::forget(tx, user.id);
            let step = Step::Done { sessions_ended, methods };
            (step, Outcome::Succeeded, Detail::Done, About::PasswordReset, sessions_ended)
        }
        Deed::Unlock => {
            let doors = unlocking::unlock(tx, user.id, &Factor::OF_THE_PASSWORD).await?;
            (Step::Unlocked { doors, methods }, Outcome::Unlocked, Detail::Unlocked, About::Unlocked, 0)
        }
    };
    people::note_open(tx, user.id).await?;
    if let Some(flow) = resets::lock(tx, flow.id).await? {
        resets::keep(tx, &Flow { is_over: true, ..flow }).await?;
    }
    password_resets::note(tx, flow.id, &flow.proved, Some(outcome), detail).await?;
    reset_tries::clear(tx, flow.counted).await?;
    reset_tries::clear(tx, Counted::person(user.id)).await?;
    if policy.tell_person {
        notices::tell(portal, tx, guest, user, about).await?;
    }
    if policy.tell_administrators && !user.roles.is_empty() && matches!(deed, Deed::Reset(_)) {
        notices::tell_administrators(portal, tx, guest, user).await?;
    }
    Ok((step, ended))
}

/// The form was sent before: whoever pressed twice is told what the first press came to.
async fn first_press(portal: &Portal, user: &User, deed: Deed<'_>) -> Result<Chosen, Error> {
    Ok(match awaited(portal, user.id, deed.operation()).await? {
        None => Chosen::OutOfOrder,
        Some(Written::Done | Written::Undemanded(_)) => Chosen::Done,
        Some(not) => Chosen::Not(not),
    })
}
