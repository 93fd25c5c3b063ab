//! The help text of each password rule.

use crate::domain::password::rules::Rule;
use crate::i18n::{Words, t};

/// What the page lists below the field.
pub fn help(words: &Words, rule: &Rule) -> String {
    match rule {
        Rule::Shortest(least) => t!(words, "rule-shortest", least = *least),
        Rule::Longest(most) => t!(words, "rule-longest", most = *most),
        Rule::NoNames => t!(words, "rule-names").to_owned(),
        Rule::NotCommon => t!(words, "rule-common").to_owned(),
        Rule::NotTheOld => t!(words, "rule-the-old").to_owned(),
    }
}

/// What the script knows a rule by.
pub const fn key(rule: &Rule) -> &'static str {
    match rule {
        Rule::Shortest(_) => "shortest",
        Rule::Longest(_) => "longest",
        Rule::NoNames => "names",
        Rule::NotCommon => "common",
        Rule::NotTheOld => "old",
    }
}
