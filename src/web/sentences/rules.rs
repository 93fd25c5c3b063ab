//! The help text of each password rule.

use crate::domain::password::rules::Rule;
use crate::i18n::{Words, t};

/// What the page lists below the field.
pub fn help(words: &Words, rule: &Rule) -> String {
    match rule {
        Rule::Shortest(least) => t!(words, "rule-shortest", least = *least),
        Rule::Longest(most) => t!(words, "rule-longest", most = *most),
        Rule::Ascii => t!(words, "rule-ascii").to_owned(),
        Rule::Classes => t!(words, "rule-classes").to_owned(),
        Rule::NoNames => t!(words, "rule-names").to_owned(),
        Rule::NotCommon => t!(words, "rule-common").to_owned(),
        Rule::NotBreached => t!(words, "rule-breached").to_owned(),
        Rule::NotBanned => t!(words, "rule-banned").to_owned(),
        Rule::NotTheOld => t!(words, "rule-the-old").to_owned(),
        Rule::NotUsedBefore(depth) => t!(words, "rule-used", depth = usize::from(*depth)),
        Rule::KeptFor(hours) => t!(words, "rule-kept", hours = usize::from(*hours)),
    }
}

/// What the script knows a rule by.
pub const fn key(rule: &Rule) -> &'static str {
    match rule {
        Rule::Shortest(_) => "shortest",
        Rule::Longest(_) => "longest",
        Rule::Ascii => "ascii",
        Rule::Classes => "classes",
        Rule::NoNames => "names",
        Rule::NotCommon => "common",
        Rule::NotBreached => "breached",
        Rule::NotBanned => "banned",
        Rule::NotTheOld => "old",
        Rule::NotUsedBefore(_) => "used",
        Rule::KeptFor(_) => "kept",
    }
}
