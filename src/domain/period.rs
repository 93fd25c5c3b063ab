//! Which time a report is about: the last day, week or month, or days that somebody names (T-132).

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan as _};

/// So many days at most: a report is read on a page.
pub const MOST_DAYS: i32 = 366;

/// A time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Period {
    /// The last 24 hours, from the beginning of the first one.
    Hours,
    /// Today and the six days before.
    Week,
    /// Today and the 29 days before.
    #[default]
    Month,
    /// From a day to another one, both of them whole.
    Days(Date, Date),
}

impl Period {
    /// Those that have a name.
    pub const NAMED: [Self; 3] = [Self::Hours, Self::Week, Self::Month];

    /// The stable name in addresses.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Hours => "24h",
            Self::Week => "7d",
            Self::Month => "30d",
            Self::Days(..) => "days",
        }
    }

    /// Reads [`Period::id`] back, for those that have a name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::NAMED.into_iter().find(|period| period.id() == id)
    }

    /// The first day and the last one, where it is made of days.
    pub fn days(self, now: Timestamp, zone: &TimeZone) -> Option<(Date, Date)> {
        let today = zone.to_datetime(now).date();
        let back = |days: i64| today.saturating_sub(days.days());
        match self {
            Self::Hours => None,
            Self::Week => Some((back(6), today)),
            Self::Month => Some((back(29), today)),
            Self::Days(from, to) => Some((from, to)),
        }
    }

    /// Its first moment, and the moment behind its last one.
    pub fn moments(self, now: Timestamp, zone: &TimeZone) -> (Timestamp, Timestamp) {
        let midnight = |day: Date| day.to_zoned(zone.clone()).map_or(now, |zoned| zoned.timestamp());
        match self.days(now, zone) {
            None => {
                let day_ago = now.saturating_sub(SignedDuration::from_hours(24)).unwrap_or(now);
                (hour_of(day_ago, zone), later(now))
            }
            Some((from, to)) => (midnight(from), midnight(to.saturating_add(1.day()))),
        }
    }

    /// What a chart has a column for, the oldest first: `2026-11-28`, or `2026-11-28 14` for hours.
    pub fn slots(self, now: Timestamp, zone: &TimeZone) -> Vec<String> {
        if let Some((from, to)) = self.days(now, zone) {
            return from.series(1.day()).take_while(|day| *day <= to).map(|day| day.to_string()).collect();
        }
        let hour = |back: i64| now.saturating_sub(SignedDuration::from_hours(back)).unwrap_or(now);
        let told = |at: Timestamp| zone.to_datetime(at).strftime("%Y-%m-%d %H").to_string();
        let mut slots: Vec<String> = (0..=24).rev().map(|back| told(hour(back))).collect();
        slots.dedup();
        slots
    }
}

/// The beginning of an hour, as clocks there show it: the first column of a chart is whole, too.
fn hour_of(at: Timestamp, zone: &TimeZone) -> Timestamp {
    let local = zone.to_datetime(at);
    let into =
        SignedDuration::new(i64::from(local.minute()) * 60 + i64::from(local.second()), local.subsec_nanosecond());
    at.saturating_sub(into).unwrap_or(at)
}

/// What was written in this very moment belongs to it.
fn later(now: Timestamp) -> Timestamp {
    now.saturating_add(SignedDuration::from_secs(1)).unwrap_or(now)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_whole_where_the_organisation_is_and_hours_end_now() {
        let zone = TimeZone::get("Europe/Amsterdam").unwrap();
        let now: Timestamp = "2026-11-28T22:30:00Z".parse().unwrap();
        let (from, until) = Period::Week.moments(now, &zone);
        assert_eq!(
            (from.to_string().as_str(), until.to_string().as_str()),
            ("2026-11-21T23:00:00Z", "2026-11-28T23:00:00Z")
        );
        assert_eq!(Period::Week.slots(now, &zone).len(), 7);
        assert_eq!(Period::Month.slots(now, &zone)[29], "2026-11-28");
        let begins = |now: &str, zone: &str| {
            let (from, until) = Period::Hours.moments(now.parse().unwrap(), &TimeZone::get(zone).unwrap());
            assert_eq!(until, later(now.parse().unwrap()));
            from.to_string()
        };
        assert_eq!(begins("2026-11-28T22:30:05.25Z", "Europe/Amsterdam"), "2026-11-27T22:00:00Z");
        assert_eq!(begins("2026-11-28T22:10:00Z", "Asia/Kolkata"), "2026-11-27T21:30:00Z");
        // Both hours of that name.
        assert_eq!(begins("2026-10-26T00:30:00Z", "Europe/Amsterdam"), "2026-10-25T00:00:00Z");
        assert_eq!(begins("2026-10-26T01:30:00Z", "Europe/Amsterdam"), "2026-10-25T01:00:00Z");
        let hours = Period::Hours.slots(now, &zone);
        assert_eq!((hours.len(), hours[0].as_str(), hours[24].as_str()), (25, "2026-11-27 23", "2026-11-28 23"));
        // The hour that comes twice in autumn is one column.
        let autumn: Timestamp = "2026-10-25T12:00:00Z".parse().unwrap();
        assert_eq!(Period::Hours.slots(autumn, &zone).len(), 24);
    }
}
