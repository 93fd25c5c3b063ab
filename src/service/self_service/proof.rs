//! Proofs of a self-service reset: sent, given, counted before anybody learns whether they were right (R-225…, A1…A4, A16).

use jiff::Timestamp;

use crate::domain::event::Event;
use crate::domain::notice::About;
use crate::domain::passkey::Unfit;
use crate::domain::permit::{Actor, Change};
use crate::domain::reset_detail::Detail;
use crate::domain::reset_report::{Channel, Outcome};
use crate::domain::second_step::{Factor, Typed};
use crate::domain::secret::SentCode;
use crate::domain::self_service::{MOST_WRONG, Method, Tries};
use crate::domain::self_service_event::{SelfServiceEvent, Step};
use crate::domain::subject::Subject;
use crate::domain::target::Target;
use crate::domain::user::User;
use crate::service::error::Error;
use crate::service::portal::Portal;
use crate::service::second_step::{ceremony, check};
use crate::service::stop::Stop;
use crate::store::begin::Person;
use crate::store::conn::Tx;
use crate::store::password_resets;
use crate::store::reset_tries::{self, Counted};
use crate::store::resets::{self, Flow};

use super::begin::methods;
use super::{alive, code_mac, is_of, notices, still};

/// What came of a proof.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proved {
    /// It was the last one: the new password comes next.
    All,
    /// It was right, and another one is asked for.
    Half,
    /// It was wrong, or can not be had.
    Wrong,
    /// A passkey was used for a question that does not wait any more, or other security questions are asked by now: it proves nothing, and
    /// nothing is counted.
    Unasked,
    /// The reset is over: too many were wrong, or it took too long.
    Over,
    /// Too many were wrong within a day; until then.
    Closed(Timestamp),
}

/// A flow, locked behind whoever it is about.
pub(super) struct Locked {
    pub(super) flow: Flow,
    /// Whose password it is, where it can come to something.
    pub(super) user: Option<User>,
    /// Whom it is about in any case.
    pub(super) about: Option<User>,
}

/// Does a deed about a flow: its person is locked first, then the flow; nothing where it is over, or would not be begun any more.
pub(super) async fn with_flow<T: std::fmt::Debug>(
    portal: &Portal,
    token: &[u8; 32],
    over: T,
    deed: impl AsyncFn(&mut Tx<'_>, Locked) -> Result<Change<T>, Stop<T>>,
) -> Result<T, Error> {
    let found = portal.db.read(async |read| alive(read, token).await).await?;
    let Some(seen) = found else { return Ok(over) };
    let write = async |tx: &mut Tx<'_>, person: Option<Person>| {
        let flow = resets::lock(tx, seen.id).await?.filter(|flow| !flow.is_over && flow.ends_at > tx.now());
        let Some(flow) = flow else { return Err(Stop::Error(Error::NotFound)) };
        let about = person.as_ref().map(|(user, _)| user.clone());
        let user = match flow.user {
            None => None,
            Some(_) => Some(still(portal, tx, &flow, person).await?.ok_or(Stop::Error(Error::NotFound))?),
        };
        deed(tx, Locked { flow, user, about }).await
    };
    let done = match seen.about {
        Some(about) => portal.db.write_about(about, write).await,
        None => portal.db.write(async |tx| write(tx, None).await).await,
    };
    match done {
        Ok(done) | Err(Stop::Because(done)) => Ok(done),
        Err(Stop::Error(Error::NotFound)) => Ok(over),
        Err(Stop::Error(error)) => Err(error),
    }
}

/// What was tried with the name, and about the person with whatever name: locked, in this order.
pub(super) async fn tried(
    tx: &mut Tx<'_>,
    flow: &Flow,
    about: Option<&User>,
) -> Result<[(Option<Counted>, Tries); 2], Error> {
    let now = tx.now();
    let name = reset_tries::lock(tx, flow.counted).await?.now(now);
    let own = about.map(|user| Counted::person(user.id));
    let owns = match own {
        Some(own) => reset_tries::lock(tx, own).await?.now(now),
        None => Tries::default(),
    };
    Ok([(Some(flow.counted), name), (own, owns)])
}

pub(super) async fn keep(tx: &mut Tx<'_>, tries: &[(Option<Counted>, Tries); 2]) -> Result<(), Error> {
    for (counted, tries) in tries {
        if let Some(counted) = counted {
            reset_tries::keep(tx, *counted, tries).await?;
        }
    }
    Ok(())
}

pub(super) fn event(user: Option<&User>, step: Step) -> Event {
    let user = user.map(|user| Subject::from(&Target::from(user)));
    Event::SelfService(SelfServiceEvent { user, step })
}

/// Judges a proof. Everything about a wrong one is written down in the transaction that judges it, behind the locks of its person, its
/// flow and its counter: no two are judged together (A31, A32).
///
/// # Errors
/// The store's.
pub async fn prove(
    portal: &Portal,
    guest: &Actor,
    token: &[u8; 32],
    method: Method,
    typed: &str,
) -> Result<Proved, Error> {
    let deed = async |tx: &mut Tx<'_>, Locked { mut flow, user, about }: Locked| {
        let now = tx.now();
        let tries = tried(tx, &flow, about.as_ref()).await?;
        let [(_, name), (_, owns)] = &tries;
        if let Some(until) = name.closed_until(now) {
            return Err(Stop::Because(Proved::Closed(until)));
        }
        // Closed by what was tried with another name: nothing is right then, and nobody is told why.
        let user = user.filter(|_| owns.closed_until(now).is_none());
        if is_right(portal, (tx, guest), user.as_ref(), &flow, method, typed).await? {
            let proved = right(tx, &mut flow, method).await?;
            return Ok(guest.may_reset_own().change(&event(about.as_ref(), Step::Proved(method)), proved));
        }
        let (events, proved) = wrong(tx, flow, about.as_ref(), tries, (method, Step::NotProved(method))).await?;
        Ok(guest.may_reset_own().changes(&events, proved))
    };
    with_flow(portal, token, Proved::Over, deed).await
}

/// Takes a proof that was right.
pub(super) async fn right(tx: &mut Tx<'_>, flow: &mut Flow, method: Method) -> Result<Proved, Error> {
    flow.proved.push(method);
    // The code that was given is used up; whoever began with another proof still holds the one of the mail.
    if flow.is_proved() || method == Method::Mail {
        flow.code = None;
    }
    if flow.is_proved() || method == Method::Text {
        flow.text = None;
    }
    resets::keep(tx, flow).await?;
    let detail = match flow.open_methods().first() {
        Some(next) if !flow.is_proved() => Detail::BeforeCompleting(Channel::from(*next)),
        _ => Detail::BeforeNewPassword,
    };
    password_resets::note(tx, flow.id, &flow.proved, None, detail).await?;
    Ok(if flow.is_proved() { Proved::All } else { Proved::Half })
}

/// Counts a wrong proof; with the last one that may be, the reset is over.
pub(super) async fn wrong(
    tx: &mut Tx<'_>,
    mut flow: Flow,
    about: Option<&User>,
    mut tries: [(Option<Counted>, Tries); 2],
    (method, step): (Method, Step),
) -> Result<(Vec<Event>, Proved), Error> {
    let now = tx.now();
    flow.wrong += 1;
    for (_, tries) in &mut tries {
        tries.wrong.push(now);
    }
    let [(_, name), _] = &tries;
    let closed = name.closed_until(now);
    keep(tx, &tries).await?;
    flow.is_over = flow.wrong >= MOST_WRONG || closed.is_some();
    resets::keep(tx, &flow).await?;
    let (outcome, detail) = match (flow.is_over, &step) {
        (true, Step::NumberWrong) => (Some(Outcome::Blocked), Detail::TooManyPhoneNumbers),
        (true, _) => (Some(Outcome::Blocked), Detail::TooMany(method.into())),
        (false, _) => (None, Detail::AfterStarting(method.into())),
    };
    password_resets::note(tx, flow.id, &flow.proved, outcome, detail).await?;
    let mut events = vec![event(about, step)];
    if closed.is_some() {
        events.push(event(about, Step::Closed));
    }
    let proved = match closed {
        Some(until) => Proved::Closed(until),
        None if flow.is_over => Proved::Over,
        None => Proved::Wrong,
    };
    Ok((events, proved))
}

/// Asks for a passkey, for the reset that a browser carries: whoever it is about, and whether it can come to anything.
///
/// # Errors
/// [`Error::NotFound`] where that is over, or passkeys are no proof.
pub async fn ask_passkey(portal: &Portal, token: &[u8; 32]) -> Result<String, Error> {
    let flow = portal.db.read(async |read| alive(read, token).await).await?;
    let is_offered = methods(portal).contains(&Method::Passkey);
    let flow = flow.filter(|flow| is_offered && !flow.is_proved() && !flow.proved.contains(&Method::Passkey));
    ceremony::ask_anybody(portal, flow.ok_or(Error::NotFound)?.id).await
}

async fn is_right(
    portal: &Portal,
    (tx, guest): (&mut Tx<'_>, &Actor),
    user: Option<&User>,
    flow: &Flow,
    method: Method,
    typed: &str,
) -> Result<bool, Stop<Proved>> {
    let is_open = flow.open_methods().contains(&method);
    match method {
        Method::Mail | Method::Text => {
            let sent = if method == Method::Mail { &flow.code } else { &flow.text };
            let (Some(code), Some((mac, until))) = (SentCode::read(typed), sent) else { return Ok(false) };
            let is_same = is_of(portal, mac, |keys| code_mac(keys, method, flow, &code));
            Ok(is_same && *until > tx.now() && is_open && user.is_some())
        }
        Method::App => {
            let (Some(user), Some(typed), true) = (user, Typed::read(typed), is_open) else { return Ok(false) };
            // Wrong ones count here alone: no stranger closes the second step of a sign-in from this page.
            let found = check::matches(portal, tx, user.id, &typed).await?;
            if found == Some(Factor::RecoveryCode) {
                notices::code_used(portal, tx, guest, user).await?;
            }
            Ok(found.is_some())
        }
        // The question is taken away in any case: it is answered once.
        Method::Passkey => {
            let user = user.filter(|_| is_open);
            let found = ceremony::matches_reset(portal, tx, user.map(|user| user.id), flow.id, typed).await?;
            if found == Err(Unfit::Over) {
                return Err(Stop::Because(Proved::Unasked));
            }
            // As at a sign-in: the page says no more than of any wrong one, and its owner hears of it.
            if let (Err(Unfit::Copied), Some(user)) = (found, user) {
                notices::warn(portal, tx, guest, user, About::PasskeyCopied).await?;
            }
            Ok(found.is_ok())
        }
        // Answers are judged outside of any transaction: hashing is slow (`questions`).
        Method::Questions => Ok(false),
    }
}
