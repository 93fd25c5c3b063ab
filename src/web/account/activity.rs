//! `GET /account/activity`, `POST /account/activity/not-me`: what happened to my account.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::domain::paging::{PageSize, Start};
use crate::service::error::Error as ServiceError;
use crate::service::{audit, own_sessions};
use crate::web::body::Body;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::error_kind::ErrorKind;
use crate::web::form::Fields;
use crate::web::page::Section;
use crate::web::view::own_sessions::OwnActivity;
use crate::web::{forms, paths};
use crate::web::{place, proof};

/// The list.
///
/// # Errors
/// The gate's; 422 for a query that we did not write.
pub async fn show(caller: Caller) -> Result<HttpResponse, Error> {
    let (start, size) = caller.query(asked).await?;
    let read = caller.page(async move |_, read, me| {
        let visitor = me.visitor.as_ref().ok_or(ServiceError::NotFound)?;
        own_sessions::activity(read, visitor, &start, size).await
    });
    let (me, entries) = read.await?;
    let source = me.person()?.user.source;
    caller.html(StatusCode::OK, &OwnActivity { page: caller.view(&me, Section::None, None)?, entries, size, source })
}

fn asked(mut fields: Fields) -> Result<(Start, PageSize), Error> {
    let (start, size) = place::taken(&mut fields)?;
    fields.finish()?;
    match &start {
        Start::After(cursor) | Start::Before(cursor) if !audit::is_place(cursor) => Err(ErrorKind::BadForm.into()),
        _ => Ok((start, size)),
    }
}

/// Ends everything and leads to a new password.
///
/// # Errors
/// The gate's, 403 for a foreign form.
pub async fn not_me(caller: Caller, body: Body) -> Result<HttpResponse, Error> {
    let me = caller.enter().await?;
    let mut fields = body.fields()?;
    let ticket = caller.ticket(&me, forms::NOT_ME, &mut fields)?;
    // It leads to a new password: whoever only found this session gets none.
    if let Some(asked) = proof::before(&caller, &me, forms::NOT_ME, &ticket, &mut fields).await? {
        return Ok(asked);
    }
    fields.finish()?;
    let (visitor, actor, key) = (me.person()?.clone(), me.actor.clone(), ticket.key);
    let done = async move |portal: &_| own_sessions::not_me(portal, &visitor, &actor, key).await;
    match caller.run(&me, done).await {
        Ok(token) => {
            caller.open(&token)?;
            Ok(caller.go(paths::CHANGE_PASSWORD))
        }
        Err(Error::Replayed) => Ok(caller.go(paths::ACCOUNT_ACTIVITY)),
        Err(error) => Err(error),
    }
}
