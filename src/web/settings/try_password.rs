//! `GET, POST /settings/password-policy/try`: a password tried out. The answer is all there is of it.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::domain::password::rules::LONGEST;
use crate::domain::permission::Permission;
use crate::service::error::Error as ServiceError;
use crate::service::passwords::trial;
use crate::web::body::Body;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::field::{Complaint, Field};
use crate::web::forms;
use crate::web::page::Section;
use crate::web::view::settings_trial::TryPassword;

/// The form.
///
/// # Errors
/// The gate's, 403 by the policy.
pub async fn show(caller: Caller) -> Result<HttpResponse, Error> {
    let (me, ()) = caller.page(async |_, _, me| Ok(me.actor.check(Permission::ViewSettings)?)).await?;
    let page = caller.view(&me, Section::Settings, None)?;
    let (username, password) = (Field::default(), Field::default());
    caller.html(StatusCode::OK, &TryPassword { page, username, password, trial: None, refused: None })
}

/// Judges it.
///
/// # Errors
/// The gate's, 403 by the policy, 422 for a form that is not ours.
pub async fn attempt(caller: Caller, body: Body) -> Result<HttpResponse, Error> {
    let (me, ()) = caller.page(async |_, _, me| Ok(me.actor.check(Permission::ViewSettings)?)).await?;
    let mut fields = body.fields()?;
    let ticket = caller.ticket(&me, forms::TRY_PASSWORD, &mut fields)?;
    let typed = fields.take_password("password").unwrap_or_default();
    let username = Field::of(fields.take("username").unwrap_or_default());
    fields.finish()?;
    let page = caller.view(&me, Section::Settings, None)?;
    let refused = ticket.stale.then_some(Complaint::PageTooOld);
    let mut view = TryPassword { page, username, password: Field::default(), trial: None, refused };
    if typed.is_empty() {
        view.password.refuse(Complaint::PasswordMissing);
    } else if typed.code_points() > LONGEST {
        view.password.refuse(Complaint::TooLong { most: LONGEST });
    }
    if view.refused.is_none() && !view.password.is_bad() {
        let name = view.username.value.clone();
        let tried =
            caller.page(async move |portal, read, me| match trial::context(portal, read, &me.actor, &name).await {
                Ok(context) => Ok(Some(trial::attempt(portal, &typed, &context))),
                Err(ServiceError::NotFound) => Ok(None),
                Err(error) => Err(error),
            });
        view.trial = tried.await?.1;
        if view.trial.is_none() {
            view.username.refuse(Complaint::NobodyFound);
        }
    }
    let bad = view.refused.is_some() || view.password.is_bad() || view.username.is_bad();
    caller.html(if bad { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }, &view)
}
