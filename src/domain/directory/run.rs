//! A walk over the people of a directory: which, how far, with what result.

use jiff::Timestamp;

use super::fault::Trouble;

/// What a walk is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Walk {
    /// Counts what a whole one would do, and does nothing.
    Try,
    /// Over everybody: whoever is gone is found out.
    Whole,
    /// Over those who were changed since the last one.
    Changes,
}

impl Walk {
    /// The stable name in rows.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Try => "try",
            Self::Whole => "whole",
            Self::Changes => "changes",
        }
    }

    /// Reads [`Walk::id`] back.
    pub fn from_id(id: &str) -> Option<Self> {
        [Self::Try, Self::Whole, Self::Changes].into_iter().find(|walk| walk.id() == id)
    }
}

/// Where a walk stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Nobody has begun with it.
    Waiting,
    /// A server is at it.
    Running,
    /// Over.
    Done,
    /// It came to nothing.
    Failed,
}

impl Stage {
    /// The stable name in rows.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Running => "running",
            Self::Done => "done",
            Self::Failed => "failed",
        }
    }

    /// Reads [`Stage::id`] back.
    pub fn from_id(id: &str) -> Option<Self> {
        [Self::Waiting, Self::Running, Self::Done, Self::Failed].into_iter().find(|stage| stage.id() == id)
    }
}

/// What a walk has met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// People in the directory.
    pub read: u32,
    /// New here.
    pub added: u32,
    /// Changed here.
    pub updated: u32,
    /// Deleted here by a walk, and met again.
    pub back: u32,
    /// Not in the directory any more: deleted here.
    pub gone: u32,
    /// Those who would have been deleted, had they not been too many at once.
    pub held_back: u32,
    /// Without a user name that can be one here, or with one that somebody else has.
    pub passed_over: u32,
    /// People whose manager is another one now.
    pub managers: u32,
    /// What it met of groups.
    pub groups: GroupCounts,
}

impl Counts {
    /// How many came in, came back or are others now.
    pub const fn here(&self) -> u32 {
        self.added + self.updated + self.back
    }
}

/// What a walk has met of groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct GroupCounts {
    /// Groups in the directory.
    pub read: u32,
    /// New here.
    pub added: u32,
    /// Changed here.
    pub updated: u32,
    /// Deleted here by a walk, and met again.
    pub back: u32,
    /// Not in the directory any more: deleted here.
    pub gone: u32,
    /// Those which would have been deleted, had they not been too many at once.
    pub held_back: u32,
    /// With a name that can be none here or that another group has, with more members than are followed, or with members that the directory does not tell.
    pub passed_over: u32,
    /// Who came into groups.
    pub members_added: u32,
    /// Who left groups.
    pub members_removed: u32,
    /// Who would have left groups, had they not been too many of one group at once.
    pub members_held_back: u32,
    /// Whom groups name as members and nobody knows here; and groups that do not fit into one another.
    pub members_unknown: u32,
}

impl GroupCounts {
    /// How many came in, came back or are others now.
    pub const fn here(&self) -> u32 {
        self.added + self.updated + self.back
    }
}

/// A walk, as it is shown.
#[derive(Debug, Clone)]
pub struct Run {
    /// Its number.
    pub id: i64,
    /// What it is for.
    pub walk: Walk,
    /// Where it stands.
    pub stage: Stage,
    /// When it was asked for.
    pub asked_at: Timestamp,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
    /// What it met.
    pub counts: Counts,
    /// Why it came to nothing, and what the directory said.
    pub fault: Option<(Trouble, String)>,
}

/// Whether so many may be deleted at once: no more than a share of all, in percent; a handful in any case, but for a share of nothing.
pub fn may_go(gone: u64, known: u64, percent: u16) -> bool {
    (percent > 0 && gone <= HANDFUL) || gone.saturating_mul(100) <= known.saturating_mul(percent.into())
}

/// So few go at any time.
const HANDFUL: u64 = 5;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_directory_that_is_suddenly_empty_deletes_nobody() {
        assert!(may_go(0, 0, 10));
        assert!(may_go(5, 6, 10), "a handful goes");
        assert!(may_go(0, 6, 0) && !may_go(1, 6, 0), "none is none");
        assert!(may_go(10, 100, 10));
        assert!(!may_go(11, 100, 10));
        assert!(!may_go(100_000, 100_000, 10));
    }
}
