//! Signing in with a name and a password: one entry, one answer for everybody who does not get in.

use futures_util::future::try_join;
use jiff::{SignedDuration, Timestamp};

use crate::domain::event::Event;
use crate::domain::failure::SignInFailure;
use crate::domain::id::SessionId;
use crate::domain::lockout::Factor;
use crate::domain::lockout_event::LockoutEvent;
use crate::domain::password_event::PasswordEvent;
use crate::domain::permit::{Actor, Who};
use crate::domain::secret::{PlainPassword, SessionToken};
use crate::domain::session::SessionKind;
use crate::domain::sign_in_step::{Means, Step};
use crate::domain::source_limit::Source;
use crate::domain::subject::Subject;
use crate::domain::target::Target;
use crate::domain::user::{PasswordKind, sign_in_name};
use crate::host::hash_pool::Lane;
use crate::service::error::Error;
use crate::service::lockout::{self, Door, Guess};
use crate::service::passwords::replace::{self, Prepared};
use crate::service::passwords::verify::verify;
use crate::service::passwords::{age, renewal};
use crate::service::portal::Portal;
use crate::service::self_service::{notices, registration};
use crate::service::sign_in_check::standing;
use crate::store::credentials::{Credential, Epoch};
use crate::store::error::StoreError;
use crate::store::source_limit::{self, Failure};
use crate::store::users::{self, one::SigningIn};
use crate::store::{sessions, temporary_passwords};

use super::device::{self, Opened};
use super::outside::{self, Outside};
use super::refusal::Refusal;
use super::session::{self, Beginning};

/// What came of a knock.
#[derive(Debug)]
pub enum SignIn {
    /// In.
    Open(Opened),
    /// In as far as the change page.
    MustChange(SessionToken),
    /// The password was right; the second step comes next.
    MustProve(SessionToken),
    /// Not in. The reason is for the log alone.
    Refused,
    /// Too many failures from there: nothing was looked at; until then, and how long that is.
    TooOften(Timestamp, SignedDuration),
}

/// What a browser brings beside name and password.
#[derive(Debug, Default)]
pub struct Brought {
    /// A session, which ends with the new one.
    pub session: Option<SessionId>,
    /// The note of a recognised device.
    pub device: Option<String>,
    /// Whether whoever signs in wants to stay so.
    pub stays: bool,
}

/// Signs in by name and password. A refusal is remembered and is no error.
///
/// # Errors
/// [`Error::Busy`]: nothing was checked, nothing was changed.
pub async fn sign_in(
    portal: &Portal,
    guest: &Actor,
    brought: Brought,
    typed: &str,
    password: &PlainPassword,
) -> Result<SignIn, Error> {
    let name = sign_in_name(typed, portal.organisation.default_domain());
    let source = guest.origin.address.map(Source::of);
    let Seen { found, held, now } = look_up(portal, &name, source.as_ref()).await?;
    let recognised = found.as_ref().is_some_and(|found| {
        brought.device.as_ref().is_some_and(|note| device::recognises(portal, note, found.user.id, found.epoch, now))
    });
    // Whoever has signed in from there before does not wait for what others do there.
    if let Some(until) = held.filter(|until| portal.sources().holds(*until, now) && !recognised) {
        return Ok(SignIn::TooOften(until, until.duration_since(now)));
    }
    let anonymous = lockout::lane(guest);
    let refuse = async |refusal: Refusal| refuse(portal, guest, source.as_ref(), &name, now, refusal).await;
    let Some(found) = found else {
        verify(portal, anonymous, None, password).await?;
        return refuse(Refusal::unknown(portal, &name)).await;
    };
    let door = Door {
        user: found.user.id,
        factor: Factor::Password,
        recognised,
        address: guest.origin.address.map(|address| address.to_string()),
        lane: if recognised { Lane::SignedIn } else { anonymous },
    };
    if let Some(outside) =
        outside::sign_in(portal, guest, (brought.session, brought.stays), &door, &found, password, now).await?
    {
        return match outside {
            Outside::In(done) => Ok(done),
            Outside::Not(reason, fall, repeated) => {
                refuse(Refusal::because(&found.user, reason, &door, fall, repeated)).await
            }
        };
    }
    let SigningIn { user, epoch, credential, second_step, counters } = found;
    let refusal = |reason| Refusal::of(&user, reason);
    let Some(credential) = credential else {
        verify(portal, anonymous, None, password).await?;
        return refuse(refusal(SignInFailure::NoPassword)).await;
    };
    match lockout::guess(portal, &door, &credential, password, counters, now).await? {
        Guess::Right => {
            let renewed = renewal::renewed(portal, door.lane, door.user, &credential, password).await?;
            let verified = Verified { epoch, credential, second_step, renewed };
            match open(portal, guest, (brought.session, brought.stays), &door, verified).await {
                // Deleted in between: as for any name that nobody has.
                Err(Error::NotFound) => refuse(Refusal::unknown(portal, &name)).await,
                done => done,
            }
        }
        Guess::Repeated => refuse(Refusal::because(&user, SignInFailure::WrongPassword, &door, None, true)).await,
        Guess::Wrong(fall) => refuse(Refusal::because(&user, SignInFailure::WrongPassword, &door, fall, false)).await,
        Guess::Locked(lock) => refuse(refusal(lock.into())).await,
    }
}

/// What is known before anything is judged.
struct Seen {
    found: Option<SigningIn>,
    held: Option<Timestamp>,
    now: Timestamp,
}

/// Whoever has this name, the wrong guesses there, how long the place has to wait, and the moment: one journey to the database.
async fn look_up(portal: &Portal, name: &str, source: Option<&Source>) -> Result<Seen, Error> {
    let looked = portal
        .db
        .read(async |read| {
            let held = async {
                match source {
                    Some(source) => source_limit::held_until(read, source).await,
                    None => read.now().await.map(|_| None),
                }
            };
            let person = async {
                read.close_with_next();
                users::one::by_sign_in_name(read, name).await
            };
            let (held, found) = try_join(held, person).await?;
            Ok::<_, StoreError>(Seen { found, held, now: read.now().await? })
        })
        .await?;
    Ok(looked)
}

/// Charges the place, and writes down what it may: of a flood one by one only the beginning.
async fn refuse(
    portal: &Portal,
    guest: &Actor,
    source: Option<&Source>,
    name: &str,
    now: Timestamp,
    mut refusal: Refusal,
) -> Result<SignIn, Error> {
    if let Some(source) = source {
        let name = lockout::marked(portal, &[b"name from a place", name.as_bytes()]);
        let failure = Failure { counts: !refusal.repeated, told: refusal.closing.is_some(), name, now };
        let policy = portal.sources();
        let charged =
            portal.db.keep_house(async |house| source_limit::charge(house, &policy, source, failure).await).await?;
        if !charged.told && charged.held.is_empty() {
            return Ok(SignIn::Refused);
        }
        let held = |(source, until)| Event::Lockout(LockoutEvent::SourceHeld { source, until });
        refusal.held = charged.held.into_iter().map(held).collect();
    }
    portal
        .db
        .write(async |tx| {
            // A password that a directory knows, and refuses for something else, was no guess.
            let is_guessed = refusal.closing.is_some() && refusal.reason == SignInFailure::WrongPassword;
            if let Some(person) = refusal.user.as_ref().filter(|_| is_guessed) {
                notices::locked(portal, tx, guest, person).await?;
            }
            Ok(refusal.change(guest))
        })
        .await
}

/// What was found when the password was looked at.
struct Verified {
    epoch: Epoch,
    credential: Credential,
    second_step: bool,
    /// The same password at today's cost, where it rests at another one.
    renewed: Option<Prepared>,
}

/// The password was right: everything else is judged again on the locked row.
async fn open(
    portal: &Portal,
    guest: &Actor,
    (replaces, stays): (Option<SessionId>, bool),
    door: &Door,
    verified: Verified,
) -> Result<SignIn, Error> {
    let mut dice = portal.dice();
    let token = SessionToken::generate(&mut dice)?;
    portal
        .db
        .write_about(door.user, async |tx, person| {
            let (user, epoch) = person.ok_or(Error::NotFound)?;
            let failure = if epoch == verified.epoch {
                standing(&user, Some(&verified.credential), (None, None), tx.now()).obstacles().first().copied()
            } else {
                Some(SignInFailure::Superseded)
            };
            if let Some(reason) = failure {
                return Ok(Refusal::of(&user, reason).change(guest));
            }
            let ended = age::standing(portal, &verified.credential, tx.now()).is_over();
            // A second step that was added or taken away meanwhile begins another epoch.
            let kind = match verified.credential.kind {
                _ if verified.second_step => SessionKind::SecondStep,
                PasswordKind::Own if !ended => SessionKind::Full,
                PasswordKind::Own | PasswordKind::Temporary => SessionKind::ForcedChange,
            };
            let id = SessionId::new(tx.now(), &mut dice)?;
            if let Some(replaced) = replaces {
                // The browser forgets its cookie with this answer: nobody could ever end that session.
                sessions::close(tx, replaced, "replaced by a new sign-in").await?;
            }
            if let Some(renewed) = &verified.renewed {
                replace::rehash(tx, renewed, &verified.credential.sealed).await?;
            }
            lockout::settle(tx, door);
            let asked = registration::at_sign_in(portal, tx, &user, kind).await?;
            let beginning = Beginning::signed_in(asked, stays);
            let kept_for = session::open(tx, portal, &user, kind, (id, &token), &guest.origin, beginning);
            let outcome = match kind {
                SessionKind::Full => {
                    let device = device::note(portal, user.id, epoch, tx.now());
                    SignIn::Open(Opened { session: token, kept_for, device })
                }
                SessionKind::SecondStep => SignIn::MustProve(token),
                SessionKind::ForcedChange => {
                    if verified.credential.kind == PasswordKind::Temporary {
                        temporary_passwords::note_first_use(tx, user.id, id, guest.origin.request);
                    }
                    SignIn::MustChange(token)
                }
            };
            let name = user.user_name.to_string();
            let who = Who::Person { id: user.id, name, roles: user.roles, session: id };
            let permit = Actor { who, origin: guest.origin.clone() }.may_sign_in();
            let subject = Subject::from(&Target::from(&user));
            let mut events =
                vec![Event::SignedIn { user: subject.clone(), session: kind, step: Step::first(Means::Password) }];
            if ended {
                events.push(Event::Password(PasswordEvent::Ended { user: subject }));
            }
            Ok(permit.changes(&events, outcome))
        })
        .await
}
