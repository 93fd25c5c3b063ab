//! `GET, POST /account/security/address`, its code and its removal: the address to which codes for a new password go.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::domain::contact::Point;
use crate::domain::fold::canonical;
use crate::service::error::Error as ServiceError;
use crate::service::self_service::address::{self, Given, Own, Saved};
use crate::web::body::Body;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::error_kind::ErrorKind;
use crate::web::field::{Complaint, Field};
use crate::web::flash::Flash;
use crate::web::form::Fields;
use crate::web::me::Me;
use crate::web::page::Section;
use crate::web::view::account_address::AccountAddress;
use crate::web::{forms, paths, proof};

/// The address, or the code for the one that waits.
///
/// # Errors
/// The gate's; 404 where no mail is sent.
pub async fn show(caller: Caller) -> Result<HttpResponse, Error> {
    let (me, own) = looked_up(&caller).await?;
    if let Some(asked) = proof::before_page(&caller, &me, paths::ACCOUNT_ADDRESS).await? {
        return Ok(asked);
    }
    let anew = caller.query(anew).await?;
    let waiting = own.waiting.filter(|_| !anew);
    let page = caller.view(&me, Section::None, None)?;
    caller.html(StatusCode::OK, &AccountAddress::empty(page, waiting))
}

/// Whether another address is to be given than the one that waits.
fn anew(mut fields: Fields) -> Result<bool, Error> {
    let anew = fields.take("anew").is_some();
    fields.finish()?;
    Ok(anew)
}

/// Takes an address, and sends a code to it.
///
/// # Errors
/// The gate's, 403 for a foreign form, 422 for one that is not ours.
pub async fn create(caller: Caller, body: Body) -> Result<HttpResponse, Error> {
    let me = caller.enter().await?;
    let mut fields = body.fields()?;
    let ticket = caller.ticket(&me, forms::ADDRESS, &mut fields)?;
    looked_up(&caller).await?;
    if let Some(asked) = proof::before(&caller, &me, forms::ADDRESS, &ticket, &mut fields).await? {
        return Ok(asked);
    }
    let typed = fields.take("address").unwrap_or_default();
    fields.finish()?;
    let mut view = AccountAddress::empty(caller.view(&me, Section::None, Some(ticket.key))?, None);
    view.address = Field::of(typed.clone());
    view.refused = ticket.stale.then_some(Complaint::PageTooOld);
    let visitor = me.person()?.clone();
    let mail = match Point::Mail.judge(&typed) {
        Ok(Some(mail)) if canonical(&mail) == canonical(visitor.user.user_name.as_str()) => {
            view.address.refuse(Complaint::AddressSignsIn);
            None
        }
        Ok(Some(mail)) => Some(mail),
        Ok(None) | Err(_) => {
            view.address.refuse(Complaint::NotMail);
            None
        }
    };
    let (Some(mail), None) = (mail, &view.refused) else {
        return caller.html(StatusCode::UNPROCESSABLE_ENTITY, &view);
    };
    let actor = me.actor.clone();
    let given = caller.run(&me, async move |portal| address::give(portal, &visitor, &actor, &mail).await).await;
    match given {
        Ok(Given::Sent) => Ok(caller.go(paths::ACCOUNT_ADDRESS)),
        Ok(Given::NotBefore(_)) => {
            view.address.refuse(Complaint::AddressWait);
            caller.html(StatusCode::UNPROCESSABLE_ENTITY, &view)
        }
        Err(Error::Replayed) => Ok(caller.go(back(&me)?)),
        Err(error) => Err(error),
    }
}

/// Takes the code that was sent there.
///
/// # Errors
/// The gate's, 403 for a foreign form, 422 for one that is not ours.
pub async fn save(caller: Caller, body: Body) -> Result<HttpResponse, Error> {
    let me = caller.enter().await?;
    let mut fields = body.fields()?;
    let ticket = caller.ticket(&me, forms::ADDRESS_CODE, &mut fields)?;
    let (_, own) = looked_up(&caller).await?;
    let code = fields.take("code").unwrap_or_default();
    fields.finish()?;
    let mut view = AccountAddress::empty(caller.view(&me, Section::None, Some(ticket.key))?, own.waiting);
    view.refused = ticket.stale.then_some(Complaint::PageTooOld);
    if code.trim().is_empty() {
        view.code.refuse(Complaint::SentCodeMissing);
    }
    if view.waiting.is_some() && (view.refused.is_some() || view.code.is_bad()) {
        return caller.html(StatusCode::UNPROCESSABLE_ENTITY, &view);
    }
    let (visitor, actor, key) = (me.person()?.clone(), me.actor.clone(), ticket.key);
    let saved = caller.run(&me, async move |portal| address::save(portal, &visitor, &actor, &code, key).await).await;
    match saved {
        Ok(Saved::Done) => caller.tell(Flash::AddressAdded),
        Ok(Saved::Wrong) => {
            view.code.refuse(Complaint::SentCodeWrong);
            return caller.html(StatusCode::UNPROCESSABLE_ENTITY, &view);
        }
        Ok(Saved::Over) => {
            view.waiting = None;
            view.address.refuse(Complaint::AddressOver);
            return caller.html(StatusCode::UNPROCESSABLE_ENTITY, &view);
        }
        // The first press did it, or the session is over: the next page tells.
        Err(Error::Replayed) => {}
        Err(error) => return Err(error),
    }
    Ok(caller.go(back(&me)?))
}

/// Takes the address away.
///
/// # Errors
/// The gate's, 403 for a foreign form, 422 for one that is not ours.
pub async fn remove(caller: Caller, body: Body) -> Result<HttpResponse, Error> {
    let me = caller.enter().await?;
    let mut fields = body.fields()?;
    let ticket = caller.ticket(&me, forms::REMOVE_ADDRESS, &mut fields)?;
    if let Some(asked) = proof::before(&caller, &me, forms::REMOVE_ADDRESS, &ticket, &mut fields).await? {
        return Ok(asked);
    }
    fields.finish()?;
    if ticket.stale {
        return Err(ErrorKind::BadForm.into());
    }
    let (visitor, actor, key) = (me.person()?.clone(), me.actor.clone(), ticket.key);
    let removed = caller.run(&me, async move |portal| address::remove(portal, &visitor, &actor, key).await).await;
    match removed {
        Ok(()) => caller.tell(Flash::AddressRemoved),
        // The first press did it.
        Err(Error::Replayed) => {}
        Err(error) => return Err(error),
    }
    Ok(caller.go(paths::ACCOUNT_SECURITY))
}

/// Where the page leads: whoever is asked for proofs goes on there.
fn back(me: &Me) -> Result<&'static str, Error> {
    Ok(if me.person()?.registration.is_some() { paths::ACCOUNT_REGISTRATION } else { paths::ACCOUNT_SECURITY })
}

/// Without mail no code can be sent: there is no such page then.
async fn looked_up(caller: &Caller) -> Result<(Me, Own), Error> {
    caller
        .page(async |portal, read, me| {
            let visitor = me.visitor.as_ref().ok_or(ServiceError::NotFound)?;
            if portal.has_mail { address::own(read, visitor).await } else { Err(ServiceError::NotFound) }
        })
        .await
}
