//! `/users/places`: which places have to wait with sign-ins or resets, and the button that lets one in again.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::domain::id::FormKey;
use crate::domain::source_limit::{Held, is_place};
use crate::service::error::Error as ServiceError;
use crate::service::users::places;
use crate::web::body::Body;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::error_kind::ErrorKind;
use crate::web::flash::Flash;
use crate::web::form::Fields;
use crate::web::page::Section;
use crate::web::view::places::{HeldPlaces, Row};
use crate::web::{forms, paths};

use super::index::LONGEST_SEARCH;

/// The places that have to wait.
///
/// # Errors
/// The gate's, 403 by the policy.
pub async fn show(caller: Caller) -> Result<HttpResponse, Error> {
    let named = caller.query(named).await?;
    let asked = named.clone();
    let (me, listed) =
        caller.page(async move |_, read, me| places::list(read, &me.actor, asked.as_deref()).await).await?;
    let mut dice = caller.app.site.dice.clone();
    // A key a row: whoever comes back to this page can let the next one in.
    let row = |place| Ok::<_, ServiceError>(Row { place, key: FormKey::new(me.now, &mut dice)? });
    let rows = listed.places.into_iter().map(row).collect::<Result<_, _>>()?;
    let page = caller.view(&me, Section::Users, None)?;
    caller.html(StatusCode::OK, &HeldPlaces { page, named, rows, more: listed.more })
}

fn named(mut fields: Fields) -> Result<Option<String>, Error> {
    let named = fields.take("place").map(|place| place.trim().to_owned()).filter(|place| !place.is_empty());
    fields.finish()?;
    match named {
        Some(place) if place.chars().count() > LONGEST_SEARCH => Err(ErrorKind::BadForm.into()),
        named => Ok(named),
    }
}

/// Lets one in again.
///
/// # Errors
/// The gate's, 403 by the policy, 422 for a form that is not ours.
pub async fn let_in(caller: Caller, body: Body) -> Result<HttpResponse, Error> {
    let me = caller.enter().await?;
    let mut fields = body.fields()?;
    let ticket = caller.ticket(&me, forms::LET_IN, &mut fields)?;
    let place = fields.take("place").filter(|place| is_place(place)).ok_or(ErrorKind::BadForm)?;
    let held = fields.take("held").as_deref().and_then(Held::from_id).ok_or(ErrorKind::BadForm)?;
    fields.finish()?;
    let actor = me.actor.clone();
    let done = caller.run(&me, async move |portal| places::let_in(portal, &actor, &place, held, ticket.key).await);
    match done.await {
        Ok(true) => caller.tell(Flash::PlaceLetIn),
        Ok(false) => caller.tell(Flash::PlaceOpen),
        // The first press did it: the page shows how it is.
        Err(Error::Replayed) => {}
        Err(error) => return Err(error),
    }
    Ok(caller.go(paths::PLACES))
}
