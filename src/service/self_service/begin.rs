//! A self-service reset begins: somebody says who he is, and learns nothing about who exists (R-220…R-225, A15, T-95).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::{SignedDuration, Timestamp};

use crate::domain::carrier::Budget;
use crate::domain::contact::Point;
use crate::domain::event::Event;
use crate::domain::id::{ResetId, UserId};
use crate::domain::letter::Letter;
use crate::domain::lockout_event::LockoutEvent;
use crate::domain::permit::{Actor, Change};
use crate::domain::reset_detail::Detail;
use crate::domain::reset_report::{Channel, Outcome};
use crate::domain::secret::{SentCode, SessionToken};
use crate::domain::self_service::{Method, Refusal, Tries};
use crate::domain::self_service_event::{SelfServiceEvent, Step};
use crate::domain::source_limit::Source;
use crate::domain::subject::Subject;
use crate::domain::target::Target;
use crate::domain::user::{User, sign_in_name};
use crate::service::error::Error;
use crate::service::letters::{self, CODE_MINUTES, Recipient};
use crate::service::portal::Portal;
use crate::service::signin::session::token_hash;
use crate::service::stop::Stop;
use crate::store::begin::Person;
use crate::store::conn::Tx;
use crate::store::credentials::Epoch;
use crate::store::password_resets;
use crate::store::reset_tries::{self, Counted};
use crate::store::resets::{self, Flow, New};

use super::who::{self, Known};
use super::{code_mac, counters, notices, questions};

/// What came of saying who one is.
#[derive(Debug)]
pub enum Begun {
    /// The proofs come next; the browser carries this.
    Yes(SessionToken),
    /// It is open to nobody.
    Off,
    /// Too many proofs were wrong of late; until then. The browser carries what help is asked for with.
    Closed(Timestamp, SessionToken),
    /// Too many began from there; until then, and how long that is.
    TooOften(Timestamp, SignedDuration),
}

/// Whether it is open to anybody, and by which proofs.
pub fn methods(portal: &Portal) -> Vec<Method> {
    who::methods(portal)
}

/// Begins a reset for whoever has this name, and sends a code where a code can be sent.
///
/// # Errors
/// The store's.
pub async fn begin(portal: &Portal, guest: &Actor, typed: &str) -> Result<Begun, Error> {
    let (settings, methods) = (portal.settings(), methods(portal));
    if methods.is_empty() {
        return Ok(Begun::Off);
    }
    let name = sign_in_name(typed, portal.organisation.default_domain());
    let (known, now) = portal
        .db
        .read(async |read| Ok::<_, Error>((who::find(read, &settings, &name).await?, read.now().await?)))
        .await?;
    let asks = questions::order(portal, &name, known.as_ref(), now);
    let mut dice = portal.dice();
    let (token, code) = (SessionToken::generate(&mut dice)?, SentCode::generate(&mut dice)?);
    let asked = Begin {
        portal,
        guest,
        name: &name,
        known: known.as_ref(),
        token: &token,
        code,
        methods: &methods,
        asks: &asks,
    };
    let written = match &known {
        Some(known) => portal.db.write_about(known.user.id, async |tx, person| asked.write(tx, person).await).await,
        None => portal.db.write(async |tx| asked.write(tx, None).await).await,
    };
    match written {
        Ok(Came::In) => Ok(Begun::Yes(token)),
        Ok(Came::Closed(until)) => Ok(Begun::Closed(until, token)),
        Err(Stop::Because(TooOften(until, wait))) => Ok(Begun::TooOften(until, wait)),
        Err(Stop::Error(error)) => Err(error),
    }
}

/// How far somebody came.
#[derive(Debug)]
enum Came {
    In,
    Closed(Timestamp),
}

/// From one place; nothing is done then, and nothing written.
#[derive(Debug)]
struct TooOften(Timestamp, SignedDuration);

struct Begin<'a> {
    portal: &'a Portal,
    guest: &'a Actor,
    name: &'a str,
    known: Option<&'a Known>,
    token: &'a SessionToken,
    code: SentCode,
    methods: &'a [Method],
    asks: &'a [String],
}

impl Begin<'_> {
    /// The locks: the person, the place, the name, the person's own counter. In this order everywhere.
    async fn write(&self, tx: &mut Tx<'_>, person: Option<Person>) -> Result<Change<Came>, Stop<TooOften>> {
        let (portal, now) = (self.portal, tx.now());
        let held = self.count_source(tx).await?;
        // Deleted in between: as a name that nobody has.
        let known = self.known.zip(person.as_ref().map(|(user, _)| user));
        let policy = &portal.settings().self_service;
        let way = known.map(|(known, user)| known.way(portal, policy, user));
        let open = way.clone().and_then(Result::ok);
        let refusal = way.and_then(Result::err);
        let subject = known.map(|(_, user)| Subject::from(&Target::from(user)));
        let mut events =
            vec![event(subject.clone(), Step::Begun { unknown_name: self.unknown(known.is_some()), refusal })];
        events.extend(held);
        let counted = counters::by_name(portal, self.name);
        let mut tries = reset_tries::lock(tx, counted).await?.now(now);
        let id = ResetId::new(now, &mut portal.dice()).map_err(Error::from)?;
        if let Some(until) = tries.closed_until(now) {
            self.leave_closed(tx, id, known.map(|(_, user)| user.id), counted).await?;
            if let Some((_, user)) = known {
                let detail = self.closed_by(tx, user).await?;
                self.report(tx, id, user, Some(Outcome::Blocked), detail).await?;
            }
            return Ok(self.guest.may_reset_own().changes(&events, Came::Closed(until)));
        }
        // What was tried with another of the person's names counts too, and is told to nobody.
        let own = known.map(|(_, user)| Counted::person(user.id));
        let mut owns = match own {
            Some(own) => reset_tries::lock(tx, own).await?.now(now),
            None => Tries::default(),
        };
        let (user, epoch) = match (&open, &person) {
            (Some(_), Some((user, epoch))) if owns.closed_until(now).is_none() => (Some(user.id), *epoch),
            _ => (None, Epoch::NONE),
        };
        if let Some((_, person)) = known {
            let (outcome, detail) = match refusal {
                Some(refusal) => (Some(Outcome::Failed), Detail::Failed(refusal.into())),
                None if user.is_none() => (Some(Outcome::Blocked), self.closed_by(tx, person).await?),
                None => (None, Detail::AfterUserName),
            };
            self.report(tx, id, person, outcome, detail).await?;
        }
        let mail = known.and_then(|(known, user)| Some((user, known.contact.mail.as_deref()?)));
        let new = New {
            id,
            token_hash: token_hash(self.token.expose()),
            about: known.map(|(_, user)| user.id),
            is_open: user.is_some(),
            counted,
            epoch,
            needed: open.as_ref().map_or(1, |way| way.needed),
            methods: open.as_ref().map_or(&[], |way| way.methods.as_slice()),
            shown: &mail.map(|(_, mail)| Point::Mail.masked(mail)).unwrap_or_default(),
            asks: self.asks,
        };
        resets::begin(tx, new).await?;
        if self.methods.contains(&Method::Mail) && tries.no_code_until(now).is_none() {
            tries.sent.push(now);
            let flow = resets::lock(tx, id).await?.ok_or(Error::NotFound)?;
            send(portal, tx, flow, &self.code).await?;
            let told = user.is_some() || refusal.is_some_and(Refusal::is_told);
            let spent = letters::writes_none(portal, tx, Budget::Codes).await?;
            if let Some((user, mail)) = mail.filter(|_| told && !spent && owns.no_code_until(now).is_none()) {
                owns.sent.push(now);
                let letter = match refusal {
                    None => Letter::ResetCode { code: self.code.again(), minutes: CODE_MINUTES },
                    Some(refusal) => Letter::ResetRefused { refusal: refusal.code().to_owned() },
                };
                post(portal, tx, user, mail, &letter).await?;
                if refusal.is_none() {
                    events.push(event(subject, Step::CodeSent { to: Point::Mail.masked(mail) }));
                    password_resets::note(tx, id, &[], None, Detail::AfterStarting(Channel::Email)).await?;
                }
            }
        }
        reset_tries::keep(tx, counted, &tries).await?;
        if let Some(own) = own {
            reset_tries::keep(tx, own, &owns).await?;
        }
        Ok(self.guest.may_reset_own().changes(&events, Came::In))
    }

    /// A row of the report: names that nobody has are in none.
    async fn report(
        &self,
        tx: &mut Tx<'_>,
        id: ResetId,
        user: &User,
        outcome: Option<Outcome>,
        detail: Detail,
    ) -> Result<(), Error> {
        Ok(password_resets::begin(tx, id, self.guest.origin.request, user, outcome, detail).await?)
    }

    /// What was tried too often, as the last reset that was closed tells it; the proof that is offered first where none does.
    async fn closed_by(&self, tx: &Tx<'_>, user: &User) -> Result<Detail, Error> {
        let last = password_resets::last_closed(&tx.reading(), user.id).await?;
        let first = || Detail::TooMany(self.methods.first().copied().map_or(Channel::Email, Channel::from));
        Ok(last.unwrap_or_else(first))
    }

    /// A reset that is over before it began: by it whoever is closed out can still ask for help.
    async fn leave_closed(
        &self,
        tx: &mut Tx<'_>,
        id: ResetId,
        about: Option<UserId>,
        counted: Counted,
    ) -> Result<(), Error> {
        let (token_hash, epoch) = (token_hash(self.token.expose()), Epoch::NONE);
        let new = New {
            id,
            token_hash,
            about,
            is_open: false,
            counted,
            epoch,
            needed: 1,
            methods: &[],
            shown: "",
            asks: &[],
        };
        resets::begin(tx, new).await?;
        let flow = resets::lock(tx, id).await?.ok_or(Error::NotFound)?;
        Ok(resets::keep(tx, &Flow { is_over: true, ..flow }).await?)
    }

    /// A keyed hash of a name that nobody has: people type passwords there.
    fn unknown(&self, is_known: bool) -> Option<String> {
        let mac = self.portal.keys.current().code.mac(&[b"unknown sign-in name", self.name.as_bytes()]);
        (!is_known).then(|| URL_SAFE_NO_PAD.encode(&mac[..12]))
    }

    /// How many began from there: before anything is looked at. Whoever comes last before the place has to wait leaves word of that; those
    /// who come while it waits leave nothing.
    async fn count_source(&self, tx: &mut Tx<'_>) -> Result<Option<Event>, Stop<TooOften>> {
        let Some(source) = self.guest.origin.address.map(Source::of).map(|source| source.address) else {
            return Ok(None);
        };
        let now = tx.now();
        let counted = counters::resets_from(self.portal, &source);
        let mut begun = reset_tries::lock(tx, counted).await?.now(now);
        if let Some(until) = begun.no_begin_until(now) {
            return Err(Stop::Because(TooOften(until, until.duration_since(now))));
        }
        begun.sent.push(now);
        reset_tries::keep(tx, counted, &begun).await?;
        let Some(until) = begun.no_begin_until(now) else { return Ok(None) };
        let news = reset_tries::hold(tx, counted, &source, until).await?;
        Ok(news.then_some(Event::Lockout(LockoutEvent::ResetsHeld { source, until })))
    }
}

fn event(user: Option<Subject>, step: Step) -> Event {
    Event::SelfService(SelfServiceEvent { user, step })
}

/// Gives a flow a code, in the place of the one of before.
pub(super) async fn send(portal: &Portal, tx: &mut Tx<'_>, mut flow: Flow, code: &SentCode) -> Result<(), Error> {
    let until = tx.now() + SignedDuration::from_mins(CODE_MINUTES.into());
    flow.code = Some((code_mac(&portal.keys.current(), Method::Mail, &flow, code).to_vec(), until));
    Ok(resets::keep(tx, &flow).await?)
}

/// Writes somebody a letter at the address for codes, in the language of that person.
pub(super) async fn post(
    portal: &Portal,
    tx: &mut Tx<'_>,
    user: &User,
    mail: &str,
    letter: &Letter,
) -> Result<(), Error> {
    let language = notices::language(portal, &tx.reading(), user.id).await?;
    letters::write(portal, tx, Recipient { to: mail.to_owned(), language, about: Some(user.id) }, letter)
}
