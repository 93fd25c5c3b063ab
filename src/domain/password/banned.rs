//! Banned terms, and how many points a password has beside them (R-291…R-297).

use std::collections::{HashMap, HashSet};

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// At most so many terms (R-290, T-114).
pub const MOST_TERMS: usize = 1_000;
/// The fewest characters of a term.
pub const SHORTEST_TERM: usize = 4;
/// The most characters of a term.
pub const LONGEST_TERM: usize = 16;

/// Which characters count as one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Swaps {
    /// What `1` stands for.
    one: char,
    /// Whether `3` and `5` stand for letters, too.
    more: bool,
}

impl Swaps {
    /// The swaps of R-291.
    pub const PLAIN: Self = Self { one: 'l', more: false };

    /// Every reading of a password that is looked at: the one of R-291, or with the swaps of R-297 two.
    pub fn all(more: bool) -> Vec<Self> {
        if more { ['l', 'i'].map(|one| Self { one, more }).to_vec() } else { vec![Self::PLAIN] }
    }

    fn swap(self, c: char) -> char {
        match c {
            '0' => 'o',
            '1' => self.one,
            '$' => 's',
            '@' => 'a',
            '3' if self.more => 'e',
            '5' if self.more => 's',
            c => c,
        }
    }

    /// Text with letter case, accents and swaps aside.
    pub fn read<T: FromIterator<char>>(self, text: &str) -> T {
        let letters = text.nfkd().filter(|c| !is_combining_mark(*c));
        letters.flat_map(char::to_lowercase).map(|c| self.swap(c)).collect()
    }
}

/// How the terms are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Strictness {
    /// The fewest points that are enough.
    pub points: usize,
    /// A term counts once, however often it stands there.
    pub once: bool,
    /// With the swaps of R-297.
    pub more_swaps: bool,
}

/// A part of a password that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// As it was read, case and swaps aside.
    pub text: String,
    /// The banned term that it is, or nearly is.
    pub term: Option<String>,
    /// The points that it is worth: none for a term that stood there before.
    pub points: usize,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Score {
    /// The points of all parts.
    pub points: usize,
    /// The parts, in their order.
    pub tokens: Vec<Token>,
    /// The term that the whole password is, give or take one character.
    pub near: Option<String>,
    /// Whether it is refused.
    pub refused: bool,
}

/// The banned terms, made ready to be looked for.
#[derive(Debug)]
pub struct Banned {
    terms: Vec<String>,
    readings: Vec<Reading>,
    strictness: Strictness,
}

/// The terms in one reading. Whatever is a term but for one character holds one of its halves untouched.
#[derive(Debug)]
struct Reading {
    swaps: Swaps,
    terms: Vec<Vec<char>>,
    firsts: Halves,
    seconds: Halves,
}

#[derive(Debug, Default)]
struct Halves {
    lengths: Vec<usize>,
    terms: HashMap<Vec<char>, Vec<usize>>,
}

impl Halves {
    fn add(&mut self, half: &[char], term: usize) {
        if !self.lengths.contains(&half.len()) {
            self.lengths.push(half.len());
        }
        self.terms.entry(half.to_vec()).or_default().push(term);
    }

    fn at<'a>(&'a self, rest: &'a [char]) -> impl Iterator<Item = usize> + 'a {
        let halves = self.lengths.iter().filter_map(|length| self.terms.get(rest.get(..*length)?));
        halves.flatten().copied()
    }
}

/// For each place in a password and each length, the term that stands there.
type Found = Vec<[Option<usize>; LONGEST_TERM + 1]>;

impl Reading {
    fn new(swaps: Swaps, terms: &[String]) -> Self {
        let terms: Vec<Vec<char>> = terms.iter().map(|term| swaps.read(term)).collect();
        let (mut firsts, mut seconds) = (Halves::default(), Halves::default());
        for (place, term) in terms.iter().enumerate() {
            let (first, second) = term.split_at(term.len() / 2);
            firsts.add(first, place);
            seconds.add(second, place);
        }
        Self { swaps, terms, firsts, seconds }
    }

    /// whether the whole is a term, give or take one character.
    fn near(&self, whole: &[char]) -> Option<usize> {
        self.terms
            .iter()
            .position(|term| differ_by_one(term, whole) || is_without_one(term, whole) || is_without_one(whole, term))
    }

    /// the windows of the password that are a term: exactly, with one character changed, with one left out.
    fn found(&self, password: &[char]) -> Found {
        let mut found = vec![[None; LONGEST_TERM + 1]; password.len()];
        let mut look = |start: Option<usize>, term: usize| {
            let Some(start) = start else { return };
            let letters = &self.terms[term];
            let length = letters.len();
            if password.get(start..start + length).is_some_and(|window| differ_by_one(letters, window)) {
                found[start][length].get_or_insert(term);
            }
            if password.get(start..start + length - 1).is_some_and(|window| is_without_one(letters, window)) {
                found[start][length - 1].get_or_insert(term);
            }
        };
        for place in 0..password.len() {
            for term in self.firsts.at(&password[place..]) {
                look(Some(place), term);
            }
            for term in self.seconds.at(&password[place..]) {
                let first = self.terms[term].len() / 2;
                look(place.checked_sub(first), term);
                look(place.checked_sub(first - 1), term);
            }
        }
        found
    }

    /// the way through the password with the fewest points; of equal ones that with the longest terms.
    fn parts(&self, password: &[char]) -> Vec<(usize, usize, Option<usize>)> {
        let found = self.found(password);
        let mut best: Vec<(usize, usize, Option<usize>)> = vec![(usize::MAX, 0, None); password.len() + 1];
        best[0].0 = 0;
        for start in 0..password.len() {
            let points = best[start].0 + 1;
            let windows = (1..=LONGEST_TERM).filter_map(|length| Some((length, Some(found[start][length]?))));
            for (length, term) in windows.chain([(1, None)]) {
                let end = &mut best[start + length];
                if points < end.0 || (points == end.0 && start < end.1) {
                    *end = (points, start, term);
                }
            }
        }
        let (mut parts, mut end) = (vec![], password.len());
        while end > 0 {
            let (_, start, term) = best[end];
            parts.push((start, end, term));
            end = start;
        }
        parts.reverse();
        parts
    }
}

impl Banned {
    /// Takes terms of 4 to 16 characters.
    pub fn new(terms: &[String], strictness: Strictness) -> Self {
        let fits = |term: &&String| {
            let length = Swaps::PLAIN.read::<Vec<char>>(term).len();
            (SHORTEST_TERM..=LONGEST_TERM).contains(&length)
        };
        let terms: Vec<String> = terms.iter().filter(fits).cloned().collect();
        let readings = Swaps::all(strictness.more_swaps).into_iter().map(|swaps| Reading::new(swaps, &terms)).collect();
        Self { terms, readings, strictness }
    }

    /// Whether there is no term to look for.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Judges a password by the reading that finds the fewest points in it.
    pub fn score(&self, password: &str) -> Score {
        let scores = self.readings.iter().map(|reading| self.score_in(reading, password));
        scores.min_by_key(|score| (score.near.is_none(), score.points)).unwrap_or(Score {
            points: 0,
            tokens: vec![],
            near: None,
            refused: false,
        })
    }

    fn score_in(&self, reading: &Reading, password: &str) -> Score {
        let letters: Vec<char> = reading.swaps.read(password);
        let mut seen = HashSet::new();
        let tokens: Vec<Token> = reading
            .parts(&letters)
            .into_iter()
            .map(|(start, end, term)| {
                let again = term.is_some_and(|term| !seen.insert(term)) && self.strictness.once;
                let term = term.map(|term| self.terms[term].clone());
                Token { text: letters[start..end].iter().collect(), term, points: usize::from(!again) }
            })
            .collect();
        let near = reading.near(&letters).map(|term| self.terms[term].clone());
        let points = tokens.iter().map(|token| token.points).sum();
        let refused = near.is_some() || (points < self.strictness.points && !self.is_empty());
        Score { points, tokens, near, refused }
    }
}

/// Equal, or equal but for one character.
fn differ_by_one(a: &[char], b: &[char]) -> bool {
    a.len() == b.len() && a.iter().zip(b).filter(|(a, b)| a != b).take(2).count() < 2
}

/// Whether `short` is `long` without one of its characters.
fn is_without_one(long: &[char], short: &[char]) -> bool {
    if long.len() != short.len() + 1 {
        return false;
    }
    let same = long.iter().zip(short).take_while(|(a, b)| a == b).count();
    long[same + 1..] == short[same..]
}

#[cfg(test)]
#[path = "banned_tests.rs"]
mod tests;
