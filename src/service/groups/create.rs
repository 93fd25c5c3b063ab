//! A new group (R-151, T-61).

use crate::domain::event::Event;
use crate::domain::group::Labels;
use crate::domain::group_event::{GroupDeed, GroupEvent};
use crate::domain::id::{FormKey, GroupId};
use crate::domain::permission::Permission;
use crate::domain::permit::Actor;
use crate::domain::target::GroupTarget;
use crate::service::error::Error;
use crate::service::portal::Portal;
use crate::service::somebody;
use crate::store::conn::Read;
use crate::store::error::StoreError;
use crate::store::forms;
use crate::store::groups::one;

/// The name of the form, for its single use.
const FORM: &str = "new-group";

/// What the form says.
#[derive(Debug)]
pub struct NewGroup {
    /// Name and description.
    pub labels: Labels,
    /// May hold roles.
    pub role_assignable: bool,
    /// The form's single use.
    pub key: FormKey,
}

/// What came of it.
#[derive(Debug)]
pub enum Created {
    /// There is a new group.
    Done(GroupId),
    /// Another group has the name.
    Taken,
}

/// What making a group takes.
pub const fn permission(role_assignable: bool) -> Permission {
    if role_assignable { Permission::ManageRoleGroups } else { Permission::CreateGroups }
}

/// Makes a group. Nobody is in it and nobody answers for it yet, whoever made it neither.
///
/// # Errors
/// [`Error::Denied`], [`Error::Replayed`] when the form was used before.
pub async fn create(portal: &Portal, actor: &Actor, new: NewGroup) -> Result<Created, Error> {
    let mut dice = portal.dice();
    let made = portal.db.write(async |tx| {
        let actor = &somebody::as_of_now(tx, actor, permission(new.role_assignable)).await?;
        let permit = actor.may(permission(new.role_assignable))?;
        let id = GroupId::new(tx.now(), &mut dice)?;
        if let Some(person) = actor.user()
            && !forms::consume_for_group(tx, new.key, person, FORM, id).await?
        {
            return Err(Error::Replayed);
        }
        one::create(tx, id, &new.labels, new.role_assignable, actor.user()).await?;
        let (name, role_assignable) = (new.labels.name.clone(), new.role_assignable);
        let target = GroupTarget { id, name, role_assignable, owned: false, from_directory: false };
        Ok(permit.change(&Event::Group(GroupEvent::of(&target, GroupDeed::Added)), id))
    });
    match made.await {
        Ok(id) => Ok(Created::Done(id)),
        Err(Error::Internal(error)) if is_taken(error.as_ref()) => Ok(Created::Taken),
        Err(error) => Err(error),
    }
}

/// Whether another group has the name.
pub(super) fn is_taken(error: &(dyn std::error::Error + Send + Sync + 'static)) -> bool {
    matches!(error.downcast_ref(), Some(StoreError::Constraint(name)) if name == one::NAME_TAKEN)
}

/// The group that a form made when it was sent the first time.
///
/// # Errors
/// [`Error::NotFound`] when this person never used it for a group.
pub async fn made_before(read: &Read<'_>, actor: &Actor, key: FormKey) -> Result<GroupId, Error> {
    let person = actor.user().ok_or(Error::NotFound)?;
    forms::group(read, key, person).await?.ok_or(Error::NotFound)
}
