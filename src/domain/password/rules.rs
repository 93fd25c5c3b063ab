//! Where the rules of a new password join: each rule judges, and each has its own help text on the page.

use crate::domain::fold::fold;
use crate::domain::secret::PlainPassword;

use super::banned::{Banned, Score, Swaps};
use super::common::is_common;
use super::policy::PasswordPolicy;

/// The longest password, in code points; checked before anything costly (NIST: at least 64; `decisions`: 256).
pub const LONGEST: usize = 256;

/// One rule. The page lists them, the check enforces them: the same list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rule {
    /// At least so many code points.
    Shortest(usize),
    /// At most so many code points.
    Longest(usize),
    /// Printable ASCII and blank alone.
    Ascii,
    /// Three of lower case, upper case, digits and signs.
    Classes,
    /// Contains no name of the person, no user name, no name of the organisation.
    NoNames,
    /// Not on the list of common passwords.
    NotCommon,
    /// Not on the operator's list of known breaches.
    NotBreached,
    /// Not made of terms that the organisation has banned (R-291…R-297).
    NotBanned,
    /// Not the password that it replaces: the temporary one, or the current one.
    NotTheOld,
    /// None of so many that the person had.
    NotUsedBefore(u16),
    /// The password that it replaces has been kept for so many hours.
    KeptFor(u16),
}

/// When a password is chosen: not every rule holds each time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// By choice, by somebody who knows the current one.
    Change,
    /// Because the current one was temporary, has ended, or was called off.
    Forced,
    /// By somebody who forgot it.
    SelfReset,
    /// Given by the operator's command; nothing came before it.
    First,
}

/// A rule and whether a password met it; nothing where it can not be told yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Judged {
    /// The rule.
    pub rule: Rule,
    /// Met or not.
    pub met: Option<bool>,
}

/// What only a look at the store or the disk tells about a password; nothing where nobody looked.
#[derive(Debug, Clone, Copy, Default)]
pub struct Facts {
    /// It is the one that it replaces.
    pub is_old: Option<bool>,
    /// The person had it before.
    pub was_used: Option<bool>,
    /// The one that it replaces is not old enough.
    pub is_young: Option<bool>,
    /// It is on the operator's list of known breaches.
    pub breached: Option<bool>,
}

/// What the rules must know about the person.
#[derive(Debug, Clone, Default)]
pub struct Context {
    /// Words that may not stand in the password: folded, at least four characters each.
    words: Vec<String>,
    /// Whether the password never stands alone.
    has_step: bool,
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
        Self { words, has_step: false }
    }

    /// Of somebody who has a second step and must have one: then fewer characters will do.
    #[must_use]
    pub fn with_step(self, has_step: bool) -> Self {
        Self { has_step, ..self }
    }

    /// The words, for the page's live hints. They are no secret: the person's own names.
    pub fn words(&self) -> &[String] {
        &self.words
    }
}

/// The rules of this installation.
#[derive(Debug)]
pub struct Rules {
    policy: PasswordPolicy,
    banned: Banned,
}

impl Default for Rules {
    fn default() -> Self {
        Self::of(PasswordPolicy::default(), &[])
    }
}

impl Rules {
    /// The rules that a policy asks for, with the words that are banned.
    pub fn of(policy: PasswordPolicy, words: &[String]) -> Self {
        let banned = Banned::new(if policy.ban { words } else { &[] }, policy.strictness());
        Self { policy, banned }
    }

    /// The policy.
    pub fn policy(&self) -> &PasswordPolicy {
        &self.policy
    }

    /// The rules that hold, in the order the page lists them; `breaches` says whether there is a list of known breaches.
    pub fn list(&self, scope: Scope, breaches: bool, context: &Context) -> Vec<Rule> {
        let policy = &self.policy;
        let depth = self.depth(scope);
        let replaces = matches!(scope, Scope::Change | Scope::Forced);
        [
            (true, Rule::Shortest(self.shortest(context))),
            (true, Rule::Longest(LONGEST)),
            (policy.ascii, Rule::Ascii),
            (policy.classes, Rule::Classes),
            (true, Rule::NoNames),
            (true, Rule::NotCommon),
            (breaches, Rule::NotBreached),
            (!self.banned.is_empty(), Rule::NotBanned),
            (replaces && (depth > 0 || scope == Scope::Forced), Rule::NotTheOld),
            (depth > 1 || (depth > 0 && scope == Scope::SelfReset), Rule::NotUsedBefore(depth)),
            (scope == Scope::Change && policy.youngest > 0, Rule::KeptFor(policy.youngest)),
        ]
        .into_iter()
        .filter_map(|(holds, rule)| holds.then_some(rule))
        .collect()
    }

    /// So many passwords may not come back.
    pub fn depth(&self, scope: Scope) -> u16 {
        match scope {
            Scope::Change | Scope::Forced => self.policy.history,
            Scope::SelfReset if self.policy.history_at_reset => self.policy.history,
            Scope::SelfReset | Scope::First => 0,
        }
    }

    /// The rules before anything was typed.
    pub fn unjudged(&self, scope: Scope, breaches: bool, context: &Context) -> Vec<Judged> {
        self.list(scope, breaches, context).into_iter().map(|rule| Judged { rule, met: None }).collect()
    }

    /// The least length of somebody's password.
    pub fn shortest(&self, context: &Context) -> usize {
        let PasswordPolicy { shortest, shortest_with_step, .. } = self.policy;
        usize::from(if context.has_step { shortest_with_step.min(shortest) } else { shortest })
    }

    /// Judges a new password by what it is, and by the facts that are known by now.
    pub fn judge(
        &self,
        scope: Scope,
        breaches: bool,
        new: &PlainPassword,
        context: &Context,
        facts: Facts,
    ) -> Vec<Judged> {
        let length = new.code_points();
        // Costly looks only at what is no longer than allowed.
        let looked = |broken: &dyn Fn(&str) -> bool| (length <= LONGEST).then(|| !broken(new.expose()));
        let judge = |rule| match rule {
            Rule::Shortest(least) => Some(length >= least),
            Rule::Longest(most) => Some(length <= most),
            Rule::Ascii => Some(new.expose().chars().all(|c| matches!(c, ' '..='~'))),
            Rule::Classes => Some(classes(new.expose()) >= 3),
            Rule::NotCommon => looked(&is_common),
            Rule::NoNames => looked(&|new| contains_word(new, &context.words, self.policy.more_swaps)),
            Rule::NotBanned => looked(&|new| self.banned.score(new).refused),
            Rule::NotBreached => facts.breached.map(|is| !is),
            Rule::NotTheOld => facts.is_old.map(|is| !is),
            Rule::NotUsedBefore(_) => facts.was_used.map(|was| !was),
            Rule::KeptFor(_) => facts.is_young.map(|is| !is),
        };
        self.list(scope, breaches, context).into_iter().map(|rule| Judged { rule, met: judge(rule) }).collect()
    }

    /// What the banned terms say of a password, for those who try one.
    pub fn score(&self, password: &PlainPassword) -> Score {
        self.banned.score(password.expose())
    }

    /// Whether a temporary password may be handed out: nobody has to read a banned term aloud.
    pub fn fits_temporary(&self, password: &str) -> bool {
        let score = self.banned.score(password);
        score.tokens.iter().all(|token| token.term.is_none())
    }
}

/// Whether every rule is met, and each was looked at.
pub fn all_met(judged: &[Judged]) -> bool {
    judged.iter().all(|judged| judged.met == Some(true))
}

/// Whether no rule is broken as far as anybody has looked.
pub fn none_broken(judged: &[Judged]) -> bool {
    judged.iter().all(|judged| judged.met != Some(false))
}

/// How many of lower case, upper case, digits and signs there are.
fn classes(password: &str) -> usize {
    let class = |is: fn(char) -> bool| usize::from(password.chars().any(is));
    class(char::is_lowercase) + class(char::is_uppercase) + class(char::is_numeric) + class(|c| !c.is_alphanumeric())
}

fn contains_word(password: &str, words: &[String], more_swaps: bool) -> bool {
    let folded = fold(password);
    // the swaps that everybody tries; names are read the same way.
    let readings: Vec<(Swaps, String)> =
        Swaps::all(more_swaps).into_iter().map(|swaps| (swaps, swaps.read(&folded))).collect();
    let disguised = |word: &str| readings.iter().any(|(swaps, read)| read.contains(&swaps.read::<String>(word)));
    words.iter().any(|word| folded.contains(word.as_str()) || disguised(word))
}

#[cfg(test)]
#[path = "rules_tests.rs"]
mod tests;
