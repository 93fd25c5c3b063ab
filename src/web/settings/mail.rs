//! `GET, POST /settings/mail`: what was sent of late, what waits, and a test.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::domain::attribute::Attribute;
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
    let has_mail = caller.app.portal.has_mail;
    let to = Field::default();
    caller.html(StatusCode::OK, &SettingsMail { page, has_mail, letters, size, spent, to, refused: None })
}

/// Sends a test.
///
/// # Errors
/// The gate's, 403 by the policy, 422 for a form that is not ours.
pub async fn create(caller: Caller, body: Body) -> Result<HttpResponse, Error> {
    let size = PageSize::default();
    let (me, (letters, spent)) = looked_up(&caller, Start::First, size).await?;
    let mut fields = body.fields()?;
    let ticket = caller.ticket(&me, forms::TRY_MAIL, &mut fields)?;
    let typed = fields.take("to").unwrap_or_default();
    fields.finish()?;
    let has_mail = caller.app.portal.has_mail;
    if !has_mail {
        return Err(ErrorKind::BadForm.into());
    }
    let page = caller.view(&me, Section::Settings, Some(ticket.key))?;
    let refused = ticket.stale.then_some(Complaint::PageTooOld);
    let mut view = SettingsMail { page, has_mail, letters, size, spent, to: Field::of(typed.clone()), refused };
    let to = Attribute::Mail.judge(&typed).ok().flatten();
    if to.is_none() {
        view.to.refuse(Complaint::NotMail);
    }
    let (Some(to), None) = (to, &view.refused) else {
        return caller.html(StatusCode::UNPROCESSABLE_ENTITY, &view);
    };
    let (actor, language) = (me.actor.clone(), view.page.words.language());
    let tried = async move |portal: &_| letters::try_out(portal, &actor, language, &to, ticket.key).await;
    match caller.run(&me, tried).await {
        Ok(()) => caller.tell(Flash::MailTried),
        // The first press did it.
        Err(Error::Replayed) => {}
        Err(error) => return Err(error),
    }
    Ok(caller.go(paths::MAIL))
}

async fn looked_up(caller: &Caller, start: Start, size: PageSize) -> Result<(Me, (Slice<Listed>, bool)), Error> {
    caller.page(async move |portal, read, me| letters::page(portal, read, &me.actor, &start, size).await).await
}
