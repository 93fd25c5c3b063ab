//! Who comes into a group and who leaves it, as member or as owner (R-152, R-153, T-62).

use crate::domain::event::Event;
use crate::domain::group::{MOST_OWNERS, Misfit};
use crate::domain::group_event::{GroupDeed, GroupEvent, Members};
use crate::domain::id::{FormKey, GroupId, UserId};
use crate::domain::permission::Permission;
use crate::domain::permit::{Actor, Change};
use crate::domain::subject::{GroupSubject, Subject};
use crate::service::error::Error;
use crate::service::portal::Portal;
use crate::store::conn::{Read, Tx};
use crate::store::groups::{members, nesting, one, owners};

use super::access::{begun, leave, seen};
use crate::service::stop::Stop;

/// As what somebody is in a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum As {
    /// Member.
    Member,
    /// Owner.
    Owner,
}

/// Which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Into the group.
    Add,
    /// Out of the group.
    Remove,
}

impl As {
    /// The name of the form, for its single use.
    const fn form(self) -> &'static str {
        match self {
            Self::Member => "group-members",
            Self::Owner => "group-owners",
        }
    }
}

/// What the form says.
#[derive(Debug, Clone)]
pub struct Move {
    /// Which group.
    pub group: GroupId,
    /// As what.
    pub role: As,
    /// Which way.
    pub step: Step,
    /// Which people.
    pub people: Vec<UserId>,
    /// Which groups; only members.
    pub groups: Vec<GroupId>,
    /// The form's single use.
    pub key: FormKey,
}

/// What came of it.
#[derive(Debug)]
pub enum Moved {
    /// These came, or left. Whoever was there already, or not any more, is not among them.
    Done {
        /// People.
        people: Vec<UserId>,
        /// Groups.
        groups: Vec<GroupId>,
    },
    /// It was so already: nothing was written.
    Same,
    /// Nothing was done: this group does not fit.
    Misfit(Misfit, String),
    /// Nothing was done: more owners than a group may have.
    TooManyOwners,
    /// Nothing was done: whoever answers for a group must be able to sign in.
    BlockedOwner(String),
}

/// Moves people and groups into a group or out of it: all of them, or nobody.
///
/// # Errors
/// [`Error::Denied`]; [`Error::Replayed`] when the form was used before.
pub async fn change(portal: &Portal, actor: &Actor, asked: Move) -> Result<Moved, Error> {
    let done = portal.db.write(async |tx| {
        if asked.step == Step::Add && !asked.groups.is_empty() {
            nesting::alone(tx).await?;
        }
        let form = (asked.role.form(), asked.key);
        let (_, target, permit) = begun(tx, actor, asked.group, Permission::EditGroups, form).await?;
        if target.role_assignable && !asked.groups.is_empty() && asked.step == Step::Add {
            return Err(Stop::Because(Moved::Misfit(Misfit::RolesNeedPeople, target.name)));
        }
        let groups = nest(tx, actor, &asked).await?;
        let people = people(tx, &asked).await?;
        let moved = Moved::Done {
            people: people.iter().map(|person| person.id).collect(),
            groups: groups.iter().map(|group| group.id).collect(),
        };
        let deeds = deeds(&asked, people, groups);
        if deeds.is_empty() {
            return Err(Stop::Because(Moved::Same));
        }
        let events: Vec<_> = deeds.into_iter().map(|deed| Event::Group(GroupEvent::of(&target, deed))).collect();
        Ok(permit.changes(&events, moved))
    });
    match done.await {
        Ok(moved) | Err(Stop::Because(moved)) => Ok(moved),
        Err(Stop::Error(error)) => Err(error),
    }
}

/// Puts one person into a group, as a turn of a job.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotFound`] for a group or a person that is not there; [`Error::Replayed`] for a member.
pub async fn joined(tx: &mut Tx<'_>, actor: &Actor, group: GroupId, person: UserId) -> Result<Change<()>, Error> {
    // Nobody deletes the group meanwhile, and whoever does so first is heard.
    one::lock(tx, group).await?;
    let (target, permit) = leave(&tx.reading(), actor, group).await?;
    let people = members::lock_people(tx, &[person]).await?;
    if people.is_empty() {
        return Err(Error::NotFound);
    }
    let added = members::add(tx, group, &people).await?;
    if added.is_empty() {
        return Err(Error::Replayed);
    }
    let deed = GroupDeed::MembersAdded(Members::People(added));
    Ok(permit.change(&Event::Group(GroupEvent::of(&target, deed)), ()))
}

async fn nest(tx: &mut Tx<'_>, actor: &Actor, asked: &Move) -> Result<Vec<GroupSubject>, Stop<Moved>> {
    if asked.groups.is_empty() {
        return Ok(vec![]);
    }
    if asked.step == Step::Remove {
        return Ok(nesting::remove(tx, asked.group, &asked.groups).await?);
    }
    let mut added = vec![];
    for member in nesting::hold(tx, &asked.groups).await? {
        nestable(&tx.reading(), actor, member.id).await?;
        if let Some(misfit) = nesting::fits(tx, asked.group, member.id).await? {
            return Err(Stop::Because(Moved::Misfit(misfit, member.name)));
        }
        if nesting::add(tx, asked.group, member.id).await? {
            added.push(member);
        }
    }
    Ok(added)
}

/// Whoever is put into a group is shown to those who answer for it: so a group goes in only by somebody who sees it, and one that may
/// hold roles by somebody who may change such groups (A64).
async fn nestable(read: &Read<'_>, actor: &Actor, member: GroupId) -> Result<(), Error> {
    let seen = seen(read, actor, member).await?;
    if seen.group.role_assignable {
        actor.may_to_group(Permission::EditGroups, &seen.target).map(drop)?;
    }
    Ok(())
}

async fn people(tx: &mut Tx<'_>, asked: &Move) -> Result<Vec<Subject>, Stop<Moved>> {
    if asked.people.is_empty() {
        return Ok(vec![]);
    }
    let (group, ids) = (asked.group, &asked.people);
    match (asked.step, asked.role) {
        (Step::Remove, As::Member) => Ok(members::remove(tx, group, ids).await?),
        (Step::Remove, As::Owner) => Ok(owners::remove(tx, group, ids).await?),
        (Step::Add, As::Member) => {
            let people = members::lock_people(tx, ids).await?;
            Ok(members::add(tx, group, &people).await?)
        }
        (Step::Add, As::Owner) => {
            let people = members::lock_people(tx, ids).await?;
            if let Some(blocked) = people.iter().find(|person| !person.enabled) {
                return Err(Stop::Because(Moved::BlockedOwner(blocked.user_name.clone())));
            }
            let added = owners::add(tx, group, &people).await?;
            if owners::count(tx, group).await? > i64::try_from(MOST_OWNERS).unwrap_or(i64::MAX) {
                return Err(Stop::Because(Moved::TooManyOwners));
            }
            Ok(added)
        }
    }
}

fn deeds(asked: &Move, people: Vec<Subject>, groups: Vec<GroupSubject>) -> Vec<GroupDeed> {
    let mut deeds = vec![];
    if !people.is_empty() {
        deeds.push(match (asked.role, asked.step) {
            (As::Member, Step::Add) => GroupDeed::MembersAdded(Members::People(people)),
            (As::Member, Step::Remove) => GroupDeed::MembersRemoved(Members::People(people)),
            (As::Owner, Step::Add) => GroupDeed::OwnersAdded(people),
            (As::Owner, Step::Remove) => GroupDeed::OwnersRemoved(people),
        });
    }
    if !groups.is_empty() {
        deeds.push(match asked.step {
            Step::Add => GroupDeed::MembersAdded(Members::Groups(groups)),
            Step::Remove => GroupDeed::MembersRemoved(Members::Groups(groups)),
        });
    }
    deeds
}
