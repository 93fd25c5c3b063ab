//! Groups as the directory tells of them, written down here: kept there, read here, and never a way to rights.

use std::collections::{BTreeSet, HashSet};

use sha2::{Digest as _, Sha256};

use super::claim::hold;
use super::gone::Return;
use crate::domain::directory::group_entry::GroupEntry;
use crate::domain::directory::run::GroupCounts;
use crate::domain::directory_event::DirectoryEvent;
use crate::domain::event::Event;
use crate::domain::group::{KEPT, Labels};
use crate::domain::id::GroupId;
use crate::domain::permit::Actor;
use crate::domain::subject::GroupSubject;
use crate::service::error::Error;
use crate::service::portal::Portal;
use crate::service::stop::Stop;
use crate::store::conn::Tx;
use crate::store::directory::claims::Claim;
use crate::store::directory::exchanges;
use crate::store::directory::groups::{self, Linked};
use crate::store::directory::unmet_groups;
use crate::store::groups::{one, removal};

/// A group of which the members are to be read.
#[derive(Debug, Clone)]
pub(super) struct ToRead {
    /// Which.
    pub(super) id: GroupId,
    /// How its members are asked for.
    pub(super) target: String,
    /// Whether it is back and was not read since: who is known here to be in it is from before it was gone.
    pub(super) is_back: bool,
}

/// What a page of groups comes to.
#[derive(Debug, Default, Clone)]
pub(super) struct Loaded {
    /// In numbers.
    pub(super) counts: GroupCounts,
    /// Those of it that are here.
    pub(super) here: Vec<ToRead>,
    /// How many of it were known, and are not deleted here.
    pub(super) met_again: u32,
    /// Those passed over for the name of one of this directory: that one may be gone, or be called otherwise.
    pub(super) heirs: Vec<GroupEntry>,
}

#[derive(Debug, Default)]
struct Met {
    added: Vec<GroupSubject>,
    updated: Vec<GroupSubject>,
    back: Vec<GroupSubject>,
    loaded: Loaded,
}

fn named(entries: &[GroupEntry]) -> Vec<(&str, [u8; 32])> {
    entries.iter().map(|entry| (entry.anchor.as_str(), entry.name_key())).collect()
}

/// Writes some groups down, without their members. A try does everything and takes it back.
pub(super) async fn load(
    portal: &Portal,
    program: &Actor,
    entries: &[GroupEntry],
    claim: Claim,
    only_try: bool,
) -> Result<Loaded, Error> {
    let written = portal.db.write(async |tx| {
        let permit = hold(tx, program, claim).await?;
        let anchors: Vec<&str> = entries.iter().map(|entry| entry.anchor.as_str()).collect();
        let known = groups::by_anchors(&tx.reading(), &anchors).await?;
        let mut met = Met::default();
        met.loaded.met_again = number(known.iter().filter(|linked| linked.living).count());
        let mut once = HashSet::new();
        for entry in entries.iter().filter(|entry| once.insert(entry.anchor.as_str())) {
            let linked = known.iter().find(|linked| linked.anchor == entry.anchor);
            take(portal, tx, entry, linked, claim.run, &mut met).await?;
        }
        groups::seen(tx, &named(entries), claim.run).await?;
        let Met { added, updated, back, mut loaded } = met;
        loaded.counts.read = number(entries.len());
        (loaded.counts.added, loaded.counts.updated) = (number(added.len()), number(updated.len()));
        loaded.counts.back = number(back.len());
        if only_try || (added.is_empty() && updated.is_empty() && back.is_empty()) {
            // Nothing to tell, or nothing that stays.
            return Err(Stop::Because(loaded));
        }
        Ok(permit.change(&Event::Directory(DirectoryEvent::GroupsLoaded { added, updated, back }), loaded))
    });
    match written.await {
        Ok(loaded) => Ok(loaded),
        Err(Stop::Because(loaded)) => {
            if !only_try {
                portal.db.keep_house(async |house| groups::met(house, &named(entries), claim.run).await).await?;
            }
            Ok(loaded)
        }
        Err(Stop::Error(error)) => Err(error),
    }
}

async fn take(
    portal: &Portal,
    tx: &mut Tx<'_>,
    entry: &GroupEntry,
    linked: Option<&Linked>,
    run: i64,
    met: &mut Met,
) -> Result<(), Error> {
    let deleted = linked.filter(|linked| !linked.living);
    let was_gone = linked.is_some_and(|linked| linked.was_gone);
    let here = |id| ToRead { id, target: entry.target.clone(), is_back: was_gone };
    if let Some(linked) = deleted {
        match is_back(tx, linked, entry).await? {
            Return::Back => {}
            Return::Taken(names) => return waits(tx, entry, &names, met).await,
            Return::Stays => {
                met.loaded.counts.passed_over += 1;
                return Ok(());
            }
        }
    }
    if let Some(linked) = linked {
        met.loaded.here.push(here(linked.group));
    }
    let digest = digest(entry);
    if deleted.is_none() && linked.is_some_and(|linked| linked.digest == digest) {
        return Ok(());
    }
    let beside = linked.map(|linked| linked.group);
    let Some(labels) = &entry.labels else {
        met.loaded.counts.passed_over += 1;
        return Ok(());
    };
    if groups::is_taken(&tx.reading(), &labels.name, beside).await? {
        return waits(tx, entry, std::slice::from_ref(&labels.name), met).await;
    }
    let id = if let Some(id) = beside {
        one::lock(tx, id).await?;
        one::update(tx, id, labels).await?;
        let told = if deleted.is_some() { &mut met.back } else { &mut met.updated };
        told.push(subject(id, labels));
        id
    } else {
        let id = GroupId::new(tx.now(), &mut portal.dice())?;
        groups::create(tx, id, labels).await?;
        met.added.push(subject(id, labels));
        met.loaded.here.push(here(id));
        id
    };
    let (anchor, name_key) = (entry.anchor.clone(), entry.name_key().to_vec());
    Ok(groups::put(tx, &Linked { group: id, anchor, name_key, digest, living: true, was_gone }, run).await?)
}

/// Gives a ring of groups each other's names, as with people: all of them, or none. Says how many have others now.
pub(super) async fn exchange(
    portal: &Portal,
    program: &Actor,
    ring: &[(GroupId, &GroupEntry)],
    claim: Claim,
) -> Result<usize, Error> {
    let written = portal.db.write(async |tx| {
        let permit = hold(tx, program, claim).await?;
        let ids: BTreeSet<GroupId> = ring.iter().map(|(id, _)| *id).collect();
        let ids: Vec<GroupId> = ids.into_iter().collect();
        for id in &ids {
            one::lock(tx, *id).await?;
        }
        let anchors: Vec<&str> = ring.iter().map(|(_, entry)| entry.anchor.as_str()).collect();
        let known = groups::by_anchors(&tx.reading(), &anchors).await?;
        exchanges::set_aside(tx, &ids).await?;
        let mut met = Met::default();
        for (id, entry) in ring {
            let is_it = |linked: &&Linked| linked.living && linked.group == *id && linked.anchor == entry.anchor;
            let Some(linked) = known.iter().find(is_it) else { return Err(Stop::Because(())) };
            take(portal, tx, entry, Some(linked), claim.run, &mut met).await?;
        }
        let Met { added, updated, back, .. } = met;
        if updated.len() != ring.len() {
            // None keeps the name that was set aside.
            return Err(Stop::Because(()));
        }
        let number = updated.len();
        Ok(permit.change(&Event::Directory(DirectoryEvent::GroupsLoaded { added, updated, back }), number))
    });
    match written.await {
        Ok(number) => Ok(number),
        Err(Stop::Because(())) => Ok(0),
        Err(Stop::Error(error)) => Err(error),
    }
}

/// Passes a group over whose names another one has, and remembers it where that is one of this directory.
async fn waits(tx: &Tx<'_>, entry: &GroupEntry, taken: &[String], met: &mut Met) -> Result<(), Error> {
    met.loaded.counts.passed_over += 1;
    if unmet_groups::has_name(&tx.reading(), taken).await? {
        met.loaded.heirs.push(entry.clone());
    }
    Ok(())
}

/// Brings a group back that a walk has deleted, and that is met again, under the name of now where no other one has it: what somebody deleted here stays
/// deleted until somebody restores it.
async fn is_back(tx: &mut Tx<'_>, linked: &Linked, entry: &GroupEntry) -> Result<Return, Error> {
    let (Some(labels), Some(group)) = (&entry.labels, one::lock(tx, linked.group).await?) else {
        return Ok(Return::Stays);
    };
    let is_over = group.deleted.is_none_or(|deleted| deleted.purge_at <= tx.now());
    if is_over || !unmet_groups::is_gone(&tx.reading(), group.id).await? {
        return Ok(Return::Stays);
    }
    // The name of before may be another one's by now: nobody asks for it.
    if groups::is_taken(&tx.reading(), &labels.name, Some(group.id)).await? {
        return Ok(Return::Taken(vec![labels.name.clone()]));
    }
    removal::bring_back(tx, group.id, &labels.name).await?;
    Ok(Return::Back)
}

fn subject(id: GroupId, labels: &Labels) -> GroupSubject {
    GroupSubject { id, name: labels.name.clone() }
}

/// Of everything that would be written down but the members.
fn digest(entry: &GroupEntry) -> Vec<u8> {
    Sha256::digest(format!("{:?}", entry.labels)).to_vec()
}

pub(super) fn number(of: usize) -> u32 {
    u32::try_from(of).unwrap_or(u32::MAX)
}

/// Deletes those of some which a whole walk has not met: restorable, like every group that is deleted, and back by themselves when they are met
/// again. Says how many.
pub(super) async fn delete_unmet(
    portal: &Portal,
    program: &Actor,
    claim: Claim,
    unmet: &[GroupId],
) -> Result<usize, Error> {
    let deleted = portal.db.write(async |tx| {
        let permit = hold(tx, program, claim).await?;
        let gone = unmet_groups::lock(tx, claim.run, unmet).await?;
        if gone.is_empty() {
            return Err(Stop::Because(()));
        }
        let until = tx.now().saturating_add(KEPT).unwrap_or_else(|_| tx.now());
        for group in &gone {
            removal::delete(tx, group.id, until).await?;
        }
        unmet_groups::note_gone(tx, &gone).await?;
        let number = gone.len();
        Ok(permit.change(&Event::Directory(DirectoryEvent::GroupsGone(gone)), number))
    });
    match deleted.await {
        Ok(number) => Ok(number),
        Err(Stop::Because(())) => Ok(0),
        Err(Stop::Error(error)) => Err(error),
    }
}
