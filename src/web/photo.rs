//! `GET, POST /account/photo` and `/users/{id}/photo`: a photo of somebody; and `GET /photos/{id}/{name}`, the picture itself.

use actix_web::http::{StatusCode, header};
use actix_web::web::{Path, Payload};
use actix_web::{HttpResponse, ResponseError as _};

use super::caller::Caller;
use super::error::Error;
use super::fault::{LookFault, Room};
use super::field::{Complaint, Field};
use super::flash::Flash;
use super::me::Me;
use super::page::{Page, Section};
use super::upload::{FOR_A_PHOTO, PHOTO, Upload};
use super::view::photo::PhotoAsk;
use super::{forms, paths};
use crate::domain::id::UserId;
use crate::domain::picture::{Format, PHOTO_BYTES};
use crate::service::error::Error as ServiceError;
use crate::service::portal::Portal;
use crate::service::users::photo::{self, Question};

/// My photo.
///
/// # Errors
/// The gate's.
pub async fn own(caller: Caller) -> Result<HttpResponse, Error> {
    ask(&caller, None).await
}

/// Shows another one of me, or none any more.
///
/// # Errors
/// The gate's, 422 for a form that is not ours, or a file that is no picture.
pub async fn save_own(caller: Caller, body: Payload) -> Result<HttpResponse, Error> {
    act(&caller, None, body).await
}

/// Somebody's photo.
///
/// # Errors
/// The gate's, 404.
pub async fn show(caller: Caller, id: Path<String>) -> Result<HttpResponse, Error> {
    ask(&caller, Some(&id)).await
}

/// Shows another one of somebody, or none any more.
///
/// # Errors
/// The gate's, 403 and 409 by the policy, 404, 422 for a form that is not ours, or a file that is no picture.
pub async fn save(caller: Caller, id: Path<String>, body: Payload) -> Result<HttpResponse, Error> {
    act(&caller, Some(&id), body).await
}

/// The picture.
///
/// # Errors
/// The gate's, 404.
pub async fn file(caller: Caller, path: Path<(String, String)>) -> Result<HttpResponse, Error> {
    let (id, file) = path.into_inner();
    let read = caller.page(async move |_, read, me| {
        let (Ok(id), Some(name)) = (id.parse::<UserId>(), file.strip_suffix(".jpg")) else {
            return Err(ServiceError::NotFound);
        };
        photo::find(read, &me.actor, id, name).await
    });
    let (_, bytes) = read.await?;
    let mut response = HttpResponse::Ok();
    response
        .insert_header((header::CONTENT_TYPE, Format::Jpeg.content_type()))
        .insert_header((header::CONTENT_DISPOSITION, "attachment"));
    Ok(response.body(bytes))
}

async fn ask(caller: &Caller, id: Option<&str>) -> Result<HttpResponse, Error> {
    let (me, question) = question(caller, id).await?;
    let page = caller.view(&me, section(id), None)?;
    let status = match &question.denied {
        Some(denied) => Error::Denied(Box::new(denied.clone())).status_code(),
        None => StatusCode::OK,
    };
    caller.html(status, &view(page, question, id))
}

async fn act(caller: &Caller, id: Option<&str>, body: Payload) -> Result<HttpResponse, Error> {
    let (me, mut question) = question(caller, id).await?;
    // Megabytes are taken from nobody whom the gate keeps out.
    let upload = Upload::<PHOTO>::receive(caller.http(), body.into_inner(), FOR_A_PHOTO).await?;
    let (mut fields, file) = upload.read()?;
    drop(upload);
    let ticket = caller.ticket(&me, forms::PHOTO, &mut fields)?;
    if let Some(denied) = question.denied.take() {
        return Err(caller.stopped(Some(&me), Error::Denied(Box::new(denied))).await);
    }
    let removes = fields.take("remove").is_some();
    fields.finish()?;
    let target = question.user.id;
    let mut view = view(caller.view(&me, section(id), Some(ticket.key))?, question, id);
    let file = file.unwrap_or_default();
    let mut picture = None;
    if ticket.stale {
        view.photo.refuse(Complaint::PageTooOld);
    } else if !removes && file.is_empty() {
        view.photo.refuse(Complaint::Look(LookFault::NoFile));
    } else if !removes {
        let (actor, key) = (me.actor.clone(), ticket.key);
        let taken = async move |portal: &Portal| photo::taken(portal, &actor, key, file).await;
        match caller.run(&me, taken).await? {
            Ok(taken) => picture = Some(taken),
            Err(unfit) => view.photo.refuse(Complaint::Look(LookFault::of(unfit, PHOTO_BYTES, Room::Photo))),
        }
    }
    if view.photo.is_bad() {
        return caller.html(StatusCode::UNPROCESSABLE_ENTITY, &view);
    }
    let (actor, key) = (me.actor.clone(), ticket.key);
    match caller.run(&me, async move |portal| photo::show(portal, &actor, target, picture, key).await).await {
        Ok(()) => caller.tell(if removes { Flash::PhotoRemoved } else { Flash::PhotoSaved }),
        // The first press did it, or it is so: the page shows how it is.
        Err(Error::Replayed) => {}
        Err(error) => return Err(error),
    }
    Ok(match id {
        Some(_) => caller.go(&paths::user(target)),
        None => caller.go(paths::ACCOUNT),
    })
}

fn view(page: Page, question: Question, id: Option<&str>) -> PhotoAsk {
    let denial = question.denied.map(|denied| denied.denial);
    PhotoAsk { page, user: question.user, is_own: id.is_none(), photo: Field::default(), denial }
}

const fn section(id: Option<&str>) -> Section {
    match id {
        Some(_) => Section::Users,
        None => Section::None,
    }
}

async fn question(caller: &Caller, id: Option<&str>) -> Result<(Me, Question), Error> {
    let typed = id.map(|id| id.parse::<UserId>().ok());
    let read = caller.page(async move |_, read, me| {
        let target = typed.unwrap_or_else(|| me.actor.user());
        photo::question(read, &me.actor, target.ok_or(ServiceError::NotFound)?).await
    });
    read.await
}
