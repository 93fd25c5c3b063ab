//! `GET, POST /settings/self-service`: who may reset the own password, by which proofs, who is told.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::domain::id::GroupId;
use crate::domain::paging::Count;
use crate::domain::settings::Section as Which;
use crate::domain::settings::self_service::SelfService;
use crate::service::self_service::policy;
use crate::service::settings::{self, Page as Found, Saved};
use crate::web::body::Body;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::error_kind::ErrorKind;
use crate::web::field::Complaint;
use crate::web::flash::Flash;
use crate::web::me::Me;
use crate::web::page::{Page, Section};
use crate::web::view::self_service_form::SelfServiceForm;
use crate::web::view::settings_self_service::SettingsSelfService;
use crate::web::{forms, paths, proof};

/// What is decided, and the names of the groups that it reaches.
struct Known {
    found: settings::Page<SelfService>,
    groups: Vec<String>,
    without: Vec<String>,
}

/// The form.
///
/// # Errors
/// The gate's, 403 by the policy.
pub async fn show(caller: Caller) -> Result<HttpResponse, Error> {
    let (me, Known { found, groups, without }) = looked_up(&caller).await?;
    let page = caller.view(&me, Section::Settings, None)?;
    let form = SelfServiceForm::of(&found.settings, &groups, &without);
    let view = shown(&caller, page, found, form, None);
    caller.html(StatusCode::OK, &view)
}

/// Decides it; what leaves people without it only when whoever decides has seen how many.
///
/// # Errors
/// The gate's, 403 by the policy, 422 for a form that is not ours.
pub async fn save(caller: Caller, body: Body) -> Result<HttpResponse, Error> {
    let bad = || Error::from(ErrorKind::BadForm);
    let (me, Known { found, .. }) = looked_up(&caller).await?;
    let mut fields = body.fields()?;
    let ticket = caller.ticket(&me, forms::SETTINGS, &mut fields)?;
    if let Some(asked) = proof::before(&caller, &me, forms::SETTINGS, &ticket, &mut fields).await? {
        return Ok(asked);
    }
    let version = fields.take("version").and_then(|version| version.parse().ok()).ok_or_else(bad)?;
    let agreed = fields.take("agreed");
    let form = SelfServiceForm::typed(&mut fields).ok_or_else(bad)?;
    fields.finish()?;
    let page = caller.view(&me, Section::Settings, Some(ticket.key))?;
    let refused = ticket.stale.then_some(Complaint::PageTooOld);
    let mut view = shown(&caller, page, found, form, refused);
    let (groups, without) =
        (named(&caller, view.form.groups.value.clone()).await?, named(&caller, view.form.without.value.clone()).await?);
    let (Some(decided), None) = (view.form.judged(groups, without), &view.refused) else {
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
            view.found = looked_up(&caller).await?.1.found;
            view.refused = Some(Complaint::SettingsSavedMeanwhile);
            return caller.html(StatusCode::CONFLICT, &view);
        }
        // The first press did it: the page shows how it is.
        Err(Error::Replayed) => {}
        Err(error) => return Err(error),
    }
    Ok(caller.go(&paths::settings(&Which::SelfService)))
}

/// The page of this form.
fn shown(
    caller: &Caller,
    page: Page,
    found: Found<SelfService>,
    form: SelfServiceForm,
    refused: Option<Complaint>,
) -> SettingsSelfService {
    let portal = &caller.app.portal;
    let (sends, passkeys) = (portal.sends(), portal.passkeys.is_some());
    SettingsSelfService { page, found, form, sends, passkeys, stranded: None, refused }
}

async fn named(caller: &Caller, typed: String) -> Result<Result<Vec<GroupId>, String>, Error> {
    let read = caller.page(async move |_, read, me| policy::named(read, &me.actor, &typed).await);
    Ok(read.await?.1)
}

async fn stranded(caller: &Caller, before: SelfService, after: SelfService) -> Result<Count, Error> {
    let read = caller.page(async move |portal, read, me| {
        policy::stranded(portal, read, &me.actor, [before, after], |all, it| all.self_service = it).await
    });
    Ok(read.await?.1)
}

async fn looked_up(caller: &Caller) -> Result<(Me, Known), Error> {
    caller
        .page(async |_, read, me| {
            let found: settings::Page<SelfService> = settings::page(read, &me.actor).await?;
            let groups = policy::names(read, &me.actor, &found.settings.chosen()).await?;
            let without = policy::names(read, &me.actor, &found.settings.left_out()).await?;
            Ok(Known { found, groups, without })
        })
        .await
}
