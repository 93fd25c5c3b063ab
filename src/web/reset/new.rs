//! `GET, POST /reset-password/new`: the new password, behind every proof and in no other order (A1).

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use super::{carried, guest, over};
use crate::domain::directory::outcome::Written;
use crate::domain::id::FormKey;
use crate::domain::password::rules::Scope;
use crate::service::directory::{self_reset, writeback};
use crate::service::self_service::password::{self, Chosen};
use crate::web::body::Body;
use crate::web::caller::Caller;
use crate::web::directory_fault::DirectoryFault;
use crate::web::error::Error;
use crate::web::field::Complaint;
use crate::web::flash::Flash;
use crate::web::me::Me;
use crate::web::page::Section;
use crate::web::view::password::NewPassword;
use crate::web::view::reset::NewOwn;
use crate::web::{cookies, forms, paths};

/// The form; where the directory outside can take no password now, why there is none.
///
/// # Errors
/// The gate's and the store's.
pub async fn show(caller: Caller) -> Result<HttpResponse, Error> {
    caller.enter().await?;
    let Some(token) = carried(&caller) else { return Ok(over(&caller)) };
    let (me, found) = looked_up(&caller, token).await?;
    // A step too early; where there is no reset at all, the page of the proofs says so.
    let Some((user_name, form)) = found else { return Ok(caller.go(paths::RESET_VERIFY)) };
    let mut view = page(&caller, &me, None, (user_name, form))?;
    if view.form.outside
        && let Err(fault) = caller.run(&me, async |portal| writeback::probe(portal).await).await?
    {
        // Before anybody chooses a password (R-305, T-121).
        (view.unable, view.refused) = (true, Some(own(Written::NotAsked(fault))));
        return caller.html(StatusCode::SERVICE_UNAVAILABLE, &view);
    }
    caller.html(StatusCode::OK, &view)
}

fn own(written: Written) -> Complaint {
    Complaint::Directory(DirectoryFault::Own(written))
}

fn page(
    caller: &Caller,
    me: &Me,
    key: Option<FormKey>,
    (user_name, form): (String, NewPassword),
) -> Result<NewOwn, Error> {
    let unlock = caller.app.portal.settings().self_service.unlock;
    let page = caller.view(me, Section::None, key)?;
    let help = super::verify::help(caller, &page);
    Ok(NewOwn { page, user_name, form, unable: false, help, unlock, refused: None })
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
        if let Some(told) = was_done(&caller, token, ticket.key).await? {
            return Ok(set(&caller, told));
        }
        // Whoever leaves a step out is written down, and begins again.
        caller.run(&me, async move |portal| password::choose(portal, &guest, &token, &new, ticket.key).await).await?;
        return Ok(over(&caller));
    };
    let mut view = page(&caller, &me, Some(ticket.key), (user_name, form))?;
    view.refused = ticket.stale.then_some(Complaint::PageTooOld);
    view.form.check_typed(&new, confirm.as_ref());
    if view.refused.is_some() || view.form.is_bad() {
        return caller.html(StatusCode::UNPROCESSABLE_ENTITY, &view);
    }
    let chosen =
        caller.run(&me, async move |portal| password::choose(portal, &guest, &token, &new, ticket.key).await).await?;
    match chosen {
        Chosen::Done => Ok(set(&caller, Flash::ResetDone)),
        Chosen::StillClosed => Ok(set(&caller, Flash::ResetDoneClosed)),
        Chosen::Refused(judged) => {
            view.form = view.form.judged(judged);
            caller.html(StatusCode::UNPROCESSABLE_ENTITY, &view)
        }
        Chosen::Outside(written) => not_taken(&caller, &me, view, written),
        // Two presses at the same moment: the other one was first.
        Chosen::OutOfOrder => Ok(match was_done(&caller, token, ticket.key).await? {
            Some(told) => set(&caller, told),
            None => over(&caller),
        }),
    }
}

/// The directory outside did not take it, or nobody knows: told beside the field where another password helps.
fn not_taken(caller: &Caller, me: &Me, mut view: NewOwn, written: Written) -> Result<HttpResponse, Error> {
    // The form's single use is spent: whoever tries again does so with a fresh one.
    view.page = caller.view(me, Section::None, None)?;
    let status = status(&written);
    if matches!(&written, Written::Refused(refusal, _) if refusal.is_about_password()) {
        view.form.new_password.refuse(own(written));
    } else {
        view.refused = Some(own(written));
    }
    caller.html(status, &view)
}

const fn status(written: &Written) -> StatusCode {
    match written {
        Written::NotAsked(_) | Written::Unknown(_) => StatusCode::SERVICE_UNAVAILABLE,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

/// The directory outside did not open the account: the page shows why, and still takes a new password.
pub(super) async fn not_opened(caller: &Caller, token: [u8; 32], written: Written) -> Result<HttpResponse, Error> {
    let (me, found) = looked_up(caller, token).await?;
    let Some(found) = found else { return Ok(over(caller)) };
    let mut view = page(caller, &me, None, found)?;
    let status = status(&written);
    view.refused = Some(own(written));
    caller.html(status, &view)
}

/// Whether this very form has done its deed.
pub(super) async fn was_done(caller: &Caller, token: [u8; 32], key: FormKey) -> Result<Option<Flash>, Error> {
    let done = caller.page(async move |_, read, _| password::was_done(read, &token, key).await).await?.1;
    Ok(done.map(|done| if matches!(done, Chosen::StillClosed) { Flash::ResetDoneClosed } else { Flash::ResetDone }))
}

/// The password is set; nobody is signed in by that.
fn set(caller: &Caller, told: Flash) -> HttpResponse {
    caller.cookie(cookies::removal(cookies::RESET));
    caller.close();
    caller.tell(told);
    caller.go(paths::SIGN_IN)
}

async fn looked_up(caller: &Caller, token: [u8; 32]) -> Result<(Me, Option<(String, NewPassword)>), Error> {
    caller
        .page(async move |portal, read, _| {
            let proved = password::proved(portal, read, &token).await?;
            Ok(proved.map(|(user, context)| {
                let form = if self_reset::is_open(portal, &user) {
                    NewPassword::outside()
                } else {
                    let rules = portal.rules().unjudged(Scope::SelfReset, portal.breaches.exists(), &context);
                    NewPassword::empty(rules, &context)
                };
                (user.user_name.to_string(), form)
            }))
        })
        .await
}
