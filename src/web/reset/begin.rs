//! `GET, POST /reset-password`: who it is. The answer is the same for everybody, in the same time (R-223, T-95).

use std::time::Instant;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_TYPE, RETRY_AFTER};

use super::{guest, in_time};
use crate::domain::self_service::Refusal;
use crate::service::error::Error as ServiceError;
use crate::service::self_service::begin::{self, Begun};
use crate::web::body::Body;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::field::{Complaint, Field};
use crate::web::form::Fields;
use crate::web::page::Section;
use crate::web::view::errors::{self, Problem};
use crate::web::view::reset::{Closed, Forgotten, Help};
use crate::web::{cookies, forms, paths};

/// No name is longer (R-002 asks for 113); longer ones find nobody.
const LONGEST_NAME: usize = 256;

/// The form; `?username=` fills it in.
///
/// # Errors
/// 422 for a query that we did not write.
pub async fn new(caller: Caller) -> Result<HttpResponse, Error> {
    let username = caller.query(named).await?;
    let me = caller.enter().await?;
    let page = caller.view(&me, Section::None, None)?;
    let is_open = !begin::methods(&caller.app.portal).is_empty();
    let off = (!is_open).then(|| Refusal::Off.code());
    let help = Help::of(&caller.app.portal.settings().self_service, page.words.language(), false);
    caller.html(StatusCode::OK, &Forgotten { page, off, help, username: Field::of(username), refused: None })
}

fn named(mut fields: Fields) -> Result<String, Error> {
    let username = fields.take("username").filter(|name| name.chars().count() <= LONGEST_NAME).unwrap_or_default();
    fields.finish()?;
    Ok(username)
}

/// Takes the name. What becomes of it is seen by whoever reads the mail, and by nobody else.
///
/// # Errors
/// 403 for a foreign form, 422 for one that is not ours.
pub async fn create(caller: Caller, body: Body) -> Result<HttpResponse, Error> {
    let started = Instant::now();
    let me = caller.enter().await?;
    let mut fields = body.fields()?;
    let ticket = caller.ticket(&me, forms::RESET_BEGIN, &mut fields)?;
    let username = fields.take("username").unwrap_or_default();
    fields.finish()?;
    let page = caller.view(&me, Section::None, Some(ticket.key))?;
    let help = Help::of(&caller.app.portal.settings().self_service, page.words.language(), false);
    let mut form = Forgotten { page, off: None, help, username: Field::of(username.clone()), refused: None };
    form.refused = ticket.stale.then_some(Complaint::PageTooOld);
    if username.trim().is_empty() {
        form.username.refuse(Complaint::UserNameMissing);
    }
    if form.refused.is_some() || form.username.is_bad() {
        return caller.html(StatusCode::UNPROCESSABLE_ENTITY, &form);
    }
    let guest = guest(&me);
    // A longer name is nobody's; what is looked for is cut, so that it costs what any other name costs.
    let name: String = username.chars().take(LONGEST_NAME).collect();
    let begun = caller.run(&me, async move |portal| begin::begin(portal, &guest, &name).await).await;
    // Whatever was found, it took as long.
    in_time(&caller, started).await;
    match begun? {
        Begun::Yes(token) => {
            caller.cookie(cookies::reset(token.expose()));
            Ok(caller.go(paths::RESET_VERIFY))
        }
        Begun::Off => {
            form.off = Some(Refusal::Off.code());
            caller.html(StatusCode::OK, &form)
        }
        Begun::Closed(until, token) => {
            caller.cookie(cookies::reset(token.expose()));
            let portal = &caller.app.portal;
            let help = Help::of(&portal.settings().self_service, form.page.words.language(), portal.has_mail);
            caller.html(StatusCode::TOO_MANY_REQUESTS, &Closed { page: form.page, help, until })
        }
        Begun::TooOften(until, wait) => {
            let body = errors::html(form.page, Problem::TooOften(Some(until)));
            let body = body.map_err(|error| ServiceError::Internal(Box::new(error)))?;
            Ok(HttpResponse::TooManyRequests()
                .insert_header((CONTENT_TYPE, "text/html; charset=utf-8"))
                .insert_header((RETRY_AFTER, wait.as_secs().max(0) + 1))
                .body(body))
        }
    }
}
