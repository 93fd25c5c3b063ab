//! Security questions of a reset: some of the own ones, drawn anew after a wrong proof; for everybody else some that look like it (R-244,
//! R-247, T-89).

use jiff::Timestamp;

use crate::domain::permit::Actor;
use crate::domain::question::{self, Question};
use crate::domain::secret::Answer;
use crate::domain::self_service::Method;
use crate::domain::self_service_event::Step;
use crate::service::error::Error;
use crate::service::lockout;
use crate::service::portal::Portal;
use crate::service::stop::Stop;
use crate::store::conn::Tx;
use crate::store::reset_tries::{self, Counted};
use crate::store::resets::Flow;
use crate::store::security_answers::{self, Answered};

use super::alive;
use super::answers::opened;
use super::begin::methods;
use super::proof::{self, Locked, Proved, event, tried, with_flow, wrong};
use super::who::Known;

/// A day, in seconds: so long the questions of a name come in the same order, so that nobody draws until easy ones come.
const DAY: i64 = 86_400;

/// From which questions a reset asks that begins with this name now, in their order. Whoever has answered enough of them is asked those;
/// everybody else, and a name that nobody has, is asked others, which stay the same for that name.
pub(super) fn order(portal: &Portal, name: &str, known: Option<&Known>, now: Timestamp) -> Vec<String> {
    if !methods(portal).contains(&Method::Questions) {
        return vec![];
    }
    let decided = &portal.settings().questions;
    // As dear for everybody: what is made up is made up in any case.
    let made_up: Vec<_> =
        ranked(portal, b"made up", name, 0, decided.ids()).into_iter().take(decided.registers()).collect();
    let own = known.map(|known| (known.user.id, known.questions.clone())).filter(|(_, own)| !own.is_empty());
    // One order for all names of a person; and never more of the own ones than are answered by now, as of nobody's.
    let (whose, asked) = match own {
        Some((id, own)) => {
            let whose = id.to_string();
            let own = ranked(portal, b"own", &whose, 0, own).into_iter().take(decided.registers()).collect();
            (whose, own)
        }
        None => (name.to_owned(), made_up),
    };
    ranked(portal, b"order", &whose, now.as_second().div_euclid(DAY), asked)
}

/// By keyed hashes: no rotation of keys changes them, or names that nobody has would be known by it.
fn ranked(portal: &Portal, purpose: &[u8], name: &str, day: i64, mut ids: Vec<String>) -> Vec<String> {
    let keys = portal.keys.first();
    let day = day.to_be_bytes();
    ids.sort_by_cached_key(|id| keys.code.mac(&[b"security questions", purpose, name.as_bytes(), &day, id.as_bytes()]));
    ids
}

/// The questions that a reset asks behind so many wrong proofs with its name; none where they are no proof (any more).
pub(super) fn asked(portal: &Portal, flow: &Flow, wrong: usize) -> Vec<Question> {
    if !methods(portal).contains(&Method::Questions) {
        return vec![];
    }
    let decided = &portal.settings().questions;
    let bank = decided.bank();
    let drawn = question::drawn(&decided.counting(flow.asks.clone()), decided.asks(), wrong);
    drawn.iter().filter_map(|id| bank.iter().find(|question| question.id() == *id).cloned()).collect()
}

/// What is known when answers come.
struct Seen {
    flow: Flow,
    wrong: usize,
    closed_until: Option<Timestamp>,
    answered: Option<Answered>,
    now: Timestamp,
}

/// Judges answers. The proof is counted as a wrong one first, in a commit of its own, and never judged beside another one of its name; then
/// every answer is compared, whichever is wrong, and against something that nothing matches where there is none (R-245, A31, A32).
///
/// # Errors
/// [`Error::Busy`]: nothing was judged, and nothing is counted.
pub async fn prove(
    portal: &Portal,
    guest: &Actor,
    token: &[u8; 32],
    given: &[(String, Answer)],
) -> Result<Proved, Error> {
    let looked = portal.db.read(async |read| {
        let Some(flow) = alive(read, token).await? else { return Ok::<_, Error>(None) };
        let now = read.now().await?;
        let tries = reset_tries::find(read, flow.counted).await?.now(now);
        let answered = security_answers::find(read, flow.about).await?;
        Ok(Some(Seen { wrong: tries.wrong.len(), closed_until: tries.closed_until(now), flow, answered, now }))
    });
    let Some(seen) = looked.await? else { return Ok(Proved::Over) };
    if let Some(until) = seen.closed_until {
        return Ok(Proved::Closed(until));
    }
    let asked: Vec<_> = asked(portal, &seen.flow, seen.wrong).iter().map(Question::id).collect();
    if asked.is_empty() || !given.iter().map(|(id, _)| id).eq(&asked) {
        return Ok(Proved::Unasked);
    }
    let (counted, at) = (seen.flow.counted, seen.now);
    let reserve = portal.db.keep_house(async |house| reset_tries::reserve(house, counted, seen.wrong, at).await);
    if !reserve.await? {
        return Ok(Proved::Unasked);
    }
    let booked = match are_right(portal, guest, &seen, given).await {
        Ok(are_right) => book(portal, guest, token, (counted, at), are_right).await,
        Err(error) => Err(error),
    };
    // Nothing was judged, or nobody is told what came of it: where no row tells of it, it counts as nothing.
    if !matches!(booked, Ok(Booked { is_written: true, .. })) {
        portal.db.keep_house(async |house| reset_tries::give_back(house, counted, at).await).await?;
    }
    booked.map(|booked| booked.proved)
}

/// What came of answers.
#[derive(Debug)]
struct Booked {
    proved: Proved,
    /// Whether it is in the log.
    is_written: bool,
}

/// Compares every answer, and none less because another one was wrong.
async fn are_right(portal: &Portal, guest: &Actor, seen: &Seen, given: &[(String, Answer)]) -> Result<bool, Error> {
    let dummy = portal.hashes.dummy_phc().expose();
    let mut kept = Vec::with_capacity(given.len());
    for (id, _) in given {
        let sealed = seen.answered.as_ref().and_then(|answered| answered.to(id));
        kept.push(match (seen.flow.about, sealed) {
            (Some(user), Some(sealed)) => opened(portal, user, id, sealed).await?,
            _ => None,
        });
    }
    let against = kept.iter().map(|phc| phc.as_ref().map_or(dummy, |phc| phc.as_str()));
    let typed = given.iter().map(|(_, answer)| answer.expose().as_bytes());
    let pairs: Vec<_> = typed.zip(against).collect();
    let are_same = portal.hashes.verify_all(lockout::lane(guest), &pairs).await?;
    Ok(are_same && kept.iter().all(Option::is_some))
}

/// Writes down what came of it, in the place of what was counted before.
async fn book(
    portal: &Portal,
    guest: &Actor,
    token: &[u8; 32],
    (counted, at): (Counted, Timestamp),
    are_right: bool,
) -> Result<Booked, Error> {
    let written = |proved| Booked { proved, is_written: true };
    let deed = async |tx: &mut Tx<'_>, Locked { mut flow, user, about }: Locked| {
        let now = tx.now();
        let mut tries = tried(tx, &flow, about.as_ref()).await?;
        for (of, tries) in &mut tries {
            if *of == Some(counted) {
                tries.wrong.retain(|wrong| *wrong != at);
            }
        }
        let [(_, name), (_, owns)] = &tries;
        if let Some(until) = name.closed_until(now) {
            return Err(Stop::Because(Booked { proved: Proved::Closed(until), is_written: false }));
        }
        // Closed by what was tried with another name: nothing is right then, and nobody is told why.
        let user = user.filter(|_| owns.closed_until(now).is_none());
        if are_right && user.is_some() && flow.open_methods().contains(&Method::Questions) {
            proof::keep(tx, &tries).await?;
            let proved = proof::right(tx, &mut flow, Method::Questions).await?;
            let right = event(about.as_ref(), Step::Proved(Method::Questions));
            return Ok(guest.may_reset_own().change(&right, written(proved)));
        }
        let method = Method::Questions;
        let (events, proved) = wrong(tx, flow, about.as_ref(), tries, (method, Step::NotProved(method))).await?;
        Ok(guest.may_reset_own().changes(&events, written(proved)))
    };
    with_flow(portal, token, Booked { proved: Proved::Over, is_written: false }, deed).await
}
