//! `GET, POST /change-password`: the wall of somebody who signed in with a temporary password, or with one that has ended.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use super::next;
use crate::service::passwords::change::{self, Change};
use crate::web::body::Body;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::error_kind::ErrorKind;
use crate::web::field::{Complaint, Field};
use crate::web::flash::Flash;
use crate::web::new_password::{self, Outside};
use crate::web::page::Section;
use crate::web::view::signin::ForcedChange;
use crate::web::{cookies, forms, paths};

/// The form.
///
/// # Errors
/// The gate's; 422 for a query that we did not write.
pub async fn new(caller: Caller) -> Result<HttpResponse, Error> {
    let next = caller.query(next).await?.filter(|next| paths::local(next).is_some()).unwrap_or_default();
    let (me, form, standing) = new_password::forced(&caller).await?;
    let page = ForcedChange {
        page: caller.view(&me, Section::None, None)?,
        user_name: me.person()?.user.user_name.to_string(),
        standing,
        next,
        current_password: Field::default(),
        form,
        refused: None,
    };
    caller.html(StatusCode::OK, &page)
}

/// Takes the new password; the session goes on as a full one.
///
/// # Errors
/// The gate's, 403 for a foreign form, 422 for one that is not ours.
pub async fn create(caller: Caller, body: Body) -> Result<HttpResponse, Error> {
    let mut fields = body.fields()?;
    let (me, form, standing) = match new_password::forced(&caller).await {
        // The first press changed the password, and with it the session: the second one ends where the first one did.
        Err(Error::SignIn { .. }) if caller.was_done(&mut fields).await? => {
            let next = fields.take("next").unwrap_or_default();
            return Ok(caller.go(paths::local(&next).unwrap_or(paths::ACCOUNT)));
        }
        entered => entered?,
    };
    let ticket = caller.ticket(&me, forms::CHANGE_PASSWORD, &mut fields)?;
    let new = fields.take_password("new_password").unwrap_or_default();
    let confirm = fields.take_password("confirm_password");
    let current = fields.take_password("current_password").unwrap_or_default();
    // The form names the person for password managers; whose password changes is the session's to say.
    fields.take("username");
    let next = fields.take("next").filter(|next| paths::local(next).is_some()).unwrap_or_default();
    fields.finish()?;
    let visitor = me.person()?.clone();
    let mut page = ForcedChange {
        page: caller.view(&me, Section::None, Some(ticket.key))?,
        user_name: visitor.user.user_name.to_string(),
        standing,
        next,
        current_password: Field::default(),
        form,
        refused: ticket.stale.then_some(Complaint::PageTooOld),
    };
    page.form.check_typed(&new, confirm.as_ref());
    if page.form.outside && current.is_empty() {
        page.current_password.refuse(Complaint::CurrentPasswordMissing);
    }
    if page.refused.is_some() || page.current_password.is_bad() || page.form.is_bad() {
        return caller.html(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    let (actor, key) = (me.actor.clone(), ticket.key);
    if page.form.outside {
        match new_password::change_outside(&caller, &me, current, new, key).await {
            Ok(Outside::Done) => {
                caller.tell(Flash::PasswordSet);
                return Ok(caller.go(paths::local(&page.next).unwrap_or(paths::ACCOUNT)));
            }
            Err(Error::Replayed) => return Ok(caller.go(paths::local(&page.next).unwrap_or(paths::ACCOUNT))),
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
        caller.run(&me, async move |portal| change::change_temporary(portal, &visitor, &actor, &new, key).await).await;
    match changed {
        // The first press did it: the second one ends where the first one did.
        Err(Error::Replayed) => Ok(caller.go(paths::local(&page.next).unwrap_or(paths::ACCOUNT))),
        Err(error) => Err(error),
        Ok(Change::Done(opened)) => {
            caller.open_for(&opened.session, opened.kept_for)?;
            caller.cookie(cookies::device(opened.device));
            caller.tell(Flash::PasswordSet);
            Ok(caller.go(paths::local(&page.next).unwrap_or(paths::ACCOUNT)))
        }
        Ok(Change::WrongCurrent) => Err(ErrorKind::Internal.into()),
        Ok(Change::Refused(judged)) => {
            page.form = page.form.judged(judged);
            caller.html(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
    }
}
