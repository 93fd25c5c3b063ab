//! `GET, POST /settings/branding` and `/settings/branding/logo`: how the portal looks and greets (R-260…R-268).

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::domain::permission::Permission;
use crate::domain::picture::{self, LOGO_BYTES};
use crate::domain::settings::Section as Which;
use crate::domain::settings::branding::Branding;
use crate::service::branding;
use crate::service::settings::{self, Saved};
use crate::web::body::{Body, TEXTS};
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::error_kind::ErrorKind;
use crate::web::fault::{LookFault, Room};
use crate::web::field::{Complaint, Field};
use crate::web::flash::Flash;
use crate::web::me::Me;
use crate::web::page::Section;
use crate::web::upload::{LOGO, Upload};
use crate::web::view::settings_branding::{BrandingForm, PLACES, SettingsBranding, tag};
use crate::web::{forms, paths};

/// The form.
///
/// # Errors
/// The gate's, 403 by the policy.
pub async fn show(caller: Caller) -> Result<HttpResponse, Error> {
    let (me, found) = looked_up(&caller).await?;
    let page = caller.view(&me, Section::Settings, None)?;
    let form = BrandingForm::of(&found.settings);
    let logo = Field::default();
    caller.html(StatusCode::OK, &SettingsBranding { page, found, form, logo, place: None, refused: None })
}

/// Decides it.
///
/// # Errors
/// The gate's, 403 by the policy, 422 for a form that is not ours.
pub async fn save(caller: Caller, body: Body<TEXTS>) -> Result<HttpResponse, Error> {
    let (me, found) = looked_up(&caller).await?;
    let mut fields = body.fields()?;
    let ticket = caller.ticket(&me, forms::SETTINGS, &mut fields)?;
    let version = fields.take("version").and_then(|version| version.parse().ok()).ok_or(ErrorKind::BadForm)?;
    let form = BrandingForm::typed(&mut fields);
    fields.finish()?;
    let page = caller.view(&me, Section::Settings, Some(ticket.key))?;
    let refused = ticket.stale.then_some(Complaint::PageTooOld);
    let mut view = SettingsBranding { page, found, form, logo: Field::default(), place: None, refused };
    let (Some(decided), None) = (view.form.judged(&view.found.settings), &view.refused) else {
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
            view.refused = Some(Complaint::SettingsSavedMeanwhile);
            return caller.html(StatusCode::CONFLICT, &view);
        }
        // The first press did it: the page shows how it is.
        Err(Error::Replayed) => {}
        Err(error) => return Err(error),
    }
    Ok(caller.go(&paths::settings(&Which::Branding)))
}

/// Takes a picture, or shows none any more.
///
/// # Errors
/// The gate's, 403 by the policy, 422 for a form that is not ours, or a file that is no picture.
pub async fn logo(caller: Caller, upload: Upload<LOGO>) -> Result<HttpResponse, Error> {
    let (me, found) = looked_up(&caller).await?;
    let (mut fields, file) = upload.read()?;
    let ticket = caller.ticket(&me, forms::LOGO, &mut fields)?;
    if let Err(denied) = me.actor.check(Permission::ManageSettings) {
        return Err(caller.stopped(Some(&me), Error::Denied(Box::new(denied))).await);
    }
    let removes = fields.take("remove").is_some();
    let pages = fields.take("pages").ok_or(ErrorKind::BadForm)?;
    let place = PLACES.into_iter().find(|place| tag(*place) == pages).ok_or(ErrorKind::BadForm)?;
    fields.finish()?;
    let page = caller.view(&me, Section::Settings, Some(ticket.key))?;
    let form = BrandingForm::of(&found.settings);
    let mut view = SettingsBranding { page, found, form, logo: Field::default(), place, refused: None };
    let file = file.unwrap_or_default();
    let judged = if removes { Ok(None) } else { picture::logo(&file).map(Some) };
    let refused = match &judged {
        _ if ticket.stale => Some(Complaint::PageTooOld),
        Ok(_) => None,
        Err(_) if file.is_empty() => Some(Complaint::Look(LookFault::NoFile)),
        Err(unfit) => Some(Complaint::Look(LookFault::of(*unfit, LOGO_BYTES, Room::Logo))),
    };
    if let Some(refused) = refused {
        view.logo.refuse(refused);
    }
    let (Ok(picture), false) = (judged, view.logo.is_bad()) else {
        return caller.html(StatusCode::UNPROCESSABLE_ENTITY, &view);
    };
    let (actor, key) = (me.actor.clone(), ticket.key);
    match caller.run(&me, async move |portal| branding::show(portal, &actor, picture, place, key).await).await {
        Ok(Saved::Done) => caller.tell(Flash::SettingsSaved),
        Ok(Saved::Same | Saved::Stale) => caller.tell(Flash::NothingChanged),
        // The first press did it.
        Err(Error::Replayed) => {}
        Err(error) => return Err(error),
    }
    Ok(caller.go(&paths::settings(&Which::Branding)))
}

async fn looked_up(caller: &Caller) -> Result<(Me, settings::Page<Branding>), Error> {
    caller.page(async |_, read, me| settings::page(read, &me.actor).await).await
}
