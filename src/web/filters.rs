//! How a page writes dates and numbers: straight into the page, without escaping what can not need it.

use std::fmt;

use askama::filters::HtmlSafe;
use askama::{FastWritable, Values};
use jiff::civil::{Date, DateTime};
use jiff::{Timestamp, ToSpan};

use crate::domain::organisation::Organisation;
use crate::domain::paging::Count;
use crate::i18n::DateWords;

/// Mark-up that this program wrote itself.
#[derive(Debug, Clone, Copy)]
pub struct Html(pub(crate) &'static str);

impl fmt::Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl HtmlSafe for Html {}

impl FastWritable for Html {
    fn write_into(&self, dest: &mut dyn fmt::Write, _: &dyn Values) -> askama::Result<()> {
        Ok(dest.write_str(self.0)?)
    }
}

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

    fn words(&self, f: &mut dyn fmt::Write, local: DateTime) -> fmt::Result {
        let Clock { words, today, yesterday, .. } = self.clock;
        let date = local.date();
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
                        year(f, date)?;
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
                write!(f, " {} {}", date.day(), month(date, &words.long_months))?;
                if date.year() != today.year() {
                    year(f, date)?;
                }
                f.write_str(", ")?;
                clock_time(f, local)
            }
            Form::Exact => {
                day_and_month(f, date, &words.months)?;
                year(f, date)?;
                f.write_str(" ")?;
                clock_time(f, local)?;
                write!(f, ":{:02}", local.second())
            }
        }
    }

    fn write(&self, f: &mut dyn fmt::Write) -> fmt::Result {
        let offset = self.clock.organisation.time_zone.to_offset(self.at);
        let local = offset.to_datetime(self.at);
        let minutes = offset.seconds() / 60;
        let mut stamp = *b"<time datetime=\"0000-00-00T00:00+00:00\">";
        put(&mut stamp, 16, i32::from(local.year()) / 100);
        put(&mut stamp, 18, i32::from(local.year()));
        put(&mut stamp, 21, local.month().into());
        put(&mut stamp, 24, local.day().into());
        put(&mut stamp, 27, local.hour().into());
        put(&mut stamp, 30, local.minute().into());
        stamp[32] = if minutes < 0 { b'-' } else { b'+' };
        put(&mut stamp, 33, minutes / 60);
        put(&mut stamp, 36, minutes % 60);
        f.write_str(std::str::from_utf8(&stamp).unwrap_or_default())?;
        self.words(f, local)?;
        f.write_str("</time>")
    }
}

impl fmt::Display for Moment<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f)
    }
}

impl FastWritable for Moment<'_> {
    fn write_into(&self, dest: &mut dyn fmt::Write, _: &dyn Values) -> askama::Result<()> {
        Ok(self.write(dest)?)
    }
}

fn month(date: Date, months: &[String]) -> &str {
    months.get(usize::from(date.month().unsigned_abs()) - 1).map_or("", String::as_str)
}

fn day_and_month(f: &mut dyn fmt::Write, date: Date, months: &[String]) -> fmt::Result {
    let mut day = *b"00 ";
    put(&mut day, 0, date.day().into());
    let from = usize::from(date.day() < 10);
    f.write_str(std::str::from_utf8(&day[from..]).unwrap_or_default())?;
    f.write_str(month(date, months))
}

/// A blank and the year.
fn year(f: &mut dyn fmt::Write, date: Date) -> fmt::Result {
    let year = i32::from(date.year());
    if !(1000..=9999).contains(&year) {
        return write!(f, " {year}");
    }
    let mut text = *b" 0000";
    put(&mut text, 1, year / 100);
    put(&mut text, 3, year);
    f.write_str(std::str::from_utf8(&text).unwrap_or_default())
}

fn clock_time(f: &mut dyn fmt::Write, local: DateTime) -> fmt::Result {
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

impl Number {
    fn write(self, f: &mut dyn fmt::Write) -> fmt::Result {
        // The longest number of 64 bits has twenty digits.
        let mut digits = [b'0'; 20];
        let (mut first, mut rest) = (digits.len() - 1, self.value);
        digits[first] = last_digit(rest);
        while rest >= 10 {
            rest /= 10;
            first -= 1;
            digits[first] = last_digit(rest);
        }
        let text = std::str::from_utf8(&digits[first..]).unwrap_or_default();
        let (head, mut groups) = text.split_at((text.len() - 1) % 3 + 1);
        f.write_str(head)?;
        while let Some((group, behind)) = groups.split_at_checked(3) {
            f.write_char(self.thousands)?;
            f.write_str(group)?;
            groups = behind;
        }
        if self.more { f.write_str("+") } else { Ok(()) }
    }
}

fn last_digit(number: u64) -> u8 {
    b"0123456789"[usize::try_from(number % 10).unwrap_or_default()]
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f)
    }
}

impl FastWritable for Number {
    fn write_into(&self, dest: &mut dyn fmt::Write, _: &dyn Values) -> askama::Result<()> {
        Ok(self.write(dest)?)
    }
}
