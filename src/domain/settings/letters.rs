//! What letters say in the organisation's own words, by kind and language.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::branding::is_legible;
use super::{Section, Settings, Settled};
use crate::domain::letter::Kind;
use crate::domain::organisation::Language;
use crate::domain::wording::Wording;

/// The decisions: `reset-code.en.subject`, `reset-code.en.text`; an empty one is the original.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Letters(BTreeMap<String, String>);

/// More than there are kinds, languages and parts.
const MOST: usize = 500;

fn keys(kind: Kind, language: Language) -> [String; 2] {
    ["subject", "text"].map(|part| format!("{}.{}.{part}", kind.id(), language.tag()))
}

impl Letters {
    /// The own words for a letter, where there are some that fit.
    pub fn own(&self, kind: Kind, language: Language) -> Option<Wording> {
        let [subject, text] = keys(kind, language).map(|key| self.0.get(&key).cloned().unwrap_or_default());
        Some(Wording { subject, text }).filter(|wording| wording.fits(kind))
    }

    /// The same with other words for a letter; without any, the original comes back.
    #[must_use]
    pub fn with(mut self, kind: Kind, language: Language, own: Option<Wording>) -> Self {
        let Wording { subject, text } = own.unwrap_or_default();
        for (key, value) in keys(kind, language).into_iter().zip([subject, text]) {
            // What was once there stays as nothing, so that the audit log tells that it went.
            if !value.is_empty() || self.0.contains_key(&key) {
                self.0.insert(key, value);
            }
        }
        self
    }

    /// How many letters have words of their own, in whichever language.
    pub fn number(&self) -> usize {
        let kinds = Kind::by_mail().flat_map(|kind| Language::ALL.map(|language| (kind, language)));
        kinds.filter(|(kind, language)| self.own(*kind, *language).is_some()).count()
    }

    /// Which part of which letter a key is about.
    pub fn part_of(key: &str) -> Option<(Kind, Language, &str)> {
        let (kind, rest) = key.split_once('.')?;
        let (language, part) = rest.split_once('.').filter(|(_, part)| matches!(*part, "subject" | "text"))?;
        Some((Kind::from_id(kind)?, Language::from_tag(language)?, part))
    }
}

impl Settled for Letters {
    const SECTION: Section = Section::Letters;

    fn is_sound(&self) -> bool {
        // Of what a later version knows more nothing is asked but that it is small.
        let fits = |text: &String| text.chars().count() <= Wording::LONGEST_TEXT && is_legible(text);
        self.0.len() <= MOST && self.0.keys().all(|key| key.len() <= 100) && self.0.values().all(fits)
    }

    fn of(settings: &Settings) -> &Self {
        &settings.letters
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_words_come_and_go_and_what_does_not_fit_is_the_original() {
        let (kind, english, dutch) = (Kind::ResetCode, Language::English, Language::Dutch);
        let words = Wording { subject: "Code".into(), text: "{code}".into() };
        let letters = Letters::default().with(kind, english, Some(words.clone()));
        assert_eq!((letters.own(kind, english), letters.own(kind, dutch)), (Some(words), None));
        assert_eq!((letters.number(), letters.is_sound()), (1, true));
        let back = letters.clone().with(kind, english, None);
        assert_eq!((back.own(kind, english), back.number()), (None, 0));
        let told = super::super::decided(&letters, &back);
        assert_eq!(
            told.iter().map(|it| (&*it.name, &*it.after)).collect::<Vec<_>>(),
            [("reset-code.en.subject", ""), ("reset-code.en.text", "")]
        );
        let odd: Letters =
            serde_json::from_str(r#"{"reset-code.en.subject": "x", "reset-code.en.text": "without"}"#).unwrap();
        assert_eq!(odd.own(kind, english), None, "a code that is not told helps nobody");
        assert_eq!(Letters::part_of("reset-code.en.text"), Some((kind, english, "text")));
        assert_eq!(Letters::part_of("shortest"), None);
    }
}
