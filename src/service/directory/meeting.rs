//! People as a walk meets them: page by page, and at last those whose name was somebody's who is gone.

use std::collections::HashSet;

use super::patience::patiently;
use super::people::load;
use super::walk::{IN_A_ROW, PASSES, TOGETHER, Task, Walked};
use crate::domain::directory::door::{Page, Visit};
use crate::domain::directory::entry::Entry;
use crate::domain::directory::run::Walk;
use crate::service::error::Error;
use crate::service::portal::Portal;
use crate::store::directory::{people, unmet_people};

/// So many who wait for a name are remembered; those behind have it after the next whole walk.
const MOST_HEIRS: usize = 5_000;

impl Task<'_> {
    /// A page of people, with those of whom too little may be seen: they are there, and passed over.
    pub(super) async fn meet(&mut self, page: &Page) -> Result<(), Error> {
        let only_try = self.walk == Walk::Try;
        let hidden = u32::try_from(page.nameless.len()).unwrap_or(u32::MAX).saturating_add(page.hidden);
        self.counts.read += hidden;
        self.counts.passed_over += hidden;
        self.hidden += page.hidden;
        if only_try {
            let anchors: Vec<&str> = page.people.iter().map(|entry| entry.anchor.as_str()).collect();
            let holders = self.portal.db.read(async |read| unmet_people::holders(read, &anchors, &page.nameless).await);
            self.holders_met = self.holders_met.saturating_add(holders.await?);
        }
        if !page.nameless.is_empty() {
            let (portal, run) = (self.portal, self.claim.run);
            self.met_again += patiently(async || nameless(portal, &page.nameless, run, only_try).await).await?;
        }
        self.take(&page.people).await
    }

    pub(super) async fn take(&mut self, page: &[Entry]) -> Result<(), Error> {
        let (portal, only_try) = (self.portal, self.walk == Walk::Try);
        for some in page.chunks(TOGETHER) {
            let loaded = patiently(async || load(portal, self.program, some, self.claim, only_try).await).await?;
            self.met_again += loaded.living;
            self.counts.read += loaded.counts.read;
            self.counts.added += loaded.counts.added;
            self.counts.updated += loaded.counts.updated;
            self.counts.back += loaded.counts.back;
            self.counts.passed_over += loaded.counts.passed_over;
            let room = MOST_HEIRS.saturating_sub(self.heirs.len());
            // A try gives nobody's name away.
            self.heirs.extend(loaded.heirs.into_iter().take(if only_try { 0 } else { room }));
        }
        self.tell().await
    }

    /// Whoever was passed over for a name is looked at once more when everybody was met and those who are gone are deleted: who is made anew over
    /// there is here at once, and not a day later. And again while that gets somebody in, whose own name may be the next one's. Whoever is not
    /// told of stays passed over; so do all others where the directory does not answer. Those who have each other's names at the end go together.
    pub(super) async fn take_heirs(&mut self, visit: &mut dyn Visit) -> Walked {
        let (mut silent, mut waiting) = (0, vec![]);
        for _ in 0..PASSES {
            waiting.clear();
            let (heirs, before) = (std::mem::take(&mut self.heirs), self.counts.here());
            for some in heirs.chunks(TOGETHER) {
                let mut entries = vec![];
                for anchor in some {
                    match visit.by_anchor(anchor).await {
                        Ok(entry) => {
                            silent = 0;
                            entries.extend(entry);
                        }
                        Err(fault) => silent = if fault.trouble.passes() { silent + 1 } else { 0 },
                    }
                    if silent == IN_A_ROW {
                        break;
                    }
                }
                if let Err(fault) = self.stands() {
                    return Ok(Err(fault));
                }
                // They are counted already.
                let again = u32::try_from(entries.len()).unwrap_or(u32::MAX);
                self.counts.read = self.counts.read.saturating_sub(again);
                self.counts.passed_over = self.counts.passed_over.saturating_sub(again);
                self.take(&entries).await?;
                waiting.extend(entries);
                if silent == IN_A_ROW {
                    tracing::warn!("the directory does not answer for those who wait for a name");
                    return Ok(Ok(()));
                }
            }
            if self.counts.here() == before {
                break;
            }
        }
        let still: HashSet<String> = std::mem::take(&mut self.heirs).into_iter().collect();
        waiting.retain(|entry: &Entry| still.contains(&entry.anchor));
        Box::pin(self.exchange(&waiting)).await
    }
}

/// Notes that some are there whose names our account may not read. Says how many of them are known and not deleted here.
///
/// # Errors
/// The store's.
async fn nameless(portal: &Portal, anchors: &[String], run: i64, only_try: bool) -> Result<u32, Error> {
    let anchors: Vec<&str> = anchors.iter().map(String::as_str).collect();
    let known = portal.db.read(async |read| people::by_anchors(read, &anchors).await).await?;
    if !only_try {
        portal.db.keep_house(async |house| people::sighted(house, &anchors, run).await).await?;
    }
    Ok(u32::try_from(known.iter().filter(|linked| linked.living).count()).unwrap_or(u32::MAX))
}
