//! `GET /account/sessions`, `POST /account/sessions/end-others` and `/account/sessions/{id}/end`: where I am signed in.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Path;

use crate::service::error::Error as ServiceError;
use crate::service::own_sessions::{self, Which};
use crate::web::body::Body;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::error_kind::ErrorKind;
use crate::web::flash::Flash;
use crate::web::page::Section;
use crate::web::view::own_sessions::OwnSessions;
use crate::web::{forms, paths};

/// The list.
///
/// # Errors
/// The gate's.
pub async fn show(caller: Caller) -> Result<HttpResponse, Error> {
    let read = caller
        .page(async |_, read, me| own_sessions::list(read, me.visitor.as_ref().ok_or(ServiceError::NotFound)?).await);
    let (me, sessions) = read.await?;
    let current = me.person()?.session;
    let page = OwnSessions { page: caller.view(&me, Section::None, None)?, sessions, current };
    caller.html(StatusCode::OK, &page)
}

/// Ends one.
///
/// # Errors
/// The gate's, 403 for a foreign form, 404 for no session.
pub async fn end(caller: Caller, id: Path<String>, body: Body) -> Result<HttpResponse, Error> {
    let session = id.parse().map_err(|_| ErrorKind::NotFound)?;
    act(&caller, body, Which::One(session)).await
}

/// Ends all but this one.
///
/// # Errors
/// The gate's, 403 for a foreign form.
pub async fn end_others(caller: Caller, body: Body) -> Result<HttpResponse, Error> {
    act(&caller, body, Which::Others).await
}

async fn act(caller: &Caller, body: Body, which: Which) -> Result<HttpResponse, Error> {
    let me = caller.enter().await?;
    let mut fields = body.fields()?;
    let ticket = caller.ticket(&me, forms::OWN_SESSIONS, &mut fields)?;
    fields.finish()?;
    let (visitor, actor, key) = (me.person()?.clone(), me.actor.clone(), ticket.key);
    let own = which == Which::One(visitor.session);
    let ended = async move |portal: &_| own_sessions::end(portal, &visitor, &actor, which, key).await;
    match caller.run(&me, ended).await {
        Ok(()) if own => {
            caller.close();
            caller.tell(Flash::SignedOut);
            return Ok(caller.go(paths::SIGN_IN));
        }
        Ok(()) => caller.tell(Flash::OwnSessionsEnded),
        // The first press did it, or it was over already: the page shows how it is.
        Err(Error::Replayed) => {}
        Err(error) => return Err(error),
    }
    Ok(caller.go(paths::ACCOUNT_SESSIONS))
}
