//! Names that were exchanged over there: each of some has what the next one is to have. Nobody can go first, so they go together.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::groups::{self as group_deeds, number};
use super::patience::patiently;
use super::people::{self as people_deeds, Turn};
use super::walk::{Task, Walked};
use crate::domain::directory::entry::Entry;
use crate::domain::directory::group_entry::GroupEntry;
use crate::domain::fold::fold;
use crate::domain::id::{GroupId, UserId};
use crate::service::error::Error;
use crate::store::directory::{exchanges, groups, people};

/// So many go together at most; more keep their names until one of them has another one.
const MOST: usize = 50;

/// Those who stand in rings: each wants what the next one has, and the last one what the first one has.
fn rings<T: Copy + Ord>(wants: &BTreeMap<T, T>) -> Vec<Vec<T>> {
    let (mut seen, mut rings) = (BTreeSet::new(), vec![]);
    for first in wants.keys() {
        let (mut row, mut next) = (vec![], Some(*first));
        while let Some(at) = next.filter(|at| seen.insert(*at)) {
            row.push(at);
            next = wants.get(&at).copied();
        }
        // Where it leads back into this very row, a ring begins there.
        if let Some(begin) = next.and_then(|at| row.iter().position(|one| *one == at)) {
            let ring = row.split_off(begin);
            if (2..=MOST).contains(&ring.len()) {
                rings.push(ring);
            }
        }
    }
    rings
}

impl Task<'_> {
    /// Of people who wait for names at the end, those who have each other's.
    pub(super) async fn exchange(&mut self, waiting: &[Entry]) -> Walked {
        if waiting.len() < 2 {
            return Ok(Ok(()));
        }
        let domain = self.portal.organisation.default_domain();
        let of = |entry: &Entry| entry.user_name(domain).ok().map(|name| name.canonical());
        let names: Vec<(&Entry, String)> = waiting.iter().filter_map(|entry| Some((entry, of(entry)?))).collect();
        let anchors: Vec<&str> = names.iter().map(|(entry, _)| entry.anchor.as_str()).collect();
        let wanted: Vec<String> = names.iter().map(|(_, name)| name.clone()).collect();
        let looked = async || {
            let read = self.portal.db.read(async |read| {
                let known = people::by_anchors(read, &anchors).await?;
                Ok::<_, Error>((known, exchanges::people(read, &wanted).await?))
            });
            read.await
        };
        let (known, holders) = patiently(looked).await?;
        let known: HashMap<&str, UserId> =
            known.iter().filter(|one| one.living).map(|one| (one.anchor.as_str(), one.user)).collect();
        let holders: HashMap<String, UserId> = holders.into_iter().collect();
        let (mut wants, mut turns) = (BTreeMap::new(), BTreeMap::new());
        for (entry, name) in names {
            if let (Some(user), Some(holder)) = (known.get(entry.anchor.as_str()), holders.get(&name)) {
                wants.insert(*user, *holder);
                turns.insert(*user, Turn { entry, name, user: *user, holder: *holder });
            }
        }
        for ring in rings(&wants) {
            if let Err(fault) = self.stands() {
                return Ok(Err(fault));
            }
            let ring: Vec<Turn<'_>> = ring.iter().filter_map(|user| turns.remove(user)).collect();
            let (portal, program, claim) = (self.portal, self.program, self.claim);
            let done = number(patiently(async || people_deeds::exchange(portal, program, &ring, claim).await).await?);
            // They are counted already.
            self.counts.updated += done;
            self.counts.passed_over = self.counts.passed_over.saturating_sub(done);
        }
        Ok(Ok(()))
    }

    /// The same of groups.
    pub(super) async fn exchange_groups(&mut self, waiting: &[GroupEntry]) -> Walked {
        if waiting.len() < 2 {
            return Ok(Ok(()));
        }
        let of = |entry: &GroupEntry| entry.labels.as_ref().map(|labels| fold(&labels.name));
        let names: Vec<(&GroupEntry, String)> = waiting.iter().filter_map(|entry| Some((entry, of(entry)?))).collect();
        let anchors: Vec<&str> = names.iter().map(|(entry, _)| entry.anchor.as_str()).collect();
        let wanted: Vec<String> = names.iter().map(|(_, name)| name.clone()).collect();
        let looked = async || {
            let read = self.portal.db.read(async |read| {
                let known = groups::by_anchors(read, &anchors).await?;
                Ok::<_, Error>((known, exchanges::groups(read, &wanted).await?))
            });
            read.await
        };
        let (known, holders) = patiently(looked).await?;
        let known: HashMap<&str, GroupId> =
            known.iter().filter(|one| one.living).map(|one| (one.anchor.as_str(), one.group)).collect();
        let holders: HashMap<String, GroupId> = holders.into_iter().collect();
        let (mut wants, mut turns) = (BTreeMap::new(), BTreeMap::new());
        for (entry, name) in names {
            if let (Some(group), Some(holder)) = (known.get(entry.anchor.as_str()), holders.get(&name)) {
                wants.insert(*group, *holder);
                turns.insert(*group, entry);
            }
        }
        for ring in rings(&wants) {
            if let Err(fault) = self.stands_for_groups() {
                return Ok(Err(fault));
            }
            let ring: Vec<(GroupId, &GroupEntry)> =
                ring.iter().filter_map(|group| Some((*group, turns.remove(group)?))).collect();
            let (portal, program, claim) = (self.portal, self.program, self.claim);
            let done = number(patiently(async || group_deeds::exchange(portal, program, &ring, claim).await).await?);
            let counts = &mut self.counts.groups;
            counts.updated += done;
            counts.passed_over = counts.passed_over.saturating_sub(done);
        }
        Ok(Ok(()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_wants_what_the_next_one_has_stands_in_a_ring_and_nobody_who_only_leads_there() {
        let of = |wants: &[(u32, u32)]| rings::<u32>(&wants.iter().copied().collect());
        assert_eq!(of(&[]), Vec::<Vec<u32>>::new());
        assert_eq!(of(&[(1, 2), (2, 1)]), [[1, 2]]);
        assert_eq!(of(&[(1, 2), (2, 3), (3, 1), (4, 5), (5, 4)]), [vec![1, 2, 3], vec![4, 5]]);
        // One who wants what somebody in a ring has; one who wants her own; a row that ends with somebody who wants nothing.
        assert_eq!(of(&[(1, 2), (2, 3), (3, 2), (4, 4), (5, 6), (6, 7)]), [[2, 3]]);
        let long = |size: u32| (0..size).map(|one| (one, (one + 1) % size)).collect::<Vec<_>>();
        assert_eq!((of(&long(50)).len(), of(&long(51)).len()), (1, 0));
    }
}
