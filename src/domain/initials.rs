//! The letters that a name begins with, for an avatar without a photo.

use std::fmt;

/// One or two letters: of the first word, and of the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Initials([Option<char>; 2]);

impl Initials {
    /// Those of a name; words without a letter do not count.
    pub fn of(name: &str) -> Self {
        let mut words = name.split_whitespace().filter_map(|word| word.chars().find(|c| c.is_alphabetic()));
        let first = words.next();
        Self([first, words.next_back()])
    }

    /// The capitals; one letter may have several.
    pub fn letters(self) -> impl Iterator<Item = char> {
        self.0.into_iter().flatten().flat_map(char::to_uppercase)
    }
}

impl fmt::Display for Initials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.letters().try_for_each(|letter| fmt::Write::write_char(f, letter))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_the_capitals_of_the_first_and_the_last_word() {
        for (name, initials) in [
            ("Bram de Vries", "BV"),
            ("élodie", "É"),
            ("ßar 7 (łuk)", "SSŁ"),
            ("'t Hart", "TH"),
            ("", ""),
            ("12 34", ""),
        ] {
            assert_eq!(Initials::of(name).to_string(), initials, "{name}");
        }
    }
}
