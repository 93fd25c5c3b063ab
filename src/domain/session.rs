//! A session: what a browser's cookie may open, and until when (security 4.1).

use jiff::{SignedDuration, Timestamp};

use super::id::SessionId;
use super::role::Roles;
use super::settings::sessions::Sessions;

/// What a session may do. It never changes in place: a stronger one is a new one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SessionKind {
    /// Everything its person may do.
    Full,
    /// Change the password, sign out, switch language or theme.
    ForcedChange,
    /// Prove the second step, sign out, switch language or theme: the password was right.
    SecondStep,
}

impl SessionKind {
    /// The stable name in the store.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::ForcedChange => "forced-change",
            Self::SecondStep => "second-step",
        }
    }

    /// Reads [`SessionKind::id`] back.
    pub fn from_id(id: &str) -> Option<Self> {
        [Self::Full, Self::ForcedChange, Self::SecondStep].into_iter().find(|kind| kind.id() == id)
    }
}

/// How long a session lives (ASVS 7.1.1; security 4.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionLife {
    /// Without a request.
    pub idle: SignedDuration,
    /// In all.
    pub absolute: SignedDuration,
}

impl SessionLife {
    /// The life of a session: as decided for administrators and for others, and longer for those who may stay and want to; a forced change
    /// has 10 min, the second step 5.
    pub const fn of(kind: SessionKind, roles: Roles, decided: &Sessions, stays: bool) -> Self {
        let (minutes, hours) = match kind {
            SessionKind::ForcedChange => {
                return Self { idle: SignedDuration::from_mins(10), absolute: SignedDuration::from_mins(10) };
            }
            SessionKind::SecondStep => {
                return Self { idle: SignedDuration::from_mins(5), absolute: SignedDuration::from_mins(5) };
            }
            SessionKind::Full if stays && decided.stay_days(roles) > 0 => {
                let whole = SignedDuration::from_hours(24 * decided.stay_days(roles) as i64);
                return Self { idle: whole, absolute: whole };
            }
            SessionKind::Full if roles.is_empty() => (decided.others_idle_minutes, decided.others_hours),
            SessionKind::Full => (decided.administrators_idle_minutes, decided.administrators_hours),
        };
        Self { idle: SignedDuration::from_mins(minutes as i64), absolute: SignedDuration::from_hours(hours as i64) }
    }
}

/// A session, as its person sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnSession {
    /// Which.
    pub id: SessionId,
    /// Since when.
    pub since: Timestamp,
    /// When it was last used.
    pub last_seen_at: Timestamp,
    /// From where.
    pub address: Option<String>,
    /// On what.
    pub device: Option<String>,
    /// Whether its person wanted to stay signed in.
    pub stays: bool,
}

/// A session's row and its person's state, as one look-up finds them.
#[derive(Debug, Clone, Copy)]
pub struct Standing {
    /// Ended by sign-out, reset or change.
    pub revoked: bool,
    /// The account may sign in.
    pub enabled: bool,
    /// The session was made for the credential that is still valid.
    pub current: bool,
    /// Ends by itself without a request until then.
    pub idle_until: Timestamp,
    /// Ends in any case.
    pub absolute_until: Timestamp,
}

impl Standing {
    /// The same under the life that it would have now: what was decided since, and the roles of this moment, may only shorten it.
    #[must_use]
    pub fn within(self, life: SessionLife, created_at: Timestamp, last_seen_at: Timestamp) -> Self {
        let end = |since: Timestamp, life| since.saturating_add(life).unwrap_or(Timestamp::MAX);
        Self {
            idle_until: self.idle_until.min(end(last_seen_at, life.idle)),
            absolute_until: self.absolute_until.min(end(created_at, life.absolute)),
            ..self
        }
    }
}

/// Whether a session still opens anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It does.
    Live,
    /// It ended by itself, through quiet or age.
    TimedOut,
    /// Somebody or something ended it.
    Ended,
}

impl Standing {
    /// Judges the session at a moment.
    pub fn at(&self, now: Timestamp) -> Verdict {
        if self.revoked || !self.enabled || !self.current {
            Verdict::Ended
        } else if now >= self.idle_until || now >= self.absolute_until {
            Verdict::TimedOut
        } else {
            Verdict::Live
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_ends_by_quiet_age_or_revocation() {
        let start = Timestamp::UNIX_EPOCH;
        let life = SessionLife::of(SessionKind::Full, Roles::NONE, &Sessions::default(), false);
        let standing = Standing {
            revoked: false,
            enabled: true,
            current: true,
            idle_until: start + life.idle,
            absolute_until: start + life.absolute,
        };
        assert_eq!(standing.at(start), Verdict::Live);
        assert_eq!(standing.at(start + life.idle), Verdict::TimedOut);
        assert_eq!(Standing { revoked: true, ..standing }.at(start), Verdict::Ended);
        assert_eq!(Standing { enabled: false, ..standing }.at(start), Verdict::Ended);
        assert_eq!(Standing { current: false, ..standing }.at(start), Verdict::Ended);
    }
}
