//! `GET, POST /account/security/address`, its code and its removal, and the same for a phone: where codes for a new password go.

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

/// What differs between an address and a phone.
pub(super) struct Place {
    pub(super) point: Point,
    pub(super) path: &'static str,
    pub(super) give: &'static str,
    pub(super) prove: &'static str,
    pub(super) remove: &'static str,
    pub(super) added: Flash,
    pub(super) removed: Flash,
}

const ADDRESS: Place = Place {
    point: Point::Mail,
    path: paths::ACCOUNT_ADDRESS,
    give: forms::ADDRESS,
    prove: forms::ADDRESS_CODE,
    remove: forms::REMOVE_ADDRESS,
    added: Flash::AddressAdded,
    removed: Flash::AddressRemoved,
};

/// The address, or the code for the one that waits.
///
/// # Errors
/// The gate's; 404 where no mail is sent.
pub async fn show(caller: Caller) -> Result<HttpResponse, Error> {
    page(caller, &ADDRESS).await
}

/// Takes an address, and sends a code to it.
///
/// # Errors
/// The gate's, 403 for a foreign form, 422 for one that is not ours.
pub async fn create(caller: Caller, body: Body) -> Result<HttpResponse, Error> {
    given(caller, body, &ADDRESS).await
}

/// Takes the code that was sent there.
///
/// # Errors
/// The gate's, 403 for a foreign form, 422 for one that is not ours.
pub async fn save(caller: Caller, body: Body) -> Result<HttpResponse, Error> {
    proved(caller, body, &ADDRESS).await
}

/// Takes the address away.
///
/// # Errors
/// The gate's, 403 for a foreign form, 422 for one that is not ours.
pub async fn remove(caller: Caller, body: Body) -> Result<HttpResponse, Error> {
    removed(caller, body, &ADDRESS).await
}

pub(super) async fn page(caller: Caller, place: &Place) -> Result<HttpResponse, Error> {
    let (me, own) = looked_up(&caller, place.point).await?;
    if let Some(asked) = proof::before_page(&caller, &me, place.path).await? {
        return Ok(asked);
    }
    let anew = caller.query(anew).await?;
    let waiting = own.waiting.filter(|_| !anew);
    let page = caller.view(&me, Section::None, None)?;
    caller.html(StatusCode::OK, &AccountAddress::empty(page, place.point, waiting))
}

/// Whether another address is to be given than the one that waits.
fn anew(mut fields: Fields) -> Result<bool, Error> {
    let anew = fields.take("anew").is_some();
    fields.finish()?;
    Ok(anew)
}

pub(super) async fn given(caller: Caller, body: Body, place: &Place) -> Result<HttpResponse, Error> {
    let (me, point) = (caller.enter().await?, place.point);
    let mut fields = body.fields()?;
    let ticket = caller.ticket(&me, place.give, &mut fields)?;
    looked_up(&caller, point).await?;
    if let Some(asked) = proof::before(&caller, &me, place.give, &ticket, &mut fields).await? {
        return Ok(asked);
    }
    let typed = fields.take("address").unwrap_or_default();
    fields.finish()?;
    let mut view = AccountAddress::empty(caller.view(&me, Section::None, Some(ticket.key))?, point, None);
    view.address = Field::of(typed.clone());
    view.refused = ticket.stale.then_some(Complaint::PageTooOld);
    let visitor = me.person()?.clone();
    let value = match point.judge(&typed) {
        Ok(Some(mail)) if point == Point::Mail && canonical(&mail) == canonical(visitor.user.user_name.as_str()) => {
            view.address.refuse(Complaint::AddressSignsIn);
            None
        }
        Ok(Some(value)) => Some(value),
        Ok(None) | Err(_) => {
            view.address.refuse(if point == Point::Mail { Complaint::NotMail } else { Complaint::NotInternational });
            None
        }
    };
    let (Some(value), None) = (value, &view.refused) else {
        return caller.html(StatusCode::UNPROCESSABLE_ENTITY, &view);
    };
    let actor = me.actor.clone();
    let given =
        caller.run(&me, async move |portal| address::give(portal, &visitor, &actor, (point, &value)).await).await;
    match given {
        Ok(Given::Sent) => Ok(caller.go(place.path)),
        Ok(refused @ (Given::NotBefore(_) | Given::Spent)) => {
            view.address.refuse(match refused {
                Given::NotBefore(until) => Complaint::AddressWait { at: view.page.clock().within(&until).text() },
                _ => Complaint::TextsSpent,
            });
            caller.html(StatusCode::UNPROCESSABLE_ENTITY, &view)
        }
        Err(Error::Replayed) => Ok(caller.go(back(&me)?)),
        Err(error) => Err(error),
    }
}

pub(super) async fn proved(caller: Caller, body: Body, place: &Place) -> Result<HttpResponse, Error> {
    let (me, point) = (caller.enter().await?, place.point);
    let mut fields = body.fields()?;
    let ticket = caller.ticket(&me, place.prove, &mut fields)?;
    let (_, own) = looked_up(&caller, point).await?;
    let code = fields.take("code").unwrap_or_default();
    fields.finish()?;
    let mut view = AccountAddress::empty(caller.view(&me, Section::None, Some(ticket.key))?, point, own.waiting);
    view.refused = ticket.stale.then_some(Complaint::PageTooOld);
    if code.trim().is_empty() {
        view.code.refuse(Complaint::SentCodeMissing);
    }
    if view.waiting.is_some() && (view.refused.is_some() || view.code.is_bad()) {
        return caller.html(StatusCode::UNPROCESSABLE_ENTITY, &view);
    }
    let (visitor, actor, key) = (me.person()?.clone(), me.actor.clone(), ticket.key);
    let saved =
        caller.run(&me, async move |portal| address::save(portal, &visitor, &actor, (point, &code), key).await).await;
    match saved {
        Ok(Saved::Done) => caller.tell(place.added),
        Ok(Saved::Wrong) => {
            view.code.refuse(Complaint::SentCodeWrong);
            return caller.html(StatusCode::UNPROCESSABLE_ENTITY, &view);
        }
        Ok(Saved::Over) => {
            view.waiting = None;
            view.address.refuse(if point == Point::Mail { Complaint::AddressOver } else { Complaint::PhoneOver });
            return caller.html(StatusCode::UNPROCESSABLE_ENTITY, &view);
        }
        // The first press did it, or the session is over: the next page tells.
        Err(Error::Replayed) => {}
        Err(error) => return Err(error),
    }
    Ok(caller.go(back(&me)?))
}

pub(super) async fn removed(caller: Caller, body: Body, place: &Place) -> Result<HttpResponse, Error> {
    let (me, point) = (caller.enter().await?, place.point);
    let mut fields = body.fields()?;
    let ticket = caller.ticket(&me, place.remove, &mut fields)?;
    if let Some(asked) = proof::before(&caller, &me, place.remove, &ticket, &mut fields).await? {
        return Ok(asked);
    }
    fields.finish()?;
    if ticket.stale {
        return Err(ErrorKind::BadForm.into());
    }
    let (visitor, actor, key) = (me.person()?.clone(), me.actor.clone(), ticket.key);
    let removed =
        caller.run(&me, async move |portal| address::remove(portal, &visitor, &actor, point, key).await).await;
    match removed {
        Ok(()) => caller.tell(place.removed),
        // The first press did it.
        Err(Error::Replayed) => {}
        Err(error) => return Err(error),
    }
    Ok(caller.go(paths::ACCOUNT_SECURITY))
}

/// Where the page leads: whoever is asked for proofs goes on there.
pub(super) fn back(me: &Me) -> Result<&'static str, Error> {
    Ok(if me.person()?.registration.is_some() { paths::ACCOUNT_REGISTRATION } else { paths::ACCOUNT_SECURITY })
}

/// Where no code can be sent, there is no such page.
async fn looked_up(caller: &Caller, point: Point) -> Result<(Me, Own), Error> {
    caller
        .page(async move |portal, read, me| {
            let visitor = me.visitor.as_ref().ok_or(ServiceError::NotFound)?;
            if portal.codes_go_to(point) {
                address::own(read, visitor, point).await
            } else {
                Err(ServiceError::NotFound)
            }
        })
        .await
}
