//! The photo of somebody: given and taken away by that one, or by whoever may edit the person.

use crate::domain::activity;
use crate::domain::event::Event;
use crate::domain::id::{FormKey, UserId};
use crate::domain::permission::Permission;
use crate::domain::permit::{Actor, Denied};
use crate::domain::picture::{self, Picture, Unfit};
use crate::domain::subject::Subject;
use crate::domain::target::Target;
use crate::domain::user::User;
use crate::host::darkroom::Closed;
use crate::service::error::Error;
use crate::service::portal::Portal;
use crate::service::somebody;
use crate::store::conn::Read;
use crate::store::forms;
use crate::store::users::photo;

/// The name of the form, for its single use.
const FORM: &str = "photo";

/// What the page shows.
#[derive(Debug)]
pub struct Question {
    /// Whose photo.
    pub user: User,
    /// Why there is nothing to decide.
    pub denied: Option<Denied>,
}

/// Whose photo it is, and whether it may be changed.
///
/// # Errors
/// [`Error::Denied`] for somebody else's without the directory in sight, [`Error::NotFound`] for nobody.
pub async fn question(read: &Read<'_>, actor: &Actor, target: UserId) -> Result<Question, Error> {
    if actor.user() != Some(target) {
        actor.check(Permission::ViewUsers)?;
    }
    let known = somebody::find(read, target).await?;
    let denied = if actor.user() == Some(target) {
        None
    } else {
        actor.check_on(Permission::EditUsers, &Target::from(&known)).err()
    };
    Ok(Question { user: known.user, denied })
}

/// Takes a file for a photo.
///
/// # Errors
/// [`Error::Busy`], also while another one of the same hand is looked at; [`Error::Replayed`] when the form was used before.
pub async fn taken(
    portal: &Portal,
    actor: &Actor,
    key: FormKey,
    file: Vec<u8>,
) -> Result<Result<Picture, Unfit>, Error> {
    let whose = actor.user().ok_or(Error::NotFound)?;
    if portal.db.read(async |read| Ok::<_, Error>(forms::used_at(read, key, whose).await?)).await?.is_some() {
        return Err(Error::Replayed);
    }
    portal.darkroom.develop(whose, file, picture::portrait).await.map_err(|closed| match closed {
        Closed::Busy => Error::Busy(Box::new(closed)),
        Closed::Broken(_) => Error::Internal(Box::new(closed)),
    })
}

/// Shows a photo of somebody from now on, or none any more.
///
/// # Errors
/// [`Error::Denied`]; [`Error::Replayed`] when the form was used before, or it is so already.
pub async fn show(
    portal: &Portal,
    actor: &Actor,
    target: UserId,
    picture: Option<Picture>,
    key: FormKey,
) -> Result<(), Error> {
    let given = picture.map(|picture| (picture.name(), picture.bytes));
    portal
        .db
        .write(async |tx| {
            let user = somebody::lock(tx, actor, Permission::EditUsers, target).await?;
            let is_own = actor.user() == Some(target);
            let needed = if is_own { Permission::ManageOwnSecurity } else { Permission::EditUsers };
            let told = if given.is_some() { activity::PHOTO_SET } else { activity::PHOTO_REMOVED };
            let actor = &somebody::as_of_now(tx, actor, needed).await.map_err(|error| error.told_as(told))?;
            let subject = Target::from(&user);
            let permit = if is_own { actor.may_own(needed) } else { actor.may_to(needed, &subject) };
            let permit = permit.map_err(|denied| denied.told_as(told))?;
            if let Some(editor) = actor.user()
                && !forms::consume(tx, key, editor, FORM, Some(target)).await?
            {
                return Err(Error::Replayed);
            }
            let name = given.as_ref().map(|(digest, _)| digest);
            if user.photo.as_ref() == name {
                return Err(Error::Replayed);
            }
            match &given {
                Some((digest, bytes)) => photo::keep(tx, target, digest, bytes).await?,
                None => photo::forget(tx, target).await?,
            }
            let event = Event::PhotoChanged { user: Subject::from(&subject), is_own, removed: given.is_none() };
            Ok(permit.change(&event, ()))
        })
        .await
}

/// The photo of this name.
///
/// # Errors
/// [`Error::NotFound`] also for whoever may not see the person.
pub async fn find(read: &Read<'_>, actor: &Actor, target: UserId, name: &str) -> Result<Vec<u8>, Error> {
    if actor.user() != Some(target) && actor.check(Permission::ViewUsers).is_err() {
        return Err(Error::NotFound);
    }
    photo::find(read, target, name).await?.ok_or(Error::NotFound)
}
