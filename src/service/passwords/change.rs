//! People change their own password: by choice, or because a temporary one demands it (R-080… …R-163).

use crate::domain::event::Event;
use crate::domain::failure::ChangeFailure;
use crate::domain::id::{FormKey, SessionId};
use crate::domain::notice::About;
use crate::domain::password::rules::{Context, Judged, Scope, all_met};
use crate::domain::permission::Permission;
use crate::domain::permit::Actor;
use crate::domain::profile::Profile;
use crate::domain::secret::{PlainPassword, SessionToken};
use crate::domain::session::SessionKind;
use crate::domain::subject::Subject;
use crate::domain::target::Target;
use crate::domain::user::{PasswordKind, Status, User};
use crate::host::hash_pool::Lane;
use crate::service::error::Error;
use crate::service::lockout::Guess;
use crate::service::portal::Portal;
use crate::service::self_service::{notices, registration};
use crate::service::signin::device::{self, Opened};
use crate::service::signin::session::{self, Beginning, Visitor};
use crate::store::conn::Read;
use crate::store::credentials::{self, Epoch};
use crate::store::groups::nesting;
use crate::store::{forms, second_steps, sessions, users};

use super::judge::{self, Past};
use super::{own, replace};

/// The name of the form, for its single use.
const FORM: &str = "change-password";

/// What came of an attempt. Refusals are remembered, so they are outcomes and no errors.
#[derive(Debug)]
pub enum Change {
    /// Done: the session goes on under this token, all others are over; of all devices this one alone is recognised.
    Done(Opened),
    /// The current password was wrong.
    WrongCurrent,
    /// The new password breaks rules.
    Refused(Vec<Judged>),
}

/// What the rules must know about a person.
///
/// # Errors
/// The store's.
pub async fn context(portal: &Portal, read: &Read<'_>, user: &User) -> Result<Context, Error> {
    let profile = users::one::profile(read, user.id).await?.unwrap_or_default();
    Ok(context_of(portal, user, &profile).with_step(never_alone(portal, read, user).await?))
}

/// Whether a password never stands alone: whoever has it has a second step, and must have one. Less than that ends when its person likes.
async fn never_alone(portal: &Portal, read: &Read<'_>, user: &User) -> Result<bool, Error> {
    let settings = portal.settings();
    let asked = &settings.second_step;
    let has_one = second_steps::exists(read, user.id).await?;
    if !has_one || asked.asks(user.roles) {
        return Ok(has_one);
    }
    Ok(nesting::is_in_any(read, user.id, &asked.required_groups()).await?)
}

fn context_of(portal: &Portal, user: &User, profile: &Profile) -> Context {
    let ours = portal.names();
    let names = [&profile.given_name, &profile.surname].into_iter().flatten().map(String::as_str);
    let own = [user.display_name.as_str(), user.user_name.local()];
    Context::new(names.chain(own).chain(ours.iter().map(String::as_str)))
}

/// Changes the password of somebody who knows the current one.
///
/// # Errors
/// [`Error::Replayed`], [`Error::Busy`].
pub async fn change(
    portal: &Portal,
    visitor: &Visitor,
    actor: &Actor,
    current: &PlainPassword,
    new: &PlainPassword,
    key: FormKey,
) -> Result<Change, Error> {
    let (past, epoch, context) = known(portal, visitor, Scope::Change, key).await?;
    match own::guess(portal, actor, past.user, &past.present, current).await? {
        Guess::Right => {}
        Guess::Wrong(_) | Guess::Repeated => {
            return refused(portal, visitor, actor, ChangeFailure::WrongPassword, Change::WrongCurrent).await;
        }
        Guess::Locked(_) => return refused(portal, visitor, actor, ChangeFailure::Locked, Change::WrongCurrent).await,
    }
    let judged = judge::judge(portal, Scope::Change, new, &context, &past, Some(current)).await?;
    finish(portal, visitor, actor, new, judged, key, epoch).await
}

/// Changes the password of somebody who signed in with a temporary one.
///
/// # Errors
/// As [`change`].
pub async fn change_temporary(
    portal: &Portal,
    visitor: &Visitor,
    actor: &Actor,
    new: &PlainPassword,
    key: FormKey,
) -> Result<Change, Error> {
    let (past, epoch, context) = known(portal, visitor, Scope::Forced, key).await?;
    let judged = judge::judge(portal, Scope::Forced, new, &context, &past, None).await?;
    finish(portal, visitor, actor, new, judged, key, epoch).await
}

async fn known(
    portal: &Portal,
    visitor: &Visitor,
    scope: Scope,
    key: FormKey,
) -> Result<(Past, Epoch, Context), Error> {
    portal
        .db
        .read(async |read| {
            if forms::used_at(read, key, visitor.user.id).await?.is_some() {
                return Err(Error::Replayed);
            }
            // Without a password here (external, directory) there is nothing to change.
            let credential = credentials::find(read, visitor.user.id).await?.ok_or(Error::NotFound)?;
            // Deleted in between: then no session lives.
            let epoch = credentials::epoch(read, visitor.user.id).await?.ok_or(Error::Replayed)?;
            let past = Past::of(portal, read, scope, visitor.user.id, credential).await?;
            Ok((past, epoch, context(portal, read, &visitor.user).await?))
        })
        .await
}

async fn finish(
    portal: &Portal,
    visitor: &Visitor,
    actor: &Actor,
    new: &PlainPassword,
    judged: Vec<Judged>,
    key: FormKey,
    old: Epoch,
) -> Result<Change, Error> {
    if !all_met(&judged) {
        return refused(portal, visitor, actor, ChangeFailure::Policy, Change::Refused(judged)).await;
    }
    let id = visitor.user.id;
    let prepared = replace::prepare(portal, Lane::SignedIn, id, PasswordKind::Own, new.expose()).await?;
    let mut dice = portal.dice();
    let token = SessionToken::generate(&mut dice)?;
    portal
        .db
        .write_about(id, async |tx, person| {
            let (user, epoch) = person.ok_or(Error::Replayed)?;
            let permit = actor.may_own(Permission::ChangeOwnPassword)?;
            if !forms::consume(tx, key, id, FORM, None).await? {
                return Err(Error::Replayed);
            }
            // A reset that committed meanwhile wins, and so does whoever ended this session or blocked the account.
            let stands = user.status != Status::Blocked && sessions::is_open(tx, visitor.session).await?;
            if !stands || epoch != old {
                return Err(Error::Replayed);
            }
            let forced = visitor.kind == SessionKind::ForcedChange;
            let ended = replace::replace(tx, prepared, None).await?;
            if portal.settings().self_service.tell_person {
                notices::tell(portal, tx, actor, &user, About::PasswordChanged).await?;
            }
            let new = SessionId::new(tx.now(), &mut dice)?;
            let mut beginning = Beginning::going_on(visitor);
            if forced {
                // The end of a sign-in; any other change is made in the middle of a session.
                beginning.registration = registration::at_sign_in(portal, tx, &user, SessionKind::Full).await?;
            } else if !second_steps::exists(&tx.reading(), id).await? {
                // The present password was just given. Where there is a second step, that proves less than a code does.
                beginning.proved_at = None;
            }
            let kept_for = session::open(tx, portal, &user, SessionKind::Full, (new, &token), &actor.origin, beginning);
            let subject = Subject::from(&Target::from(&user));
            // The session that goes on is none that ended.
            let event = Event::PasswordChanged { user: subject, forced, sessions_ended: ended.saturating_sub(1) };
            let device = device::note(portal, id, old.next(), tx.now());
            Ok(permit.change(&event, Change::Done(Opened { session: token, kept_for, device })))
        })
        .await
}

async fn refused(
    portal: &Portal,
    visitor: &Visitor,
    actor: &Actor,
    reason: ChangeFailure,
    outcome: Change,
) -> Result<Change, Error> {
    let user = Subject::from(&Target::from(&visitor.user));
    portal
        .db
        .write(async |_| {
            let permit = actor.may_own(Permission::ChangeOwnPassword)?;
            Ok(permit.change(&Event::PasswordChangeRefused { user, reason }, outcome))
        })
        .await
}
