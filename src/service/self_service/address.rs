//! The address and the phone for codes: given by their person, and kept when a code shows that they reach him (R-184, R-204, A18, A22).

use jiff::{SignedDuration, Timestamp};

use crate::domain::carrier::Budget;
use crate::domain::contact::Point;
use crate::domain::event::Event;
use crate::domain::id::FormKey;
use crate::domain::letter::Letter;
use crate::domain::permission::Permission;
use crate::domain::permit::Actor;
use crate::domain::secret::SentCode;
use crate::domain::self_service_event::{SelfServiceEvent, Step};
use crate::domain::subject::Subject;
use crate::domain::target::Target;
use crate::domain::user::{Status, User};
use crate::host::keys::Keys;
use crate::service::error::Error;
use crate::service::letters::{self, CODE_MINUTES, Recipient};
use crate::service::portal::{Portal, Reading};
use crate::service::signin::session::Visitor;
use crate::service::stop::Stop;
use crate::store::addresses::{self, Challenge};
use crate::store::conn::Tx;
use crate::store::reset_tries;
use crate::store::{forms, registrations, resets, sessions, users};

use super::{counters, is_of, notices};

/// The names of the forms that keep and remove it, for their single use.
const fn forms_of(point: Point) -> (&'static str, &'static str) {
    match point {
        Point::Mail => ("address-code", "remove-address"),
        Point::Phone | Point::AlternativePhone => ("phone-code", "remove-phone"),
    }
}

/// So many wrong codes, and it has to be given anew.
const MOST_WRONG: i32 = 5;

/// What is kept, and what waits for its code.
#[derive(Debug, Clone)]
pub struct Own {
    /// Where codes are sent to, masked.
    pub kept: Option<String>,
    /// What waits for its code.
    pub waiting: Option<String>,
}

/// The visitor's own.
///
/// # Errors
/// The store's.
pub async fn own(read: &Reading<'_>, visitor: &Visitor, point: Point) -> Result<Own, Error> {
    let contact = users::contact::find(read, visitor.user.id).await?;
    let now = read.now().await?;
    let waiting = addresses::find(read, visitor.user.id, point).await?.filter(|waiting| waiting.is_alive(now));
    Ok(Own {
        kept: contact.value(point).map(|kept| point.masked(kept)),
        waiting: waiting.map(|waiting| waiting.address),
    })
}

impl Challenge {
    fn is_alive(&self, now: Timestamp) -> bool {
        self.until > now && self.wrong < MOST_WRONG
    }
}

/// What came of giving an address.
#[derive(Debug)]
pub enum Given {
    /// The code is on its way.
    Sent,
    /// Not before then: too many codes were sent.
    NotBefore(Timestamp),
    /// As many text messages were sent within the hour as may be.
    Spent,
}

/// Sends a code to an address or a phone that the visitor gave.
///
/// # Errors
/// [`Error::Replayed`] when the session is over meanwhile.
pub async fn give(
    portal: &Portal,
    visitor: &Visitor,
    actor: &Actor,
    (point, address): (Point, &str),
) -> Result<Given, Error> {
    let id = visitor.user.id;
    let code = SentCode::generate(&mut portal.dice())?;
    let written = portal.db.write_about(id, async |tx, person| {
        let (user, _) = person.ok_or(Stop::Error(Error::Replayed))?;
        let permit = actor.may_own(Permission::ManageOwnSecurity).map_err(Error::from)?;
        stands(tx, visitor, &user).await?;
        let now = tx.now();
        if point != Point::Mail && letters::writes_none(portal, tx, Budget::Texts).await? {
            return Err(Stop::Because(Given::Spent));
        }
        let own = counters::given_by(portal, point, id);
        // A number is counted besides, whoever gives it.
        let number = (point != Point::Mail).then(|| counters::given_number(portal, address));
        for counted in std::iter::once(own).chain(number) {
            let mut tries = reset_tries::lock(tx, counted).await?.now(now);
            if let Some(until) = tries.no_code_until(now) {
                return Err(Stop::Because(Given::NotBefore(until)));
            }
            tries.sent.push(now);
            reset_tries::keep(tx, counted, &tries).await?;
        }
        let until = now + SignedDuration::from_mins(CODE_MINUTES.into());
        let code_mac = mac(&portal.keys.current(), &user, address, &code).to_vec();
        addresses::put(tx, id, point, &Challenge { address: address.to_owned(), code_mac, until, wrong: 0 }).await?;
        let language = notices::language(portal, &tx.reading(), id).await?;
        let (code, minutes) = (code.again(), CODE_MINUTES);
        let letter = match point {
            Point::Mail => Letter::AddressCode { code, minutes },
            Point::Phone | Point::AlternativePhone => Letter::PhoneText { code, minutes },
        };
        letters::write(portal, tx, Recipient { to: address.to_owned(), language, about: Some(id) }, &letter)?;
        let to = point.masked(address);
        Ok(permit.change(&told(&user, Step::AddressGiven { point, to }), Given::Sent))
    });
    match written.await {
        Ok(given) | Err(Stop::Because(given)) => Ok(given),
        Err(Stop::Error(error)) => Err(error),
    }
}

/// What came of a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saved {
    /// It is kept.
    Done,
    /// It was wrong.
    Wrong,
    /// There is none that waits: it took too long, or too many codes were wrong.
    Over,
}

/// Keeps what waits, when the code is the one that was sent there.
///
/// # Errors
/// [`Error::Replayed`] when the form was used before, or the session is over.
pub async fn save(
    portal: &Portal,
    visitor: &Visitor,
    actor: &Actor,
    (point, typed): (Point, &str),
    key: FormKey,
) -> Result<Saved, Error> {
    let id = visitor.user.id;
    let written = portal.db.write_about(id, async |tx, person| {
        let (user, _) = person.ok_or(Stop::Error(Error::Replayed))?;
        let permit = actor.may_own(Permission::ManageOwnSecurity).map_err(Error::from)?;
        stands(tx, visitor, &user).await?;
        let waiting = addresses::find(&tx.reading(), id, point).await?.filter(|waiting| waiting.is_alive(tx.now()));
        let Some(waiting) = waiting else { return Err(Stop::Because(Saved::Over)) };
        let code = SentCode::read(typed);
        let right =
            code.is_some_and(|code| is_of(portal, &waiting.code_mac, |keys| mac(keys, &user, &waiting.address, &code)));
        if !right {
            addresses::count_wrong(tx, id, point).await?;
            let saved = if waiting.wrong + 1 < MOST_WRONG { Saved::Wrong } else { Saved::Over };
            return Ok(permit.change(&told(&user, Step::AddressNotProved(point)), saved));
        }
        if !forms::consume(tx, key, id, forms_of(point).0, None).await? {
            return Err(Stop::Error(Error::Replayed));
        }
        addresses::remove(tx, id, point).await?;
        let former = keep(portal, tx, actor, &user, (point, Some(waiting.address.clone()))).await?;
        registrations::note_added(tx, id).await?;
        let step = Step::AddressAdded { point, to: point.masked(&waiting.address), replaces: former };
        Ok(permit.change(&told(&user, step), Saved::Done))
    });
    match written.await {
        Ok(saved) | Err(Stop::Because(saved)) => Ok(saved),
        Err(Stop::Error(error)) => Err(error),
    }
}

/// Takes the address or the phone for codes away, and one that waits.
///
/// # Errors
/// [`Error::Replayed`] when the form was used before, the session is over, or there is none.
pub async fn remove(
    portal: &Portal,
    visitor: &Visitor,
    actor: &Actor,
    point: Point,
    key: FormKey,
) -> Result<(), Error> {
    let id = visitor.user.id;
    let written = portal.db.write_about(id, async |tx, person| {
        let (user, _) = person.ok_or(Stop::<()>::Error(Error::Replayed))?;
        let permit = actor.may_own(Permission::ManageOwnSecurity).map_err(Error::from)?;
        stands(tx, visitor, &user).await?;
        if !forms::consume(tx, key, id, forms_of(point).1, None).await? {
            return Err(Stop::Error(Error::Replayed));
        }
        addresses::remove(tx, id, point).await?;
        if !keep(portal, tx, actor, &user, (point, None)).await? {
            return Err(Stop::Error(Error::Replayed));
        }
        Ok(permit.change(&told(&user, Step::AddressRemoved(point)), ()))
    });
    match written.await {
        Ok(()) | Err(Stop::Because(())) => Ok(()),
        Err(Stop::Error(error)) => Err(error),
    }
}

/// Keeps another one, or none; whoever reads the address of before is told. Says whether there was one.
async fn keep(
    portal: &Portal,
    tx: &mut Tx<'_>,
    actor: &Actor,
    user: &User,
    (point, value): (Point, Option<String>),
) -> Result<bool, Error> {
    let mut contact = users::contact::find(&tx.reading(), user.id).await?;
    let former = contact.value(point).cloned().filter(|former| Some(former) != value.as_ref());
    contact.set(point, value);
    users::contact::keep(tx, user.id, &contact).await?;
    // A code that went to the address of before opens nothing any more.
    resets::end_all(tx, user.id).await?;
    let had = former.is_some();
    match point {
        Point::Mail => notices::address_changed(portal, tx, actor, user, former).await?,
        Point::Phone | Point::AlternativePhone => notices::phone_changed(portal, tx, actor, user).await?,
    }
    Ok(had)
}

/// Whoever ended this session meanwhile, or blocked the account, wins.
pub(super) async fn stands(tx: &mut Tx<'_>, visitor: &Visitor, user: &User) -> Result<(), Error> {
    let stands = user.status != Status::Blocked && sessions::is_open(tx, visitor.session).await?;
    if stands { Ok(()) } else { Err(Error::Replayed) }
}

/// Under what codes are counted that a person has sent to addresses, or to phones.
fn told(user: &User, step: Step) -> Event {
    Event::SelfService(SelfServiceEvent { user: Some(Subject::from(&Target::from(user))), step })
}

fn mac(keys: &Keys, user: &User, address: &str, code: &SentCode) -> [u8; 32] {
    let user = user.id.uuid();
    let parts = [b"address".as_slice(), user.as_bytes(), address.as_bytes(), code.expose().as_bytes()];
    keys.code.mac(&parts)
}
