//! Who must have a second step: the groups of the policy, by their names.

use crate::domain::id::GroupId;
use crate::domain::permission::Permission;
use crate::domain::permit::Actor;
use crate::domain::settings::second_step::SecondStep;
use crate::service::error::Error;
use crate::service::settings::{self, Page};
use crate::store::conn::Read;
use crate::store::groups::one;

/// The section, and the names of its groups; a group that is gone is left out.
///
/// # Errors
/// [`Error::Denied`], and the store's.
pub async fn page(read: &Read<'_>, actor: &Actor) -> Result<(Page<SecondStep>, Vec<String>), Error> {
    let page: Page<SecondStep> = settings::page(read, actor).await?;
    let mut names = vec![];
    for id in page.settings.required_groups() {
        names.extend(one::find(read, id).await?.filter(|group| group.deleted.is_none()).map(|group| group.name));
    }
    Ok((page, names))
}

/// The groups of these names, or the first name that no group has.
///
/// # Errors
/// [`Error::Denied`], and the store's.
pub async fn named(read: &Read<'_>, actor: &Actor, names: &[String]) -> Result<Result<Vec<GroupId>, String>, Error> {
    actor.check(Permission::ManageSettings)?;
    let mut groups = vec![];
    for name in names {
        match one::named(read, name).await? {
            Some(group) => groups.push(group.id),
            None => return Ok(Err(name.clone())),
        }
    }
    Ok(Ok(groups))
}
