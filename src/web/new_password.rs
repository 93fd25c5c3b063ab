//! The empty part of a form in which a new password is chosen: two pages begin with it.

use super::caller::Caller;
use super::cookies;
use super::directory_fault::DirectoryFault;
use super::error::Error;
use super::field::Complaint;
use super::me::Me;
use super::view::password::NewPassword;
use crate::domain::directory::outcome::Written;
use crate::domain::id::FormKey;
use crate::domain::password::expiry::Standing;
use crate::domain::password::rules::Scope;
use crate::domain::secret::PlainPassword;
use crate::service::directory::change::{self as directory, Change};
use crate::service::error::Error as ServiceError;
use crate::service::passwords::{age, change};

/// The rules, and the person's own names that may not stand in the password.
///
/// # Errors
/// The gate's.
pub async fn form(caller: &Caller, scope: Scope) -> Result<(Me, NewPassword), Error> {
    caller
        .page(async move |portal, read, me| {
            let visitor = me.visitor.as_ref().ok_or(ServiceError::NotFound)?;
            if directory::is_open(portal, &visitor.user) {
                return Ok(NewPassword::outside());
            }
            let context = change::context(portal, read, &visitor.user).await?;
            Ok(NewPassword::empty(portal.rules().unjudged(scope, portal.breaches.exists(), &context), &context))
        })
        .await
}

/// The same on the wall before the portal, and how the present password stands.
///
/// # Errors
/// The gate's.
pub async fn forced(caller: &Caller) -> Result<(Me, NewPassword, Option<Standing>), Error> {
    let (me, form) = form(caller, Scope::Forced).await?;
    let user = me.person()?.user.id;
    let (_, standing) = caller.page(async move |portal, read, _| age::of(portal, read, user).await).await?;
    Ok((me, form, standing))
}

/// Why the directory outside can not take a password now, asked before anybody chooses one.
///
/// # Errors
/// The store's.
pub async fn unable(caller: &Caller, me: &Me) -> Result<Option<Complaint>, Error> {
    let visitor = me.person()?.clone();
    let asked = caller.run(me, async move |portal| directory::ready(portal, &visitor.user).await).await?;
    Ok(asked.map(|written| Complaint::Directory(DirectoryFault::Own(written))))
}

/// What came of a change in the directory outside: where it was done, the address to go to; otherwise what was wrong with which field.
#[derive(Debug)]
pub enum Outside {
    /// Done.
    Done,
    /// The current password was wrong.
    WrongCurrent,
    /// The new one was not taken.
    Not(Complaint),
    /// It was not written for another reason, or nobody knows.
    Whole(Complaint),
}

/// Changes the own password in the directory outside.
///
/// # Errors
/// The deed's.
pub async fn change_outside(
    caller: &Caller,
    me: &Me,
    current: PlainPassword,
    new: PlainPassword,
    key: FormKey,
) -> Result<Outside, Error> {
    let (visitor, actor) = (me.person()?.clone(), me.actor.clone());
    let changed = caller
        .run(me, async move |portal| directory::change(portal, &visitor, &actor, &current, &new, key).await)
        .await?;
    Ok(match changed {
        Change::Done(opened) => {
            caller.open_for(&opened.session, opened.kept_for)?;
            caller.cookie(cookies::device(opened.device));
            Outside::Done
        }
        Change::WrongCurrent => Outside::WrongCurrent,
        Change::Not(written) => {
            let about = matches!(&written, Written::Refused(refusal, _) if refusal.is_about_password());
            let complaint = Complaint::Directory(DirectoryFault::Own(written));
            if about { Outside::Not(complaint) } else { Outside::Whole(complaint) }
        }
    })
}
