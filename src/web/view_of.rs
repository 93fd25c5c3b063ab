//! The frame of every page, drawn from a request: language, theme, visitor, form tokens; also for error pages.

use std::sync::Arc;

use actix_web::{HttpMessage, HttpRequest};

use super::app::App;
use super::error::Error;
use super::error_kind::ErrorKind;
use super::flash::Flash;
use super::me::Me;
use super::page::{Page, Section, Signed, Theme};
use super::site::Site;
use super::undo::Undo;
use super::{brand, cookies};
use crate::domain::denial::Denial;
use crate::domain::dice::Dice as _;
use crate::domain::id::{FormKey, RequestId};
use crate::domain::organisation::Language;
use crate::domain::permit::Origin;
use crate::domain::session::SessionKind;
use crate::service::error::Error as ServiceError;

/// What a request leaves behind for its error page.
#[derive(Debug, Clone)]
pub struct Seed {
    /// Who came.
    pub me: Me,
    /// Why the answer is no.
    pub denial: Option<Denial>,
}

impl Seed {
    /// From what is known when a page or deed ends.
    pub fn of(me: &Me, error: Option<&Error>) -> Self {
        let denial = match error {
            Some(Error::Denied(denied)) => Some(denied.denial),
            _ => None,
        };
        Self { me: me.clone(), denial }
    }
}

/// Leaves a seed behind.
pub fn leave(http: &HttpRequest, seed: Seed) {
    http.extensions_mut().insert(seed);
}

/// What was left behind.
pub fn seed(http: &HttpRequest) -> Option<Seed> {
    http.extensions().get::<Seed>().cloned()
}

/// Path and query of a request, without the language that it asks for: that holds on by itself, and another one can be chosen.
pub fn here(http: &HttpRequest) -> String {
    let here = http.uri().path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string);
    let Some((path, query)) = here.split_once('?').filter(|_| asked_for(http).is_some()) else { return here };
    let kept: Vec<_> = query.split('&').filter(|pair| !pair.starts_with("mkt=")).collect();
    if kept.is_empty() { path.to_owned() } else { format!("{path}?{}", kept.join("&")) }
}

/// What a browser's form tokens hang on: the session, or the cookie from before it.
pub fn binding(http: &HttpRequest, me: Option<&Me>) -> Option<Vec<u8>> {
    match me.and_then(|me| me.visitor.as_ref()) {
        Some(visitor) => Some(visitor.session.uuid().as_bytes().to_vec()),
        None => cookies::read_pre(http).map(|binding| binding.to_vec()),
    }
}

/// The visitor's language: what the address asks for, else chosen, else what the browser asks for, else the organisation's.
pub fn language(site: &Site, http: &HttpRequest) -> Language {
    let chosen = || cookies::read_prefs(http).language.and_then(|tag| Language::from_tag(&tag));
    asked_for(http).or_else(chosen).or_else(|| accepted(http)).unwrap_or(site.organisation.language)
}

/// The language that the address asks for (`?mkt=nl-nl`, R-267): a link to this portal can say how it is read.
pub fn asked_for(http: &HttpRequest) -> Option<Language> {
    let tag = form_urlencoded::parse(http.query_string().as_bytes()).find(|(name, _)| name == "mkt")?.1;
    Language::from_tag(&tag)
}

/// The language we speak that the browser likes best (RFC 9110 12.5.4).
fn accepted(http: &HttpRequest) -> Option<Language> {
    let header = http.headers().get(actix_web::http::header::ACCEPT_LANGUAGE)?.to_str().ok()?;
    let mut best: Option<(Language, f32)> = None;
    for range in header.split(',').take(20) {
        let mut parts = range.split(';');
        let language = Language::from_tag(parts.next().unwrap_or("").trim());
        let weight = parts.find_map(|part| part.trim().strip_prefix("q=")?.parse().ok()).unwrap_or(1.0);
        if let Some(language) = language
            && weight > 0.0
            && best.is_none_or(|(_, heaviest)| weight > heaviest)
        {
            best = Some((language, weight));
        }
    }
    best.map(|(language, _)| language)
}

/// The frame of a page.
///
/// # Errors
/// [`ErrorKind::Internal`] when the request went past the layer that gives it an id.
pub fn page(
    site: &Arc<Site>,
    http: &HttpRequest,
    me: Option<&Me>,
    section: Section,
    told: Option<(Flash, Option<Undo>)>,
    key: FormKey,
    binding: Vec<u8>,
) -> Result<Page, Error> {
    let request = http.extensions().get::<Origin>().map(|origin| origin.request);
    let request: RequestId = request.ok_or(Error::Page(ErrorKind::Internal))?;
    let visitor = me.and_then(|me| me.visitor.as_ref()).map(|visitor| {
        let limited = visitor.kind != SessionKind::Full || visitor.is_walled() || visitor.registration.is_some();
        Signed {
            id: visitor.user.id,
            display_name: visitor.user.display_name.clone(),
            initials: visitor.user.initials().to_string(),
            user_name: visitor.user.user_name.to_string(),
            roles: visitor.user.roles,
            source: visitor.user.source,
            limited,
            photo: visitor.user.photo.clone().filter(|_| !limited),
            second_step_due: visitor.second_step_due,
        }
    });
    let theme = cookies::read_prefs(http).theme.and_then(|theme| Theme::from_id(&theme)).unwrap_or_default();
    let tokens = Arc::clone(site);
    let language = language(site, http);
    let settings = http.app_data::<App>().map(|app| app.portal.settings());
    let brand = settings.as_ref().map(|settings| brand::brand(&settings.branding, language)).unwrap_or_default();
    let organisation = match settings.as_ref().and_then(|settings| settings.branding.name(language)) {
        Some(name) => Arc::new(site.organisation.called(name)),
        None => Arc::clone(&site.organisation),
    };
    Ok(Page {
        words: site.locales.words(language),
        theme,
        organisation,
        brand,
        now: me.map_or_else(|| (site.now)(), |me| me.now),
        visitor,
        request,
        here: here(http),
        section,
        flash: told.as_ref().map(|(flash, _)| *flash),
        undo: told.and_then(|(_, undo)| undo),
        modules: http.app_data::<App>().map(|app| app.portal.settings.modules()).unwrap_or_default(),
        log_broken: http.app_data::<App>().and_then(|app| app.portal.proof.broken()),
        key,
        tokens: Box::new(move |form| {
            // Without randomness there is no mask, and then no token: the form is refused when it comes back.
            let mask = tokens.dice.clone().bytes();
            mask.map_or_else(|_| String::new(), |mask| tokens.csrf.issue(&binding, form, (tokens.now)(), mask))
        }),
    })
}

/// The frame of an error page, for whoever the request turned out to be.
///
/// # Errors
/// As [`page`].
pub fn error_frame(site: &Arc<Site>, http: &HttpRequest) -> Result<(Page, Option<Denial>), Error> {
    let seed = seed(http);
    let me = seed.as_ref().map(|seed| &seed.me);
    let key = FormKey::new((site.now)(), &mut site.dice.clone()).map_err(ServiceError::from)?;
    let binding = if let Some(binding) = binding(http, me) {
        binding
    } else {
        // A guest's first page may be an error page: its language switch must work too.
        let fresh = site.dice.clone().bytes::<32>().map_err(ServiceError::from)?;
        http.extensions_mut().insert(cookies::FreshPre(fresh));
        fresh.to_vec()
    };
    let page = page(site, http, me, Section::None, None, key, binding)?;
    Ok((page, seed.and_then(|seed| seed.denial)))
}
