//! `GET, POST /sign-in/second-step`: behind the right password, a code of the app or a recovery code.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use super::next;
use crate::domain::second_step::{Factor, Typed};
use crate::service::signin::second_step::{self, Proved};
use crate::web::body::Body;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::field::{Complaint, Field};
use crate::web::flash::Flash;
use crate::web::page::Section;
use crate::web::view::signin::SecondStep;
use crate::web::{cookies, forms, paths};

/// The form.
///
/// # Errors
/// The gate's; 422 for a query that we did not write.
pub async fn new(caller: Caller) -> Result<HttpResponse, Error> {
    let next = caller.query(next).await?.filter(|next| paths::local(next).is_some()).unwrap_or_default();
    let me = caller.enter().await?;
    let page = caller.view(&me, Section::None, None)?;
    caller.html(StatusCode::OK, &SecondStep { page, next, code: Field::default(), refused: None })
}

/// Takes the code; behind it comes a session of another kind.
///
/// # Errors
/// The gate's, 403 for a foreign form, 422 for one that is not ours.
pub async fn create(caller: Caller, body: Body) -> Result<HttpResponse, Error> {
    let me = caller.enter().await?;
    let mut fields = body.fields()?;
    let ticket = caller.ticket(&me, forms::SECOND_STEP, &mut fields)?;
    let code = fields.take("code").unwrap_or_default();
    let next = fields.take("next").filter(|next| paths::local(next).is_some()).unwrap_or_default();
    fields.finish()?;
    let view = caller.view(&me, Section::None, Some(ticket.key))?;
    let mut page = SecondStep { page: view, next, code: Field::default(), refused: None };
    page.refused = ticket.stale.then_some(Complaint::PageTooOld);
    let typed = Typed::read(&code);
    if typed.is_none() {
        page.code.refuse(Complaint::CodeMissing);
    }
    let Some(typed) = typed.filter(|_| page.refused.is_none()) else {
        return caller.html(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    let (visitor, actor) = (me.person()?.clone(), me.actor.clone());
    let proved = caller.run(&me, async move |portal| second_step::prove(portal, &visitor, &actor, &typed).await).await;
    match proved {
        Ok(Proved::Open(opened, factor)) => {
            caller.open(&opened.session)?;
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
        Ok(Proved::Wrong) => {
            page.code.refuse(Complaint::CodeWrong);
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
