//! The second half of a walk: security groups, and then who is in them.

use std::collections::HashSet;
use std::time::{Duration, Instant};

use super::groups::{ToRead, delete_unmet, load, number};
use super::membership::Following;
use super::patience::patiently;
use super::walk::{IN_A_ROW, PASSES, Task, Walked};
use crate::domain::directory::door::Visit;
use crate::domain::directory::group_entry::GroupEntry;
use crate::domain::directory::run::Walk;
use crate::domain::id::GroupId;
use crate::store::directory::unmet_groups;

/// So many groups are written down in one deed.
const TOGETHER: usize = 100;
/// So many groups are followed; those behind are passed over.
const MOST: usize = 50_000;
/// So many that wait for a name are remembered; those behind have it after the next whole walk.
const MOST_HEIRS: usize = 1_000;
/// While members are read, somebody says so often how far it is.
const TELL: Duration = Duration::from_secs(15);

/// What was met of groups so far.
#[derive(Default)]
struct Met {
    /// Those that are here, in the order in which they came, each once.
    here: Vec<ToRead>,
    /// Which those are.
    known: HashSet<GroupId>,
    /// How many were known, and are not deleted here.
    again: u32,
    /// How many there are of which our account may not even see what never changes.
    hidden: u32,
    /// Those passed over for the name of one that may be gone, or be called otherwise.
    heirs: Vec<GroupEntry>,
}

impl Task<'_> {
    /// Groups first, so that each is known when another one names it; then their members.
    pub(super) async fn groups(&mut self, visit: &mut dyn Visit, base: &str, since: Option<&str>) -> Walked {
        let mut met = Met::default();
        loop {
            let page = match visit.groups(base, since).await {
                Ok(page) if page.is_empty() => break,
                Ok(page) => page,
                Err(fault) => return Ok(Err(fault)),
            };
            // Which may not be read is there, and passed over.
            met.hidden += page.hidden;
            self.counts.groups.read += page.hidden;
            self.counts.groups.passed_over += page.hidden;
            let taken = self.take_groups(&page.groups, &mut met).await?;
            if taken.is_err() {
                return Ok(taken);
            }
        }
        if self.walk != Walk::Changes {
            let seen = self.see_which_are_gone(visit, base, (met.again, met.hidden)).await?;
            if seen.is_err() {
                return Ok(seen);
            }
        }
        let taken = self.take_group_heirs(visit, base, &mut met).await?;
        if taken.is_err() {
            return Ok(taken);
        }
        let following = Following { portal: self.portal, program: self.program, claim: self.claim, walk: self.walk };
        let (mut told, mut faults) = (Instant::now(), 0);
        for group in &met.here {
            if let Err(fault) = self.stands_for_groups() {
                return Ok(Err(fault));
            }
            match following.follow(visit, group, &mut self.counts.groups).await? {
                Ok(()) => faults = 0,
                // Nobody left it for that; the next whole walk reads it again.
                Err(fault) => {
                    tracing::warn!(%fault, "the members of a group could not be read");
                    self.counts.groups.passed_over += 1;
                    faults = if fault.trouble.passes() { faults + 1 } else { 0 };
                    if faults == IN_A_ROW {
                        return Ok(Err(fault));
                    }
                }
            }
            if told.elapsed() > TELL {
                self.tell().await?;
                told = Instant::now();
            }
        }
        Ok(Ok(()))
    }

    /// As with people: once more, now that those which are gone are deleted, and again while that gets one in. They were read a while ago: which is
    /// not there any more, or not told of, stays passed over.
    async fn take_group_heirs(&mut self, visit: &mut dyn Visit, base: &str, met: &mut Met) -> Walked {
        let mut silent = 0;
        for _ in 0..PASSES {
            let (heirs, before) = (std::mem::take(&mut met.heirs), self.counts.groups.here());
            for some in heirs.chunks(TOGETHER) {
                let mut there = vec![];
                for heir in some {
                    match visit.has_group(base, &heir.anchor).await {
                        Ok(is_there) => {
                            silent = 0;
                            there.extend(is_there.then(|| heir.clone()));
                        }
                        Err(fault) => silent = if fault.trouble.passes() { silent + 1 } else { 0 },
                    }
                    if silent == IN_A_ROW {
                        break;
                    }
                }
                // They are counted already.
                let counts = &mut self.counts.groups;
                counts.read = counts.read.saturating_sub(number(there.len()));
                counts.passed_over = counts.passed_over.saturating_sub(number(there.len()));
                let taken = self.take_groups(&there, met).await?;
                if taken.is_err() {
                    return Ok(taken);
                }
                if silent == IN_A_ROW {
                    tracing::warn!("the directory does not answer for groups that wait for a name");
                    return Ok(Ok(()));
                }
            }
            if self.counts.groups.here() == before {
                break;
            }
        }
        Box::pin(self.exchange_groups(&met.heirs)).await
    }

    /// Writes groups down, some at a time.
    async fn take_groups(&mut self, entries: &[GroupEntry], met: &mut Met) -> Walked {
        let (portal, program, only_try) = (self.portal, self.program, self.walk == Walk::Try);
        for some in entries.chunks(TOGETHER) {
            if let Err(fault) = self.stands_for_groups() {
                return Ok(Err(fault));
            }
            let loaded = patiently(async || load(portal, program, some, self.claim, only_try).await).await?;
            let counts = &mut self.counts.groups;
            counts.read += loaded.counts.read;
            counts.added += loaded.counts.added;
            counts.updated += loaded.counts.updated;
            counts.back += loaded.counts.back;
            counts.passed_over += loaded.counts.passed_over;
            met.again += loaded.met_again;
            for group in loaded.here {
                if met.known.contains(&group.id) {
                    continue;
                }
                if met.here.len() == MOST {
                    counts.passed_over += 1;
                    continue;
                }
                met.known.insert(group.id);
                met.here.push(group);
            }
            let room = MOST_HEIRS.saturating_sub(met.heirs.len());
            // A try gives no group's name away.
            met.heirs.extend(loaded.heirs.into_iter().take(if only_try { 0 } else { room }));
        }
        self.tell().await?;
        Ok(Ok(()))
    }

    /// As with people: which was not met is asked for once more by what never changes, and then gone; too many at once are not.
    async fn see_which_are_gone(
        &mut self,
        visit: &mut dyn Visit,
        base: &str,
        (met_again, hidden): (u32, u32),
    ) -> Walked {
        let (portal, program, run) = (self.portal, self.program, self.claim.run);
        let (unmet, known) = portal.db.read(async |read| unmet_groups::numbers(read, run).await).await?;
        // A try writes none down as met.
        let unmet = if self.walk == Walk::Try { known.saturating_sub(met_again.into()) } else { unmet };
        let groups = u32::try_from(unmet).unwrap_or(u32::MAX);
        // Of which our account may not even see what never changes, nobody knows which they are: each that is missing may be one of them.
        if hidden > 0 || !self.may_go(unmet, known) {
            self.counts.groups.held_back = groups;
            return Ok(Ok(()));
        }
        if self.walk == Walk::Try {
            self.counts.groups.gone = groups;
            return Ok(Ok(()));
        }
        let (most, mut after, mut met) = (i64::try_from(TOGETHER).unwrap_or(1), None, 0);
        loop {
            let some = portal.db.read(async |read| unmet_groups::after(read, run, after, most).await).await?;
            let Some((last, _)) = some.last() else { return Ok(Ok(())) };
            after = Some(*last);
            let (mut gone, mut there) = (vec![], vec![]);
            for (group, anchor) in &some {
                match visit.has_group(base, anchor).await {
                    Ok(true) => there.push(*group),
                    Ok(false) => gone.push(*group),
                    Err(fault) => return Ok(Err(fault)),
                }
            }
            if let Err(fault) = self.stands_for_groups() {
                return Ok(Err(fault));
            }
            // Which was moved while the pages went by is there, and passed over.
            portal.db.keep_house(async |house| unmet_groups::sighted(house, &there, run).await).await?;
            self.counts.groups.passed_over += number(there.len());
            met += there.len();
            if !self.may_go(unmet, known) {
                // Fewer may go by now: the rest is held back.
                let rest = number(met).saturating_add(self.counts.groups.gone);
                self.counts.groups.held_back = groups.saturating_sub(rest);
                return Ok(Ok(()));
            }
            let deleted = patiently(async || delete_unmet(portal, program, self.claim, &gone).await).await?;
            self.counts.groups.gone += number(deleted);
        }
    }
}
