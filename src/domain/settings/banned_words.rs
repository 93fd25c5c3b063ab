//! The words that an organisation has banned from passwords.

use serde::{Deserialize, Serialize};

use super::{Section, Settings, Settled};
use crate::domain::password::banned::{LONGEST_TERM, MOST_TERMS, SHORTEST_TERM, Swaps};

/// The words.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct BannedWords {
    /// In the order of the alphabet, small letters, each once.
    pub words: Vec<String>,
}

/// Why words can not be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unfit {
    /// This one has fewer than 4 or more than 16 characters.
    Length(String),
    /// They would be more than 1,000.
    TooMany,
}

impl BannedWords {
    /// One word a line, as it is kept: blanks at the ends off, small letters.
    fn lines(typed: &str) -> impl Iterator<Item = String> {
        typed.lines().map(|line| line.trim().to_lowercase()).filter(|line| !line.is_empty())
    }

    /// With the words of some lines.
    ///
    /// # Errors
    /// [`Unfit`]: nothing is added then.
    pub fn with(&self, typed: &str) -> Result<Self, Unfit> {
        let mut words = self.words.clone();
        for word in Self::lines(typed) {
            if !fits(&word) {
                return Err(Unfit::Length(word));
            }
            if let Err(place) = words.binary_search(&word) {
                words.insert(place, word);
            }
        }
        if words.len() > MOST_TERMS { Err(Unfit::TooMany) } else { Ok(Self { words }) }
    }

    /// Without the words of some lines.
    #[must_use]
    pub fn without(&self, typed: &str) -> Self {
        let gone: Vec<String> = Self::lines(typed).collect();
        Self { words: self.words.iter().filter(|word| !gone.contains(word)).cloned().collect() }
    }
}

/// By its characters as it is typed and as it is compared.
fn fits(word: &str) -> bool {
    let fits = |length: usize| (SHORTEST_TERM..=LONGEST_TERM).contains(&length);
    fits(word.chars().count()) && fits(Swaps::PLAIN.read::<Vec<char>>(word).len())
}

impl Settled for BannedWords {
    const SECTION: Section = Section::BannedWords;

    fn is_sound(&self) -> bool {
        self.words.len() <= MOST_TERMS && self.words.is_sorted() && self.words.iter().all(|word| fits(word))
    }

    fn of(settings: &Settings) -> &Self {
        &settings.banned_words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_added_once_in_order_and_taken_away() {
        let words = BannedWords::default().with(" Noordzee \n\ncontoso\nNOORDZEE\r\n").unwrap();
        assert_eq!(words.words, ["contoso", "noordzee"]);
        assert!(words.is_sound());
        assert_eq!(words.without("Contoso\nnever there").words, ["noordzee"]);
        assert_eq!(words.with("abc"), Err(Unfit::Length("abc".into())));
        assert_eq!(words.with("seventeen letters"), Err(Unfit::Length("seventeen letters".into())));
        assert!(words.with("four\nsixteen letters!").is_ok());
    }

    #[test]
    fn the_thousandth_fits_and_one_more_does_not() {
        let many = |number: usize| (0..number).map(|word| format!("word{word}")).collect::<Vec<_>>().join("\n");
        let full = BannedWords::default().with(&many(1_000)).unwrap();
        assert_eq!(full.with("word999"), Ok(full.clone()));
        assert_eq!(full.with("another"), Err(Unfit::TooMany));
        assert_eq!(BannedWords::default().with(&many(1_001)), Err(Unfit::TooMany));
    }
}
