//! The own answers to security questions: given, given anew, taken away; kept as hashes that nobody reads back.

use jiff::Timestamp;
use zeroize::Zeroizing;

use crate::domain::dice::Dice as _;
use crate::domain::event::Event;
use crate::domain::id::{FormKey, UserId};
use crate::domain::permission::Permission;
use crate::domain::permit::Actor;
use crate::domain::question::{Question, misfits};
use crate::domain::role::Roles;
use crate::domain::secret::Answer;
use crate::domain::self_service::Method;
use crate::domain::self_service_event::{SelfServiceEvent, Step};
use crate::domain::subject::Subject;
use crate::domain::target::Target;
use crate::domain::user::User;
use crate::host::hash_pool::Lane;
use crate::host::keys::Keys;
use crate::service::error::Error;
use crate::service::keys;
use crate::service::portal::{Portal, Reading};
use crate::service::signin::session::Visitor;
use crate::service::stop::Stop;
use crate::store::reset_tries;
use crate::store::security_answers::{self, Answered};
use crate::store::{forms, registrations, resets};

use super::address::stands;
use super::{counters, notices, who};

/// The names of the forms, for their single use.
const KEEP: &str = "questions";
const REMOVE: &str = "remove-questions";

/// What the visitor has answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Own {
    /// How many questions.
    pub answered: usize,
    /// How many of them can still be asked.
    pub counting: usize,
    /// How many are asked.
    pub asks: usize,
    /// When.
    pub at: Timestamp,
}

/// What the visitor has answered; nothing where there is nothing.
///
/// # Errors
/// The store's.
pub async fn own(portal: &Portal, read: &Reading<'_>, visitor: &Visitor) -> Result<Option<Own>, Error> {
    let found = security_answers::questions(read, visitor.user.id).await?;
    let decided = &portal.settings().questions;
    Ok(found.map(|(questions, at)| Own {
        answered: questions.len(),
        counting: decided.counting(questions).len(),
        asks: decided.asks(),
        at,
    }))
}

/// Whether answers are a proof of somebody with these roles.
pub fn are_open(portal: &Portal, roles: Roles) -> bool {
    Method::Questions.counts_for(roles) && who::methods(portal).contains(&Method::Questions)
}

/// The questions that can be chosen, and how many are to be answered.
pub fn bank(portal: &Portal) -> (Vec<Question>, usize) {
    let decided = &portal.settings().questions;
    (decided.bank(), decided.registers())
}

/// What came of answering.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// The answers are kept.
    Done,
    /// Other questions are to be answered by now, or another number of them.
    Moved,
    /// Not before then: too often within a day.
    NotBefore(Timestamp),
}

/// Keeps answers in the place of those of before: five times a day, since each costs some hashes and a letter.
///
/// # Errors
/// [`Error::Replayed`] when the form was used before, or the session is over; [`Error::Busy`]; [`Error::NotFound`] where answers prove nothing.
pub async fn keep(
    portal: &Portal,
    visitor: &Visitor,
    actor: &Actor,
    given: Vec<(String, Answer)>,
    key: FormKey,
) -> Result<Kept, Error> {
    let id = visitor.user.id;
    let sealed = match sealed(portal, id, &given).await? {
        Ok(sealed) => sealed,
        Err(until) => return Ok(Kept::NotBefore(until)),
    };
    let given: Vec<_> = given.into_iter().map(|(question, answer)| (question, Some(answer))).collect();
    let written = portal.db.write_about(id, async |tx, person| {
        let (user, _) = person.ok_or(Stop::Error(Error::Replayed))?;
        let permit = actor.may_own(Permission::ManageOwnSecurity).map_err(Error::from)?;
        stands(tx, visitor, &user).await?;
        if !are_open(portal, user.roles) {
            return Err(Stop::Error(Error::NotFound));
        }
        let (bank, number) = bank(portal);
        if given.len() != number || !misfits(&bank, &given).is_empty() {
            return Err(Stop::Because(Kept::Moved));
        }
        if !forms::consume(tx, key, id, KEEP, None).await? {
            return Err(Stop::Error(Error::Replayed));
        }
        let replaces = security_answers::keep(tx, id, &sealed).await?;
        // What was asked of the answers of before is asked no more.
        resets::end_all(tx, id).await?;
        registrations::note_added(tx, id).await?;
        notices::answers_changed(portal, tx, actor, &user).await?;
        Ok(permit.change(&told(&user, Step::QuestionsAnswered { number, replaces }), Kept::Done))
    });
    match written.await {
        Ok(kept) | Err(Stop::Because(kept)) => Ok(kept),
        Err(Stop::Error(error)) => Err(error),
    }
}

/// Hashes answers, and seals the hashes; or says until when that was done too often.
async fn sealed(
    portal: &Portal,
    id: UserId,
    given: &[(String, Answer)],
) -> Result<Result<Vec<(String, Vec<u8>)>, Timestamp>, Error> {
    let counted = counters::answers_of(portal, id);
    let looked = portal.db.read(async |read| {
        let now = read.now().await?;
        Ok::<_, Error>((now, reset_tries::find(read, counted).await?.now(now)))
    });
    let (at, tries) = looked.await?;
    if let Some(until) = tries.closed_until(at) {
        return Ok(Err(until));
    }
    // Counted before anything is hashed, whatever comes of it; of several at once one goes on.
    let seen = tries.wrong.len();
    if !portal.db.keep_house(async |house| reset_tries::reserve(house, counted, seen, at).await).await? {
        return Err(Error::Replayed);
    }
    let secrets: Vec<_> = given.iter().map(|(_, answer)| answer.expose().as_bytes()).collect();
    let hashes = match portal.hashes.hash_all(Lane::SignedIn, &secrets).await {
        Ok(hashes) => hashes,
        Err(busy) => {
            portal.db.keep_house(async |house| reset_tries::give_back(house, counted, at).await).await?;
            return Err(busy.into());
        }
    };
    let mut sealed = Vec::with_capacity(given.len());
    let keys = portal.keys.current();
    for ((question, _), phc) in given.iter().zip(&hashes) {
        let place = belongs(id, question);
        sealed.push((question.clone(), keys.answer.seal(portal.dice().bytes()?, phc.expose().as_bytes(), &place)?));
    }
    Ok(Ok(sealed))
}

/// Takes the answers away.
///
/// # Errors
/// [`Error::Replayed`] when the form was used before, the session is over, or there are none.
pub async fn remove(portal: &Portal, visitor: &Visitor, actor: &Actor, key: FormKey) -> Result<(), Error> {
    let id = visitor.user.id;
    portal
        .db
        .write_about(id, async |tx, person| {
            let (user, _) = person.ok_or(Error::Replayed)?;
            let permit = actor.may_own(Permission::ManageOwnSecurity)?;
            stands(tx, visitor, &user).await?;
            if !forms::consume(tx, key, id, REMOVE, None).await? || !security_answers::remove(tx, id).await? {
                return Err(Error::Replayed);
            }
            resets::end_all(tx, id).await?;
            notices::answers_changed(portal, tx, actor, &user).await?;
            Ok(permit.change(&told(&user, Step::QuestionsRemoved), ()))
        })
        .await
}

fn told(user: &User, step: Step) -> Event {
    Event::SelfService(SelfServiceEvent { user: Some(Subject::from(&Target::from(user))), step })
}

/// Where a sealed hash belongs: in nobody else's row, and to no other question.
fn belongs(user: UserId, question: &str) -> Vec<u8> {
    [user.uuid().as_bytes(), b"answer".as_slice(), question.as_bytes()].concat()
}

/// The answers of a person under these keys; nothing where one of them can not be opened: they are left as they are.
///
/// # Errors
/// As [`opened`].
pub(in crate::service) async fn anew(
    portal: &Portal,
    keys: &Keys,
    user: UserId,
    answered: &Answered,
) -> Result<Option<Vec<Vec<u8>>>, Error> {
    let mut anew = vec![];
    for (question, sealed) in answered.questions.iter().zip(&answered.sealed) {
        let Some(phc) = opened(portal, user, question, sealed).await? else { return Ok(None) };
        anew.push(keys.answer.seal(portal.dice().bytes()?, phc.as_bytes(), &belongs(user, question))?);
    }
    Ok(Some(anew))
}

/// The hash of an answer; nothing, and a line in the log, where it can not be opened: it is as if that question had not been answered.
///
/// # Errors
/// As [`keys::find`].
pub(super) async fn opened(
    portal: &Portal,
    user: UserId,
    question: &str,
    sealed: &[u8],
) -> Result<Option<Zeroizing<String>>, Error> {
    let by = keys::find(portal, sealed).await?;
    let opened = by.and_then(|keys| keys.answer.open(sealed, &belongs(user, question)).ok());
    let phc = opened.and_then(|opened| String::from_utf8(opened.to_vec()).ok()).map(Zeroizing::new);
    if phc.is_none() {
        tracing::error!(user = %user, "an answer to a security question can not be opened: its person can answer anew");
    }
    Ok(phc)
}
