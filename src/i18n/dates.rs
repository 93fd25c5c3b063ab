//! The words that dates and numbers are made of.

use std::borrow::Cow;

use super::Catalogue;

/// The words that dates are made of; safe to write into a page as they are.
#[derive(Debug, Clone)]
pub struct DateWords {
    /// "Today".
    pub today: String,
    /// "Yesterday".
    pub yesterday: String,
    /// "today", within a sentence.
    pub today_within: String,
    /// "yesterday", within a sentence.
    pub yesterday_within: String,
    /// "Jan" to "Dec".
    pub months: Vec<String>,
    /// "January" to "December".
    pub long_months: Vec<String>,
    /// "Monday" to "Sunday".
    pub weekdays: Vec<String>,
    /// What stands between thousands.
    pub thousands: char,
}

impl DateWords {
    /// Picks them from a catalogue; nothing when one is missing or could not stand in a page as it is.
    pub(super) fn read(plain: &Catalogue<Cow<'static, str>>) -> Option<Self> {
        let word = |key: &str| {
            plain
                .get(key)
                .filter(|text| !text.contains(['<', '>', '&', '"', '\'']))
                .map(|text| text.clone().into_owned())
        };
        let list = |key: &str, length: usize| {
            let words: Vec<String> = word(key)?.split_whitespace().map(str::to_owned).collect();
            (words.len() == length).then_some(words)
        };
        Some(Self {
            today: word("date-today")?,
            yesterday: word("date-yesterday")?,
            today_within: word("date-today-within")?,
            yesterday_within: word("date-yesterday-within")?,
            months: list("date-months", 12)?,
            long_months: list("date-months-long", 12)?,
            weekdays: list("date-weekdays", 7)?,
            thousands: word("number-thousands")?.chars().next()?,
        })
    }
}
