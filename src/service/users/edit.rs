//! A person's properties, changed: each by its own right, over the state that the editor saw (R-045, R-048, R-049, T-08…T-11).

use crate::domain::denial::Denial;
use crate::domain::event::Event;
use crate::domain::id::{FormKey, UserId};
use crate::domain::job::Values;
use crate::domain::permission::Permission;
use crate::domain::permit::{Actor, Change, Denied, Permit};
use crate::domain::property::{Changed, Properties, Property};
use crate::domain::subject::Subject;
use crate::domain::target::Target;
use crate::domain::user::{Source, User};
use crate::service::error::Error;
use crate::service::portal::Portal;
use crate::service::self_service::{invitation, notices};
use crate::service::somebody;
use crate::store::conn::{Read, Tx};
use crate::store::users::contact as store;
use crate::store::users::update::update;
use crate::store::{forms, resets, users};

use super::contact;
use super::names::{Taken, is_taken, taken_by_others};

/// The name of the form, for its single use.
const FORM: &str = "edit-user";

/// A person as an editor finds her.
#[derive(Debug)]
pub struct Editing {
    /// The account.
    pub user: User,
    /// What is stored.
    pub properties: Properties,
    /// Why not what is harmless; nothing where it may be changed.
    pub plain: Option<Denied>,
    /// Why not what signs in or proves who somebody is.
    pub sensitive: Option<Denied>,
    /// Why not even how the person is reached may be known.
    pub hidden: Option<Denied>,
}

/// What the form says.
#[derive(Debug)]
pub struct Edit {
    /// Whom.
    pub target: UserId,
    /// What she shall be.
    pub properties: Properties,
    /// The state that the editor saw.
    pub version: i32,
    /// The form's single use.
    pub key: FormKey,
}

/// What came of it.
#[derive(Debug)]
pub enum Edited {
    /// It is so now.
    Done,
    /// It was so already: nothing was written.
    Same,
    /// Somebody else saved meanwhile: look again.
    Stale,
    /// Somebody else is found by one of the names already.
    Taken(Taken),
}

impl Editing {
    /// Why a property is only read here; nothing where the editor may change it.
    pub fn why_not(&self, property: Property) -> Option<Denial> {
        if property.is_kept_by(self.user.source) {
            return Some(elsewhere(self.user.source));
        }
        let denied = if property.permission() == Permission::ChangeSensitive { &self.sensitive } else { &self.plain };
        denied.as_ref().map(|denied| denied.denial)
    }

    /// Why there is nothing to edit at all.
    pub fn refused(&self) -> Option<&Denied> {
        let (plain, sensitive) = (self.plain.as_ref()?, self.sensitive.as_ref()?);
        // Whoever may change the one or the other of somebody who is deleted hears that, and not who may the rest.
        let deleted = |denied: &Denied| denied.denial == Denial::Deleted;
        Some(if deleted(sensitive) && !deleted(plain) { sensitive } else { plain })
    }
}

/// The person, and what the editor may change.
///
/// # Errors
/// [`Error::NotFound`] for nobody.
pub async fn editing(read: &Read<'_>, actor: &Actor, id: UserId) -> Result<Editing, Error> {
    actor.check(Permission::ViewUsers)?;
    let known = somebody::find(read, id).await?;
    let profile = somebody::profile(read, &known).await?;
    let target = Target::from(&known);
    let user = known.user;
    let [plain, sensitive] = [Permission::EditUsers, Permission::ChangeSensitive]
        .map(|permission| actor.check_on(permission, &target).err());
    let (hidden, contact) = (contact::hidden(actor, &user), contact::known(read, actor, &user).await?);
    let (user_name, display_name) = (user.user_name.clone(), user.display_name.to_string());
    let properties = Properties { user_name, display_name, profile, contact };
    Ok(Editing { user, properties, plain, sensitive, hidden })
}

/// Changes somebody.
///
/// # Errors
/// [`Error::Denied`] where one changed property is out of the editor's reach; [`Error::Replayed`] when the form was used before.
pub async fn edit(portal: &Portal, actor: &Actor, edit: Edit) -> Result<Edited, Error> {
    let looked = portal.db.read(async |read| {
        if let Some(editor) = actor.user()
            && forms::used_at(read, edit.key, editor).await?.is_some()
        {
            return Err(Error::Replayed);
        }
        let now = editing(read, actor, edit.target).await?;
        if now.properties.profile.version != edit.version {
            return Ok(Some(Edited::Stale));
        }
        let changed = now.properties.changes(&edit.properties);
        if changed.is_empty() {
            return Ok(Some(Edited::Same));
        }
        if allowed(actor, &now.user, &changed).is_err() {
            // Refused below, with a row of its own, before anybody hears which names are taken.
            return Ok(None);
        }
        Ok(taken_by_others(read, edit.target, &edit.properties, &changed).await?.map(Edited::Taken))
    });
    if let Some(already) = looked.await? {
        return Ok(already);
    }
    let written = portal.db.write(async |tx| {
        // Deleted in between: whoever looks again is told so.
        let user = users::one::lock(tx, edit.target).await?.ok_or(Error::Replayed)?;
        let profile = users::one::profile(&tx.reading(), edit.target).await?.ok_or(Error::NotFound)?;
        if profile.version != edit.version {
            return Err(Error::Replayed);
        }
        let contact = match &edit.properties.contact {
            Some(_) => Some(store::find(&tx.reading(), edit.target).await?),
            None => None,
        };
        let (user_name, display_name) = (user.user_name.clone(), user.display_name.to_string());
        let before = Properties { user_name, display_name, profile, contact };
        let changed = before.changes(&edit.properties);
        let actor = &somebody::as_of_now(tx, actor, Permission::EditUsers).await?;
        let permit = allowed(actor, &user, &changed)?;
        if let Some(editor) = actor.user()
            && !forms::consume(tx, edit.key, editor, FORM, Some(edit.target)).await?
        {
            return Err(Error::Replayed);
        }
        update(tx, edit.target, user.source, &edit.properties, &changed).await?;
        if let Some(contact) =
            edit.properties.contact.as_ref().filter(|contact| before.contact.as_ref() != Some(contact))
        {
            store::keep(tx, edit.target, contact).await?;
            if let Some(known) = &before.contact
                && known.mail != contact.mail
            {
                resets::end_all(tx, edit.target).await?;
                invitation::end_sent(tx, edit.target).await?;
                notices::address_changed(portal, tx, actor, &user, known.mail.clone()).await?;
            }
            if let Some(known) = &before.contact
                && known.phone != contact.phone
            {
                resets::end_all(tx, edit.target).await?;
                notices::phone_changed(portal, tx, actor, &user).await?;
            }
        }
        let user = Subject::from(&Target::from(&user));
        Ok(permit.change(&Event::UserUpdated { user, changed }, Edited::Done))
    });
    match written.await {
        // Somebody else was quicker with a name.
        Err(Error::Internal(error)) if is_taken(error.as_ref()) => {
            let taken = portal.db.read(async |read| {
                let changed = editing(read, actor, edit.target).await?.properties.changes(&edit.properties);
                Ok::<_, Error>(taken_by_others(read, edit.target, &edit.properties, &changed).await?)
            });
            taken.await?.map(Edited::Taken).ok_or_else(|| Error::Internal(error))
        }
        // With a used form the look before has said so: here somebody else saved in between.
        Err(Error::Replayed) => Ok(Edited::Stale),
        done => done,
    }
}

/// Gives somebody these properties inside a deed, whatever state an editor saw.
///
/// # Errors
/// [`Error::Denied`] where one that would change is out of reach or kept elsewhere; [`Error::Replayed`] when all of it is so already.
pub(in crate::service) async fn edited(
    tx: &mut Tx<'_>,
    actor: &Actor,
    target: UserId,
    values: &Values,
) -> Result<Change<()>, Error> {
    let user = somebody::lock(tx, actor, Permission::EditUsers, target).await?;
    let profile = users::one::profile(&tx.reading(), target).await?.ok_or(Error::NotFound)?;
    let (user_name, display_name) = (user.user_name.clone(), user.display_name.to_string());
    let before = Properties { user_name, display_name, profile, contact: None };
    let mut after = before.clone();
    for (attribute, value) in values {
        after.profile.set(*attribute, value.clone());
    }
    let changed = before.changes(&after);
    // Whoever may not is told so, also where nothing would change.
    let permit = allowed(actor, &user, &changed)?;
    if changed.is_empty() {
        return Err(Error::Replayed);
    }
    update(tx, target, user.source, &after, &changed).await?;
    Ok(permit.change(&Event::UserUpdated { user: Subject::from(&Target::from(&user)), changed }, ()))
}

/// Leave for all that changes; one property out of reach refuses the whole.
fn allowed(actor: &Actor, user: &User, changed: &[Changed]) -> Result<Permit, Denied> {
    let target = Target::from(user);
    for changed in changed {
        let permission = changed.property.permission();
        actor.check_on(permission, &target)?;
        if changed.property.is_kept_by(user.source) {
            return Err(actor.refused(elsewhere(user.source), permission, &target));
        }
    }
    actor.may_to(Changed::permission(changed), &target)
}

/// Where that lives which is only read here.
pub(super) fn elsewhere(source: Source) -> Denial {
    if source == Source::External { Denial::External } else { Denial::Directory }
}
