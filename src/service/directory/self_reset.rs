//! Whoever forgot a password that lives in the directory outside, and gave every proof, chooses another one there (R-301…R-303, T-120, T-121).

use jiff::Timestamp;

use super::follow::{self, Followed};
use super::outside::{Met, chosen};
use super::patience::surely;
use super::writeback::{Begun, Sought, awaited, write};
use crate::domain::directory::outcome::{Refusal, Written};
use crate::domain::directory_event::{DirectoryEvent, Operation};
use crate::domain::event::Event;
use crate::domain::id::{FormKey, WritebackId};
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
use crate::service::self_service::still;
use crate::store::conn::Tx;
use crate::store::directory::people;
use crate::store::directory::writes::{self, Intent};
use crate::store::resets::{self, Flow};
use crate::store::{forms, password_resets};

/// What came of it.
#[derive(Debug)]
pub enum Chosen {
    /// Done.
    Done,
    /// The password is there, and wrong guesses keep the account closed.
    StillClosed,
    /// It was not written, or nobody knows.
    Not(Written),
    /// The proofs were not given, or it took too long: it begins again.
    OutOfOrder,
}

impl Chosen {
    fn of(outcome: Written) -> Self {
        match outcome {
            Written::Closed { .. } => Self::StillClosed,
            outcome if outcome.is_done() => Self::Done,
            outcome => Self::Not(outcome),
        }
    }
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

/// A deed there, of whoever gave every proof in this flow, by one form.
pub(in crate::service) struct Try<'a> {
    /// This server's.
    pub(in crate::service) portal: &'a Portal,
    /// The browser.
    pub(in crate::service) guest: &'a Actor,
    /// The reset.
    pub(in crate::service) flow: &'a Flow,
    /// Whose.
    pub(in crate::service) user: &'a User,
    /// What.
    pub(in crate::service) deed: Deed<'a>,
    /// By which form.
    pub(in crate::service) key: FormKey,
}

impl Try<'_> {
    /// Does it.
    ///
    /// # Errors
    /// The store's.
    pub(in crate::service) async fn act(&self) -> Result<Chosen, Error> {
        let (portal, user) = (self.portal, self.user.id);
        let looked = portal.db.read(async |read| {
            let was_sent = forms::used_at(read, self.key, user).await?.is_some();
            Ok::<_, Error>((was_sent, people::find(read, user).await?))
        });
        let (was_sent, linked) = looked.await?;
        if was_sent {
            return self.first_press().await;
        }
        let Some(linked) = linked else {
            return self.failed(Written::Refused(Refusal::NotFound, String::new())).await;
        };
        let settings = portal.settings();
        let intent = async |before| self.begin(before).await;
        let sought = match self.deed {
            Deed::Reset(new) => Sought::Password { new, must_change: false },
            Deed::Unlock => Sought::Open,
        };
        let send = async |met| send(met, self.deed).await;
        match write(portal, &settings.directory, &linked, sought, intent, send).await {
            Ok(Ok(begun)) => self.end(begun).await,
            Ok(Err(not)) => self.failed(not).await,
            Err(Error::Replayed) => self.first_press().await,
            Err(Error::NotFound) => Ok(Chosen::OutOfOrder),
            Err(error) => Err(error),
        }
    }

    /// The intent, where the flow still stands: a newer password, a block, another role or decision win.
    async fn begin(&self, before: Option<Timestamp>) -> Result<WritebackId, Error> {
        let (portal, key) = (self.portal, self.key);
        let mut dice = portal.dice();
        portal
            .db
            .write_about(self.user.id, async |tx, person| {
                let flow =
                    resets::lock(tx, self.flow.id).await?.filter(|flow| !flow.is_over && flow.ends_at > tx.now());
                let flow = flow.filter(Flow::is_proved).ok_or(Error::NotFound)?;
                let user = still(portal, tx, &flow, person).await?.ok_or(Error::NotFound)?;
                if !forms::consume(tx, key, user.id, self.deed.form(), None).await? {
                    return Err(Error::Replayed);
                }
                let id = WritebackId::new(tx.now(), &mut dice)?;
                let (user, operation) = (Subject::from(&Target::from(&user)), self.deed.operation());
                let intent = Intent { id, user: &user, operation, key, reset: Some(flow.id), before };
                writes::begin(tx, &intent).await?;
                let event = Event::Directory(DirectoryEvent::Begun { user, operation });
                Ok(self.guest.may_reset_own().change(&event, id))
            })
            .await
    }

    fn told(&self, outcome: &Written, sessions_ended: u64) -> Event {
        Event::Directory(DirectoryEvent::Ended {
            user: Subject::from(&Target::from(self.user)),
            operation: self.deed.operation(),
            outcome: outcome.clone(),
            sessions_ended,
            verified_by: None,
            reason: None,
        })
    }

    /// It did not come to a write.
    async fn failed(&self, not: Written) -> Result<Chosen, Error> {
        let failed = self.portal.db.write(async |tx| {
            self.note_failure(tx, &not).await?;
            let event = self.told(&not, 0);
            Ok::<_, Error>(self.guest.may_reset_own().change(&event, Chosen::Not(not)))
        });
        failed.await
    }

    /// Why, in the report. Another password may still be tried.
    async fn note_failure(&self, tx: &mut Tx<'_>, not: &Written) -> Result<(), Error> {
        let (outcome, detail) = match not {
            Written::Refused(refusal, _) if refusal.is_about_password() => (None, Detail::ChoosingPassword),
            Written::NotAsked(_) => (Some(Outcome::Failed), Detail::Failed(Why::Unreachable)),
            _ => (Some(Outcome::Failed), Detail::Failed(Why::TroubleElsewhere)),
        };
        Ok(password_resets::note(tx, self.flow.id, &self.flow.proved, outcome, detail).await?)
    }

    async fn end(&self, begun: Begun<WritebackId>) -> Result<Chosen, Error> {
        let Begun { intent: id, outcome, millis } = begun;
        let told = surely(async || self.tell(id, &outcome, millis).await);
        Ok(told.await?.map_or_else(|| Chosen::Not(Written::unknown()), |()| Chosen::of(outcome)))
    }

    async fn tell(&self, id: WritebackId, outcome: &Written, millis: u32) -> Result<(), Error> {
        let ended = self.portal.db.write_about(self.user.id, async |tx, _| {
            if !writes::end(tx, id, outcome, millis).await? {
                // Another server has read it back meanwhile, and has done all that follows.
                let event = self.told(outcome, 0);
                return Ok::<_, Error>(self.guest.may_reset_own().change(&event, ()));
            }
            if !outcome.is_done() {
                self.note_failure(tx, outcome).await?;
                let event = self.told(outcome, 0);
                return Ok::<_, Error>(self.guest.may_reset_own().change(&event, ()));
            }
            // It is done over there, whatever was decided here meanwhile: what is left is to tell it.
            let (step, sessions_ended) = self.done(tx, outcome).await?;
            let user = Some(Subject::from(&Target::from(self.user)));
            let events = [self.told(outcome, sessions_ended), Event::SelfService(SelfServiceEvent { user, step })];
            Ok(self.guest.may_reset_own().changes(&events, ()))
        });
        ended.await
    }

    /// What follows here: as for a password that lives here.
    async fn done(&self, tx: &mut Tx<'_>, outcome: &Written) -> Result<(Step, u64), Error> {
        let (operation, methods) = (self.deed.operation(), self.flow.proved.clone());
        let Followed { sessions_ended, doors } = follow::follow(tx, self.user.id, operation, outcome).await?;
        let flow = resets::lock(tx, self.flow.id).await?.unwrap_or_else(|| self.flow.clone());
        follow::over(self.portal, tx, flow, Some(self.user), operation).await?;
        follow::tell(self.portal, tx, self.guest, self.user, operation).await?;
        let step = match self.deed {
            Deed::Reset(_) => Step::Done { sessions_ended, methods },
            Deed::Unlock => Step::Unlocked { doors, methods },
        };
        Ok((step, sessions_ended))
    }

    /// The form was sent before: whoever pressed twice is told what the first press came to.
    async fn first_press(&self) -> Result<Chosen, Error> {
        Ok(match awaited(self.portal, self.user.id, self.key).await? {
            None => Chosen::OutOfOrder,
            Some(outcome) => Chosen::of(outcome),
        })
    }
}

async fn send(mut met: Met, deed: Deed<'_>) -> Written {
    let name = met.entry.target.clone();
    let Deed::Reset(new) = deed else { return met.visit.unlock(&name).await };
    let written = chosen(met.visit.as_mut(), &name, new).await;
    met.opened_with(written).await
}
