//! A group's page.

use crate::domain::audit::Entry;
use crate::domain::group::Way;
use crate::domain::id::GroupId;
use crate::domain::paging::Count;
use crate::domain::permission::Permission;
use crate::domain::permit::Actor;
use crate::domain::subject::GroupSubject;
use crate::domain::user::User;
use crate::service::audit;
use crate::service::error::Error;
use crate::store::conn::Read;
use crate::store::groups::{members, nesting, owners};

use super::access::{Seen, seen};
use super::members::directly;

/// So many groups that a group is in are named.
pub const MOST_PARENTS: usize = 100;

/// What a group's page shows.
#[derive(Debug)]
pub struct Overview {
    /// The group.
    pub seen: Seen,
    /// Who answers for it.
    pub owners: Vec<User>,
    /// The people in it, directly.
    pub direct: Count,
    /// The people in it, through other groups too.
    pub effective: Count,
    /// The groups in it, directly.
    pub groups: Vec<(GroupId, String)>,
    /// The groups it is in, directly; at most [`MOST_PARENTS`].
    pub parents: Vec<GroupSubject>,
    /// What happened lately, as far as the viewer may see; nothing for people without a role.
    pub recent: Option<Vec<Entry>>,
}

/// A group's page, for whoever sees the group.
///
/// # Errors
/// As [`seen`].
pub async fn overview(read: &Read<'_>, actor: &Actor, id: GroupId) -> Result<Overview, Error> {
    let seen = seen(read, actor, id).await?;
    let owners = owners::all(read, id).await?;
    let below = nesting::below(read, id).await?;
    let direct = members::count(read, &[id]).await?;
    let effective = if below.pairs.is_empty() {
        direct
    } else {
        let all: Vec<GroupId> = below.ways(&[id], Way::Inwards).into_keys().collect();
        members::count(read, &all).await?
    };
    let groups = directly(&below, id);
    // Answering for a group shows nobody the names of others.
    let parents = match actor.check(Permission::ViewUsers) {
        Ok(()) => nesting::parents(read, id, MOST_PARENTS).await?,
        Err(_) => vec![],
    };
    let recent = match actor.check(Permission::ViewOwnAudit) {
        Ok(()) => Some(audit::recent_about_group(read, actor, id).await?),
        Err(_) => None,
    };
    Ok(Overview { seen, owners, direct, effective, groups, parents, recent })
}

/// Who answers for a group.
///
/// # Errors
/// As [`seen`].
pub async fn owners(read: &Read<'_>, actor: &Actor, id: GroupId) -> Result<(Seen, Vec<User>), Error> {
    let seen = seen(read, actor, id).await?;
    Ok((seen, owners::all(read, id).await?))
}
