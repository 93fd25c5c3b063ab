//! Whether the directory still has what was written there: read back a little later (drift).

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::entry::Entry;
use crate::domain::directory_event::Operation;

/// The directory's clock may be so far from ours.
const SLACK: SignedDuration = SignedDuration::from_mins(5);
/// Active Directory counts tenths of microseconds since 1601.
const TICKS: i64 = 10_000_000;
const SINCE_1601: i64 = 11_644_473_600;

/// What reading back found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReadBack {
    /// It is there.
    There,
    /// It was there, and somebody changed it over there since.
    ChangedSince,
    /// It is not there: whatever was answered then, it does not hold.
    Missing,
    /// The person is not there any more.
    Gone,
    /// The directory does not tell when a password was set.
    Untold,
}

/// A write, by the moments that tell it from others.
#[derive(Debug, Clone, Copy)]
pub struct Moments {
    /// When it began, by our clock.
    pub began: Timestamp,
    /// When its end was known, by our clock.
    pub ended: Timestamp,
    /// When the password of before was set, by the directory's own clock; nothing where that is not known.
    pub before: Option<Timestamp>,
    /// Whether nobody was told how it ended.
    pub unknown: bool,
}

impl ReadBack {
    /// Everything that it can find.
    pub const ALL: [Self; 5] = [Self::There, Self::ChangedSince, Self::Missing, Self::Gone, Self::Untold];

    /// The stable name in rows.
    pub const fn id(self) -> &'static str {
        match self {
            Self::There => "there",
            Self::ChangedSince => "changed-since",
            Self::Missing => "missing",
            Self::Gone => "gone",
            Self::Untold => "untold",
        }
    }

    /// Reads [`ReadBack::id`] back.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|found| found.id() == id)
    }

    /// What is found of a write in the person as she is over there now. Of one that was answered the answer holds in doubt; one that was not
    /// is there only where that is certain.
    pub fn of(entry: Option<&Entry>, operation: Operation, moments: Moments) -> Self {
        let Moments { began, ended, before, unknown } = moments;
        let Some(entry) = entry else { return Self::Gone };
        if matches!(operation, Operation::Unlock | Operation::SelfUnlock) {
            return if entry.state.locked { Self::ChangedSince } else { Self::There };
        }
        match entry.password_at {
            // What was given for one sign-in waits for it.
            None if entry.must_change && operation.is_temporary() && !(unknown && before.is_none()) => Self::There,
            None => Self::Untold,
            // The password of before, by the same clock.
            Some(at) if unknown && before == Some(at) => Self::Missing,
            Some(at) if began.duration_since(at) > SLACK => Self::Missing,
            Some(at) if at.duration_since(ended) > SLACK => Self::ChangedSince,
            Some(_) => Self::There,
        }
    }
}

/// A moment as Active Directory counts it; nothing for none.
pub fn counted(ticks: i64) -> Option<Timestamp> {
    (ticks > 0).then(|| Timestamp::from_second(ticks / TICKS - SINCE_1601).ok()).flatten()
}

/// A moment as LDAP spells it (RFC 4517 3.3.13): `20261129090633Z`, with or without a fraction.
pub fn spelled(text: &str) -> Option<Timestamp> {
    let (whole, rest) = text.split_at_checked(14)?;
    if !rest.ends_with('Z') || !whole.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let moment = DateTime::strptime("%Y%m%d%H%M%S", whole).ok()?;
    moment.to_zoned(TimeZone::UTC).ok().map(|zoned| zoned.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::directory::entry::State;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn entry(password_at: Option<&str>, locked: bool, must_change: bool) -> Entry {
        Entry {
            anchor: "a".into(),
            name: "uid=a".into(),
            target: "uid=a".into(),
            login: "a".into(),
            display_name: None,
            values: vec![],
            state: State { locked, ..State::default() },
            must_change,
            password_at: password_at.map(at),
            changed: None,
            manager: None,
        }
    }

    #[test]
    fn moments_are_read_as_directories_write_them() {
        assert_eq!(spelled("20261129090633Z"), Some(at("2026-11-29T09:06:33Z")));
        assert_eq!(spelled("20261129090633.0Z"), Some(at("2026-11-29T09:06:33Z")));
        for nonsense in ["", "20261129", "20261329090633Z", "20261129090633", "2026112909063éZ", "abcdefghijklmnZ"] {
            assert_eq!(spelled(nonsense), None, "{nonsense}");
        }
        assert_eq!(counted(134_404_168_155_307_540), Some(at("2026-11-29T09:06:55Z")));
        assert_eq!((counted(0), counted(-1)), (None, None));
    }

    #[test]
    fn what_was_written_is_there_or_was_changed_since_or_never_came() {
        let (began, ended) = (at("2026-11-29T10:00:00Z"), at("2026-11-29T10:00:01Z"));
        let times = Moments { began, ended, before: Some(at("2026-11-29T09:57:00Z")), unknown: false };
        let found = |entry: Entry| ReadBack::of(Some(&entry), Operation::Reset, times);
        assert_eq!(found(entry(Some("2026-11-29T09:56:00Z"), false, true)), ReadBack::There, "clocks differ");
        assert_eq!(found(entry(Some("2026-11-29T09:50:00Z"), false, true)), ReadBack::Missing);
        assert_eq!(found(entry(Some("2026-11-29T11:00:00Z"), false, false)), ReadBack::ChangedSince);
        assert_eq!(found(entry(None, false, true)), ReadBack::There);
        assert_eq!(found(entry(None, false, false)), ReadBack::Untold);
        assert_eq!(ReadBack::of(None, Operation::Reset, times), ReadBack::Gone);
        // Of a write that nobody answered for, the password of before is no proof.
        let unknown = Moments { unknown: true, ..times };
        let doubted = |entry: Entry, times| ReadBack::of(Some(&entry), Operation::Reset, times);
        assert_eq!(found(entry(Some("2026-11-29T09:57:00Z"), false, true)), ReadBack::There);
        assert_eq!(doubted(entry(Some("2026-11-29T09:57:00Z"), false, true), unknown), ReadBack::Missing);
        assert_eq!(doubted(entry(Some("2026-11-29T10:00:00Z"), false, true), unknown), ReadBack::There);
        assert_eq!(doubted(entry(None, false, true), unknown), ReadBack::There);
        assert_eq!(doubted(entry(None, false, true), Moments { before: None, ..unknown }), ReadBack::Untold);
        let opened = |locked| ReadBack::of(Some(&entry(None, locked, false)), Operation::Unlock, times);
        assert_eq!((opened(false), opened(true)), (ReadBack::There, ReadBack::ChangedSince));
        assert!(ReadBack::ALL.into_iter().all(|found| ReadBack::from_id(found.id()) == Some(found)));
    }
}
