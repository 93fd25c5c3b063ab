//! `GET, POST /account/registration`: what proves who I am when I forget my password, and what is missing (R-200…R-209).

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::domain::registration::Interrupt;
use crate::service::error::Error as ServiceError;
use crate::service::self_service::registration::{self, Answered, Own};
use crate::web::body::Body;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::error_kind::ErrorKind;
use crate::web::field::Complaint;
use crate::web::flash::Flash;
use crate::web::form::Fields;
use crate::web::me::Me;
use crate::web::page::Section;
use crate::web::view::account_registration::AccountRegistration;
use crate::web::{forms, paths};

/// How it stands.
///
/// # Errors
/// The gate's.
pub async fn show(caller: Caller) -> Result<HttpResponse, Error> {
    let next = caller.query(next).await?;
    let (me, own) = looked_up(&caller).await?;
    caller.html(StatusCode::OK, &view(&caller, &me, own, next)?)
}

/// It is right, or seen to later.
///
/// # Errors
/// The gate's, 403 for a foreign form, 422 for one that is not ours.
pub async fn answer(caller: Caller, body: Body) -> Result<HttpResponse, Error> {
    let (me, own) = looked_up(&caller).await?;
    let mut fields = body.fields()?;
    let ticket = caller.ticket(&me, forms::REGISTRATION, &mut fields)?;
    let choice = fields.take("choice");
    let next = next(fields)?;
    let mut view = view(&caller, &me, own, next)?;
    if ticket.stale {
        view.refused = Some(Complaint::PageTooOld);
        return caller.html(StatusCode::UNPROCESSABLE_ENTITY, &view);
    }
    let (visitor, actor, key) = (me.person()?.clone(), me.actor.clone(), ticket.key);
    let later = match choice.as_deref() {
        Some("done") => false,
        Some("later") => true,
        _ => return Err(ErrorKind::BadForm.into()),
    };
    let answered = caller
        .run(&me, async move |portal| {
            if later {
                registration::put_off(portal, &visitor, &actor, key).await
            } else {
                registration::confirm(portal, &visitor, &actor, key).await
            }
        })
        .await;
    match answered {
        Ok(Answered::Done) => caller.tell(if later { Flash::RegistrationPutOff } else { Flash::ProofsReviewed }),
        Ok(Answered::Lacking) => {
            view.refused = Some(Complaint::ProofsMissing);
            return caller.html(StatusCode::UNPROCESSABLE_ENTITY, &view);
        }
        Ok(Answered::NotLater) => {
            view.refused = Some(Complaint::NotLater);
            return caller.html(StatusCode::UNPROCESSABLE_ENTITY, &view);
        }
        // The first press did it.
        Err(Error::Replayed) => {}
        Err(error) => return Err(error),
    }
    Ok(caller.go(paths::local(&view.next).unwrap_or(paths::HOME)))
}

fn view(caller: &Caller, me: &Me, own: Own, next: String) -> Result<AccountRegistration, Error> {
    let asked: Option<Interrupt> = me.person()?.registration;
    let page = caller.view(me, Section::None, None)?;
    Ok(AccountRegistration { page, own, asked, next, refused: None })
}

/// Only an address of ours is carried along.
fn next(mut fields: Fields) -> Result<String, Error> {
    let next = fields.take("next").filter(|next| paths::local(next).is_some()).unwrap_or_default();
    fields.finish()?;
    Ok(next)
}

async fn looked_up(caller: &Caller) -> Result<(Me, Own), Error> {
    caller
        .page(async |portal, read, me| {
            let visitor = me.visitor.as_ref().ok_or(ServiceError::NotFound)?;
            registration::own(portal, read, visitor).await
        })
        .await
}
