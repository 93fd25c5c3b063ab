//! `GET, POST /sign-in`: a name and a password; one answer for everybody who does not get in.

use std::time::Instant;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_TYPE, HeaderValue, RETRY_AFTER};

use super::next;
use crate::domain::permit::{Actor, Who};
use crate::domain::session::SessionKind;
use crate::domain::settings::sessions::Sessions;
use crate::service::error::Error as ServiceError;
use crate::service::portal::Portal;
use crate::service::self_service::begin;
use crate::service::signin::password::{self, Brought, SignIn as Outcome};
use crate::web::body::Body;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::error_kind::ErrorKind;
use crate::web::field::{Complaint, Field};
use crate::web::me::Me;
use crate::web::page::Section;
use crate::web::view::errors::{self, Problem};
use crate::web::view::signin::{Offered, SignIn, Staying};
use crate::web::{cookies, forms, paths};

/// No name is longer (R-002 asks for 113); longer ones find nobody.
const LONGEST_NAME: usize = 256;

/// The form; somebody who is signed in has no use for it.
///
/// # Errors
/// 422 for a query that we did not write.
pub async fn new(caller: Caller) -> Result<HttpResponse, Error> {
    let next = caller.query(next).await?;
    let me = caller.enter().await?;
    if let Some(visitor) = &me.visitor {
        return Ok(caller.go(match visitor.kind {
            SessionKind::Full => next.as_deref().and_then(paths::local).unwrap_or(paths::HOME),
            SessionKind::ForcedChange => paths::CHANGE_PASSWORD,
            SessionKind::SecondStep => paths::SECOND_STEP,
        }));
    }
    let page = SignIn::empty(caller.view(&me, Section::None, None)?, kept(next), offered(&caller));
    caller.html(StatusCode::OK, &page)
}

/// Signs in, or shows the form again.
///
/// # Errors
/// 403 for a foreign form, 422 for one that is not ours, 503 when too many knock.
pub async fn create(caller: Caller, body: Body) -> Result<HttpResponse, Error> {
    let started = Instant::now();
    // Whoever signs in is a guest, also where a session came in through another tab meanwhile: the form is a guest's.
    let came = caller.enter().await?;
    let replaces = came.visitor.as_ref().map(|visitor| visitor.session);
    let me = Me { visitor: None, ..came };
    let mut fields = body.fields()?;
    let ticket = caller.ticket(&me, forms::SIGN_IN, &mut fields)?;
    let username = fields.take("username").unwrap_or_default();
    let password = fields.take_password("password").unwrap_or_default();
    let next = kept(fields.take("next"));
    let stays = match fields.take("stay").as_deref() {
        None => false,
        Some("yes") => true,
        Some(_) => return Err(ErrorKind::BadForm.into()),
    };
    fields.finish()?;
    let mut form = SignIn::empty(caller.view(&me, Section::None, None)?, next, offered(&caller));
    form.stays = stays;
    form.username = Field::of(username.clone());
    if ticket.stale {
        form.refused = Some(Complaint::PageTooOld);
    }
    if username.trim().is_empty() {
        form.username.refuse(Complaint::UserNameMissing);
    }
    if password.is_empty() {
        form.password.refuse(Complaint::PasswordMissing);
    }
    if form.refused.is_some() || form.username.is_bad() || form.password.is_bad() {
        return caller.html(StatusCode::UNPROCESSABLE_ENTITY, &form);
    }
    let guest = guest(&me);
    let outcome = if username.chars().count() > LONGEST_NAME {
        Ok(Outcome::Refused)
    } else {
        let device = cookies::read(caller.http(), cookies::DEVICE);
        let brought = Brought { session: replaces, device, stays };
        let deed = async move |portal: &Portal| password::sign_in(portal, &guest, brought, &username, &password).await;
        caller.run(&me, deed).await
    };
    match outcome {
        Ok(Outcome::Open(opened)) => {
            caller.open_for(&opened.session, opened.kept_for)?;
            caller.cookie(cookies::device(opened.device));
            Ok(caller.go(paths::local(&form.next).unwrap_or(paths::HOME)))
        }
        Ok(Outcome::MustChange(token)) => {
            caller.open(&token)?;
            Ok(caller.go(&paths::change_password_to(&form.next)))
        }
        Ok(Outcome::MustProve(token)) => {
            caller.open(&token)?;
            Ok(caller.go(&paths::second_step_to(&form.next)))
        }
        Ok(Outcome::Refused) => {
            // Whoever is refused for whatever reason waits for the same moment.
            caller.app.site.hold_back(started).await;
            form.refused = Some(Complaint::SignInFailed);
            caller.html(StatusCode::UNPROCESSABLE_ENTITY, &form)
        }
        Ok(Outcome::TooOften(until, wait)) => {
            let body = errors::html(form.page, Problem::TooOften(Some(until)));
            let body = body.map_err(|error| ServiceError::Internal(Box::new(error)))?;
            Ok(HttpResponse::TooManyRequests()
                .insert_header((CONTENT_TYPE, "text/html; charset=utf-8"))
                .insert_header((RETRY_AFTER, wait.as_secs().max(0) + 1))
                .body(body))
        }
        Err(Error::Page(ErrorKind::Busy)) => {
            form.refused = Some(Complaint::Busy);
            let mut response = caller.html(StatusCode::SERVICE_UNAVAILABLE, &form)?;
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("3"));
            Ok(response)
        }
        Err(error) => Err(error),
    }
}

/// What the page offers beside the form, as it is decided.
fn offered(caller: &Caller) -> Offered {
    let portal = &caller.app.portal;
    let Sessions { administrators_stay_days, others_stay_days, .. } = portal.settings().sessions;
    Offered {
        forgotten: !begin::methods(portal).is_empty(),
        staying: match (administrators_stay_days, others_stay_days) {
            (0, 0) => Staying::Nobody,
            (0, _) => Staying::NoAdministrators,
            (_, 0) => Staying::AdministratorsAlone,
            _ => Staying::Everybody,
        },
    }
}

/// Whoever signs in acts as a guest, also when the browser already has a session.
fn guest(me: &Me) -> Actor {
    Actor { who: Who::Guest, origin: me.actor.origin.clone() }
}

/// Only an address of ours is carried along.
fn kept(next: Option<String>) -> String {
    next.filter(|next| paths::local(next).is_some()).unwrap_or_default()
}
