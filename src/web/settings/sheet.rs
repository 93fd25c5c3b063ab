//! A page of settings that stand for themselves: shown, judged, saved over the state that was looked at.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::domain::settings::Settled;
use crate::service::settings::{self, Saved};
use crate::web::body::Body;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::error_kind::ErrorKind;
use crate::web::field::Complaint;
use crate::web::flash::Flash;
use crate::web::me::Me;
use crate::web::page::Section;
use crate::web::view::settings::{Met, Sheet};
use crate::web::{forms, paths, proof};

/// The form.
///
/// # Errors
/// The gate's, 403 by the policy.
pub(super) async fn show<S: Sheet>(caller: Caller) -> Result<HttpResponse, Error> {
    let (me, found) = looked_up::<S>(&caller).await?;
    let page = caller.view(&me, Section::Settings, None)?;
    caller.html(StatusCode::OK, &S::of(page, found, caller.app.portal.has_mail))
}

/// Decides it.
///
/// # Errors
/// The gate's, 403 by the policy, 422 for a form that is not ours.
pub(super) async fn save<S: Sheet>(caller: Caller, body: Body) -> Result<HttpResponse, Error> {
    save_agreed::<S>(caller, body, async |_, _, _| Ok(None)).await
}

/// As [`save`], once whoever decides has seen whom it meets, as `met` finds it.
///
/// # Errors
/// The gate's, 403 by the policy, 422 for a form that is not ours.
pub(super) async fn save_agreed<S: Sheet>(
    caller: Caller,
    body: Body,
    met: impl AsyncFnOnce(&Caller, &S, &S::Decided) -> Result<Option<Met>, Error>,
) -> Result<HttpResponse, Error> {
    let bad = || Error::from(ErrorKind::BadForm);
    let (me, found) = looked_up::<S>(&caller).await?;
    let mut fields = body.fields()?;
    let ticket = caller.ticket(&me, forms::SETTINGS, &mut fields)?;
    // What guards everybody is not decided from a session that was left open (security 7.5.3).
    if let Some(asked) = proof::before(&caller, &me, forms::SETTINGS, &ticket, &mut fields).await? {
        return Ok(asked);
    }
    let version = fields.take("version").and_then(|version| version.parse().ok()).ok_or_else(bad)?;
    let agreed = fields.take("agreed").map(|agreed| agreed.parse::<u16>()).transpose().map_err(|_| bad())?;
    let page = caller.view(&me, Section::Settings, Some(ticket.key))?;
    let mut sheet = S::of(page, found, caller.app.portal.has_mail);
    sheet.typed(&mut fields).ok_or_else(bad)?;
    fields.finish()?;
    let decided = sheet.judged();
    if ticket.stale {
        sheet.refuse(Complaint::PageTooOld);
    }
    let Some(decided) = decided.filter(|_| !ticket.stale) else {
        return caller.html(StatusCode::UNPROCESSABLE_ENTITY, &sheet);
    };
    let met = met(&caller, &sheet, &decided).await?;
    if let Some(met) = met.filter(|met| Some(met.agreement) != agreed) {
        sheet.ask(met);
        return caller.html(StatusCode::OK, &sheet);
    }
    let actor = me.actor.clone();
    let saved =
        caller.run(&me, async move |portal| settings::save(portal, &actor, decided, version, ticket.key).await).await;
    match saved {
        Ok(Saved::Done) => caller.tell(Flash::SettingsSaved),
        Ok(Saved::Same) => caller.tell(Flash::NothingChanged),
        Ok(Saved::Stale) => {
            sheet.contest(looked_up::<S>(&caller).await?.1);
            return caller.html(StatusCode::CONFLICT, &sheet);
        }
        // The first press did it: the page shows how it is.
        Err(Error::Replayed) => {}
        Err(error) => return Err(error),
    }
    Ok(caller.go(&paths::settings(&S::Decided::SECTION)))
}

async fn looked_up<S: Sheet>(caller: &Caller) -> Result<(Me, settings::Page<S::Decided>), Error> {
    caller.page(async |_, read, me| settings::page(read, &me.actor).await).await
}
