//! `GET, POST /settings/password-policy`: the rules of passwords, and when they end.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::domain::password::policy::PasswordPolicy;
use crate::domain::settings::Section as Which;
use crate::service::passwords::age::{self, Hits};
use crate::service::settings::{self, Saved};
use crate::web::body::Body;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::error_kind::ErrorKind;
use crate::web::field::Complaint;
use crate::web::flash::Flash;
use crate::web::me::Me;
use crate::web::page::Section;
use crate::web::view::settings_policy::{PolicyForm, SettingsPolicy};
use crate::web::{forms, paths, proof};

/// What the store and the disk tell.
struct Known {
    found: settings::Page<PasswordPolicy>,
    words: usize,
    breaches: bool,
}

/// The form.
///
/// # Errors
/// The gate's, 403 by the policy.
pub async fn show(caller: Caller) -> Result<HttpResponse, Error> {
    let (me, Known { found, words, breaches }) = looked_up(&caller).await?;
    let page = caller.view(&me, Section::Settings, None)?;
    let form = PolicyForm::of(&found.settings);
    caller.html(StatusCode::OK, &SettingsPolicy { page, found, form, words, breaches, question: None, refused: None })
}

/// Decides it; an end by age only when whoever decides has seen whom it meets.
///
/// # Errors
/// The gate's, 403 by the policy, 422 for a form that is not ours.
pub async fn save(caller: Caller, body: Body) -> Result<HttpResponse, Error> {
    let bad = || Error::from(ErrorKind::BadForm);
    let (me, Known { found, words, breaches }) = looked_up(&caller).await?;
    let mut fields = body.fields()?;
    let ticket = caller.ticket(&me, forms::SETTINGS, &mut fields)?;
    if let Some(asked) = proof::before(&caller, &me, forms::SETTINGS, &ticket, &mut fields).await? {
        return Ok(asked);
    }
    let version = fields.take("version").and_then(|version| version.parse().ok()).ok_or_else(bad)?;
    let agreed = fields.take("agreed").map(|days| days.parse::<u16>()).transpose().map_err(|_| bad())?;
    let fill = fields.take("fill");
    let form = PolicyForm::typed(&mut fields).ok_or_else(bad)?;
    fields.finish()?;
    let page = caller.view(&me, Section::Settings, Some(ticket.key))?;
    let refused = ticket.stale.then_some(Complaint::PageTooOld);
    let mut view = SettingsPolicy { page, found, form, words, breaches, question: None, refused };
    let proposed = match fill.as_deref() {
        None => None,
        Some("azure-2018") => Some(PasswordPolicy::AZURE_2018),
        Some("delivered") => Some(PasswordPolicy::default()),
        Some(_) => return Err(bad()),
    };
    if let Some(proposed) = proposed {
        view.form = PolicyForm::of(&proposed);
        return caller.html(StatusCode::OK, &view);
    }
    let before = view.found.settings;
    let (Some(decided), None) = (view.form.judged(before), &view.refused) else {
        return caller.html(StatusCode::UNPROCESSABLE_ENTITY, &view);
    };
    view.question = asked(&caller, before, decided).await?.filter(|(days, _)| Some(*days) != agreed);
    if view.question.is_some() {
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
            view.contest();
            return caller.html(StatusCode::CONFLICT, &view);
        }
        // The first press did it: the page shows how it is.
        Err(Error::Replayed) => {}
        Err(error) => return Err(error),
    }
    Ok(caller.go(&paths::settings(&Which::PasswordPolicy)))
}

/// Whom a policy meets that lets passwords end, or end earlier than before; nothing where it meets nobody.
async fn asked(caller: &Caller, before: PasswordPolicy, decided: PasswordPolicy) -> Result<Option<(u16, Hits)>, Error> {
    let Some(expiry) = decided.expiry() else { return Ok(None) };
    if before.expiry().is_some_and(|before| before.days <= expiry.days) {
        return Ok(None);
    }
    let (_, hits) = caller.page(async move |_, read, me| age::hits(read, &me.actor, expiry).await).await?;
    Ok((hits.now > 0 || hits.month > 0).then_some((expiry.days, hits)))
}

async fn looked_up(caller: &Caller) -> Result<(Me, Known), Error> {
    caller
        .page(async |portal, read, me| {
            let found = settings::page(read, &me.actor).await?;
            Ok(Known { found, words: portal.settings().banned_words.words.len(), breaches: portal.breaches.exists() })
        })
        .await
}
