//! `GET, POST /sign-in/second-step`: behind the right password, a code of the app or a recovery code.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use super::next;
use crate::domain::passkey::Purpose;
use crate::domain::second_step::{Factor, Typed};
use crate::service::error::Error as ServiceError;
use crate::service::second_step::ceremony;
use crate::service::second_step::check::Given;
use crate::service::second_step::proof::{self, Asked};
use crate::service::signin::second_step::{self, Proved};
use crate::web::body::Body;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::field::{Complaint, Field};
use crate::web::flash::Flash;
use crate::web::me::Me;
use crate::web::page::Section;
use crate::web::view::signin::SecondStep;
use crate::web::{cookies, forms, paths, question};

/// The form.
///
/// # Errors
/// The gate's; 422 for a query that we did not write.
pub async fn new(caller: Caller) -> Result<HttpResponse, Error> {
    let next = caller.query(next).await?.filter(|next| paths::local(next).is_some()).unwrap_or_default();
    let (me, passkeys) = with_passkeys(&caller).await?;
    let page = caller.view(&me, Section::None, None)?;
    caller.html(StatusCode::OK, &SecondStep { page, next, passkeys, code: Field::default(), refused: None })
}

async fn with_passkeys(caller: &Caller) -> Result<(Me, bool), Error> {
    let read = caller.page(async |portal, read, me| {
        let visitor = me.visitor.as_ref().ok_or(ServiceError::NotFound)?;
        Ok(proof::asked(portal, read, visitor).await? == Asked::Code { passkeys: true })
    });
    read.await
}

/// Asks one of the visitor's passkeys to sign.
///
/// # Errors
/// The gate's, 403 for a foreign form; 404 for whoever has none.
pub async fn ask(caller: Caller, body: Body) -> Result<HttpResponse, Error> {
    question::put(&caller, &body, async |portal, visitor| ceremony::ask(portal, visitor, Purpose::SignIn).await).await
}

/// Takes the code, or what the passkey answered; behind it comes a session of another kind.
///
/// # Errors
/// The gate's, 403 for a foreign form, 422 for one that is not ours.
pub async fn create(caller: Caller, body: Body) -> Result<HttpResponse, Error> {
    let (me, passkeys) = with_passkeys(&caller).await?;
    let mut fields = body.fields()?;
    let ticket = caller.ticket(&me, forms::SECOND_STEP, &mut fields)?;
    let code = fields.take("code").unwrap_or_default();
    let answer = fields.take("passkey").filter(|answer| !answer.is_empty());
    let next = fields.take("next").filter(|next| paths::local(next).is_some()).unwrap_or_default();
    fields.finish()?;
    let view = caller.view(&me, Section::None, Some(ticket.key))?;
    let mut page = SecondStep { page: view, next, passkeys, code: Field::default(), refused: None };
    page.refused = ticket.stale.then_some(Complaint::PageTooOld);
    let given = answer.map(Given::Passkey).or_else(|| Typed::read(&code).map(Given::Code));
    if given.is_none() {
        page.code.refuse(Complaint::CodeMissing);
    }
    let Some(given) = given.filter(|_| page.refused.is_none()) else {
        return caller.html(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    let (visitor, actor) = (me.person()?.clone(), me.actor.clone());
    let proved = caller.run(&me, async move |portal| second_step::prove(portal, &visitor, &actor, &given).await).await;
    match proved {
        Ok(Proved::Open(opened, factor)) => {
            caller.open_for(&opened.session, opened.kept_for)?;
            caller.cookie(cookies::device(opened.device));
            if factor == Some(Factor::RecoveryCode) {
                caller.tell(Flash::RecoveryCodeUsed);
                return Ok(caller.go(paths::ACCOUNT_SECURITY));
            }
            Ok(caller.go(paths::local(&page.next).unwrap_or(paths::HOME)))
        }
        Ok(Proved::MustChange(token)) => {
            caller.open(&token)?;
            Ok(caller.go(&paths::change_password_to(&page.next)))
        }
        Ok(Proved::Wrong(why)) => {
            page.code.refuse(why.into());
            caller.html(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Ok(Proved::TooMany) => {
            caller.close();
            caller.tell(Flash::TooManyCodes);
            Ok(caller.go(paths::SIGN_IN))
        }
        // The first press did it, or somebody ended the session: the next page tells which.
        Err(Error::Replayed) => Ok(caller.go(paths::local(&page.next).unwrap_or(paths::HOME))),
        Err(error) => Err(error),
    }
}
