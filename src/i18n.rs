//! Words: every text of the portal in one language. Keys are checked when the program is compiled.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
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
/// A wrong key or argument does not compile. A message without arguments is one look-up, without formatting.
macro_rules! t {
    ($who:expr, $key:literal) => {{
        use $crate::i18n::Speaks as _;
        // Never called: it is there so that the compiler looks for the key.
        let _key_exists = || ::i18n_embed_fl::fl!($who.words().loader(), $key);
        $who.words().plain($key)
    }};
    ($who:expr, $key:literal, $($name:ident = $value:expr),+ $(,)?) => {{
        use $crate::i18n::Speaks as _;
        ::i18n_embed_fl::fl!($who.words().loader(), $key, $($name = ($value)),+)
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
    loader: FluentLanguageLoader,
    dates: DateWords,
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
        let mut plain = HashMap::new();
        for entry in resource.body {
            if let Entry::Message(message) = entry
                && let Some(text) = message.value.as_ref().and_then(without_arguments)
            {
                plain.insert(message.id.name, text);
            }
        }
        let dates = DateWords::read(&plain).ok_or_else(|| bad("dates".to_owned()))?;
        Ok(Self { language, plain, loader, dates })
    }

    /// The language.
    pub fn language(&self) -> Language {
        self.language
    }

    /// A message without arguments; use `t!`, which checks the key.
    pub fn plain<'a>(&'a self, key: &'a str) -> &'a str {
        self.plain.get(key).map_or(key, String::as_str)
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

/// The text of a message that needs nothing from outside.
fn without_arguments(pattern: &Pattern<&str>) -> Option<String> {
    pattern
        .elements
        .iter()
        .map(|element| match element {
            PatternElement::TextElement { value } => Some(*value),
            PatternElement::Placeable { expression: Expression::Inline(InlineExpression::StringLiteral { value }) } => {
                Some(*value)
            }
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
