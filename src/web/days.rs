//! Days in the filters of logs.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};

use super::field::{Complaint, Field};
use crate::domain::organisation::Organisation;

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

/// From the beginning of the first day to the end of the last one, where the organisation is.
pub fn whole_days(
    from: Option<Date>,
    to: Option<Date>,
    organisation: &Organisation,
) -> (Option<Timestamp>, Option<Timestamp>) {
    let midnight = |day: Date| day.to_zoned(organisation.time_zone.clone()).ok().map(|zoned| zoned.timestamp());
    (from.and_then(midnight), to.and_then(|day| midnight(day.checked_add(1.day()).ok()?)))
}
