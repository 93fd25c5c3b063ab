//! `GET, POST /settings/second-step`: who must have a second step, and how long it may be put off.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::domain::settings::Section as Which;
use crate::domain::settings::second_step::SecondStep;
use crate::service::second_step::policy;
use crate::service::settings::{self, Saved};
use crate::web::body::Body;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::error_kind::ErrorKind;
use crate::web::field::Complaint;
use crate::web::flash::Flash;
use crate::web::me::Me;
use crate::web::page::Section;
use crate::web::view::settings_second_step::{SecondStepForm, SettingsSecondStep};
use crate::web::{forms, paths, proof};

type Found = (settings::Page<SecondStep>, Vec<String>);

/// The form.
///
/// # Errors
/// The gate's, 403 by the policy.
pub async fn show(caller: Caller) -> Result<HttpResponse, Error> {
    let (me, (found, groups)) = looked_up(&caller).await?;
    let page = caller.view(&me, Section::Settings, None)?;
    let form = SecondStepForm::of(&found.settings, &groups);
    caller.html(StatusCode::OK, &SettingsSecondStep { page, found, form, refused: None })
}

/// Decides it.
///
/// # Errors
/// The gate's, 403 by the policy, 422 for a form that is not ours.
pub async fn save(caller: Caller, body: Body) -> Result<HttpResponse, Error> {
    let (me, (found, _)) = looked_up(&caller).await?;
    let mut fields = body.fields()?;
    let ticket = caller.ticket(&me, forms::SETTINGS, &mut fields)?;
    if let Some(asked) = proof::before(&caller, &me, forms::SETTINGS, &ticket, &mut fields).await? {
        return Ok(asked);
    }
    let version = fields.take("version").and_then(|version| version.parse().ok()).ok_or(ErrorKind::BadForm)?;
    let form = SecondStepForm::typed(&mut fields);
    fields.finish()?;
    let page = caller.view(&me, Section::Settings, Some(ticket.key))?;
    let refused = ticket.stale.then_some(Complaint::PageTooOld);
    let mut view = SettingsSecondStep { page, found, form, refused };
    let names = view.form.names();
    let groups = caller.page(async move |_, read, me| policy::named(read, &me.actor, &names).await).await?.1;
    let (Some(decided), None) = (view.form.judged(groups), &view.refused) else {
        return caller.html(StatusCode::UNPROCESSABLE_ENTITY, &view);
    };
    let actor = me.actor.clone();
    let saved =
        caller.run(&me, async move |portal| settings::save(portal, &actor, decided, version, ticket.key).await).await;
    match saved {
        Ok(Saved::Done) => caller.tell(Flash::SettingsSaved),
        Ok(Saved::Same) => caller.tell(Flash::NothingChanged),
        Ok(Saved::Stale) => {
            let (found, groups) = looked_up(&caller).await?.1;
            view.found = found;
            view.contest(&groups);
            return caller.html(StatusCode::CONFLICT, &view);
        }
        // The first press did it: the page shows how it is.
        Err(Error::Replayed) => {}
        Err(error) => return Err(error),
    }
    Ok(caller.go(&paths::settings(&Which::SecondStep)))
}

async fn looked_up(caller: &Caller) -> Result<(Me, Found), Error> {
    caller.page(async |_, read, me| policy::page(read, &me.actor).await).await
}
