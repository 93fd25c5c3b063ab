//! `GET, POST /reset-password/new`: the new password, behind every proof and in no other order (A1).

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use super::{carried, guest, over};
use crate::domain::id::FormKey;
use crate::domain::password::rules::Scope;
use crate::service::self_service::password::{self, Chosen};
use crate::web::body::Body;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::field::Complaint;
use crate::web::flash::Flash;
use crate::web::me::Me;
use crate::web::page::Section;
use crate::web::view::password::NewPassword;
use crate::web::view::reset::NewOwn;
use crate::web::{cookies, forms, paths};

/// The form.
///
/// # Errors
/// The gate's and the store's.
pub async fn show(caller: Caller) -> Result<HttpResponse, Error> {
    caller.enter().await?;
    let Some(token) = carried(&caller) else { return Ok(over(&caller)) };
    let (me, found) = looked_up(&caller, token).await?;
    // A step too early; where there is no reset at all, the page of the proofs says so.
    let Some((user_name, form)) = found else { return Ok(caller.go(paths::RESET_VERIFY)) };
    let page = caller.view(&me, Section::None, None)?;
    let unlock = caller.app.portal.settings().self_service.unlock;
    caller.html(StatusCode::OK, &NewOwn { page, user_name, form, unlock, refused: None })
}

/// Sets it. Nobody is signed in by it.
///
/// # Errors
/// 403 for a foreign form, 422 for one that is not ours, 503 when too many hash at once.
pub async fn create(caller: Caller, body: Body) -> Result<HttpResponse, Error> {
    let me = caller.enter().await?;
    let mut fields = body.fields()?;
    let ticket = caller.ticket(&me, forms::RESET_NEW, &mut fields)?;
    let new = fields.take_password("new_password").unwrap_or_default();
    let confirm = fields.take_password("confirm_password");
    // The form names the person for password managers; whose password changes is the proofs' to say (A13).
    fields.take("username");
    fields.finish()?;
    let Some(token) = carried(&caller) else { return Ok(over(&caller)) };
    let (_, found) = looked_up(&caller, token).await?;
    let guest = guest(&me);
    let Some((user_name, form)) = found else {
        if was_done(&caller, token, ticket.key).await? {
            return Ok(done(&caller));
        }
        // Whoever leaves a step out is written down, and begins again.
        caller.run(&me, async move |portal| password::choose(portal, &guest, &token, &new, ticket.key).await).await?;
        return Ok(over(&caller));
    };
    let page = caller.view(&me, Section::None, Some(ticket.key))?;
    let unlock = caller.app.portal.settings().self_service.unlock;
    let mut view = NewOwn { page, user_name, form, unlock, refused: ticket.stale.then_some(Complaint::PageTooOld) };
    view.form.check_typed(&new, confirm.as_ref());
    if view.refused.is_some() || view.form.is_bad() {
        return caller.html(StatusCode::UNPROCESSABLE_ENTITY, &view);
    }
    let chosen =
        caller.run(&me, async move |portal| password::choose(portal, &guest, &token, &new, ticket.key).await).await?;
    match chosen {
        Chosen::Done => Ok(done(&caller)),
        Chosen::Refused(judged) => {
            view.form = view.form.judged(judged);
            caller.html(StatusCode::UNPROCESSABLE_ENTITY, &view)
        }
        // Two presses at the same moment: the other one was first.
        Chosen::OutOfOrder if was_done(&caller, token, ticket.key).await? => Ok(done(&caller)),
        Chosen::OutOfOrder => Ok(over(&caller)),
    }
}

/// Whether this very form has done its deed.
pub(super) async fn was_done(caller: &Caller, token: [u8; 32], key: FormKey) -> Result<bool, Error> {
    Ok(caller.page(async move |_, read, _| password::was_done(read, &token, key).await).await?.1)
}

/// The password is set; nobody is signed in by that.
fn done(caller: &Caller) -> HttpResponse {
    caller.cookie(cookies::removal(cookies::RESET));
    caller.close();
    caller.tell(Flash::ResetDone);
    caller.go(paths::SIGN_IN)
}

async fn looked_up(caller: &Caller, token: [u8; 32]) -> Result<(Me, Option<(String, NewPassword)>), Error> {
    caller
        .page(async move |portal, read, _| {
            let proved = password::proved(portal, read, &token).await?;
            Ok(proved.map(|(user, context)| {
                let rules = portal.rules().unjudged(Scope::SelfReset, portal.breaches.exists(), &context);
                (user.user_name.to_string(), NewPassword::empty(rules, &context))
            }))
        })
        .await
}
