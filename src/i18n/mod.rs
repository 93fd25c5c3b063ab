//! Words: every text of the portal in one language. Keys are checked when the program is compiled.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use fluent_syntax::ast::Entry;
use i18n_embed::fluent::FluentLanguageLoader;
use i18n_embed::{I18nAssets, LanguageLoader};
use thiserror::Error;

pub use self::dates::DateWords;
use self::message::Message;
use crate::domain::organisation::Language;

mod dates;
mod message;

const ENGLISH: &str = include_str!("../../locales/en/latchkey.ftl");
const DUTCH: &str = include_str!("../../locales/nl/latchkey.ftl");

/// A text in the visitor's language: `t!(page, "users-title")`, `t!(page, "users-lede", people = count)`.
///
/// A wrong key or argument does not compile. A message without arguments is one look-up; the others are put together from parts
/// that were cut once at start. What can not be cut (a function, a term, a plural by a second rule) asks Fluent.
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
            // The compiler looks for key and arguments here.
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
    messages: HashMap<&'static str, Message>,
    loader: FluentLanguageLoader,
    dates: DateWords,
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
        let (mut plain, mut messages) = (HashMap::new(), HashMap::new());
        for entry in resource.body {
            if let Entry::Message(entry) = entry
                && let Some(message) = entry.value.as_ref().and_then(Message::cut)
            {
                match message.text() {
                    Some(text) => drop(plain.insert(entry.id.name, text)),
                    None => drop(messages.insert(entry.id.name, message)),
                }
            }
        }
        let dates = DateWords::read(&plain).ok_or_else(|| bad("dates".to_owned()))?;
        Ok(Self { language, plain, messages, loader, dates })
    }

    /// The language.
    pub fn language(&self) -> Language {
        self.language
    }

    /// A message without arguments; use `t!`, which checks the key.
    pub fn plain<'a>(&'a self, key: &'a str) -> &'a str {
        self.plain.get(key).map_or(key, String::as_str)
    }

    /// A message with its arguments filled in; nothing when only Fluent can do it. For `t!` alone.
    pub fn filled(&self, key: &str, arguments: &[(&str, &dyn fmt::Display)]) -> Option<String> {
        self.messages.get(key)?.filled(arguments)
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

/// The embedded catalogue of a language.
fn text(language: Language) -> &'static str {
    match language {
        Language::English => ENGLISH,
        Language::Dutch => DUTCH,
    }
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
            assert!(words.plain.len() > 300 && words.messages.len() > 40);
            for (key, text) in &words.plain {
                assert_eq!(*text, words.loader.get(key), "{key}");
            }
            for (key, message) in &words.messages {
                let text = "“Bram” & 12";
                let given = message.arguments().into_iter().map(|name| (name, text)).collect::<HashMap<_, _>>();
                let shown: Vec<_> = given.iter().map(|(name, text)| (*name, text as &dyn fmt::Display)).collect();
                if !message.counts() {
                    assert_eq!(words.filled(key, &shown), Some(words.loader.get_args(key, given)), "{key}");
                    continue;
                }
                for number in [0, 1, 2, 3, 11, 21, 100, 101, 1_000_001] {
                    let given: HashMap<_, _> = given.keys().map(|name| (*name, number)).collect();
                    let shown: Vec<_> =
                        given.iter().map(|(name, number)| (*name, number as &dyn fmt::Display)).collect();
                    let said = words.loader.get_args(key, given.clone());
                    assert_eq!(words.filled(key, &shown), Some(said), "{key} for {number}");
                }
            }
        }
    }

    #[test]
    fn nothing_that_these_catalogues_say_needs_fluent_at_run_time() {
        for language in Language::ALL {
            let words = Words::load(language).unwrap();
            let messages = text(language).lines().filter(|line| line.starts_with(char::is_alphabetic)).count();
            assert_eq!(words.plain.len() + words.messages.len(), messages);
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
