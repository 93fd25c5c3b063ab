//! `GET, POST /settings/directory`: where the directory outside is, and what is done in it.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::domain::paging::Count;
use crate::domain::settings::Section as Which;
use crate::domain::settings::directory::Directory;
use crate::service::directory::setup;
use crate::service::self_service::policy;
use crate::service::settings::{self, Page as Found, Saved};
use crate::web::body::Body;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::error_kind::ErrorKind;
use crate::web::field::Complaint;
use crate::web::flash::Flash;
use crate::web::me::Me;
use crate::web::page::Section;
use crate::web::view::settings_directory::{DirectoryForm, SettingsDirectory};
use crate::web::{forms, paths, proof};

/// The form.
///
/// # Errors
/// The gate's, 403 by the policy.
pub async fn show(caller: Caller) -> Result<HttpResponse, Error> {
    let (me, (found, has_password)) = looked_up(&caller).await?;
    let page = caller.view(&me, Section::Settings, None)?;
    let form = DirectoryForm::of(&found.settings);
    caller.html(StatusCode::OK, &SettingsDirectory { page, found, has_password, form, stranded: None, refused: None })
}

/// Decides it.
///
/// # Errors
/// The gate's, 403 by the policy, 422 for a form that is not ours.
pub async fn save(caller: Caller, body: Body) -> Result<HttpResponse, Error> {
    let bad = || Error::from(ErrorKind::BadForm);
    let (me, (found, has_password)) = looked_up(&caller).await?;
    let mut fields = body.fields()?;
    let ticket = caller.ticket(&me, forms::SETTINGS, &mut fields)?;
    if let Err(denied) = me.actor.check(Which::Directory.permission()) {
        return Err(caller.stopped(Some(&me), Error::Denied(Box::new(denied))).await);
    }
    if let Some(asked) = proof::before(&caller, &me, forms::SETTINGS, &ticket, &mut fields).await? {
        return Ok(asked);
    }
    let version = fields.take("version").and_then(|version| version.parse().ok()).ok_or_else(bad)?;
    let agreed = fields.take("agreed");
    let form = DirectoryForm::typed(&mut fields).ok_or_else(bad)?;
    fields.finish()?;
    let page = caller.view(&me, Section::Settings, Some(ticket.key))?;
    let refused = ticket.stale.then_some(Complaint::PageTooOld);
    let mut view = SettingsDirectory { page, found, has_password, form, stranded: None, refused };
    let (Some(decided), None) = (view.form.judged(has_password), &view.refused) else {
        return caller.html(StatusCode::UNPROCESSABLE_ENTITY, &view);
    };
    let stranded = stranded(&caller, view.found.settings.clone(), decided.clone()).await?;
    if stranded.least() > 0 && agreed.as_deref() != Some(&*stranded.least().to_string()) {
        view.stranded = Some(stranded);
        return caller.html(StatusCode::OK, &view);
    }
    let actor = me.actor.clone();
    let saved =
        caller.run(&me, async move |portal| settings::save(portal, &actor, decided, version, ticket.key).await).await;
    match saved {
        Ok(Saved::Done) => caller.tell(Flash::SettingsSaved),
        Ok(Saved::Same) => caller.tell(Flash::NothingChanged),
        Ok(Saved::Stale) => {
            view.found = looked_up(&caller).await?.1.0;
            view.refused = Some(Complaint::SettingsSavedMeanwhile);
            return caller.html(StatusCode::CONFLICT, &view);
        }
        // The first press did it: the page shows how it is.
        Err(Error::Replayed) => {}
        Err(error) => return Err(error),
    }
    Ok(caller.go(&paths::settings(&Which::Directory)))
}

/// How many people of the directory could not reset the own password any more (T-82).
async fn stranded(caller: &Caller, before: Directory, after: Directory) -> Result<Count, Error> {
    let read = caller.page(async move |portal, read, me| {
        policy::stranded(portal, read, &me.actor, [before, after], |all, it| all.directory = it).await
    });
    Ok(read.await?.1)
}

async fn looked_up(caller: &Caller) -> Result<(Me, (Found<Directory>, bool)), Error> {
    caller
        .page(async |_, read, me| {
            let found = settings::page(read, &me.actor).await?;
            Ok((found, setup::has_password(read, &me.actor).await?))
        })
        .await
}
