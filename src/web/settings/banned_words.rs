//! `GET, POST /settings/banned-words`: what may not be a part of a password.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::domain::password::banned::{LONGEST_TERM, MOST_TERMS, SHORTEST_TERM};
use crate::domain::settings::Section as Which;
use crate::domain::settings::banned_words::{BannedWords, Unfit};
use crate::service::settings::{self, Saved};
use crate::web::body::Body;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::error_kind::ErrorKind;
use crate::web::field::{Complaint, Field};
use crate::web::flash::Flash;
use crate::web::me::Me;
use crate::web::page::Section;
use crate::web::view::settings_words::SettingsWords;
use crate::web::{forms, paths};

/// The words.
///
/// # Errors
/// The gate's, 403 by the policy.
pub async fn show(caller: Caller) -> Result<HttpResponse, Error> {
    let (me, (found, ban)) = looked_up(&caller).await?;
    let page = caller.view(&me, Section::Settings, None)?;
    caller.html(StatusCode::OK, &SettingsWords { page, found, ban, words: Field::default(), refused: None })
}

/// Adds words, or takes some away.
///
/// # Errors
/// The gate's, 403 by the policy, 422 for a form that is not ours.
pub async fn save(caller: Caller, body: Body) -> Result<HttpResponse, Error> {
    let (me, (found, ban)) = looked_up(&caller).await?;
    let mut fields = body.fields()?;
    let ticket = caller.ticket(&me, forms::SETTINGS, &mut fields)?;
    let typed = fields.take_text("words").unwrap_or_default();
    let adds = match fields.take("deed").as_deref() {
        Some("add") => true,
        Some("remove") => false,
        _ => return Err(ErrorKind::BadForm.into()),
    };
    fields.finish()?;
    let page = caller.view(&me, Section::Settings, Some(ticket.key))?;
    let mut view = SettingsWords { page, found, ban, words: Field::of(typed), refused: None };
    view.refused = ticket.stale.then_some(Complaint::PageTooOld);
    let before = &view.found.settings;
    let decided = if adds { before.with(&view.words.value) } else { Ok(before.without(&view.words.value)) };
    let decided = match decided {
        Ok(decided) => decided,
        Err(unfit) => {
            view.words.refuse(match unfit {
                Unfit::Length(word) => Complaint::WordLength { word, least: SHORTEST_TERM, most: LONGEST_TERM },
                Unfit::TooMany => Complaint::TooManyWords { most: MOST_TERMS },
            });
            return caller.html(StatusCode::UNPROCESSABLE_ENTITY, &view);
        }
    };
    if view.refused.is_some() {
        return caller.html(StatusCode::UNPROCESSABLE_ENTITY, &view);
    }
    let (actor, version) = (me.actor.clone(), view.found.version());
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
    Ok(caller.go(&paths::settings(&Which::BannedWords)))
}

async fn looked_up(caller: &Caller) -> Result<(Me, (settings::Page<BannedWords>, bool)), Error> {
    caller
        .page(async |portal, read, me| {
            Ok((settings::page(read, &me.actor).await?, portal.settings().password_policy.ban))
        })
        .await
}
