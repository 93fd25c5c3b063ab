//! People are asked at sign-in for the proofs that a reset asks for; they add what is missing, put it off, or say that it is right (R-200…R-209).

use jiff::{SignedDuration, Timestamp};

use crate::domain::contact::Point;
use crate::domain::event::Event;
use crate::domain::id::FormKey;
use crate::domain::permission::Permission;
use crate::domain::permit::Actor;
use crate::domain::registration::{Interrupt, interrupt};
use crate::domain::role::Roles;
use crate::domain::self_service::{Method, Refusal, needed};
use crate::domain::self_service_event::{SelfServiceEvent, Step};
use crate::domain::session::SessionKind;
use crate::domain::settings::registration::Ask;
use crate::domain::subject::Subject;
use crate::domain::target::Target;
use crate::domain::user::{Status, User};
use crate::service::error::Error;
use crate::service::portal::{Portal, Reading};
use crate::service::signin::session::Visitor;
use crate::service::stop::Stop;
use crate::store::conn::Tx;
use crate::store::{forms, registrations, sessions};

use super::who::{self, Known};

/// The name of the form, for its single use.
const FORM: &str = "registration";

/// What somebody who signs in is asked before anything else: judged by the same function as a reset. Where
/// self-service is open to nobody, it asks nothing of the database.
///
/// # Errors
/// The store's.
pub(in crate::service) async fn at_sign_in(
    portal: &Portal,
    tx: &Tx<'_>,
    user: &User,
    kind: SessionKind,
) -> Result<Option<Interrupt>, Error> {
    let settings = portal.settings();
    let (policy, asked) = (&settings.self_service, &settings.registration);
    let has_methods = offered(portal, user.roles).count() >= needed(policy, user.roles);
    // Whoever could never have enough proofs is not kept out for want of them.
    if kind != SessionKind::Full || !has_methods {
        return Ok(None);
    }
    let read = tx.reading();
    let past = registrations::find(&read, user.id).await?;
    if asked.ask == Ask::Never && !past.demanded {
        return Ok(None);
    }
    let known = who::again(&read, &settings, user.clone()).await?;
    let way = known.way(portal, policy, user);
    if past.demanded && way.is_ok() {
        registrations::satisfy(tx, user.id).await?;
    }
    let found = interrupt(asked, &way, &past, tx.now());
    // An administrator is never kept out of the settings by a letter that does not come.
    Ok(found.map(|found| if user.roles.is_empty() || found != Interrupt::Wall { found } else { Interrupt::Ask }))
}

/// The proofs that are open to somebody with these roles.
fn offered(portal: &Portal, roles: Roles) -> impl Iterator<Item = Method> {
    who::methods(portal).into_iter().filter(move |method| method.counts_for(roles))
}

/// A proof that counts, and whether it is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// Which.
    pub method: Method,
    /// Whether it is there.
    pub is_there: bool,
    /// Where codes go, masked.
    pub shown: Option<String>,
}

/// How somebody stands with the proofs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Own {
    /// The proofs that are open to everybody.
    pub proofs: Vec<Proof>,
    /// So many are needed.
    pub needed: usize,
    /// Why a reset is not open to this person; nothing where it is.
    pub refusal: Option<Refusal>,
    /// For so many days it is put off; with none, until the next sign-in.
    pub snooze_days: u16,
}

impl Own {
    /// Whether anything is missing.
    pub fn lacks(&self) -> bool {
        self.refusal == Some(Refusal::TooFewProofs)
    }
}

/// How the visitor stands.
///
/// # Errors
/// The store's.
pub async fn own(portal: &Portal, read: &Reading<'_>, visitor: &Visitor) -> Result<Own, Error> {
    let settings = portal.settings();
    let known = who::again(read, &settings, visitor.user.clone()).await?;
    Ok(stands(portal, &known))
}

fn stands(portal: &Portal, known: &Known) -> Own {
    let settings = portal.settings();
    let policy = &settings.self_service;
    let proof = |method| {
        let (is_there, shown) = match method {
            Method::Mail => {
                (known.contact.mail.is_some(), known.contact.mail.as_deref().map(|mail| Point::Mail.masked(mail)))
            }
            Method::Text => {
                let phone = known.contact.phone.as_deref();
                (phone.is_some(), phone.map(|phone| Point::Phone.masked(phone)))
            }
            Method::App => (known.has_app, None),
            Method::Passkey => (known.has_passkey, None),
            Method::Questions => (!known.questions.is_empty(), None),
        };
        Proof { method, is_there, shown }
    };
    Own {
        proofs: offered(portal, known.user.roles).map(proof).collect(),
        needed: needed(policy, known.user.roles),
        refusal: known.way(portal, policy, &known.user).err(),
        snooze_days: settings.registration.snooze_days,
    }
}

/// What came of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answered {
    /// The session goes on.
    Done,
    /// Something is still missing.
    Lacking,
    /// It can not be put off.
    NotLater,
}

/// The visitor says that everything is right.
///
/// # Errors
/// [`Error::Replayed`] when the form was used before, or the session is over.
pub async fn confirm(portal: &Portal, visitor: &Visitor, actor: &Actor, key: FormKey) -> Result<Answered, Error> {
    let deed = async |tx: &mut Tx<'_>, user: &User| {
        let known = who::again(&tx.reading(), &portal.settings(), user.clone()).await?;
        if stands(portal, &known).lacks() {
            return Err(Stop::Because(Answered::Lacking));
        }
        registrations::confirm(tx, user.id).await?;
        Ok(Step::ProofsReviewed)
    };
    answer(portal, visitor, actor, key, deed).await
}

/// The visitor wants to see to it later.
///
/// # Errors
/// [`Error::Replayed`] when the form was used before, or the session is over.
pub async fn put_off(portal: &Portal, visitor: &Visitor, actor: &Actor, key: FormKey) -> Result<Answered, Error> {
    let deed = async |tx: &mut Tx<'_>, user: &User| {
        if visitor.registration != Some(Interrupt::Ask) {
            return Err(Stop::Because(Answered::NotLater));
        }
        let until = later(portal, tx.now());
        registrations::put_off(tx, user.id, until).await?;
        Ok(Step::RegistrationPutOff { until })
    };
    answer(portal, visitor, actor, key, deed).await
}

fn later(portal: &Portal, now: Timestamp) -> Timestamp {
    let days = i64::from(portal.settings().registration.snooze_days);
    now.saturating_add(SignedDuration::from_hours(24 * days)).unwrap_or(now)
}

async fn answer(
    portal: &Portal,
    visitor: &Visitor,
    actor: &Actor,
    key: FormKey,
    deed: impl AsyncFn(&mut Tx<'_>, &User) -> Result<Step, Stop<Answered>>,
) -> Result<Answered, Error> {
    let id = visitor.user.id;
    let written = portal.db.write_about(id, async |tx, person| {
        let (user, _) = person.ok_or(Stop::Error(Error::Replayed))?;
        let permit = actor.may_own(Permission::ManageOwnSecurity).map_err(Error::from)?;
        // Whoever ended this session meanwhile, or blocked the account, wins.
        if user.status == Status::Blocked || !sessions::is_open(tx, visitor.session).await? {
            return Err(Stop::Error(Error::Replayed));
        }
        // The second press of a form that has done its deed ends where the first one did, whatever could be said of it now.
        if !forms::consume(tx, key, id, FORM, None).await? {
            return Err(Stop::Error(Error::Replayed));
        }
        let step = deed(tx, &user).await?;
        sessions::answered(tx, visitor.session).await?;
        let user = Some(Subject::from(&Target::from(&user)));
        Ok(permit.change(&Event::SelfService(SelfServiceEvent { user, step }), Answered::Done))
    });
    match written.await {
        Ok(answered) | Err(Stop::Because(answered)) => Ok(answered),
        Err(Stop::Error(error)) => Err(error),
    }
}
