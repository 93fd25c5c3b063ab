//! Groups: who is in them and by which way, who answers for them, what they may hold (R-150…R-153).

use std::collections::{BTreeMap, VecDeque};

use jiff::{SignedDuration, Timestamp};

use super::attribute::{Unfit, line};
use super::fold::fold;
use super::id::GroupId;

/// The longest name, in characters.
pub const LONGEST_NAME: usize = 256;
/// The longest description, in characters.
pub const LONGEST_DESCRIPTION: usize = 1024;
/// So many people at most answer for a group.
pub const MOST_OWNERS: usize = 100;
/// So many groups at most stand in one another, the outermost counted.
pub const MOST_LEVELS: usize = 8;
/// So many groups at most are in a group, at any depth.
pub const MOST_BELOW: usize = 200;
/// So long a deleted group can be restored, as people can.
pub const KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);

/// A security group whose members are named one by one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The immutable id.
    pub id: GroupId,
    /// The name; no two living groups have the same, letter case and accents aside.
    pub name: String,
    /// What it is for.
    pub description: Option<String>,
    /// May hold roles; fixed when it is made.
    pub role_assignable: bool,
    /// Kept in the directory outside, and only read here; such a group never holds roles.
    pub from_directory: bool,
    /// When it was made.
    pub created_at: Timestamp,
    /// Counts the changes of name and description.
    pub version: i32,
    /// When it was deleted, and until when it can be restored.
    pub deleted: Option<Deleted>,
}

/// The end of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deleted {
    /// When.
    pub at: Timestamp,
    /// When it is gone for good.
    pub purge_at: Timestamp,
}

/// What an editor may write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Labels {
    /// The name.
    pub name: String,
    /// What it is for.
    pub description: Option<String>,
}

impl Labels {
    /// What was typed as a name; nothing for nothing.
    ///
    /// # Errors
    /// [`Unfit`] says why not.
    pub fn name(typed: &str) -> Result<Option<String>, Unfit> {
        // What folds to nothing could not be found again.
        Ok(Some(line(typed, LONGEST_NAME)?).filter(|name| !fold(name).is_empty()).map(str::to_owned))
    }

    /// What was typed as a description.
    ///
    /// # Errors
    /// [`Unfit`] says why not.
    pub fn description(typed: &str) -> Result<Option<String>, Unfit> {
        Ok(Some(line(typed, LONGEST_DESCRIPTION)?).filter(|text| !text.is_empty()).map(str::to_owned))
    }
}

/// A group in another one, with both names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nested {
    /// The outer one.
    pub group: GroupId,
    /// The inner one.
    pub member: GroupId,
}

/// How the groups around one are nested, and what they are called.
#[derive(Debug, Clone, Default)]
pub struct Nesting {
    /// Each group in each other.
    pub pairs: Vec<Nested>,
    /// The names.
    pub names: BTreeMap<GroupId, String>,
}

/// Towards which side of the nesting a way leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// From outer groups to those in them.
    Inwards,
    /// From inner groups to those that they are in.
    Outwards,
}

impl Nesting {
    /// Every group that is reached from these, with the shortest way to it: the groups passed, the first behind the start and the
    /// group itself included. The starts have an empty way.
    pub fn ways(&self, starts: &[GroupId], way: Way) -> BTreeMap<GroupId, Vec<GroupId>> {
        let mut next: BTreeMap<GroupId, Vec<GroupId>> = BTreeMap::new();
        for pair in &self.pairs {
            let (from, to) = if way == Way::Inwards { (pair.group, pair.member) } else { (pair.member, pair.group) };
            next.entry(from).or_default().push(to);
        }
        let mut ways: BTreeMap<GroupId, Vec<GroupId>> = starts.iter().map(|start| (*start, vec![])).collect();
        let mut open: VecDeque<GroupId> = starts.iter().copied().collect();
        while let Some(here) = open.pop_front() {
            let so_far = ways.get(&here).cloned().unwrap_or_default();
            for there in next.get(&here).into_iter().flatten() {
                if !ways.contains_key(there) {
                    let mut longer = so_far.clone();
                    longer.push(*there);
                    ways.insert(*there, longer);
                    open.push_back(*there);
                }
            }
        }
        ways
    }

    /// What a group is called.
    pub fn name(&self, id: GroupId) -> &str {
        self.names.get(&id).map_or("", String::as_str)
    }
}

/// Why a group can not be put into another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Misfit {
    /// It would be in itself.
    Circle,
    /// More than [`MOST_LEVELS`] would stand in one another.
    TooDeep,
    /// More than [`MOST_BELOW`] groups would be in one.
    TooMany,
    /// Nothing but people is in a group that may hold roles.
    RolesNeedPeople,
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn id(number: u128) -> GroupId {
        GroupId::from_uuid(Uuid::from_u128(number))
    }

    #[test]
    fn the_shortest_way_to_each_group_is_found_and_circles_do_no_harm() {
        let pair = |group, member| Nested { group: id(group), member: id(member) };
        let pairs = vec![pair(1, 2), pair(2, 3), pair(3, 4), pair(1, 3), pair(4, 1)];
        let nesting = Nesting { pairs, ..Nesting::default() };
        let ways = nesting.ways(&[id(1)], Way::Inwards);
        assert_eq!(ways[&id(1)], []);
        assert_eq!(ways[&id(3)], [id(3)]);
        assert_eq!(ways[&id(4)], [id(3), id(4)]);
        let ways = nesting.ways(&[id(2), id(3)], Way::Outwards);
        assert_eq!(ways[&id(1)], [id(1)]);
        assert_eq!(ways[&id(4)], [id(1), id(4)]);
        assert_eq!(ways[&id(2)], []);
    }

    #[test]
    fn a_name_begins_with_no_blank_and_is_never_empty() {
        assert_eq!(Labels::name("  Sales "), Ok(Some("Sales".to_owned())));
        assert_eq!(Labels::name(" \u{301} "), Ok(None));
        assert_eq!(Labels::name(&"x".repeat(257)), Err(Unfit::TooLong { most: 256 }));
        assert_eq!(Labels::description(""), Ok(None));
    }
}
