//! `GET, POST /users/{id}/edit`: a person's properties. Where somebody else saved meanwhile, only what both changed is asked about.

use actix_web::http::StatusCode;
use actix_web::web::Path;
use actix_web::{HttpResponse, ResponseError as _};

use crate::domain::id::{FormKey, UserId};
use crate::domain::profile::Profile;
use crate::domain::property::Property;
use crate::service::error::Error as ServiceError;
use crate::service::users::edit::{self, Edit, Edited, Editing};
use crate::web::body::Body;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::error_kind::ErrorKind;
use crate::web::field::Complaint;
use crate::web::flash::Flash;
use crate::web::form::Fields;
use crate::web::me::Me;
use crate::web::page::Section;
use crate::web::view::person_form::PersonForm;
use crate::web::view::user_edit::{UserEdit, UserEditRefused};
use crate::web::{forms, paths};

use super::person;

/// So often the form is looked at again when somebody saves in between.
const TRIES: usize = 3;

/// The form, or why there is none.
///
/// # Errors
/// The gate's, 404.
pub async fn show(caller: Caller, id: Path<String>) -> Result<HttpResponse, Error> {
    let (me, editing) = editing(&caller, &id).await?;
    let page = caller.view(&me, Section::Users, None)?;
    if let Some(denied) = editing.refused() {
        let (denial, status) = (denied.denial, Error::Denied(Box::new(denied.clone())).status_code());
        return caller.html(status, &UserEditRefused { page, user: editing.user, denial });
    }
    let (person, version) = (PersonForm::of(&editing), editing.properties.profile.version);
    caller.html(StatusCode::OK, &UserEdit { page, user: editing.user, person, version, refused: None })
}

/// What the form sent.
struct Sent {
    /// Each property: what is typed, what the editor saw, whether the stored one shall be taken.
    lines: Vec<(Property, Option<String>, Option<String>, bool)>,
    version: i32,
}

/// Changes somebody.
///
/// # Errors
/// The gate's, 403 and 409 by the policy, 404, 422 for a form that is not ours.
pub async fn save(caller: Caller, id: Path<String>, body: Body) -> Result<HttpResponse, Error> {
    let (me, found) = editing(&caller, &id).await?;
    let mut fields = body.fields()?;
    let ticket = caller.ticket(&me, forms::EDIT_USER, &mut fields)?;
    if let Some(denied) = found.refused() {
        return Err(caller.stopped(Some(&me), Error::Denied(Box::new(denied.clone()))).await);
    }
    let sent = sent(&mut fields)?;
    fields.finish()?;
    // A field that this editor's form does not have.
    let forged =
        sent.lines.iter().any(|(property, typed, ..)| matches!(property, Property::Contact(_)) && typed.is_some());
    if let Some(denied) = found.hidden.as_ref().filter(|_| forged) {
        return Err(caller.stopped(Some(&me), Error::Denied(Box::new(denied.clone()))).await);
    }
    let mut found = found;
    for _ in 0..TRIES {
        match saved(&caller, &me, found, &sent, ticket.key, ticket.stale).await? {
            Some(answer) => return Ok(answer),
            None => found = editing(&caller, &id).await?.1,
        }
        // Deleted in between.
        if let Some(denied) = found.refused() {
            return Err(caller.stopped(Some(&me), Error::Denied(Box::new(denied.clone()))).await);
        }
    }
    Err(ServiceError::Busy("a person is changed all the time".into()).into())
}

/// The answer; nothing when somebody else saved in between.
async fn saved(
    caller: &Caller,
    me: &Me,
    found: Editing,
    sent: &Sent,
    key: FormKey,
    stale: bool,
) -> Result<Option<HttpResponse>, Error> {
    let page = caller.view(me, Section::Users, Some(key))?;
    let version = found.properties.profile.version;
    let mut person = PersonForm::of(&found);
    let contested = merged(&mut person, sent, sent.version != version);
    let mut form = UserEdit { page, user: found.user.clone(), person, version, refused: None };
    form.refused = stale.then_some(Complaint::PageTooOld);
    if contested {
        return caller.html(StatusCode::CONFLICT, &form).map(Some);
    }
    let stored = &found.properties.profile;
    let properties = person::judged(caller, &form.page, &mut form.person, Some(stored)).await?;
    // Whoever is so already may be changed otherwise.
    let own = |profile: &Profile| profile.manager.as_ref().is_some_and(|manager| manager.id == found.user.id);
    if properties.as_ref().is_some_and(|new| own(&new.profile)) && !own(stored) {
        form.person.refuse(Property::Manager, &Complaint::OwnManager);
    }
    let Some(properties) = properties.filter(|_| form.refused.is_none() && !form.person.is_bad()) else {
        return caller.html(StatusCode::UNPROCESSABLE_ENTITY, &form).map(Some);
    };
    let target = found.user.id;
    let edit = Edit { target, properties, version, key };
    let actor = me.actor.clone();
    match caller.run(me, async move |portal| edit::edit(portal, &actor, edit).await).await {
        Ok(Edited::Stale) => return Ok(None),
        Ok(Edited::Taken(taken)) => {
            person::refuse_taken(&mut form.person, taken);
            return caller.html(StatusCode::UNPROCESSABLE_ENTITY, &form).map(Some);
        }
        Ok(Edited::Done) => caller.tell(Flash::UserSaved),
        Ok(Edited::Same) => caller.tell(Flash::NothingChanged),
        // The first press did it: the page shows how it is.
        Err(Error::Replayed) => {}
        Err(error) => return Err(error),
    }
    Ok(Some(caller.go(&paths::user(target))))
}

/// Puts what was sent over what is stored. What only one side changed is clear; says whether something was changed by both.
fn merged(form: &mut PersonForm, sent: &Sent, stale: bool) -> bool {
    let mut contested = false;
    for line in &mut form.lines {
        let Some((_, typed, seen, take)) = sent.lines.iter().find(|(property, ..)| *property == line.property) else {
            continue;
        };
        let Some(typed) = typed else { continue };
        let stored = line.stored.clone().unwrap_or_default();
        // Also when nobody saved meanwhile: a manager who was deleted may have come back.
        let untouched = seen.as_ref() == Some(typed);
        if *take || untouched {
            continue;
        }
        line.field.value.clone_from(typed);
        if stale && *typed != stored && seen.as_ref() != Some(&stored) {
            line.contested = true;
            line.field.refuse(Complaint::SavedMeanwhile);
            contested = true;
        }
    }
    contested
}

fn sent(fields: &mut Fields) -> Result<Sent, Error> {
    let version = fields.take("version").and_then(|version| version.parse().ok()).ok_or(ErrorKind::BadForm)?;
    let mut line = |property: Property| {
        let id = property.id();
        let take = fields.take(&format!("take_{id}"));
        if take.as_deref().is_some_and(|take| take != "yes") {
            return Err(ErrorKind::BadForm);
        }
        Ok((property, fields.take(id), fields.take(&format!("was_{id}")), take.is_some()))
    };
    let lines = Property::all().map(&mut line).collect::<Result<_, _>>()?;
    Ok(Sent { lines, version })
}

async fn editing(caller: &Caller, id: &str) -> Result<(Me, Editing), Error> {
    let id: Option<UserId> = id.parse().ok();
    let read =
        caller.page(async move |_, read, me| edit::editing(read, &me.actor, id.ok_or(ServiceError::NotFound)?).await);
    read.await
}
