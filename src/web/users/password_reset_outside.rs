//! Resetting a password that lives in the directory outside: the same page, another deed (T-33, T-120, T-121).

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::domain::directory::outcome::Written;
use crate::domain::id::UserId;
use crate::domain::password::rules::Context;
use crate::service::directory::reset::{self, Asked, Outcome};
use crate::service::directory::writeback;
use crate::service::passwords::reset::Reset;
use crate::web::caller::Caller;
use crate::web::directory_fault::DirectoryFault;
use crate::web::error::Error;
use crate::web::field::Complaint;
use crate::web::me::Me;
use crate::web::page::Section;
use crate::web::paths;
use crate::web::view::password_reset::{PasswordResetDone, PasswordResetNew};

/// Why the directory can not take a password now, asked before anybody decides anything.
///
/// # Errors
/// The store's.
pub(super) async fn unable(caller: &Caller, me: &Me) -> Result<Option<Complaint>, Error> {
    let probed = caller.run(me, async |portal| writeback::probe(portal).await).await?;
    Ok(probed.err().map(|fault| Complaint::Directory(DirectoryFault::Written(Written::NotAsked(fault)))))
}

/// Resets there, and shows the temporary password once.
///
/// # Errors
/// 403 and 409 by the policy, 404.
pub(super) async fn reset(
    caller: &Caller,
    me: &Me,
    mut form: PasswordResetNew,
    target: UserId,
    input: Reset,
) -> Result<HttpResponse, Error> {
    let (actor, asked) =
        (me.actor.clone(), Asked { verified_by: input.verified_by, reason: input.reason, key: input.key });
    match caller.run(me, async move |portal| reset::reset(portal, &actor, target, asked).await).await {
        Ok(Outcome::Shown { user, password, written }) => {
            let page = PasswordResetDone {
                page: form.page,
                user: *user,
                password,
                expires_at: None,
                address: caller.app.site.public.authority().to_owned(),
                shortest: caller.app.portal.rules().shortest(&Context::default()),
                outside: Some(written),
            };
            caller.html(StatusCode::OK, &page)
        }
        Ok(Outcome::Not(written)) => {
            let status = match &written {
                Written::NotAsked(_) | Written::Unknown(_) => StatusCode::SERVICE_UNAVAILABLE,
                _ => StatusCode::CONFLICT,
            };
            form.refused = Some(Complaint::Directory(DirectoryFault::Written(written)));
            // The form's single use may be spent: whoever tries again does so with a fresh one.
            form.page = caller.view(me, Section::Users, None)?;
            caller.html(status, &form)
        }
        // The first press did it; what was shown then is not shown again.
        Err(Error::Replayed) => Ok(caller.go(&paths::user(target))),
        Err(error) => Err(error),
    }
}
