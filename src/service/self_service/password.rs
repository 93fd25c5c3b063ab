//! The end of a self-service reset: a new password, once every proof was given (R-228, R-229, A1, A4, A13).

use crate::domain::directory::outcome::Written;
use crate::domain::event::Event;
use crate::domain::id::FormKey;
use crate::domain::notice::About;
use crate::domain::password::rules::{Context, Judged, Scope, all_met};
use crate::domain::permit::Actor;
use crate::domain::reset_detail::{Detail, Why};
use crate::domain::reset_report::Outcome;
use crate::domain::secret::PlainPassword;
use crate::domain::self_service_event::{SelfServiceEvent, Step};
use crate::domain::subject::Subject;
use crate::domain::target::Target;
use crate::domain::user::{PasswordKind, User};
use crate::service::directory::self_reset::{self, Deed, Try};
use crate::service::directory::writeback;
use crate::service::error::Error;
use crate::service::lockout;
use crate::service::passwords::judge::{self, Past};
use crate::service::passwords::{change, replace};
use crate::service::portal::{Portal, Reading};
use crate::service::signin::session::token_hash;
use crate::store::password_resets;
use crate::store::resets::{self, Flow};
use crate::store::{credentials, forms, temporary_passwords, users};

use super::{alive, counters, notices, still};

/// The name of the form, for its single use.
const FORM: &str = "reset-new";

/// What came of choosing a password.
#[derive(Debug)]
pub enum Chosen {
    /// It is set: everybody signs in anew, this browser too.
    Done,
    /// The same, in the directory outside, where wrong guesses keep the account closed for now.
    StillClosed,
    /// It breaks rules.
    Refused(Vec<Judged>),
    /// The directory outside did not take it, or nobody knows.
    Outside(Written),
    /// The proofs were not given, or it took too long: it begins again.
    OutOfOrder,
}

/// Whose password it is, and what the rules must know; nothing before every proof was given.
///
/// # Errors
/// The store's.
pub async fn proved(portal: &Portal, read: &Reading<'_>, token: &[u8; 32]) -> Result<Option<(User, Context)>, Error> {
    let Some((_, user)) = ready(read, token).await? else { return Ok(None) };
    let context = change::context(portal, read, &user).await?;
    Ok(Some((user, context)))
}

async fn ready(read: &Reading<'_>, token: &[u8; 32]) -> Result<Option<(Flow, User)>, Error> {
    let Some(flow) = alive(read, token).await?.filter(Flow::is_proved) else { return Ok(None) };
    let Some(id) = flow.user else { return Ok(None) };
    Ok(users::one::find(read, id).await?.map(|user| (flow, user)))
}

/// Sets the password that was chosen.
///
/// # Errors
/// [`Error::Busy`].
pub async fn choose(
    portal: &Portal,
    guest: &Actor,
    token: &[u8; 32],
    new: &PlainPassword,
    key: FormKey,
) -> Result<Chosen, Error> {
    let known = portal
        .db
        .read(async |read| {
            let Some((flow, user)) = ready(read, token).await? else { return Ok(None) };
            let context = change::context(portal, read, &user).await?;
            let past = match credentials::find(read, user.id).await? {
                Some(present) => Some(Past::of(portal, read, Scope::SelfReset, user.id, present).await?),
                None => None,
            };
            Ok::<_, Error>(Some((flow, user, context, past)))
        })
        .await?;
    let Some((flow, user, context, past)) = known else { return out_of_order(portal, guest, token).await };
    if self_reset::is_open(portal, &user) {
        // Our own rules are not asked: theirs win.
        let asked = Try { portal, guest, flow: &flow, user: &user, deed: Deed::Reset(new), key };
        let chosen = Box::pin(asked.act()).await?;
        return Ok(match chosen {
            self_reset::Chosen::Done => Chosen::Done,
            self_reset::Chosen::StillClosed => Chosen::StillClosed,
            self_reset::Chosen::Not(not) => Chosen::Outside(not),
            self_reset::Chosen::OutOfOrder => Chosen::OutOfOrder,
        });
    }
    let told = |step| Event::SelfService(SelfServiceEvent { user: Some(Subject::from(&Target::from(&user))), step });
    let judged = match &past {
        Some(past) => judge::judge(portal, Scope::SelfReset, new, &context, past, None).await?,
        None => judge::first(portal, new, &context),
    };
    if !all_met(&judged) {
        let event = told(Step::PasswordRefused);
        let refused = portal.db.write(async |tx| {
            password_resets::note(tx, flow.id, &flow.proved, None, Detail::ChoosingPassword).await?;
            Ok::<_, Error>(guest.may_reset_own().change(&event, Chosen::Refused(judged)))
        });
        return refused.await;
    }
    let prepared = replace::prepare(portal, lockout::lane(guest), user.id, PasswordKind::Own, new.expose()).await?;
    let written = portal.db.write_about(user.id, async |tx, person| {
        let flow = resets::lock(tx, flow.id).await?.filter(|flow| !flow.is_over && flow.ends_at > tx.now());
        let mut flow = flow.filter(Flow::is_proved).ok_or(Error::Replayed)?;
        // A newer password, a block, another role or decision win.
        let user = still(portal, tx, &flow, person).await?.ok_or(Error::Replayed)?;
        if !forms::consume(tx, key, user.id, FORM, None).await? {
            return Err(Error::Replayed);
        }
        // The new password is this reset's, and no first sign-in's that was on its way.
        temporary_passwords::overtake(tx, user.id).await?;
        let sessions_ended = replace::replace(tx, prepared, None).await?;
        flow.is_over = true;
        resets::keep(tx, &flow).await?;
        // Before the report's row: whoever asks for help in another tab takes them in this order.
        counters::forget(portal, tx, &user, Some(flow.counted)).await?;
        password_resets::note(tx, flow.id, &flow.proved, Some(Outcome::Succeeded), Detail::Done).await?;
        let policy = &portal.settings().self_service;
        if policy.tell_person {
            notices::tell(portal, tx, guest, &user, About::PasswordReset).await?;
        }
        if policy.tell_administrators && !user.roles.is_empty() {
            notices::tell_administrators(portal, tx, guest, &user).await?;
        }
        let done = Step::Done { sessions_ended, methods: flow.proved.clone() };
        Ok(guest.may_reset_own().change(&told(done), Chosen::Done))
    });
    match written.await {
        Err(Error::Replayed) => out_of_order(portal, guest, token).await,
        done => done,
    }
}

/// What this very form came to, where it has set the password: its second press ends where the first one did. Any other form of the same reset does not.
///
/// # Errors
/// The store's.
pub async fn was_done(read: &Reading<'_>, token: &[u8; 32], key: FormKey) -> Result<Option<Chosen>, Error> {
    let Some(user) = resets::find(read, &token_hash(token)).await?.and_then(|flow| flow.user) else { return Ok(None) };
    let done = writeback::done_by(read, user, key).await?;
    Ok(done.map(|done| if done.is_closed() { Chosen::StillClosed } else { Chosen::Done }))
}

/// A step before its time, of a reset that is on its way, ends it and is worth a row; anything else is a page that was left open.
async fn out_of_order(portal: &Portal, guest: &Actor, token: &[u8; 32]) -> Result<Chosen, Error> {
    let early = portal
        .db
        .read(async |read| {
            let Some(flow) = alive(read, token).await?.filter(|flow| !flow.is_proved()) else { return Ok(None) };
            let user = match flow.about {
                Some(id) => users::one::find(read, id).await?,
                None => None,
            };
            Ok::<_, Error>(Some((flow.id, user)))
        })
        .await?;
    let Some((flow, user)) = early else { return Ok(Chosen::OutOfOrder) };
    let user = user.map(|user| Subject::from(&Target::from(&user)));
    let event = Event::SelfService(SelfServiceEvent { user, step: Step::OutOfOrder });
    let ended = portal.db.write(async |tx| {
        let flow = resets::lock(tx, flow).await?.filter(|flow| !flow.is_over).ok_or(Error::NotFound)?;
        let detail = Detail::Failed(Why::OutOfOrder);
        password_resets::note(tx, flow.id, &flow.proved, Some(Outcome::Failed), detail).await?;
        resets::keep(tx, &Flow { is_over: true, ..flow }).await?;
        Ok(guest.may_reset_own().change(&event, Chosen::OutOfOrder))
    });
    // Somebody else's press ended it.
    ended
        .await
        .or_else(|error: Error| if matches!(error, Error::NotFound) { Ok(Chosen::OutOfOrder) } else { Err(error) })
}
