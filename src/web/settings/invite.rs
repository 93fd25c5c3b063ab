//! `GET, POST /settings/registration/invite`: a letter to everybody who lacks proofs; asked once, then a job.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::domain::job::MOST;
use crate::domain::permission::Permission;
use crate::service::jobs::{self, Order, Ordered, Wanted, Whom};
use crate::service::self_service::invitation::{self, Uninvited};
use crate::web::body::Body;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::error_kind::ErrorKind;
use crate::web::field::{Complaint, Field};
use crate::web::me::Me;
use crate::web::page::Section;
use crate::web::view::password_reset::LONGEST_REASON;
use crate::web::view::settings_registration::Invite;
use crate::web::{forms, paths};

/// How many it would reach.
///
/// # Errors
/// The gate's, 403 by the policy.
pub async fn show(caller: Caller) -> Result<HttpResponse, Error> {
    let (me, uninvited) = looked_up(&caller).await?;
    let (page, has_mail) = (caller.view(&me, Section::Settings, None)?, caller.app.portal.has_mail);
    caller.html(StatusCode::OK, &Invite { page, uninvited, has_mail, reason: Field::default(), refused: None })
}

/// Orders it.
///
/// # Errors
/// The gate's, 403 by the policy, 422 for a form that is not ours.
pub async fn order(caller: Caller, body: Body) -> Result<HttpResponse, Error> {
    let (me, uninvited) = looked_up(&caller).await?;
    let mut fields = body.fields()?;
    let ticket = caller.ticket(&me, forms::INVITE, &mut fields)?;
    if let Err(denied) = me.actor.check(Permission::ManageSettings) {
        return Err(caller.stopped(Some(&me), Error::Denied(Box::new(denied))).await);
    }
    let reason = fields.take("reason").unwrap_or_default();
    fields.finish()?;
    let has_mail = caller.app.portal.has_mail;
    if !has_mail {
        return Err(ErrorKind::BadForm.into());
    }
    let page = caller.view(&me, Section::Settings, Some(ticket.key))?;
    let refused = ticket.stale.then_some(Complaint::PageTooOld);
    let mut view = Invite { page, uninvited, has_mail, reason: Field::of(reason), refused };
    let reason = view.reason.value.trim().to_owned();
    if reason.is_empty() {
        view.reason.refuse(Complaint::ReasonMissing);
    } else if reason.chars().count() > LONGEST_REASON {
        view.reason.refuse(Complaint::TooLong { most: LONGEST_REASON });
    }
    if view.refused.is_some() || view.reason.is_bad() {
        return caller.html(StatusCode::UNPROCESSABLE_ENTITY, &view);
    }
    let order = Order { wanted: Wanted::Invite, whom: Whom::Lacking, reason, key: ticket.key };
    let actor = me.actor.clone();
    match caller.run(&me, async move |portal| jobs::order(portal, &actor, order).await).await {
        Ok(Ordered::Job(id)) => return Ok(caller.go(&paths::job(id))),
        Ok(Ordered::Nobody) => view.refused = Some(Complaint::NobodyLacks),
        Ok(Ordered::TooMany) => view.refused = Some(Complaint::TooManyPeople { most: MOST }),
        // The first press ordered it.
        Err(Error::Replayed) => return Ok(caller.go(paths::JOBS)),
        Err(error) => return Err(error),
    }
    caller.html(StatusCode::UNPROCESSABLE_ENTITY, &view)
}

async fn looked_up(caller: &Caller) -> Result<(Me, Uninvited), Error> {
    caller.page(async |portal, read, me| invitation::lacking(portal, read, &me.actor).await).await
}
