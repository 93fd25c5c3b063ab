//! Words: every text of the portal in one language. Keys are checked when the program is compiled.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::{self, Write as _};
use std::sync::Arc;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use i18n_embed::fluent::FluentLanguageLoader;
use i18n_embed::{I18nAssets, LanguageLoader};
use thiserror::Error;

use crate::domain::organisation::Language;

const ENGLISH: &str = include_str!("../locales/en/latchkey.ftl");
const DUTCH: &str = include_str!("../locales/nl/latchkey.ftl");

/// A text in the visitor's language: `t!(page, "users-title")`, `t!(page, "users-lede", people = count)`.
///
/// A wrong key or argument does not compile. A message without arguments is one look-up; one without plurals is put together
/// from parts that were cut once at start; only plurals ask Fluent.
macro_rules! t {
    ($who:expr, $key:literal) => {{
        use $crate::i18n::Speaks as _;
        // Never called: it is there so that the compiler looks for the key.
        let _key_exists = || ::i18n_embed_fl::fl!($who.words().loader(), $key);
        $who.words().plain($key)
    }};
    ($who:expr, $key:literal, $($name:ident = $value:expr),+ $(,)?) => {{
        use $crate::i18n::Speaks as _;
        match $who.words().filled($key, &[$((stringify!($name), &$value as &dyn ::std::fmt::Display)),+]) {
            Some(text) => text,
            // Plurals; and the compiler looks for key and arguments here.
            None => ::i18n_embed_fl::fl!($who.words().loader(), $key, $($name = ($value)),+),
        }
    }};
}
pub(crate) use t;

/// Whoever knows in which language to speak.
pub trait Speaks {
    /// The words of that language.
    fn words(&self) -> &Words;
}

impl Speaks for Words {
    fn words(&self) -> &Words {
        self
    }
}

/// A catalogue of this program is broken; the tests keep that from happening.
#[derive(Debug, Error)]
#[error("the {} texts of this program are damaged ({what}): install it again", language.tag())]
pub struct BadWords {
    language: Language,
    what: String,
}

/// All texts in one language.
pub struct Words {
    language: Language,
    plain: HashMap<&'static str, String>,
    parts: HashMap<&'static str, Vec<Part>>,
    loader: FluentLanguageLoader,
    dates: DateWords,
}

/// A piece of a message that has no plural.
enum Part {
    Text(&'static str),
    Argument(&'static str),
}

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

impl Words {
    /// Reads one language.
    ///
    /// # Errors
    /// [`BadWords`] when the embedded catalogue is not whole.
    pub fn load(language: Language) -> Result<Self, BadWords> {
        let bad = |what: String| BadWords { language, what };
        let tag = language.tag().parse().map_err(|_| bad("language tag".to_owned()))?;
        let loader = FluentLanguageLoader::new("latchkey", tag);
        loader.load_fallback_language(&Embedded).map_err(|error| bad(error.to_string()))?;
        // Names stand in attributes and titles too: no invisible marks around them.
        loader.set_use_isolating(false);

        let resource = fluent_syntax::parser::parse(text(language)).map_err(|_| bad("syntax".to_owned()))?;
        let (mut plain, mut parts) = (HashMap::new(), HashMap::new());
        for entry in resource.body {
            if let Entry::Message(message) = entry
                && let Some(pieces) = message.value.as_ref().and_then(cut)
            {
                let texts = pieces.iter().map(|piece| if let Part::Text(text) = piece { Some(*text) } else { None });
                if let Some(text) = texts.collect::<Option<String>>() {
                    plain.insert(message.id.name, text);
                } else {
                    parts.insert(message.id.name, pieces);
                }
            }
        }
        let dates = DateWords::read(&plain).ok_or_else(|| bad("dates".to_owned()))?;
        Ok(Self { language, plain, parts, loader, dates })
    }

    /// The language.
    pub fn language(&self) -> Language {
        self.language
    }

    /// A message without arguments; use `t!`, which checks the key.
    pub fn plain<'a>(&'a self, key: &'a str) -> &'a str {
        self.plain.get(key).map_or(key, String::as_str)
    }

    /// A message with its arguments filled in; nothing when it has a plural. For `t!` alone.
    pub fn filled(&self, key: &str, arguments: &[(&str, &dyn fmt::Display)]) -> Option<String> {
        let mut filled = String::with_capacity(96);
        for part in self.parts.get(key)? {
            match part {
                Part::Text(text) => filled.push_str(text),
                Part::Argument(name) => {
                    let (_, value) = arguments.iter().find(|(known, _)| known == name)?;
                    write!(filled, "{value}").ok()?;
                }
            }
        }
        Some(filled)
    }

    /// For `t!` alone.
    pub fn loader(&self) -> &FluentLanguageLoader {
        &self.loader
    }

    /// What dates and numbers are written with.
    pub fn dates(&self) -> &DateWords {
        &self.dates
    }
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Words({})", self.language.tag())
    }
}

/// The words of every language, read once at start.
#[derive(Debug, Clone)]
pub struct Locales {
    english: Arc<Words>,
    dutch: Arc<Words>,
}

impl Locales {
    /// Reads every language.
    ///
    /// # Errors
    /// [`BadWords`] when an embedded catalogue is not whole.
    pub fn load() -> Result<Self, BadWords> {
        Ok(Self { english: Arc::new(Words::load(Language::English)?), dutch: Arc::new(Words::load(Language::Dutch)?) })
    }

    /// The words of one language.
    pub fn words(&self, language: Language) -> Arc<Words> {
        Arc::clone(match language {
            Language::English => &self.english,
            Language::Dutch => &self.dutch,
        })
    }
}

impl DateWords {
    fn read(plain: &HashMap<&'static str, String>) -> Option<Self> {
        let word = |key: &str| plain.get(key).filter(|text| !text.contains(['<', '>', '&', '"', '\''])).cloned();
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

/// The embedded catalogue of a language.
fn text(language: Language) -> &'static str {
    match language {
        Language::English => ENGLISH,
        Language::Dutch => DUTCH,
    }
}

/// The pieces of a message; nothing when it has a plural.
fn cut(pattern: &Pattern<&'static str>) -> Option<Vec<Part>> {
    pattern
        .elements
        .iter()
        .map(|element| match element {
            PatternElement::TextElement { value } => Some(Part::Text(value)),
            PatternElement::Placeable {
                expression: Expression::Inline(InlineExpression::VariableReference { id }),
            } => Some(Part::Argument(id.name)),
            PatternElement::Placeable { .. } => None,
        })
        .collect()
}

struct Embedded;

impl I18nAssets for Embedded {
    fn get_files(&self, file_path: &str) -> Vec<Cow<'_, [u8]>> {
        Language::ALL
            .into_iter()
            .filter(|language| file_path == format!("{}/latchkey.ftl", language.tag()))
            .map(|language| Cow::Borrowed(text(language).as_bytes()))
            .collect()
    }

    fn filenames_iter(&self) -> Box<dyn Iterator<Item = String> + '_> {
        Box::new(Language::ALL.into_iter().map(|language| format!("{}/latchkey.ftl", language.tag())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_cuts_say_what_fluent_says() {
        for language in Language::ALL {
            let words = Words::load(language).unwrap();
            assert!(words.plain.len() > 300 && words.parts.len() > 40);
            for (key, text) in &words.plain {
                assert_eq!(*text, words.loader.get(key), "{key}");
            }
            for (key, parts) in &words.parts {
                let names =
                    parts.iter().filter_map(|part| if let Part::Argument(name) = part { Some(*name) } else { None });
                let given: HashMap<&str, &str> = names.map(|name| (name, "“Bram” & 12")).collect();
                let shown: Vec<(&str, &dyn fmt::Display)> =
                    given.iter().map(|(name, value)| (*name, value as &dyn fmt::Display)).collect();
                assert_eq!(words.filled(key, &shown).as_deref(), Some(&*words.loader.get_args(key, given)), "{key}");
            }
        }
    }

    #[test]
    fn plurals_follow_the_number() {
        let english = Words::load(Language::English).unwrap();
        let dutch = Words::load(Language::Dutch).unwrap();
        for (number, in_english, in_dutch) in
            [(0, "No device", "Geen apparaat"), (1, "1 device", "1 apparaat"), (2, "2 devices", "2 apparaten")]
        {
            assert_eq!(t!(english, "user-devices", number = number, shown = number.to_string()), in_english);
            assert_eq!(t!(dutch, "user-devices", number = number, shown = number.to_string()), in_dutch);
        }
    }
}
