//! The sign-ins of a person, day by day.

use jiff::ToSpan as _;
use jiff::civil::Date;

/// So many days a chart shows.
pub const DAYS: usize = 14;

/// The sign-ins of one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    /// Which.
    pub day: Date,
    /// How many came about.
    pub succeeded: u32,
    /// How many asked for more, and are no answer yet.
    pub interrupted: u32,
    /// How many did not.
    pub failed: u32,
}

/// The last days up to `today`, the oldest first, those without a sign-in too.
pub fn fortnight(today: Date, found: &[Day]) -> Vec<Day> {
    let days = (0..DAYS).rev().filter_map(|back| today.checked_sub(i64::try_from(back).ok()?.days()).ok());
    let known = |day| found.iter().find(|known| known.day == day).copied();
    days.map(|day| known(day).unwrap_or(Day { day, succeeded: 0, interrupted: 0, failed: 0 })).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fortnight_has_every_day_once_and_ends_today() {
        let today = jiff::civil::date(2026, 3, 3);
        let some = Day { day: jiff::civil::date(2026, 2, 28), succeeded: 2, interrupted: 0, failed: 1 };
        let old = Day { day: jiff::civil::date(2026, 1, 1), ..some };
        let days = fortnight(today, &[old, some]);
        assert_eq!((days.len(), days[0].day, days[13].day), (14, jiff::civil::date(2026, 2, 18), today));
        assert_eq!(days[10], some);
        assert_eq!(days.iter().filter(|day| day.succeeded + day.failed == 0).count(), 13);
    }
}
