//! Days in the filters of logs.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};

use super::field::{Complaint, Field};
use crate::domain::organisation::Organisation;
use crate::domain::period::{MOST_DAYS, Period};

/// The day that was typed; where it is none, the field carries the reason.
pub fn day(field: &mut Field) -> Option<Date> {
    if field.value.is_empty() {
        return None;
    }
    let day = Date::strptime("%Y-%m-%d", &field.value).ok().filter(|day| (1970..=9998).contains(&day.year()));
    if day.is_none() {
        field.refuse(Complaint::NotADate);
    }
    day
}

/// A time: the days that were typed, which win, or one that has a name. Where the days make none, a field carries the reason.
pub fn period(named: Option<Period>, from: &mut Field, to: &mut Field, today: Date) -> Period {
    match (day(from), day(to)) {
        (None, None) => named.unwrap_or_default(),
        (first, last) => {
            let last = last.unwrap_or_else(|| today.max(first.unwrap_or(today)));
            let first = first.unwrap_or_else(|| last.saturating_sub(29.days()));
            if first > last {
                from.refuse(Complaint::FromAfterTo);
            } else if (last - first).get_days() >= MOST_DAYS {
                from.refuse(Complaint::TooManyDays { most: MOST_DAYS });
            }
            // What was left open is told: nobody takes thirty days for all there is.
            for (field, day) in [(from, first), (to, last)] {
                if field.value.is_empty() {
                    field.value = day.to_string();
                }
            }
            Period::Days(first, last)
        }
    }
}

/// From the beginning of the first day to the end of the last one, where the organisation is.
pub fn whole_days(
    from: Option<Date>,
    to: Option<Date>,
    organisation: &Organisation,
) -> (Option<Timestamp>, Option<Timestamp>) {
    let midnight = |day: Date| day.to_zoned(organisation.time_zone.clone()).ok().map(|zoned| zoned.timestamp());
    (from.and_then(midnight), to.and_then(|day| midnight(day.checked_add(1.day()).ok()?)))
}
