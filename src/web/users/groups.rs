//! `GET, POST /users/{id}/groups`: the groups that a person is in, and one more by its name.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Path;

use crate::domain::id::{GroupId, UserId};
use crate::domain::paging::{PageSize, Start};
use crate::service::error::Error as ServiceError;
use crate::service::groups::membership::{self, As, Move, Moved, Step};
use crate::service::groups::person;
use crate::web::body::Body;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::field::{Complaint, Field};
use crate::web::flash::Flash;
use crate::web::me::Me;
use crate::web::page::Section;
use crate::web::view::user_groups::UserGroups;
use crate::web::{forms, paths, place};

/// A page of a person's groups.
///
/// # Errors
/// The gate's, 404, 422.
pub async fn show(caller: Caller, id: Path<String>) -> Result<HttpResponse, Error> {
    let (start, size) = caller
        .query(|mut fields| {
            let place = place::taken(&mut fields)?;
            fields.finish()?;
            Ok(place)
        })
        .await?;
    let (_, view) = groups(&caller, &id, start, size).await?;
    caller.html(StatusCode::OK, &view)
}

/// Puts a person into a group.
///
/// # Errors
/// The gate's, 403 by the policy, 404, 422 for a form that is not ours.
pub async fn add(caller: Caller, id: Path<String>, body: Body) -> Result<HttpResponse, Error> {
    let (me, mut view) = groups(&caller, &id, Start::First, PageSize::default()).await?;
    let mut fields = body.fields()?;
    let ticket = caller.ticket(&me, forms::ADD_TO_GROUP, &mut fields)?;
    view.group = Field::of(fields.take("group").unwrap_or_default());
    fields.finish()?;
    view.refused = ticket.stale.then_some(Complaint::PageTooOld);
    let Some(group) = looked_up(&caller, &mut view.group).await?.filter(|_| view.refused.is_none()) else {
        return caller.html(StatusCode::UNPROCESSABLE_ENTITY, &view);
    };
    let (person, actor) = (view.user.id, me.actor.clone());
    let asked =
        Move { group, role: As::Member, step: Step::Add, people: vec![person], groups: vec![], key: ticket.key };
    match caller.run(&me, async move |portal| membership::change(portal, &actor, asked).await).await {
        Ok(Moved::Done { .. }) => {
            caller.tell_of(Flash::MembersAdded, vec![group.to_string(), format!("p-{person}")]);
        }
        // What stops a group or an owner stops no person.
        Ok(Moved::Same | Moved::Misfit(..) | Moved::TooManyOwners | Moved::BlockedOwner(_)) => {
            caller.tell(Flash::NothingChanged);
        }
        // The first press did it: the page shows how it is.
        Err(Error::Replayed) => {}
        Err(error) => return Err(error),
    }
    Ok(caller.go(&paths::user_groups(person)))
}

async fn looked_up(caller: &Caller, field: &mut Field) -> Result<Option<GroupId>, Error> {
    let name = field.value.clone();
    let found = caller.page(async move |_, read, me| person::named(read, &me.actor, &name).await).await?.1;
    if found.is_none() {
        field.refuse(Complaint::GroupNotFound);
    }
    Ok(found)
}

async fn groups(caller: &Caller, id: &str, start: Start, size: PageSize) -> Result<(Me, UserGroups), Error> {
    let id: Option<UserId> = id.parse().ok();
    let read = caller.page(async move |_, read, me| {
        person::groups(read, &me.actor, id.ok_or(ServiceError::NotFound)?, &start, size).await
    });
    let (me, found) = read.await?;
    let page = caller.view(&me, Section::Users, None)?;
    let (group, refused) = (Field::default(), None);
    Ok((me, UserGroups { page, user: found.user, groups: found.slice, size, group, refused }))
}
