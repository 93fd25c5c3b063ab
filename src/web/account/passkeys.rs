//! `/account/security/passkeys`: a passkey comes, gets another name, and goes.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Path;

use super::app::shown_before;
use crate::domain::id::PasskeyId;
use crate::domain::passkey::{LONGEST_NAME, MOST, NotAName, Passkey, name};
use crate::service::error::Error as ServiceError;
use crate::service::second_step::own::{self, Own};
use crate::service::second_step::passkeys::{self, Added};
use crate::web::body::Body;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::error_kind::ErrorKind;
use crate::web::fault::PasskeyFault;
use crate::web::field::{Complaint, Field};
use crate::web::flash::Flash;
use crate::web::me::Me;
use crate::web::page::Section;
use crate::web::view::passkeys::{AddPasskey, EditPasskey, RemovePasskey};
use crate::web::view::security::{Codes, With};
use crate::web::{forms, paths, proof, question};

/// The field for a name, and the button.
///
/// # Errors
/// The gate's; 404 where there are no passkeys.
pub async fn new(caller: Caller) -> Result<HttpResponse, Error> {
    let (me, own) = looked_up(&caller).await?;
    if let Some(asked) = proof::before_page(&caller, &me, paths::ACCOUNT_PASSKEYS).await? {
        return Ok(asked);
    }
    let page = caller.view(&me, Section::None, None)?;
    caller.html(StatusCode::OK, &AddPasskey::empty(page, own.passkeys.len() >= MOST))
}

/// Asks the visitor's device for a passkey.
///
/// # Errors
/// The gate's, 403 for a foreign form; 404 where there are no passkeys.
pub async fn ask(caller: Caller, body: Body) -> Result<HttpResponse, Error> {
    question::put(&caller, &body, async |portal, visitor| passkeys::offer(portal, visitor).await).await
}

/// Keeps the passkey that the device made; shows recovery codes, once, where there were none.
///
/// # Errors
/// The gate's, 403 for a foreign form, 422 for one that is not ours; 404 where there are no passkeys.
pub async fn create(caller: Caller, body: Body) -> Result<HttpResponse, Error> {
    let mut fields = body.fields()?;
    let me = match caller.enter().await {
        // The first press added it, and with that ended the session.
        Err(Error::SignIn { .. }) if caller.was_done(&mut fields).await? => return Ok(shown_before(&caller)),
        entered => entered?,
    };
    let ticket = caller.ticket(&me, forms::ADD_PASSKEY, &mut fields)?;
    let (me, _) = looked_up(&caller).await?;
    if let Some(asked) = proof::before(&caller, &me, forms::ADD_PASSKEY, &ticket, &mut fields).await? {
        return Ok(asked);
    }
    let (typed, answer) = (fields.take("name").unwrap_or_default(), fields.take("passkey").unwrap_or_default());
    fields.finish()?;
    let mut view = AddPasskey::empty(caller.view(&me, Section::None, Some(ticket.key))?, false);
    let chosen = named(&typed, &mut view.name);
    view.refused = if ticket.stale {
        Some(Complaint::PageTooOld)
    } else {
        (answer.is_empty() && chosen.is_some()).then_some(Complaint::Passkey(PasskeyFault::Missing))
    };
    let (Some(chosen), None) = (chosen, &view.refused) else {
        return caller.html(StatusCode::UNPROCESSABLE_ENTITY, &view);
    };
    let (visitor, actor, key) = (me.person()?.clone(), me.actor.clone(), ticket.key);
    let added = async move |portal: &_| passkeys::add(portal, &visitor, &actor, (&chosen, &answer), key).await;
    match caller.run(&me, added).await {
        Ok(Added::Done { token, session, codes }) => {
            caller.go_on(&me, &token)?;
            if codes.is_empty() {
                caller.tell(Flash::PasskeyAdded);
                return Ok(caller.go(paths::ACCOUNT_SECURITY));
            }
            caller.html(StatusCode::OK, &Codes { page: caller.view_in(&me, session)?, codes, with: With::Passkey })
        }
        Ok(Added::Unfit(why)) => {
            view.refused = Some(why.into());
            caller.html(StatusCode::UNPROCESSABLE_ENTITY, &view)
        }
        Ok(Added::Taken) => {
            view.refused = Some(Complaint::Passkey(PasskeyFault::Taken));
            caller.html(StatusCode::UNPROCESSABLE_ENTITY, &view)
        }
        Ok(Added::Full) => {
            view.full = true;
            caller.html(StatusCode::UNPROCESSABLE_ENTITY, &view)
        }
        Err(Error::Replayed) => Ok(shown_before(&caller)),
        Err(error) => Err(error),
    }
}

/// One passkey: its name, and the way to remove it.
///
/// # Errors
/// The gate's; 404 for one that is not the visitor's.
pub async fn edit(caller: Caller, id: Path<String>) -> Result<HttpResponse, Error> {
    let (me, passkey) = one(&caller, &id).await?;
    let page = caller.view(&me, Section::None, None)?;
    let name = Field::of(passkey.name.clone());
    caller.html(StatusCode::OK, &EditPasskey { page, passkey, name, refused: None })
}

/// Gives it another name.
///
/// # Errors
/// The gate's, 403 for a foreign form, 422 for one that is not ours; 404 for one that is not the visitor's.
pub async fn rename(caller: Caller, id: Path<String>, body: Body) -> Result<HttpResponse, Error> {
    let me = caller.enter().await?;
    let mut fields = body.fields()?;
    let ticket = caller.ticket(&me, forms::RENAME_PASSKEY, &mut fields)?;
    let typed = fields.take("name").unwrap_or_default();
    fields.finish()?;
    let (me, passkey) = one(&caller, &id).await?;
    let page = caller.view(&me, Section::None, Some(ticket.key))?;
    let refused = ticket.stale.then_some(Complaint::PageTooOld);
    let id = passkey.id;
    let mut view = EditPasskey { page, passkey, name: Field::default(), refused };
    let (Some(chosen), None) = (named(&typed, &mut view.name), &view.refused) else {
        return caller.html(StatusCode::UNPROCESSABLE_ENTITY, &view);
    };
    let (visitor, actor, key) = (me.person()?.clone(), me.actor.clone(), ticket.key);
    let renamed = async move |portal: &_| passkeys::rename(portal, &visitor, &actor, (id, &chosen), key).await;
    match caller.run(&me, renamed).await {
        Ok(()) => caller.tell(Flash::PasskeyRenamed),
        // The first press did it.
        Err(Error::Replayed) => {}
        Err(error) => return Err(error),
    }
    Ok(caller.go(paths::ACCOUNT_SECURITY))
}

/// Whether it shall go.
///
/// # Errors
/// The gate's; 404 for one that is not the visitor's.
pub async fn ask_remove(caller: Caller, id: Path<String>) -> Result<HttpResponse, Error> {
    let (me, passkey) = one(&caller, &id).await?;
    let (_, own) = caller
        .page(async |_, read, me| own::own(read, me.visitor.as_ref().ok_or(ServiceError::NotFound)?).await)
        .await?;
    let last = own.app.is_none() && own.passkeys.len() == 1;
    caller.html(StatusCode::OK, &RemovePasskey { page: caller.view(&me, Section::None, None)?, passkey, last })
}

/// Removes it.
///
/// # Errors
/// The gate's, 403 for a foreign form, 422 for one that is not ours.
pub async fn remove(caller: Caller, id: Path<String>, body: Body) -> Result<HttpResponse, Error> {
    let mut fields = body.fields()?;
    let me = match caller.enter().await {
        Err(Error::SignIn { .. }) if caller.was_done(&mut fields).await? => {
            return Ok(caller.go(paths::ACCOUNT_SECURITY));
        }
        entered => entered?,
    };
    let ticket = caller.ticket(&me, forms::REMOVE_PASSKEY, &mut fields)?;
    let id: PasskeyId = id.parse().map_err(|_| ErrorKind::NotFound)?;
    if let Some(asked) = proof::before(&caller, &me, forms::REMOVE_PASSKEY, &ticket, &mut fields).await? {
        return Ok(asked);
    }
    fields.finish()?;
    let (visitor, actor, key) = (me.person()?.clone(), me.actor.clone(), ticket.key);
    let removed = async move |portal: &_| passkeys::remove(portal, &visitor, &actor, id, key).await;
    match caller.run(&me, removed).await {
        Ok(token) => {
            caller.go_on(&me, &token)?;
            caller.tell(Flash::PasskeyRemoved);
        }
        // The first press did it.
        Err(Error::Replayed) => {}
        Err(error) => return Err(error),
    }
    Ok(caller.go(paths::ACCOUNT_SECURITY))
}

/// Where the portal has no name there are no passkeys.
async fn looked_up(caller: &Caller) -> Result<(Me, Own), Error> {
    caller
        .page(async |portal, read, me| {
            let visitor = me.visitor.as_ref().ok_or(ServiceError::NotFound)?;
            if portal.passkeys.is_some() { own::own(read, visitor).await } else { Err(ServiceError::NotFound) }
        })
        .await
}

async fn one(caller: &Caller, id: &str) -> Result<(Me, Passkey), Error> {
    let id: Option<PasskeyId> = id.parse().ok();
    caller
        .page(async move |_, read, me| {
            let visitor = me.visitor.as_ref().ok_or(ServiceError::NotFound)?;
            passkeys::one(read, visitor, id.ok_or(ServiceError::NotFound)?).await
        })
        .await
}

/// The name that was typed; nothing where the field says why not.
fn named(typed: &str, field: &mut Field) -> Option<String> {
    *field = Field::of(typed);
    match name(typed) {
        Ok(name) => Some(name),
        Err(NotAName::Missing) => {
            field.refuse(Complaint::Passkey(PasskeyFault::NameMissing));
            None
        }
        Err(NotAName::Invisible) => {
            field.refuse(Complaint::Invisible);
            None
        }
        Err(NotAName::TooLong) => {
            field.refuse(Complaint::TooLong { most: LONGEST_NAME });
            None
        }
    }
}
