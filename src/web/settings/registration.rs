//! `GET, POST /settings/registration`: whether people are asked at sign-in for their proofs.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::domain::settings::Section as Which;
use crate::domain::settings::registration::Registration;
use crate::service::self_service::invitation::{self, Uninvited};
use crate::service::settings::{self, Saved};
use crate::web::body::Body;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::error_kind::ErrorKind;
use crate::web::field::Complaint;
use crate::web::flash::Flash;
use crate::web::me::Me;
use crate::web::page::Section;
use crate::web::view::settings_registration::{RegistrationForm, SettingsRegistration};
use crate::web::{forms, paths, proof};

/// The form.
///
/// # Errors
/// The gate's, 403 by the policy.
pub async fn show(caller: Caller) -> Result<HttpResponse, Error> {
    let (me, (found, uninvited)) = caller
        .page(async |portal, read, me| {
            let found = settings::page(read, &me.actor).await?;
            Ok((found, invitation::lacking(portal, read, &me.actor).await?))
        })
        .await?;
    let page = caller.view(&me, Section::Settings, None)?;
    let (form, has_mail) = (RegistrationForm::of(&found.settings), caller.app.portal.has_mail);
    caller.html(StatusCode::OK, &SettingsRegistration { page, found, form, uninvited, has_mail, refused: None })
}

/// Decides it.
///
/// # Errors
/// The gate's, 403 by the policy, 422 for a form that is not ours.
pub async fn save(caller: Caller, body: Body) -> Result<HttpResponse, Error> {
    let bad = || Error::from(ErrorKind::BadForm);
    let (me, found) = looked_up(&caller).await?;
    let mut fields = body.fields()?;
    let ticket = caller.ticket(&me, forms::SETTINGS, &mut fields)?;
    if let Some(asked) = proof::before(&caller, &me, forms::SETTINGS, &ticket, &mut fields).await? {
        return Ok(asked);
    }
    let version = fields.take("version").and_then(|version| version.parse().ok()).ok_or_else(bad)?;
    let form = RegistrationForm::typed(&mut fields).ok_or_else(bad)?;
    fields.finish()?;
    let page = caller.view(&me, Section::Settings, Some(ticket.key))?;
    let refused = ticket.stale.then_some(Complaint::PageTooOld);
    let has_mail = caller.app.portal.has_mail;
    // Who lacks proofs is counted for a page that comes back, and never on the way of a save.
    let uninvited = Uninvited::default();
    let mut view = SettingsRegistration { page, found, form, uninvited, has_mail, refused };
    let (Some(decided), None) = (view.form.judged(), &view.refused) else {
        view.uninvited = counted(&caller).await?;
        return caller.html(StatusCode::UNPROCESSABLE_ENTITY, &view);
    };
    let actor = me.actor.clone();
    let saved =
        caller.run(&me, async move |portal| settings::save(portal, &actor, decided, version, ticket.key).await).await;
    match saved {
        Ok(Saved::Done) => caller.tell(Flash::SettingsSaved),
        Ok(Saved::Same) => caller.tell(Flash::NothingChanged),
        Ok(Saved::Stale) => {
            view.found = looked_up(&caller).await?.1;
            view.uninvited = counted(&caller).await?;
            view.contest();
            return caller.html(StatusCode::CONFLICT, &view);
        }
        // The first press did it: the page shows how it is.
        Err(Error::Replayed) => {}
        Err(error) => return Err(error),
    }
    Ok(caller.go(&paths::settings(&Which::Registration)))
}

async fn looked_up(caller: &Caller) -> Result<(Me, settings::Page<Registration>), Error> {
    caller.page(async |_, read, me| settings::page(read, &me.actor).await).await
}

async fn counted(caller: &Caller) -> Result<Uninvited, Error> {
    Ok(caller.page(async |portal, read, me| invitation::lacking(portal, read, &me.actor).await).await?.1)
}
