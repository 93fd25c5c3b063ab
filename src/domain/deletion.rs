//! People who were deleted: readable and restorable for a time, then gone for good (R-125…R-128).

use jiff::{SignedDuration, Timestamp};

use super::id::UserId;
use super::user::User;

/// So long somebody who was deleted can be restored.
pub const KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);

/// When somebody was deleted, by whom, and what comes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deletion {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: Option<UserId>,
    /// By whom: the user name of that moment.
    pub by_name: String,
    /// From then on the program removes the person for good.
    pub purge_at: Timestamp,
}

impl Deletion {
    /// How many days are left to restore the person; the last one counts until it is over.
    pub fn days_left(&self, now: Timestamp) -> u64 {
        let seconds = self.purge_at.duration_since(now).as_secs();
        u64::try_from(seconds).map_or(0, |seconds| seconds.div_ceil(24 * 60 * 60))
    }
}

/// Somebody who was deleted. The roles are those that would come back.
#[derive(Debug, Clone)]
pub struct Deleted {
    /// The account as it was.
    pub user: User,
    /// Since when, and until when.
    pub deletion: Deletion,
}

/// Somebody, deleted or not.
#[derive(Debug, Clone)]
pub struct Known {
    /// The account.
    pub user: User,
    /// When the account was deleted, if it was.
    pub deletion: Option<Deletion>,
}

impl From<User> for Known {
    fn from(user: User) -> Self {
        Self { user, deletion: None }
    }
}

impl From<Deleted> for Known {
    fn from(Deleted { user, deletion }: Deleted) -> Self {
        Self { user, deletion: Some(deletion) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_down_to_the_end() {
        let at: Timestamp = "2026-11-20T12:00:00Z".parse().unwrap();
        let deletion = Deletion { at, by: None, by_name: String::new(), purge_at: at + KEPT };
        let after = |hours| deletion.days_left(at + SignedDuration::from_hours(hours));
        assert_eq!([after(0), after(1), after(24), after(29 * 24), after(30 * 24 - 1)], [30, 30, 29, 1, 1]);
        assert_eq!([after(30 * 24), after(31 * 24)], [0, 0]);
    }
}
