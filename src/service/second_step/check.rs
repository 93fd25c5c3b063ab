//! Whether what somebody gave is the own second step: one function for every place that asks (security 4.8, A35, A41…A44, A48).

use crate::domain::event::Event;
use crate::domain::failure::SignInFailure;
use crate::domain::id::UserId;
use crate::domain::lockout::{Charge, TOLD_AT};
use crate::domain::notice::About;
use crate::domain::passkey::Ceremony;
use crate::domain::permit::Actor;
use crate::domain::second_step::{Factor, Typed, matching_step, recovery_hash};
use crate::domain::secret::TotpSecret;
use crate::domain::subject::Subject;
use crate::domain::target::Target;
use crate::domain::user::User;
use crate::service::error::Error;
use crate::service::keys;
use crate::service::lockout::{self, Door};
use crate::service::portal::Portal;
use crate::service::self_service::notices;
use crate::store::conn::Tx;
use crate::store::second_steps;

use super::ceremony;

/// What somebody gave.
#[derive(Debug)]
pub enum Given {
    /// A code of the app, or a recovery code.
    Code(Typed),
    /// What a device answered, as script hands it over.
    Passkey(String),
}

/// What came of it.
#[derive(Debug)]
pub(in crate::service) enum Checked {
    /// It is, and is used up; by which factor, when it was one of the second step.
    Right(Option<Factor>),
    /// It is not, and that is counted.
    Wrong(SignInFailure),
    /// It is not, or was not even looked at: too many wrong ones came of late. What closed the door, if this one did.
    TooMany(Option<Event>),
}

/// Checks what a person gave whom the deed has locked, so that no two are looked at together (A32, A42). A device answers the question
/// of this ceremony. Whoever is that person is told of a copied passkey, and of many wrong ones: the password is known to somebody.
///
/// # Errors
/// The store's.
pub(in crate::service) async fn check(
    portal: &Portal,
    tx: &mut Tx<'_>,
    actor: &Actor,
    user: &User,
    (given, ceremony): (&Given, Ceremony),
) -> Result<Checked, Error> {
    let door = Door::second_step(actor, user.id);
    let (seen, charge) = lockout::price(tx, &door).await?;
    if matches!(charge, Charge::Locked(_)) {
        return Ok(Checked::TooMany(None));
    }
    let found = match given {
        Given::Code(typed) => matches(portal, tx, user.id, typed).await?.ok_or(SignInFailure::WrongCode),
        Given::Passkey(answer) => ceremony::matches(portal, tx, user.id, ceremony, answer)
            .await?
            .map(|()| Factor::Passkey)
            .map_err(SignInFailure::from),
    };
    let why = match found {
        Ok(factor) => {
            lockout::settle(tx, &door);
            if factor == Factor::RecoveryCode {
                notices::code_used(portal, tx, actor, user).await?;
            }
            return Ok(Checked::Right(Some(factor)));
        }
        Err(why) => why,
    };
    let fall = lockout::pay(tx, &door, (&seen, &charge)).await?;
    if why == SignInFailure::PasskeyCopied {
        notices::warn(portal, tx, actor, user, About::PasskeyCopied).await?;
    } else if matches!(&charge, Charge::Counted(after) if after.failures == TOLD_AT) {
        notices::warn(portal, tx, actor, user, About::PasswordKnown).await?;
    }
    Ok(match fall {
        Some(fall) => Checked::TooMany(Some(lockout::event(&door, &Subject::from(&Target::from(user)), fall))),
        None => Checked::Wrong(why),
    })
}

/// Whether a code is right, which uses it up; nothing is counted. For whoever counts wrong ones himself.
///
/// # Errors
/// The store's.
pub(in crate::service) async fn matches(
    portal: &Portal,
    tx: &mut Tx<'_>,
    user: UserId,
    typed: &Typed,
) -> Result<Option<Factor>, Error> {
    Ok(match typed {
        Typed::App(code) => app(portal, tx, user, code).await?.then_some(Factor::App),
        Typed::Recovery(code) => {
            let hash = recovery_hash(user, code);
            second_steps::use_code(tx, user, &hash).await?.then_some(Factor::RecoveryCode)
        }
    })
}

async fn app(portal: &Portal, tx: &mut Tx<'_>, user: UserId, code: &str) -> Result<bool, Error> {
    let Some(sealed) = second_steps::sealed(tx, user).await? else { return Ok(false) };
    let keys = keys::of_sealed(portal, &sealed).await?;
    // What can not be opened is no second step that anybody has; it is never none at all (ASVS 11.2.5).
    let Ok(opened) = keys.totp.open(&sealed, &app_belongs(user)) else {
        tracing::error!(user = %user, "what an authenticator app shares with us can not be opened");
        return Ok(false);
    };
    let Some(secret) = TotpSecret::from_bytes(&opened) else { return Ok(false) };
    match matching_step(&secret, code, tx.now()) {
        Some(step) => Ok(second_steps::use_step(tx, user, step).await?),
        None => Ok(false),
    }
}

/// Where a sealed secret of an app belongs: in nobody else's row.
pub(in crate::service) fn app_belongs(user: UserId) -> Vec<u8> {
    [user.uuid().as_bytes(), b"authenticator-app".as_slice()].concat()
}
