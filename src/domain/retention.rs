//! How long the audit log is kept, and where it begins since its first rows are kept no more (security 4.9, 14.2.7).

use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};

use super::chain::Link;

/// Where the chain begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Start {
    /// The last link that is kept no more: the next one follows from it.
    pub link: Link,
    /// Every row up to there is older than this.
    pub before: Timestamp,
    /// When that was decided.
    pub at: Timestamp,
}

impl Start {
    /// What the signature is over: never the same as what is signed of a head, or any head could be made a beginning.
    pub fn message(&self) -> Vec<u8> {
        let mut message = b"latchkey/audit-start/v1".to_vec();
        message.extend(self.link.seq.to_be_bytes());
        message.extend(self.link.hash);
        message.extend(self.before.as_microsecond().to_be_bytes());
        message.extend(self.at.as_microsecond().to_be_bytes());
        message
    }
}

/// A beginning with its signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedStart {
    /// The beginning.
    pub start: Start,
    /// Which generation of keys signed it.
    pub key_id: i16,
    /// Ed25519.
    pub signature: Vec<u8>,
}

/// Before which moment the log is kept no more when it is kept for so many months: the beginning of a month, so that it is decided once a month,
/// and at least a day more than those months ago. Of a month where the organisation is: reports count its days, and none of them is kept in part.
/// Nothing where there is no such moment.
pub fn kept_from(now: Timestamp, months: u16, time_zone: &TimeZone) -> Option<Timestamp> {
    let then = now.to_zoned(time_zone.clone()).checked_sub(i32::from(months).months()).ok()?;
    let first = then.checked_sub(1.day()).ok()?.first_of_month().ok()?.start_of_day().ok()?;
    Some(first.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::chain::Head;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn the_log_is_kept_from_the_beginning_of_a_month_and_never_shorter_than_was_decided() {
        for (now, months, from) in [
            ("2026-11-29T12:00:00Z", 24, "2024-11-01T00:00:00Z"),
            ("2026-11-02T00:00:00Z", 24, "2024-11-01T00:00:00Z"),
            ("2026-11-01T23:59:59Z", 24, "2024-10-01T00:00:00Z"),
            ("2026-03-31T00:00:00Z", 13, "2025-02-01T00:00:00Z"),
            ("2024-02-29T08:00:00Z", 120, "2014-02-01T00:00:00Z"),
        ] {
            assert_eq!(kept_from(at(now), months, &TimeZone::UTC), Some(at(from)), "{now} {months}");
        }
        assert_eq!(kept_from(Timestamp::MIN, 240, &TimeZone::UTC), None);
        let amsterdam = TimeZone::get("Europe/Amsterdam").unwrap();
        for (now, from) in [
            ("2026-11-01T22:59:59Z", "2024-09-30T22:00:00Z"),
            ("2026-11-01T23:00:00Z", "2024-10-31T23:00:00Z"),
            ("2026-08-15T12:00:00Z", "2024-07-31T22:00:00Z"),
        ] {
            assert_eq!(kept_from(at(now), 24, &amsterdam), Some(at(from)), "{now}");
        }
    }

    #[test]
    fn on_every_day_the_database_takes_what_the_shortest_decision_comes_to() {
        for place in ["UTC", "Europe/Amsterdam", "America/New_York", "Australia/Sydney", "Asia/Kathmandu"] {
            let zone = TimeZone::get(place).unwrap();
            let mut hour = at("2026-01-01T00:15:00Z");
            while hour < at("2034-01-01T00:00:00Z") {
                let kept = hour.duration_since(kept_from(hour, 13, &zone).unwrap()).as_hours() / 24;
                // As the table's own check, `audit_start_kept_long_enough`.
                assert!(kept >= 394, "{place} {hour}: {kept} days");
                hour += jiff::SignedDuration::from_hours(1);
            }
        }
    }

    #[test]
    fn a_head_is_no_beginning() {
        let (link, at) = (Link { seq: 7, hash: [3; 32] }, Timestamp::UNIX_EPOCH);
        let start = Start { link, before: at, at };
        assert_ne!(start.message(), Head { link, at }.message());
        let later = Start { before: Timestamp::from_microsecond(1).unwrap(), ..start };
        assert_ne!(start.message(), later.message());
    }
}
