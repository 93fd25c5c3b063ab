//! `GET /settings/letters`; `GET, POST /settings/letters/{kind}`: what letters say, in the organisation's own words.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Path;

use crate::domain::letter::Kind;
use crate::domain::organisation::Language;
use crate::domain::settings::letters::Letters;
use crate::domain::wording::Wording;
use crate::i18n::letter::{Drawn, Paper};
use crate::service::error::Error as ServiceError;
use crate::service::settings::{self, Saved};
use crate::web::body::{Body, TEXTS};
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::error_kind::ErrorKind;
use crate::web::field::{Complaint, Field};
use crate::web::flash::Flash;
use crate::web::form::Fields;
use crate::web::me::Me;
use crate::web::page::{Page, Section};
use crate::web::view::settings_letters::{SettingsLetter, SettingsLetters};
use crate::web::{forms, paths};

/// Every kind of letter, and whether it has words of its own.
///
/// # Errors
/// The gate's, 403 by the policy.
pub async fn index(caller: Caller) -> Result<HttpResponse, Error> {
    let (me, found) = caller.page(async |_, read, me| settings::page(read, &me.actor).await).await?;
    let page = caller.view(&me, Section::Settings, None)?;
    let has_mail = caller.app.portal.has_mail;
    caller.html(StatusCode::OK, &SettingsLetters { page, found, has_mail })
}

/// One letter in one language, and what it looks like.
///
/// # Errors
/// The gate's, 403 by the policy, 404 for a kind that is none.
pub async fn show(caller: Caller, kind: Path<String>) -> Result<HttpResponse, Error> {
    let language = caller.query(asked).await?;
    let (me, (kind, found)) = looked_up(&caller, &kind).await?;
    let page = caller.view(&me, Section::Settings, None)?;
    let language = language.unwrap_or_else(|| page.words.language());
    let own = found.settings.own(kind, language);
    let wording = own.clone().unwrap_or_else(|| original(&caller, &page, kind, language));
    let preview = Some(drawn(&caller, &page, kind, language, own.as_ref())?);
    let (subject, text) = (Field::of(wording.subject), Field::of(wording.text));
    let view = SettingsLetter { page, found, kind, language, subject, text, preview, refused: None };
    caller.html(StatusCode::OK, &view)
}

fn asked(mut fields: Fields) -> Result<Option<Language>, Error> {
    let language = fields.take("language").map(|tag| read(&tag).ok_or(ErrorKind::BadForm)).transpose()?;
    fields.finish()?;
    Ok(language)
}

fn read(tag: &str) -> Option<Language> {
    Language::ALL.into_iter().find(|language| language.tag() == tag)
}

/// Saves it, shows it, or goes back to the original.
///
/// # Errors
/// The gate's, 403 by the policy, 404 for a kind that is none, 422 for a form that is not ours.
pub async fn save(caller: Caller, kind: Path<String>, body: Body<TEXTS>) -> Result<HttpResponse, Error> {
    let bad = || Error::from(ErrorKind::BadForm);
    let (me, (kind, found)) = looked_up(&caller, &kind).await?;
    let mut fields = body.fields()?;
    let ticket = caller.ticket(&me, forms::SETTINGS, &mut fields)?;
    let version = fields.take("version").and_then(|version| version.parse().ok()).ok_or_else(bad)?;
    let language = fields.take("language").as_deref().and_then(read).ok_or_else(bad)?;
    let deed = fields.take("deed").ok_or_else(bad)?;
    let subject = fields.take("subject").unwrap_or_default().trim().to_owned();
    let text = fields.take_text("text").unwrap_or_default().trim().to_owned();
    fields.finish()?;
    let page = caller.view(&me, Section::Settings, Some(ticket.key))?;
    let refused = ticket.stale.then_some(Complaint::PageTooOld);
    let typed = Wording { subject, text };
    let (subject, text) = (Field::of(typed.subject.clone()), Field::of(typed.text.clone()));
    let mut view = SettingsLetter { page, found, kind, language, subject, text, preview: None, refused };
    let own = match deed.as_str() {
        // Its own words are the original's where nothing was changed: then a better original is sent as soon as there is one.
        "original" => None,
        "save" if typed == original(&caller, &view.page, kind, language) => None,
        "save" | "preview" => {
            view.judge(&typed);
            Some(typed)
        }
        _ => return Err(bad()),
    };
    if view.is_bad() {
        return caller.html(StatusCode::UNPROCESSABLE_ENTITY, &view);
    }
    if deed == "preview" {
        view.preview = Some(drawn(&caller, &view.page, kind, language, own.as_ref())?);
        return caller.html(StatusCode::OK, &view);
    }
    let (actor, decided) = (me.actor.clone(), view.found.settings.clone().with(kind, language, own));
    let saved =
        caller.run(&me, async move |portal| settings::save(portal, &actor, decided, version, ticket.key).await).await;
    match saved {
        Ok(Saved::Done) => caller.tell(Flash::SettingsSaved),
        Ok(Saved::Same) => caller.tell(Flash::NothingChanged),
        Ok(Saved::Stale) => {
            view.found = caller.page(async |_, read, me| settings::page(read, &me.actor).await).await?.1;
            view.refused = Some(Complaint::SettingsSavedMeanwhile);
            return caller.html(StatusCode::CONFLICT, &view);
        }
        // The first press did it: the page shows how it is.
        Err(Error::Replayed) => {}
        Err(error) => return Err(error),
    }
    Ok(caller.go(&paths::letter(kind, language)))
}

async fn looked_up(caller: &Caller, kind: &str) -> Result<(Me, (Kind, settings::Page<Letters>)), Error> {
    let kind = Kind::from_id(kind);
    caller
        .page(async move |_, read, me| {
            let found = settings::page(read, &me.actor).await?;
            Ok((kind.ok_or(ServiceError::NotFound)?, found))
        })
        .await
}

fn original(caller: &Caller, page: &Page, kind: Kind, language: Language) -> Wording {
    let words = caller.app.site.locales.words(language);
    Paper { words: &words, organisation: &page.organisation, portal: "", help: None }.original(kind)
}

/// The letter as the visitor would get it.
fn drawn(caller: &Caller, page: &Page, kind: Kind, language: Language, own: Option<&Wording>) -> Result<Drawn, Error> {
    let words = caller.app.site.locales.words(language);
    let portal = caller.app.site.public.origin();
    let help = caller.app.portal.settings().self_service.help(language);
    let paper = Paper { words: &words, organisation: &page.organisation, portal, help: help.as_ref() };
    let name = page.visitor.as_ref().map_or("", |visitor| visitor.user_name.as_str());
    paper.sample(kind, name, page.now, own).map_err(|error| ServiceError::Internal(Box::new(error)).into())
}
