//! What lists write often: ids, initials, and texts that are escaped once; all of it without the formatting machine.

use std::borrow::Cow;
use std::fmt;

use askama::filters::{self, HtmlSafe};
use askama::{FastWritable, Values};

use crate::domain::id::{
    EventId, FormKey, GroupId, JobId, LetterId, PasskeyId, RequestId, ResetId, SessionId, UserId, WritebackId,
};
use crate::domain::initials::Initials;

macro_rules! id {
    ($($name:ident),+ $(,)?) => {$(
        // Ids are hexadecimal digits and hyphens.
        impl HtmlSafe for $name {}

        impl FastWritable for $name {
            fn write_into(&self, dest: &mut dyn fmt::Write, _: &dyn Values) -> askama::Result<()> {
                Ok(dest.write_str(self.uuid().hyphenated().encode_lower(&mut [0; 36]))?)
            }
        }
    )+};
}

id!(EventId, FormKey, GroupId, JobId, LetterId, PasskeyId, RequestId, ResetId, SessionId, UserId, WritebackId);

// Letters alone: none of them means anything in a page.
impl HtmlSafe for Initials {}

impl FastWritable for Initials {
    fn write_into(&self, dest: &mut dyn fmt::Write, _: &dyn Values) -> askama::Result<()> {
        for letter in self.letters() {
            dest.write_char(letter)?;
        }
        Ok(())
    }
}

/// A text as it may stand in a page: escaped once, for as many places as it is written to.
#[derive(Debug, Clone)]
pub struct Escaped<'a>(Cow<'a, str>);

impl<'a> Escaped<'a> {
    /// Escapes a text; one that needs none is left as it is.
    pub fn of(text: impl Into<Cow<'a, str>>) -> Self {
        let text: Cow<'a, str> = text.into();
        // Without a branch for each byte the machine looks at many of them at once.
        let special = |byte: u8| u8::from(matches!(byte, b'"' | b'&' | b'\'' | b'<' | b'>'));
        if text.bytes().fold(0, |found, byte| found | special(byte)) == 0 {
            return Self(text);
        }
        let Ok(escaped) = filters::escape(&*text, filters::Html);
        Self(Cow::Owned(escaped.to_string()))
    }
}

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl HtmlSafe for Escaped<'_> {}

impl FastWritable for Escaped<'_> {
    fn write_into(&self, dest: &mut dyn fmt::Write, _: &dyn Values) -> askama::Result<()> {
        Ok(dest.write_str(&self.0)?)
    }
}

#[cfg(test)]
mod tests {
    use askama::NO_VALUES;
    use jiff::Timestamp;
    use jiff::tz::{Offset, TimeZone};
    use uuid::Uuid;

    use super::*;
    use crate::domain::organisation::{Language, Organisation};
    use crate::domain::paging::Count;
    use crate::i18n::Words;
    use crate::web::filters::{Clock, Number};
    use crate::web::{icons, symbol};

    fn same(value: &(impl FastWritable + fmt::Display)) -> String {
        let mut text = String::new();
        value.write_into(&mut text, NO_VALUES).unwrap();
        assert_eq!(text, value.to_string());
        text
    }

    #[test]
    fn the_quick_way_writes_what_the_slow_one_writes() {
        let id = Uuid::from_u128(0x0123_4567_89ab_cdef_0123_4567_89ab_cdef);
        assert_eq!(same(&UserId::from_uuid(id)), "01234567-89ab-cdef-0123-456789abcdef");
        assert_eq!(same(&RequestId::from_uuid(Uuid::nil())), "00000000-0000-0000-0000-000000000000");
        assert!(same(&icons::SEARCH).starts_with("<svg"));
        assert!(same(&symbol::KEY.definition()).starts_with("<symbol"));
        assert_eq!(same(&Initials::of("élodie de Vries")), "ÉV");
    }

    #[test]
    fn moments_are_told_the_same_both_ways() {
        let words = Words::load(Language::English).unwrap();
        let organisation = Organisation {
            name: "Noordzee".to_owned(),
            domains: vec!["noordzee.example".to_owned()],
            time_zone: TimeZone::fixed(Offset::constant(2)),
            language: Language::English,
            service_desk: None,
        };
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let clock = Clock::new(words.dates(), &organisation, at("2026-11-21T12:00:00Z"));
        let long_ago = at("2025-11-06T08:20:31Z");
        assert_eq!(same(&clock.short(&long_ago)), "<time datetime=\"2025-11-06T10:20+02:00\">6 Nov 2025 10:20</time>");
        for moment in [long_ago, at("2026-11-21T01:05:00Z"), at("2026-11-20T01:05:00Z"), at("0001-01-02T01:05:00Z")] {
            for told in [clock.short(&moment), clock.within(&moment), clock.day(&moment), clock.long(&moment)] {
                same(&told);
            }
            same(&clock.exact(&moment));
        }
        assert_eq!(clock.exact(&long_ago).text(), "6 Nov 2025 10:20:31");
        assert_eq!(clock.day(&at("0001-01-02T01:05:00Z")).text(), "2 Jan 1");
    }

    #[test]
    fn numbers_are_set_apart_by_thousands() {
        let words = Words::load(Language::English).unwrap();
        let dates = words.dates();
        for (value, text) in [
            (0, "0"),
            (7, "7"),
            (10, "10"),
            (999, "999"),
            (1_000, "1,000"),
            (12_345, "12,345"),
            (999_999, "999,999"),
            (1_000_000, "1,000,000"),
            (u64::MAX, "18,446,744,073,709,551,615"),
        ] {
            assert_eq!(same(&Number::of(dates, value)), text);
        }
        assert_eq!(same(&Number::count(dates, Count::MoreThan(1_000))), "1,000+");
    }

    #[test]
    fn a_text_is_escaped_as_the_templates_escape_it() {
        for text in ["", "Bram de Vries", "O'Neil & <Zoë> \"Z\"", "Łukasz"] {
            let Ok(escaped) = filters::escape(text, filters::Html);
            assert_eq!(same(&Escaped::of(text)), escaped.to_string());
        }
    }
}
