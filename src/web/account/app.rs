//! `GET, POST /account/security/app` and `/account/security/app/remove`: an authenticator app comes, and goes.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::domain::second_step::{address, spelled};
use crate::service::second_step::own::{self, Added, Offer};
use crate::web::body::Body;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::error_kind::ErrorKind;
use crate::web::field::{Complaint, Field};
use crate::web::flash::Flash;
use crate::web::page::{Page, Section};
use crate::web::view::security::{AddApp, Codes, RemoveApp, With};
use crate::web::{forms, paths, proof, qr};

/// The square, and the field for a code of it.
///
/// # Errors
/// The gate's.
pub async fn new(caller: Caller) -> Result<HttpResponse, Error> {
    let me = caller.enter().await?;
    if let Some(asked) = proof::before_page(&caller, &me, paths::ACCOUNT_APP).await? {
        return Ok(asked);
    }
    let offer = own::offer(&caller.app.portal, me.person()?)?;
    let page = caller.view(&me, Section::None, None)?;
    caller.html(StatusCode::OK, &page_of(page, &offer, &me.person()?.user.user_name.to_string())?)
}

fn page_of(page: Page, offer: &Offer, user_name: &str) -> Result<AddApp, Error> {
    let held = address(&offer.secret, &page.organisation.name, user_name);
    let square = qr::draw(&held).ok_or(Error::Page(ErrorKind::Internal))?;
    let spelled = spelled(&offer.secret);
    Ok(AddApp { page, square, spelled, sealed: offer.sealed.clone(), code: Field::default(), refused: None })
}

/// Adds the app whose code was typed; shows the recovery codes, once.
///
/// # Errors
/// The gate's, 403 for a foreign form, 422 for one that is not ours.
pub async fn create(caller: Caller, body: Body) -> Result<HttpResponse, Error> {
    let mut fields = body.fields()?;
    let me = match caller.enter().await {
        // The first press added it, and with that ended the session: the second one ends where there is no code to show any more.
        Err(Error::SignIn { .. }) if caller.was_done(&mut fields).await? => return Ok(shown_before(&caller)),
        entered => entered?,
    };
    let ticket = caller.ticket(&me, forms::ADD_APP, &mut fields)?;
    if let Some(asked) = proof::before(&caller, &me, forms::ADD_APP, &ticket, &mut fields).await? {
        return Ok(asked);
    }
    let code = fields.take("code").unwrap_or_default();
    let sealed = fields.take("offer").unwrap_or_default();
    fields.finish()?;
    let visitor = me.person()?.clone();
    let offered = {
        let visitor = visitor.clone();
        caller.run(&me, async move |portal| own::offered(portal, &visitor, sealed).await).await?
    };
    // What was not offered to this session is no form of ours.
    let offer = offered.ok_or(ErrorKind::BadForm)?;
    let user_name = visitor.user.user_name.to_string();
    let mut page = page_of(caller.view(&me, Section::None, Some(ticket.key))?, &offer, &user_name)?;
    page.refused = ticket.stale.then_some(Complaint::PageTooOld);
    let typed: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    if typed.is_empty() {
        page.code.refuse(Complaint::CodeMissing);
    }
    if page.refused.is_some() || page.code.is_bad() {
        return caller.html(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    let (actor, key) = (me.actor.clone(), ticket.key);
    let added =
        caller.run(&me, async move |portal| own::add(portal, &visitor, &actor, &offer, &typed, key).await).await;
    match added {
        Ok(Added::Done { token, session, codes }) => {
            caller.go_on(&me, &token)?;
            if codes.is_empty() {
                caller.tell(Flash::AppAdded);
                return Ok(caller.go(paths::ACCOUNT_SECURITY));
            }
            caller.html(StatusCode::OK, &Codes { page: caller.view_in(&me, session)?, codes, with: With::App })
        }
        Ok(Added::WrongCode) => {
            page.code.refuse(Complaint::AppCodeWrong);
            caller.html(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(Error::Replayed) => Ok(shown_before(&caller)),
        Err(error) => Err(error),
    }
}

/// Codes are shown once: whoever comes again is told so.
pub(super) fn shown_before(caller: &Caller) -> HttpResponse {
    caller.tell(Flash::CodesShown);
    caller.go(paths::ACCOUNT_SECURITY)
}

/// Whether the app shall go.
///
/// # Errors
/// The gate's.
pub async fn ask_remove(caller: Caller) -> Result<HttpResponse, Error> {
    let me = caller.enter().await?;
    caller.html(StatusCode::OK, &RemoveApp { page: caller.view(&me, Section::None, None)? })
}

/// Removes the app.
///
/// # Errors
/// The gate's, 403 for a foreign form, 422 for one that is not ours.
pub async fn remove(caller: Caller, body: Body) -> Result<HttpResponse, Error> {
    let mut fields = body.fields()?;
    let me = match caller.enter().await {
        Err(Error::SignIn { .. }) if caller.was_done(&mut fields).await? => {
            return Ok(caller.go(paths::ACCOUNT_SECURITY));
        }
        entered => entered?,
    };
    let ticket = caller.ticket(&me, forms::REMOVE_APP, &mut fields)?;
    if let Some(asked) = proof::before(&caller, &me, forms::REMOVE_APP, &ticket, &mut fields).await? {
        return Ok(asked);
    }
    fields.finish()?;
    let (visitor, actor, key) = (me.person()?.clone(), me.actor.clone(), ticket.key);
    let removed = async move |portal: &_| own::remove(portal, &visitor, &actor, key).await;
    match caller.run(&me, removed).await {
        Ok(token) => {
            caller.go_on(&me, &token)?;
            caller.tell(Flash::AppRemoved);
        }
        // The first press did it.
        Err(Error::Replayed) => {}
        Err(error) => return Err(error),
    }
    Ok(caller.go(paths::ACCOUNT_SECURITY))
}
