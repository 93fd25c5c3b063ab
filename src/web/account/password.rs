//! `GET, POST /account/password`: I change my own password.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::domain::password::rules::Scope;
use crate::domain::user::Source;
use crate::service::passwords::change::{self, Change};
use crate::web::body::Body;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::error_kind::ErrorKind;
use crate::web::field::{Complaint, Field};
use crate::web::flash::Flash;
use crate::web::new_password::{self, Outside};
use crate::web::page::Section;
use crate::web::view::account::AccountPassword;
use crate::web::{cookies, forms, paths};

/// The form, or why there is none.
///
/// # Errors
/// The gate's.
pub async fn new(caller: Caller) -> Result<HttpResponse, Error> {
    let (me, form) = new_password::form(&caller, Scope::Change).await?;
    let refused = new_password::unable(&caller, &me).await?;
    let page = AccountPassword {
        page: caller.view(&me, Section::None, None)?,
        source: if form.outside { Source::Local } else { me.person()?.user.source },
        current_password: Field::default(),
        form,
        refused,
    };
    let status = if page.refused.is_some() { StatusCode::SERVICE_UNAVAILABLE } else { StatusCode::OK };
    caller.html(status, &page)
}

/// Changes the password; every other session of mine is over.
///
/// # Errors
/// The gate's, 403 for a foreign form, 409 where the password lives elsewhere, 422 for a form that is not ours.
pub async fn create(caller: Caller, body: Body) -> Result<HttpResponse, Error> {
    let mut fields = body.fields()?;
    let (me, form) = match new_password::form(&caller, Scope::Change).await {
        // The first press changed the password, and with it the session: the second one ends where the first one did.
        Err(Error::SignIn { .. }) if caller.was_done(&mut fields).await? => {
            return Ok(caller.go(paths::ACCOUNT));
        }
        entered => entered?,
    };
    let ticket = caller.ticket(&me, forms::ACCOUNT_PASSWORD, &mut fields)?;
    let current = fields.take_password("current_password").unwrap_or_default();
    let new = fields.take_password("new_password").unwrap_or_default();
    let confirm = fields.take_password("confirm_password");
    fields.take("username");
    fields.finish()?;
    let visitor = me.person()?.clone();
    let outside = form.outside;
    if visitor.user.source != Source::Local && !outside {
        return Err(ErrorKind::Conflict.into());
    }
    let mut page = AccountPassword {
        page: caller.view(&me, Section::None, Some(ticket.key))?,
        source: Source::Local,
        current_password: Field::default(),
        form,
        refused: ticket.stale.then_some(Complaint::PageTooOld),
    };
    if current.is_empty() {
        page.current_password.refuse(Complaint::CurrentPasswordMissing);
    }
    page.form.check_typed(&new, confirm.as_ref());
    if page.refused.is_some() || page.current_password.is_bad() || page.form.is_bad() {
        return caller.html(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    let (actor, key) = (me.actor.clone(), ticket.key);
    if outside {
        match new_password::change_outside(&caller, &me, current, new, key).await {
            Ok(Outside::Done) => {
                caller.tell(Flash::PasswordChanged);
                return Ok(caller.go(paths::ACCOUNT));
            }
            // The first press did it: the second one ends where the first one did.
            Err(Error::Replayed) => return Ok(caller.go(paths::ACCOUNT)),
            Err(error) => return Err(error),
            Ok(Outside::WrongCurrent) => page.current_password.refuse(Complaint::CurrentPasswordWrong),
            Ok(Outside::Not(complaint)) => page.form.new_password.refuse(complaint),
            Ok(Outside::Whole(complaint)) => page.refused = Some(complaint),
        }
        // The form's single use may be spent: whoever tries again does so with a fresh one.
        page.page = caller.view(&me, Section::None, None)?;
        return caller.html(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    let changed =
        caller.run(&me, async move |portal| change::change(portal, &visitor, &actor, &current, &new, key).await).await;
    match changed {
        Ok(Change::Done(opened)) => {
            caller.open_for(&opened.session, opened.kept_for)?;
            caller.cookie(cookies::device(opened.device));
            caller.tell(Flash::PasswordChanged);
            Ok(caller.go(paths::ACCOUNT))
        }
        // The first press did it: the second one ends where the first one did.
        Err(Error::Replayed) => Ok(caller.go(paths::ACCOUNT)),
        Err(error) => Err(error),
        Ok(Change::WrongCurrent) => {
            page.current_password.refuse(Complaint::CurrentPasswordWrong);
            caller.html(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Ok(Change::Refused(judged)) => {
            page.form = page.form.judged(judged);
            caller.html(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
    }
}
