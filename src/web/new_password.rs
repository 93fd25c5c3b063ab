//! The empty part of a form in which a new password is chosen: two pages begin with it.

use super::caller::Caller;
use super::error::Error;
use super::me::Me;
use super::view::password::NewPassword;
use crate::domain::password::expiry::Standing;
use crate::domain::password::rules::Scope;
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
