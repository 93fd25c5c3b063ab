//! A group's name and description, changed over the state that the editor saw.

use crate::domain::event::Event;
use crate::domain::group::Labels;
use crate::domain::group_event::{GroupDeed, GroupEvent};
use crate::domain::id::{FormKey, GroupId};
use crate::domain::permission::Permission;
use crate::domain::permit::Actor;
use crate::service::error::Error;
use crate::service::portal::Portal;
use crate::store::groups::one;

use super::access::begun;
use super::create::is_taken;
use crate::service::stop::Stop;

/// The name of the form, for its single use.
const FORM: &str = "edit-group";

/// What the form says.
#[derive(Debug)]
pub struct Edit {
    /// Which group.
    pub group: GroupId,
    /// What it shall be called.
    pub labels: Labels,
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
    /// Another group has the name.
    Taken,
}

/// Changes a group.
///
/// # Errors
/// [`Error::Denied`]; [`Error::Replayed`] when the form was used before.
pub async fn edit(portal: &Portal, actor: &Actor, edit: Edit) -> Result<Edited, Error> {
    let written = portal.db.write(async |tx| {
        let (group, target, permit) = begun(tx, actor, edit.group, Permission::EditGroups, (FORM, edit.key)).await?;
        if group.version != edit.version {
            return Err(Stop::Because(Edited::Stale));
        }
        let description = |text: &Option<String>| text.clone().unwrap_or_default();
        let changed: Vec<_> = [
            ("group_name", group.name.clone(), edit.labels.name.clone()),
            ("group_description", description(&group.description), description(&edit.labels.description)),
        ]
        .into_iter()
        .filter(|(_, from, to)| from != to)
        .collect();
        if changed.is_empty() {
            return Err(Stop::Because(Edited::Same));
        }
        one::update(tx, edit.group, &edit.labels).await?;
        Ok(permit.change(&Event::Group(GroupEvent::of(&target, GroupDeed::Updated(changed))), Edited::Done))
    });
    match written.await {
        Err(Stop::Error(Error::Internal(error))) if is_taken(error.as_ref()) => Ok(Edited::Taken),
        Ok(edited) | Err(Stop::Because(edited)) => Ok(edited),
        Err(Stop::Error(error)) => Err(error),
    }
}
