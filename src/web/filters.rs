//! How a page writes dates, numbers and ids: straight into the page, without escaping what can not need it.

use std::fmt;

use askama::filters::HtmlSafe;
use jiff::civil::{Date, DateTime};
use jiff::{Timestamp, ToSpan};

use crate::domain::id::{EventId, FormKey, RequestId, SessionId, UserId};
use crate::domain::organisation::Organisation;
use crate::domain::paging::Count;
use crate::i18n::DateWords;

// Ids are hexadecimal digits and hyphens.
impl HtmlSafe for UserId {}
impl HtmlSafe for SessionId {}
impl HtmlSafe for EventId {}
impl HtmlSafe for RequestId {}
impl HtmlSafe for FormKey {}

/// Mark-up that this program wrote itself.
#[derive(Debug, Clone, Copy)]
pub struct Html(pub(crate) &'static str);

impl fmt::Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl HtmlSafe for Html {}

/// Tells the time of a page: in the organisation's zone, in the visitor's words.
#[derive(Debug, Clone, Copy)]
pub struct Clock<'a> {
    words: &'a DateWords,
    organisation: &'a Organisation,
    today: Date,
    yesterday: Date,
}

/// How much of a moment is told.
#[derive(Debug, Clone, Copy)]
enum Form {
    /// "Today 14:07", "16 Nov 10:20", "16 Nov 2025 10:20".
    Short,
    /// "today 14:07", "16 Nov 10:20": the same in the middle of a sentence.
    Within,
    /// "Today", "12 Aug", "12 Aug 2025".
    Day,
    /// "Saturday 21 November, 14:07".
    Long,
    /// "20 Nov 2026 14:07:31".
    Exact,
}

/// A moment as the page tells it, inside `<time>`.
#[derive(Debug, Clone, Copy)]
pub struct Moment<'a> {
    clock: Clock<'a>,
    at: Timestamp,
    form: Form,
}

impl<'a> Clock<'a> {
    /// The clock of a page that is made at `now`.
    pub fn new(words: &'a DateWords, organisation: &'a Organisation, now: Timestamp) -> Self {
        let today = organisation.time_zone.to_datetime(now).date();
        let yesterday = today.saturating_sub(1.day());
        Self { words, organisation, today, yesterday }
    }

    /// "Today 14:07", "Yesterday 16:52", "16 Nov 10:20"; another year is told.
    pub fn short(&self, at: &Timestamp) -> Moment<'a> {
        Moment { clock: *self, at: *at, form: Form::Short }
    }

    /// "today 14:07", for the middle of a sentence.
    pub fn within(&self, at: &Timestamp) -> Moment<'a> {
        Moment { clock: *self, at: *at, form: Form::Within }
    }

    /// "Today", "Yesterday", "12 Aug"; another year is told.
    pub fn day(&self, at: &Timestamp) -> Moment<'a> {
        Moment { clock: *self, at: *at, form: Form::Day }
    }

    /// "Saturday 21 November, 14:07", for ends.
    pub fn long(&self, at: &Timestamp) -> Moment<'a> {
        Moment { clock: *self, at: *at, form: Form::Long }
    }

    /// "20 Nov 2026 14:07:31", for the one row of the log.
    pub fn exact(&self, at: &Timestamp) -> Moment<'a> {
        Moment { clock: *self, at: *at, form: Form::Exact }
    }
}

impl HtmlSafe for Moment<'_> {}

impl Moment<'_> {
    /// The words alone, for places that take no mark-up.
    pub fn text(&self) -> String {
        let local = self.clock.organisation.time_zone.to_datetime(self.at);
        format!("{}", fmt::from_fn(|f| self.words(f, local)))
    }

    fn words(&self, f: &mut fmt::Formatter<'_>, local: DateTime) -> fmt::Result {
        let Clock { words, today, yesterday, .. } = self.clock;
        let date = local.date();
        let month = |list: &'_ [String]| list.get(usize::from(date.month().unsigned_abs()) - 1).cloned();
        match self.form {
            Form::Short | Form::Within | Form::Day => {
                let within = matches!(self.form, Form::Within);
                if date == today {
                    f.write_str(if within { &words.today_within } else { &words.today })?;
                } else if date == yesterday {
                    f.write_str(if within { &words.yesterday_within } else { &words.yesterday })?;
                } else {
                    day_and_month(f, date, &words.months)?;
                    if date.year() != today.year() {
                        write!(f, " {}", date.year())?;
                    }
                }
                if !matches!(self.form, Form::Day) {
                    f.write_str(" ")?;
                    clock_time(f, local)?;
                }
                Ok(())
            }
            Form::Long => {
                let weekday = usize::from(date.weekday().to_monday_zero_offset().unsigned_abs());
                f.write_str(words.weekdays.get(weekday).map_or("", String::as_str))?;
                write!(f, " {} {}", date.day(), month(&words.long_months).unwrap_or_default())?;
                if date.year() != today.year() {
                    write!(f, " {}", date.year())?;
                }
                f.write_str(", ")?;
                clock_time(f, local)
            }
            Form::Exact => {
                day_and_month(f, date, &words.months)?;
                write!(f, " {} ", date.year())?;
                clock_time(f, local)?;
                write!(f, ":{:02}", local.second())
            }
        }
    }
}

impl fmt::Display for Moment<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let offset = self.clock.organisation.time_zone.to_offset(self.at);
        let local = offset.to_datetime(self.at);
        let minutes = offset.seconds() / 60;
        let mut stamp = *b"0000-00-00T00:00+00:00";
        put(&mut stamp, 0, i32::from(local.year()) / 100);
        put(&mut stamp, 2, i32::from(local.year()));
        put(&mut stamp, 5, local.month().into());
        put(&mut stamp, 8, local.day().into());
        put(&mut stamp, 11, local.hour().into());
        put(&mut stamp, 14, local.minute().into());
        stamp[16] = if minutes < 0 { b'-' } else { b'+' };
        put(&mut stamp, 17, minutes / 60);
        put(&mut stamp, 20, minutes % 60);
        f.write_str("<time datetime=\"")?;
        f.write_str(std::str::from_utf8(&stamp).unwrap_or_default())?;
        f.write_str("\">")?;
        self.words(f, local)?;
        f.write_str("</time>")
    }
}

fn day_and_month(f: &mut fmt::Formatter<'_>, date: Date, months: &[String]) -> fmt::Result {
    let mut day = *b"00 ";
    put(&mut day, 0, date.day().into());
    let from = usize::from(date.day() < 10);
    f.write_str(std::str::from_utf8(&day[from..]).unwrap_or_default())?;
    f.write_str(months.get(usize::from(date.month().unsigned_abs()) - 1).map_or("", String::as_str))
}

fn clock_time(f: &mut fmt::Formatter<'_>, local: DateTime) -> fmt::Result {
    let mut time = *b"00:00";
    put(&mut time, 0, local.hour().into());
    put(&mut time, 3, local.minute().into());
    f.write_str(std::str::from_utf8(&time).unwrap_or_default())
}

/// Writes the last two digits of a number.
fn put(text: &mut [u8], place: usize, number: i32) {
    let digit = |number: u32| b"0123456789"[(number % 10) as usize];
    let number = number.unsigned_abs();
    text[place] = digit(number / 10);
    text[place + 1] = digit(number);
}

/// A number with its thousands set apart: 1,284 or 1.284; `1,000+` where nobody counted on.
#[derive(Debug, Clone, Copy)]
pub struct Number {
    value: u64,
    thousands: char,
    more: bool,
}

impl Number {
    /// A number.
    pub fn of(words: &DateWords, value: u64) -> Self {
        Self { value, thousands: words.thousands, more: false }
    }

    /// A number of rows that may be capped.
    pub fn count(words: &DateWords, count: Count) -> Self {
        match count {
            Count::Exactly(rows) => Self { value: rows.into(), thousands: words.thousands, more: false },
            Count::MoreThan(rows) => Self { value: rows.into(), thousands: words.thousands, more: true },
        }
    }
}

impl HtmlSafe for Number {}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.value.to_string();
        for (place, digit) in digits.char_indices() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                fmt::Write::write_char(f, self.thousands)?;
            }
            fmt::Write::write_char(f, digit)?;
        }
        if self.more { f.write_str("+") } else { Ok(()) }
    }
}
