//! Where the rules of a new password join: each rule judges, and each has its own help text on the page.

use crate::domain::fold::fold;
use crate::domain::secret::PlainPassword;

use super::common::is_common;

/// The longest password, in code points; checked before anything costly (NIST: at least 64; `decisions`: 256).
pub const LONGEST: usize = 256;

/// The shortest password of somebody without a second step (NIST SP 800-63B-4 3.1.1.2).
pub const SHORTEST: usize = 15;

/// One rule. The page lists them, the check enforces them: the same list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rule {
    /// At least so many code points.
    Shortest(usize),
    /// At most so many code points.
    Longest(usize),
    /// Not on the list of common passwords.
    NotCommon,
    /// Contains no name of the person, no user name, no name of the organisation.
    NoNames,
    /// Not the password that it replaces: the temporary one, or the current one.
    NotTheOld,
}

/// A rule and whether a password met it; nothing where it can not be told yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Judged {
    /// The rule.
    pub rule: Rule,
    /// Met or not.
    pub met: Option<bool>,
}

/// What the rules must know about the person.
#[derive(Debug, Clone, Default)]
pub struct Context {
    /// Words that may not stand in the password: folded, at least four characters each.
    words: Vec<String>,
}

impl Context {
    /// Takes first and last name, display name, user name and organisation; keeps the parts of four characters and more.
    pub fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let mut words: Vec<String> = names
            .into_iter()
            .flat_map(|name| fold(name).split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect::<Vec<_>>())
            .filter(|word| word.chars().count() >= 4)
            .collect();
        words.sort();
        words.dedup();
        Self { words }
    }

    /// The words, for the page's live hints. They are no secret: the person's own names.
    pub fn words(&self) -> &[String] {
        &self.words
    }
}

/// The rules of this installation, in the order the page lists them.
#[derive(Debug, Clone)]
pub struct Rules {
    list: Vec<Rule>,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            list: vec![
                Rule::Shortest(SHORTEST),
                Rule::Longest(LONGEST),
                Rule::NoNames,
                Rule::NotCommon,
                Rule::NotTheOld,
            ],
        }
    }
}

impl Rules {
    /// The rules before anything was typed.
    pub fn unjudged(&self) -> Vec<Judged> {
        self.list.iter().map(|rule| Judged { rule: *rule, met: None }).collect()
    }

    /// The least length, for the page's live hints.
    pub fn shortest(&self) -> usize {
        self.list
            .iter()
            .find_map(|rule| if let Rule::Shortest(least) = rule { Some(*least) } else { None })
            .unwrap_or(1)
    }

    /// Judges a new password. `is_old` says whether it is the one that it replaces.
    pub fn judge(&self, new: &PlainPassword, context: &Context, is_old: bool) -> Vec<Judged> {
        let length = new.code_points();
        self.list
            .iter()
            .map(|rule| {
                let met = match rule {
                    Rule::Shortest(least) => length >= *least,
                    Rule::Longest(most) => length <= *most,
                    // Costly looks only at what is no longer than allowed.
                    Rule::NotCommon => length > LONGEST || !is_common(new.expose()),
                    Rule::NoNames => length > LONGEST || !contains_word(new.expose(), &context.words),
                    Rule::NotTheOld => !is_old,
                };
                Judged { rule: *rule, met: Some(met) }
            })
            .collect()
    }
}

/// Whether every rule is met.
pub fn all_met(judged: &[Judged]) -> bool {
    judged.iter().all(|judged| judged.met == Some(true))
}

fn contains_word(password: &str, words: &[String]) -> bool {
    let folded = fold(password);
    // the swaps that everybody tries.
    let swapped: String = folded
        .chars()
        .map(|c| match c {
            '0' => 'o',
            '1' => 'l',
            '$' => 's',
            '@' => 'a',
            c => c,
        })
        .collect();
    words.iter().any(|word| folded.contains(word.as_str()) || swapped.contains(word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(password: &str, context: &Context) -> Vec<Rule> {
        Rules::default()
            .judge(&PlainPassword::new(password.to_owned()), context, false)
            .into_iter()
            .filter(|judged| judged.met != Some(true))
            .map(|judged| judged.rule)
            .collect()
    }

    #[test]
    fn length_counts_code_points_after_composition() {
        let context = Context::default();
        assert_eq!(broken("Mx7 tulp geel!", &context), [Rule::Shortest(15)]);
        assert_eq!(broken("Mx7 tulp geel!?", &context), []);
        assert_eq!(broken(&"🦀🐌🦎".repeat(5), &context), []);
        assert_eq!(broken(&"e\u{301}x?".repeat(100), &context), [Rule::Longest(256)]);
        let longest: String = "abcdefgh0123 vwz".repeat(16);
        assert_eq!(broken(&longest, &context), []);
        assert_eq!(broken(&format!("{longest}x"), &context), [Rule::Longest(256)]);
    }

    #[test]
    fn names_of_person_and_organisation_are_refused_in_disguise_too() {
        let context = Context::new(["Hans", "Poll", "bram.devries@noordzee.example", "Noordzee Logistics", "Jo"]);
        for bad in ["p0LL23fb and a tail", "my dear BRÀM sits here", "n00rdzee is de mooiste", "logistics for ever and"]
        {
            assert_eq!(broken(bad, &context), [Rule::NoNames], "{bad}");
        }
        // "Jo" has fewer than four letters.
        assert_eq!(broken("jojoba olie en water", &context), []);
    }

    #[test]
    fn common_and_repeated_passwords_are_refused() {
        let context = Context::default();
        assert_eq!(broken("passwordpassword", &context), [Rule::NotCommon]);
        assert_eq!(broken("aaaaaaaaaaaaaaa", &context), [Rule::NotCommon]);
        assert_eq!(broken("correct horse battery staple", &context), []);
    }
}
