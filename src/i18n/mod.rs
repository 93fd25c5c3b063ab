//! Words: every text of the portal in one language. Keys are checked when the program is compiled.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use fluent_syntax::ast::Entry;
use foldhash::fast::FixedState;
use thiserror::Error;

pub use self::dates::DateWords;
use self::message::Message;
use crate::domain::organisation::Language;

mod dates;
pub mod letter;
mod letter_words;
mod message;
mod text_message;

const ENGLISH: &str = include_str!("../../locales/en/latchkey.ftl");
const DUTCH: &str = include_str!("../../locales/nl/latchkey.ftl");

/// A text in the visitor's language: `t!(page, "users-title")`, `t!(page, "users-lede", people = count)`.
///
/// A wrong key or argument does not compile: Fluent's own macro looks for them, in a function that is never called. The text
/// itself is put together from parts that were cut once at start.
macro_rules! t {
    ($who:expr, $key:literal) => {{
        use $crate::i18n::Speaks as _;
        let _key_exists = |loader: &::i18n_embed::fluent::FluentLanguageLoader| ::i18n_embed_fl::fl!(loader, $key);
        $who.words().plain($key)
    }};
    ($who:expr, $key:literal, $($name:ident = $value:expr),+ $(,)?) => {{
        use $crate::i18n::Speaks as _;
        let text = $who.words().filled($key, &[$((stringify!($name), &$value as &dyn ::std::fmt::Display)),+]);
        let _key_and_arguments_exist = |loader: &::i18n_embed::fluent::FluentLanguageLoader| {
            ::i18n_embed_fl::fl!(loader, $key, $($name = ($value)),+)
        };
        text
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

/// Texts by their keys. Those are this program's own, so that no stranger can choose ones that collide: a quick hash will do.
type Catalogue<T> = HashMap<&'static str, T, FixedState>;

/// All texts in one language.
pub struct Words {
    language: Language,
    plain: Catalogue<Cow<'static, str>>,
    messages: Catalogue<Message>,
    dates: DateWords,
}

impl Words {
    /// Reads one language.
    ///
    /// # Errors
    /// [`BadWords`] when the embedded catalogue is not whole.
    pub fn load(language: Language) -> Result<Self, BadWords> {
        let bad = |what: String| BadWords { language, what };
        let (mut plain, mut messages) = (Catalogue::default(), Catalogue::default());
        let resource = fluent_syntax::parser::parse(text(language)).map_err(|_| bad("syntax".to_owned()))?;
        for entry in resource.body {
            let Entry::Message(entry) = entry else { continue };
            let message = entry.value.as_ref().and_then(Message::cut).ok_or_else(|| bad(entry.id.name.to_owned()))?;
            match message.text() {
                Some(text) => drop(plain.insert(entry.id.name, text)),
                None => drop(messages.insert(entry.id.name, message)),
            }
        }
        let dates = DateWords::read(&plain).ok_or_else(|| bad("dates".to_owned()))?;
        Ok(Self { language, plain, messages, dates })
    }

    /// The language.
    pub fn language(&self) -> Language {
        self.language
    }

    /// A message without arguments; use `t!`, which checks the key.
    pub fn plain<'a>(&'a self, key: &'a str) -> &'a str {
        self.plain.get(key).map_or(key, |text| text)
    }

    /// A message with its arguments filled in; use `t!`, which checks them.
    pub fn filled(&self, key: &str, arguments: &[(&str, &dyn fmt::Display)]) -> String {
        self.messages.get(key).and_then(|message| message.filled(arguments)).unwrap_or_else(|| key.to_owned())
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

#[cfg(test)]
mod tests {
    use i18n_embed::fluent::FluentLanguageLoader;
    use i18n_embed::{I18nAssets, LanguageLoader as _};

    use super::*;

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

    fn fluent(language: Language) -> FluentLanguageLoader {
        let loader = FluentLanguageLoader::new("latchkey", language.tag().parse().unwrap());
        loader.load_fallback_language(&Embedded).unwrap();
        // Names stand in attributes and titles too: no invisible marks around them.
        loader.set_use_isolating(false);
        loader
    }

    #[test]
    fn every_message_says_what_fluent_says() {
        for language in Language::ALL {
            let (words, fluent) = (Words::load(language).unwrap(), fluent(language));
            assert!(words.plain.len() > 300 && words.messages.len() > 40);
            for (key, text) in &words.plain {
                assert_eq!(*text, fluent.get(key), "{key}");
            }
            for (key, message) in &words.messages {
                let text = "“Bram” & 12";
                let given = message.arguments().into_iter().map(|name| (name, text)).collect::<HashMap<_, _>>();
                let shown: Vec<_> = given.iter().map(|(name, text)| (*name, text as &dyn fmt::Display)).collect();
                if !message.counts() {
                    assert_eq!(words.filled(key, &shown), fluent.get_args(key, given), "{key}");
                    continue;
                }
                for number in [0, 1, 2, 3, 11, 21, 100, 101, 1_000_001] {
                    let given: HashMap<_, _> = given.keys().map(|name| (*name, number)).collect();
                    let shown: Vec<_> =
                        given.iter().map(|(name, number)| (*name, number as &dyn fmt::Display)).collect();
                    let said = fluent.get_args(key, given.clone());
                    assert_eq!(words.filled(key, &shown), said, "{key} for {number}");
                }
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
