//! Who is knocking: a cookie's token becomes a visitor, at every request anew.

use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};

use crate::domain::columns::Choice;
use crate::domain::event::Event;
use crate::domain::id::{FormKey, SessionId};
use crate::domain::permission::Permission;
use crate::domain::permit::{Actor, Origin, Who};
use crate::domain::registration::Interrupt;
use crate::domain::role::Roles;
use crate::domain::second_step::FRESH;
use crate::domain::secret::SessionToken;
use crate::domain::session::{SessionKind, SessionLife, Verdict};
use crate::domain::settings::sessions::Sessions;
use crate::domain::user::User;
use crate::service::directory::writeback::was_done;
use crate::service::error::Error;
use crate::service::portal::Portal;
use crate::store::conn::{Read, Tx};
use crate::store::new_session::{self, Demand, NewSession};
use crate::store::sessions;

/// A session's use is written down when the last note is older; or as far ahead, of a clock that was set back.
const TOUCH_AFTER: SignedDuration = SignedDuration::from_mins(1);

/// Somebody with a live session.
#[derive(Debug, Clone)]
pub struct Visitor {
    /// The session.
    pub session: SessionId,
    /// What it may do.
    pub kind: SessionKind,
    /// When the person last proved who he is.
    pub proved_at: Timestamp,
    /// From then on, or since then, the session opens nothing but the page on which a second step is added.
    pub second_step_due: Option<Timestamp>,
    /// What the session is asked before it opens anything else.
    pub registration: Option<Interrupt>,
    /// Whether the person wanted to stay signed in.
    pub stays: bool,
    /// So long the browser keeps the session from now on; nothing where it goes with the browser.
    pub kept_for: Option<SignedDuration>,
    /// The person.
    pub user: User,
    /// How the person wants to see lists.
    pub choice: Choice,
    /// The moment of the look-up.
    pub now: Timestamp,
    /// Its quiet limit moves to there, when it is time to write that down.
    pub touch: Option<Timestamp>,
}

/// What a cookie's token opens.
#[derive(Debug)]
pub enum Visit {
    /// Nothing.
    Nobody,
    /// A session that ended through quiet or age: the sign-in page says so. Which, until that is written down.
    TimedOut(Option<SessionId>),
    /// A session that somebody or something ended: the sign-in page says so too.
    Ended,
    /// A person.
    Known(Box<Visitor>),
}

impl Visitor {
    /// Whether a second step must be added before anything else.
    pub fn is_walled(&self) -> bool {
        self.second_step_due.is_some_and(|due| due <= self.now)
    }

    /// Whether the person proved who he is lately enough for a powerful deed.
    pub fn is_fresh(&self) -> bool {
        // A clock that was set back makes no proof last: one from further ahead than it may be old is none.
        self.now.duration_since(self.proved_at).abs() < FRESH
    }

    /// The person as an actor. Only a full session carries roles.
    pub fn actor(&self, origin: Origin) -> Actor {
        let roles = match self.kind {
            SessionKind::Full => self.user.roles,
            SessionKind::ForcedChange | SessionKind::SecondStep => Roles::NONE,
        };
        let name = self.user.user_name.to_string();
        Actor { who: Who::Person { id: self.user.id, name, roles, session: self.session }, origin }
    }
}

/// How a session begins.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::service) struct Beginning {
    /// What it is asked before it opens anything else.
    pub(in crate::service) registration: Option<Interrupt>,
    /// When its person last proved who he is; nothing for now.
    pub(in crate::service) proved_at: Option<Timestamp>,
    /// Whether its person wants to stay signed in.
    pub(in crate::service) stays: bool,
}

impl Beginning {
    /// Of a sign-in.
    pub(in crate::service) const fn signed_in(registration: Option<Interrupt>, stays: bool) -> Self {
        Self { registration, proved_at: None, stays }
    }

    /// Of what goes on under another number: it is asked what it was asked before, and has proved no more than before.
    pub(in crate::service) const fn going_on(visitor: &Visitor) -> Self {
        Self { registration: visitor.registration, proved_at: Some(visitor.proved_at), stays: visitor.stays }
    }
}

/// Opens a session for somebody, with what is decided of its life and of second steps, at the end of the deed. What it is asked before it
/// opens anything else is its maker's to say: a sign-in asks, a session that goes on is asked what it was asked before. Says for how long
/// the browser keeps it; nothing where it goes with the browser.
pub(in crate::service) fn open(
    tx: &mut Tx<'_>,
    portal: &Portal,
    user: &User,
    kind: SessionKind,
    (id, token): (SessionId, &SessionToken),
    origin: &Origin,
    beginning: Beginning,
) -> Option<SignedDuration> {
    let settings = portal.settings();
    let asked = &settings.second_step;
    let (by_role, groups) = (asked.asks(user.roles), asked.required_groups());
    let demand = if kind == SessionKind::Full && (by_role || !groups.is_empty()) {
        Demand::Asked { by_role, groups, grace_days: asked.grace_days }
    } else {
        Demand::None
    };
    let Beginning { registration, proved_at, stays } = beginning;
    let life = SessionLife::of(kind, user.roles, &settings.sessions, stays);
    let new = NewSession {
        id,
        token_hash: token_hash(token.expose()),
        user: user.id,
        kind,
        life,
        address: origin.address.map(|address| address.to_string()),
        device: origin.device.clone(),
        demand,
        registration: registration.filter(|_| kind == SessionKind::Full),
        proved_at,
        stays,
    };
    new_session::open(tx, new);
    kept_for(kind, user.roles, &settings.sessions, stays)
}

fn kept_for(kind: SessionKind, roles: Roles, decided: &Sessions, stays: bool) -> Option<SignedDuration> {
    let is_kept = kind == SessionKind::Full && stays && decided.stay_days(roles) > 0;
    is_kept.then(|| SessionLife::of(kind, roles, decided, stays).absolute)
}

/// What the store keeps of a token.
pub fn token_hash(token: &[u8; 32]) -> [u8; 32] {
    Sha256::digest(token).into()
}

/// Looks a token up. A failure of the database is an error, never a visitor without rights.
///
/// # Errors
/// The store's.
pub async fn visit(read: &Read<'_>, token: Option<&[u8; 32]>, decided: &Sessions) -> Result<Visit, Error> {
    let Some(token) = token else { return Ok(Visit::Nobody) };
    let Some(found) = sessions::find(read, &token_hash(token)).await? else { return Ok(Visit::Nobody) };
    let life = SessionLife::of(found.kind, found.user.roles, decided, found.stays);
    // By its own limits: what was decided since may be decided otherwise again.
    let is_over = matches!(found.standing.at(found.now), Verdict::TimedOut);
    // Who stays may have got a role since, or it was decided otherwise.
    let standing =
        if found.stays { found.standing.within(life, found.created_at, found.last_seen_at) } else { found.standing };
    // Of a clock that was set back: what began further ahead than it may last would last until the clock has caught up.
    let is_ahead = found.created_at.duration_since(found.now) > life.absolute;
    match standing.at(found.now) {
        Verdict::Ended => Ok(Visit::Ended),
        Verdict::TimedOut => Ok(Visit::TimedOut((is_over && !found.timed_out).then_some(found.id))),
        Verdict::Live if is_ahead => Ok(Visit::TimedOut(Some(found.id))),
        Verdict::Live => {
            let due =
                found.now.duration_since(found.last_seen_at).abs() >= TOUCH_AFTER && found.kind == SessionKind::Full;
            let touch = found.now.saturating_add(life.idle).ok().filter(|_| due);
            let (session, kind, now, proved_at) = (found.id, found.kind, found.now, found.proved_at);
            let (user, choice) = (found.user, found.choice);
            let (second_step_due, registration, stays) = (found.second_step_due, found.registration, found.stays);
            let kept_for = kept_for(kind, user.roles, decided, stays);
            Ok(Visit::Known(Box::new(Visitor {
                session,
                kind,
                proved_at,
                second_step_due,
                registration,
                stays,
                kept_for,
                user,
                choice,
                now,
                touch,
            })))
        }
    }
}

/// Whether a form was used by whoever this token belonged to, also when the form's own deed ended that session: a change of
/// password does, and its second press must end where the first one did.
///
/// # Errors
/// The store's.
pub async fn was_used(read: &Read<'_>, token: Option<&[u8; 32]>, key: FormKey) -> Result<bool, Error> {
    let Some(token) = token else { return Ok(false) };
    let Some(found) = sessions::find(read, &token_hash(token)).await? else { return Ok(false) };
    was_done(read, found.user.id, key).await
}

/// Writes down that a session was used, when it is time.
///
/// # Errors
/// The store's.
pub async fn touch(portal: &Portal, visitor: &Visitor) -> Result<(), Error> {
    if let Some(idle_until) = visitor.touch {
        portal
            .db
            .keep_house(async |house| sessions::touch(house, visitor.session, visitor.now, idle_until).await)
            .await?;
    }
    Ok(())
}

/// Writes down that a session has ended by itself. Where that fails the next request does it.
pub async fn time_out(portal: &Portal, session: SessionId) {
    if portal.db.keep_house(async |house| sessions::time_out(house, session).await).await.is_err() {
        tracing::warn!("a session's end could not be written down");
    }
}

/// Signs out: the session is over on the server, whatever the browser keeps.
///
/// # Errors
/// The store's.
pub async fn sign_out(portal: &Portal, visitor: &Visitor, actor: &Actor) -> Result<(), Error> {
    portal
        .db
        .write(async |tx| {
            let permit = actor.may_own(Permission::SignOut)?;
            sessions::close(tx, visitor.session, "signed out").await?;
            Ok(permit.change(&Event::SignedOut, ()))
        })
        .await
}
