//! `GET, POST /settings/mail`: what was sent of late, what waits, and tests by mail and by text message.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::domain::carrier::{Budget, Way};
use crate::domain::contact::Point;
use crate::domain::paging::{PageSize, Slice, Start};
use crate::service::letters::{self, Listed};
use crate::web::body::Body;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::error_kind::ErrorKind;
use crate::web::field::{Complaint, Field};
use crate::web::flash::Flash;
use crate::web::me::Me;
use crate::web::page::Section;
use crate::web::view::settings_mail::SettingsMail;
use crate::web::{forms, paths};

/// The letters, the newest first.
///
/// # Errors
/// The gate's, 403 by the policy.
pub async fn show(caller: Caller) -> Result<HttpResponse, Error> {
    let (start, size) = caller
        .query(|mut fields| {
            let place = crate::web::jobs::place(&mut fields)?;
            fields.finish()?;
            Ok(place)
        })
        .await?;
    let (me, (letters, spent)) = looked_up(&caller, start, size).await?;
    let page = caller.view(&me, Section::Settings, None)?;
    let sends = caller.app.portal.sends();
    caller.html(StatusCode::OK, &SettingsMail::empty(page, sends, (letters, size), spent))
}

/// Sends a test by mail.
///
/// # Errors
/// The gate's, 403 by the policy, 422 for a form that is not ours.
pub async fn create(caller: Caller, body: Body) -> Result<HttpResponse, Error> {
    tried(caller, body, Way::Mail).await
}

/// Sends a test as a text message.
///
/// # Errors
/// The gate's, 403 by the policy, 422 for a form that is not ours.
pub async fn create_text(caller: Caller, body: Body) -> Result<HttpResponse, Error> {
    tried(caller, body, Way::Text).await
}

async fn tried(caller: Caller, body: Body, way: Way) -> Result<HttpResponse, Error> {
    let size = PageSize::default();
    let (me, (letters, spent)) = looked_up(&caller, Start::First, size).await?;
    let sends = caller.app.portal.sends();
    let (form, field, point, works) = match way {
        Way::Mail => (forms::TRY_MAIL, "to", Point::Mail, sends.mail),
        Way::Text => (forms::TRY_TEXT, "number", Point::Phone, sends.texts),
    };
    let mut fields = body.fields()?;
    let ticket = caller.ticket(&me, form, &mut fields)?;
    let typed = fields.take(field).unwrap_or_default();
    fields.finish()?;
    if !works {
        return Err(ErrorKind::BadForm.into());
    }
    let page = caller.view(&me, Section::Settings, Some(ticket.key))?;
    let mut view = SettingsMail::empty(page, sends, (letters, size), spent);
    view.refused = ticket.stale.then_some((way, Complaint::PageTooOld));
    let to = point.judge(&typed).ok().flatten();
    let (field, complaint, told) = match way {
        Way::Mail => (&mut view.to, Complaint::NotMail, Flash::MailTried),
        Way::Text => (&mut view.number, Complaint::NotInternational, Flash::TextTried),
    };
    *field = Field::of(typed);
    if to.is_none() {
        field.refuse(complaint);
    }
    let (Some(to), None) = (to, &view.refused) else {
        return caller.html(StatusCode::UNPROCESSABLE_ENTITY, &view);
    };
    let (actor, language) = (me.actor.clone(), view.page.words.language());
    let tried = async move |portal: &_| letters::try_out(portal, &actor, language, (way, &to), ticket.key).await;
    match caller.run(&me, tried).await {
        Ok(()) => caller.tell(told),
        // The first press did it.
        Err(Error::Replayed) => {}
        Err(error) => return Err(error),
    }
    Ok(caller.go(paths::MAIL))
}

async fn looked_up(caller: &Caller, start: Start, size: PageSize) -> Result<(Me, (Slice<Listed>, Vec<Budget>)), Error> {
    caller.page(async move |portal, read, me| letters::page(portal, read, &me.actor, &start, size).await).await
}
