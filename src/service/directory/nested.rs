//! Which groups are in a group over there, followed here: some at a time, so that nobody waits long who puts groups into groups.

use std::collections::BTreeSet;

use super::claim::hold;
use super::groups::number;
use super::membership::{Following, Inside, living, none_where_stopped};
use super::patience::patiently;
use crate::domain::directory::run::{GroupCounts, Walk};
use crate::domain::directory_event::DirectoryEvent;
use crate::domain::event::Event;
use crate::domain::group::Misfit;
use crate::domain::id::GroupId;
use crate::service::error::Error;
use crate::service::stop::Stop;
use crate::store::directory::groups;
use crate::store::groups::nesting;

/// So many groups come or go in one deed.
const TOGETHER: usize = 50;

/// Which groups come into a group and which leave it, and how many are in it.
pub(super) struct Nested {
    pub(super) come: Vec<GroupId>,
    pub(super) gone: Vec<GroupId>,
    pub(super) now: usize,
}

impl Following<'_> {
    /// What is to be done. Those that are deleted here keep their place, for when they are restored.
    pub(super) async fn nested(&self, group: GroupId, inside: &Inside) -> Result<Nested, Error> {
        let now = self.portal.db.read(async |read| groups::nested(read, group).await).await?;
        let now: BTreeSet<GroupId> = now.into_iter().collect();
        let come = inside.groups.difference(&now).copied().collect();
        // One of the names that nobody knows may be the new name of one of them; a walk over all knows it.
        let gone = if self.walk == Walk::Changes && !inside.unknown.is_empty() {
            vec![]
        } else {
            now.difference(&inside.groups).copied().collect()
        };
        Ok(Nested { come, gone, now: now.len() })
    }

    /// Puts groups into a group, and takes them out. One that would be in itself, or stand too deep, is passed over: no harm comes of it.
    pub(super) async fn groups(
        &self,
        group: GroupId,
        Nested { come, gone, .. }: &Nested,
        counts: &mut GroupCounts,
    ) -> Result<(), Error> {
        if self.walk == Walk::Try {
            counts.members_added += number(come.len());
            counts.members_removed += number(gone.len());
            return Ok(());
        }
        for some in gone.chunks(TOGETHER) {
            counts.members_removed += number(patiently(async || self.take_out(group, some).await).await?);
        }
        let mut joined = 0;
        for some in come.chunks(TOGETHER) {
            let (added, is_full) = patiently(async || self.put_in(group, some).await).await?;
            joined += added;
            if is_full {
                break;
            }
        }
        counts.members_added += number(joined);
        counts.members_unknown += number(come.len().saturating_sub(joined));
        Ok(())
    }

    /// Says how many went in, and whether no more are tried.
    async fn put_in(&self, group: GroupId, some: &[GroupId]) -> Result<(usize, bool), Error> {
        let written = self.portal.db.write(async |tx| {
            let permit = hold(tx, self.program, self.claim).await?;
            nesting::alone(tx).await?;
            let group = living(tx, group, false).await?;
            let (mut added, mut is_full) = (vec![], false);
            for member in nesting::hold(tx, some).await? {
                match nesting::fits(tx, group.id, member.id).await? {
                    None if nesting::add(tx, group.id, member.id).await? => added.push(member),
                    // What comes behind would be looked through for nothing.
                    Some(Misfit::TooMany) => {
                        is_full = true;
                        break;
                    }
                    _ => {}
                }
            }
            if added.is_empty() {
                return Err(Stop::Because(is_full));
            }
            let number = added.len();
            let event = DirectoryEvent::MembersMoved { group, into: true, people: vec![], groups: added };
            Ok(permit.change(&Event::Directory(event), (number, is_full)))
        });
        match written.await {
            Ok(done) => Ok(done),
            Err(Stop::Because(is_full)) => Ok((0, is_full)),
            Err(Stop::Error(error)) => Err(error),
        }
    }

    async fn take_out(&self, group: GroupId, some: &[GroupId]) -> Result<usize, Error> {
        let written = self.portal.db.write(async |tx| {
            let permit = hold(tx, self.program, self.claim).await?;
            nesting::alone(tx).await?;
            let group = living(tx, group, ()).await?;
            let groups = nesting::remove(tx, group.id, some).await?;
            if groups.is_empty() {
                return Err(Stop::Because(()));
            }
            let number = groups.len();
            let event = DirectoryEvent::MembersMoved { group, into: false, people: vec![], groups };
            Ok(permit.change(&Event::Directory(event), number))
        });
        none_where_stopped(written.await)
    }
}
